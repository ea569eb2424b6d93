// Recorded beside simulated: the rows of the comparison, for every rendering.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "reports/summary/summary.h"

namespace switchyard::reports {

struct ComparedInterval {
  Time start;
  std::optional<double> recorded_abandonment;
  std::optional<double> recorded_wait;  // mean wait of all, seconds
  std::optional<Estimate> abandonment;
  std::optional<Estimate> wait;
};

struct Comparison {
  std::string source;
  std::string queue;     // empty: all tasks
  ComparedInterval day;  // all recorded rows against the whole window
  std::vector<ComparedInterval> intervals;
};

// The summary must have recorded values. Recorded rows that are not the start of an interval are left out.
Comparison compare_recorded(const Summary& summary);

}  // namespace switchyard::reports
