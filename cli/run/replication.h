// One run of a scenario with everybody who looks at it: the report, the hash, the files.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>

#include "cli/failure.h"
#include "cli/run/run_files.h"
#include "reports/summary/summary.h"
#include "sim/run.h"
#include "sim/scenario/scenario.h"

namespace switchyard::cli {

struct ReplicationPlan {
  const sim::Scenario* scenario = nullptr;
  std::uint64_t seed = 1;
  std::uint32_t index = 0;
  std::optional<double> speed;           // of virtual time against real time; absent: as fast as it goes
  RunFiles* files = nullptr;             // null: no files
  reports::RunFacts facts;               // all but the log hash
  std::function<void(double)> progress;  // given the fraction that is done, now and then; may be empty
};

struct Replication {
  reports::Summary summary;
  sim::RunResult result;
  std::uint64_t events = 0;  // that the engine told
  bool whole = true;         // false: somebody asked to stop before its end
  Time stopped_at;
};

// A signal that asks to stop ends it early, with a report on what there is.
Outcome<Replication> run_replication(const ReplicationPlan& plan);

}  // namespace switchyard::cli
