// A task's stay in a task queue: it comes, stands in line, and leaves.
#pragma once

#include "engine/steps/turn.h"

namespace switchyard {

// Leaves the queue in which it is; nothing happens when it is in this one already.
void enter_queue(const Turn& turn, TaskSlot task, TaskQueueId queue);

// Leaves by rule, and says so; nothing when it is in no queue.
void leave_queue(const Turn& turn, TaskSlot task);

// From now on the task may be offered.
void stand_in_line(const Turn& turn, TaskSlot task);

// Whether the queue's waiting limit keeps the task out; says so.
bool finds_queue_full(const Turn& turn, const Task& task);

}  // namespace switchyard
