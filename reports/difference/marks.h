// How a task is known again in another log, where its number may be another.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "engine/base/time.h"
#include "engine/command.h"
#include "reports/difference/outcomes.h"

namespace switchyard::reports {

struct ArrivalMarks {
  TaskMarks task;
  std::optional<std::uint64_t> key;     // of the sender's id, when it gave one
  std::optional<std::uint64_t> thread;  // of tenant and thread, when it belongs to one
};

// Marks are hashes of names, never of ids: another workspace numbers its tables otherwise. Two arrivals with
// the same mark by chance would be matched in their order; among 10 million tasks that has a chance of three
// in a million.
class ArrivalMarker {
 public:
  // The command made a task at `time`, by the rules of `workspace`. O(attributes).
  ArrivalMarks of(Time time, const TaskArrives& command, const Workspace& workspace);

 private:
  std::string bytes_;  // kept, so that nothing is allocated
};

}  // namespace switchyard::reports
