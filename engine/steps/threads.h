// Conversations that go on over several tasks: messages join the open one, and somebody owns the thread.
#pragma once

#include "engine/command.h"
#include "engine/steps/turn.h"

namespace switchyard {

// The open task of the command's thread, which the message joins; no_slot when there is none. Remembers the
// message.
TaskSlot join_thread(const Turn& turn, const TaskArrives& command);

// The new task is the newest of its thread.
void begin_thread_task(const Turn& turn, TaskSlot task);

// Who is to be waited for before a new task begins its way; none: nobody.
WorkerId owner_to_wait_for(const State& state, const Task& task);

// The worker has accepted the task: owns its thread, if nobody does yet.
void note_owner(const Turn& turn, TaskSlot task, WorkerId worker);

}  // namespace switchyard
