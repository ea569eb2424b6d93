// Several runs of one scenario, on as many threads as there are processors; the report does not depend on how
// many.
#pragma once

#include <cstdint>
#include <vector>

#include "cli/console.h"
#include "cli/failure.h"
#include "cli/run/replication.h"

namespace switchyard::cli {

struct ReplicationsResult {
  reports::Summary summary;   // of the whole ones; of the first one when none is whole
  std::uint32_t counted = 0;  // replications in the summary
  bool whole = true;          // false: somebody asked to stop
  Time stopped_at;            // of the first replication
  std::uint64_t turns = 0;    // of all replications
  std::uint64_t events = 0;
  std::uint32_t threads = 1;
};

// `plan` is that of the first replication; its files are the first one's.
Outcome<ReplicationsResult> run_replications(const Console& console, const ReplicationPlan& plan,
                                             std::uint32_t replications);

}  // namespace switchyard::cli
