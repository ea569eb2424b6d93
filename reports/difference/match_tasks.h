// Which task of one log is which task of another.
#pragma once

#include <vector>

#include "reports/difference/outcomes.h"

namespace switchyard::reports {

// None on one side: only the other log has it.
struct TaskPair {
  TaskId before;
  TaskId after;
};

// All tasks of both, each once, in the order of their arrivals. They are matched by the first that fits:
//   1. the sender's key
//   2. the moment, with all that was said at the arrival
//   3. tenant and thread: the messages of one conversation in their order
//   4. the moment, with tenant, thread and channel
//   5. a callback: by the task that it is for
// Several that share a mark are matched in their order. O(tasks · log tasks).
std::vector<TaskPair> match_tasks(const RunOutcomes& before, const RunOutcomes& after);

}  // namespace switchyard::reports
