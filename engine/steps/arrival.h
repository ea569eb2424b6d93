// A new task is made and sets out: for those who ask for service, and for callbacks that the engine makes
// itself.
#pragma once

#include "engine/command.h"
#include "engine/steps/turn.h"

namespace switchyard {

// `command` has been found possible. Says that the task is there, and lets it go its way.
TaskSlot add_task(const Turn& turn, const TaskArrives& command);

// Says when the task becomes overdue, if it still waits then; a moment that is over is due at once.
void watch_due(const Turn& turn, TaskSlot task, Time due);

}  // namespace switchyard
