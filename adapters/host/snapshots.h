// The snapshots beside a journal: read whole, and those that nobody needed judged too.
#pragma once

#include <string>
#include <tl/expected.hpp>
#include <vector>

#include "adapters/journal/journal.h"
#include "engine/state/snapshot.h"

namespace switchyard::adapters::host {

// The snapshot of that mark; else one sentence that names it and says what is wrong. O(size × log size).
tl::expected<Snapshot, std::string> read_snapshot(journal::Journal& journal,
                                                  const journal::SnapshotMark& mark);

// A sentence for each of the marks whose snapshot cannot be used. May run beside the thread that appends.
std::vector<std::string> faults_of_snapshots(journal::Journal& journal,
                                             const std::vector<journal::SnapshotMark>& marks);

}  // namespace switchyard::adapters::host
