// The summary for people at a terminal.
#pragma once

#include <string>

#include "reports/summary/summary.h"

namespace switchyard::reports {

struct TextStyle {
  bool color = false;          // only when the caller knows that the reader sees it
  std::size_t most_rows = 20;  // of one table; the busiest stay
};

// Thresholds first, then queues, channels and tenants, worker groups, recorded beside simulated, and last the
// seed, the log hash and the command that repeats the run. Every number of it is also in render_json().
std::string render_text(const Summary& summary, const TextStyle& style = {});

// "again: switchyard run …"; after an interruption it says that the command goes to the end.
std::string command_text(const RunFacts& facts);

}  // namespace switchyard::reports
