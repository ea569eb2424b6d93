// Slots for tasks and reservations: taken, linked to one another, and given back some time after the end.
#pragma once

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

// The thing has ended now: it can be asked for until it is forgotten.
void keep_ended_task(State& state, TaskSlot task);
void keep_ended_reservation(State& state, ReservationSlot reservation);

// Frees what ended more than Workspace::ended_kept ago, dedup keys older than dedup_kept and threads
// older than threads_kept. O(what it frees).
void forget_old(State& state);

}  // namespace switchyard
