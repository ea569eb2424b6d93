// Slots for tasks and reservations: taken, linked to one another, and given back some time after the end.
#pragma once

#include <optional>

#include "engine/base/time.h"
#include "engine/state/state.h"

namespace switchyard {

// A fresh thing with the next serial number, in a slot that is free.
TaskSlot new_task(State& state);
ReservationSlot new_reservation(State& state, TaskSlot task, WorkerId worker);

// Puts a live reservation into the lists of its task (at the end) and worker (at the front).
void link_reservation(State& state, ReservationSlot reservation);

// A warm transfer: its initiator's reservation leaves the list of its task, or comes back into it.
void detach_reservation(State& state, ReservationSlot reservation);
void attach_reservation(State& state, ReservationSlot reservation);

// Takes the reservation out of the lists of its task and worker; its slot stays until it is forgotten.
void unlink_reservation(State& state, ReservationSlot reservation);

// The thing has ended now: it can be asked for until it is forgotten. A task stays as it is until the next
// turn.
void keep_ended_task(State& state, TaskSlot task);
void keep_ended_reservation(State& state, ReservationSlot reservation);

// Remembers a task that has ended, newest of all. Gives what State::task_slots says of it.
std::uint32_t remember(State& state, const Task& task);
// A task that has ended with no more than what is remembered of it.
Task task_of(const EndedTask& memory);
Task as_remembered(const Task& task);
// The task, or what is remembered of it once it has ended; nothing when it is unknown or forgotten. A copy:
// for those who answer questions, not for the way of a call.
std::optional<Task> recall_task(const State& state, TaskId id);

// Gives back the slots of tasks that ended in the last turn. Frees what ended more than Workspace::ended_kept
// ago, dedup keys older than dedup_kept and threads older than threads_kept. O(what it frees).
void forget_old(State& state);

}  // namespace switchyard
