// New rules on a recorded day, with all that follows from them: both rules simulated, side by side.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "cli/console.h"
#include "cli/failure.h"
#include "reports/difference/compare.h"
#include "reports/difference/paired_totals.h"

namespace switchyard::cli {

struct ResimulateRequest {
  std::string log;        // from its first record on
  std::string workspace;  // file of the new rules
  std::uint64_t seed = 1;
  std::uint32_t replications = 10;
  Duration within = seconds(20);  // the wait that counts as good service
  std::size_t show = 20;          // tasks
};

struct ResimulatedDay {
  std::string name;
  Time start, end;
  std::vector<reports::PairedTotals> totals;
  // Of the first replication.
  reports::RunOutcomes before, after;
  reports::RunDifference difference;
};

// Replays the log once, then simulates its day 2 · replications times; how far that is, is told on `console`.
// Memory of two runs' outcomes.
Outcome<ResimulatedDay> resimulate(const ResimulateRequest& request, const Console& console);

std::string to_text(const ResimulatedDay& day, const ResimulateRequest& request, bool color);
std::string to_json(const ResimulatedDay& day, const ResimulateRequest& request);

}  // namespace switchyard::cli
