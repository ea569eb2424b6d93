// A task's way through its workflow: entering targets, being skipped, timing out, falling out at the end.
#pragma once

#include "engine/steps/turn.h"

namespace switchyard {

// Starts the workflow from its first filter, with a fresh clock. Offers are made on the way.
void enter_workflow(const Turn& turn, TaskSlot task);

// Waits in a queue, or for one worker, outside any workflow.
void wait_directly(const Turn& turn, TaskSlot task);

// An offer ended unaccepted and the task is pending again: same target, next target, or new filters.
void go_on_after_return(const Turn& turn, TaskSlot task);

// Runs a pending task through the current filters, whatever version it followed so far.
void re_evaluate_task(const Turn& turn, TaskSlot task);

// The target's timeout has been reached while the task waits.
void target_times_out(const Turn& turn, TaskSlot task);

// Takes the task out of its line and forgets what belongs to the target: timers, misses, rejections.
void leave_target(const Turn& turn, TaskSlot task);

}  // namespace switchyard
