// A task's way through its workflow: entering targets, being skipped, timing out, falling out at the end.
#pragma once

#include <vector>

#include "engine/steps/turn.h"

namespace switchyard {

// Starts the workflow from its first filter, with a fresh clock. Offers are made on the way.
void enter_workflow(const Turn& turn, TaskSlot task);

// A queue's waiting limit is for those who come to it, not for those who were inside before.
enum class WaitingLimit : std::uint8_t { holds, is_for_others };

// Waits in a queue, or for one worker, outside any workflow.
void wait_directly(const Turn& turn, TaskSlot task, WaitingLimit limit = WaitingLimit::holds);

// An offer ended unaccepted and the task is pending again: same target, next target, or new filters.
void go_on_after_return(const Turn& turn, TaskSlot task);

// Runs pending tasks through the current filters, whatever version they followed so far. All stand in their
// new lines before anybody is asked, so that the work goes out in its order.
void re_evaluate_tasks(const Turn& turn, const std::vector<TaskSlot>& tasks);

// A pending task goes back to the step from which it came to a shared team, with a fresh clock.
void go_back_to_origin(const Turn& turn, TaskSlot task);

// The target's timeout has been reached while the task waits.
void target_times_out(const Turn& turn, TaskSlot task);

// The host has told the calendars anew: a target whose hours end earlier or later has another deadline.
void target_hours_changed(const Turn& turn, TaskSlot task);

// Takes the task out of its line and forgets what belongs to the target: timers, misses, rejections.
void leave_target(const Turn& turn, TaskSlot task);

}  // namespace switchyard
