// Where the work of a shared team came from.
#pragma once

#include "engine/steps/turn.h"

namespace switchyard {

// The task is at a step of its workflow, or turned away from it: should the work go to a shared team from
// here, this is where it came from.
void note_own_step(const Turn& turn, TaskSlot task, TaskQueueId queue);

// The task has entered its queue. If it has come to a shared team by that, says so and remembers where from
// and why.
void note_queue_entered(const Turn& turn, TaskSlot task);

}  // namespace switchyard
