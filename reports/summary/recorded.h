// What a real centre recorded, to stand beside the simulated values of the same intervals.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/base/time.h"
#include "reports/measures/window.h"

namespace switchyard::reports {

struct RecordedInterval {
  Time start;                              // of an interval of the run; others are not compared
  double offered = 0;                      // the weight of the row in the day's value
  std::optional<double> abandonment;       // share of the offered
  std::optional<double> wait_all_seconds;  // mean wait of all
};

struct Recorded {
  std::string source;  // who recorded it, in a few words
  std::string queue;   // the queue it speaks of; empty: all tasks
  std::vector<RecordedInterval> intervals;

  // Σ numerators / Σ offered over the rows that start in the window and have the value; nothing when none
  // has.
  std::optional<double> day_abandonment(const Window& window) const;
  std::optional<double> day_wait_all_seconds(const Window& window) const;
};

}  // namespace switchyard::reports
