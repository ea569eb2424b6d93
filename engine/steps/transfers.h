// Work that is passed on: how a transfer ends, for the stories that meet one on their way.
#pragma once

#include "engine/steps/turn.h"

namespace switchyard {

// Nobody took it. A warm transfer returns to its initiator, a cold one to the queue where the work was; who
// began a cold one out of no queue is waited for.
void transfer_fails(const Turn& turn, TaskSlot task, TransferFailure reason);

// Somebody has taken the task: if that ends a transfer, says so.
void note_transfer_taken(const Turn& turn, TaskSlot task, WorkerId worker);

// Whether another worker has the same work in hand, or is being asked to take it over from this one.
bool shares_work(const State& state, const Reservation& work);

// The worker's part of shared work ends now, without wrap-up or cooldown; the others go on.
void leave_shared_work(const Turn& turn, ReservationSlot reservation);

// The work is over for everybody: whoever shares it beside the task's own worker is let go, and a transfer
// that nobody took yet fails.
void end_sharing(const Turn& turn, TaskSlot task, TransferFailure reason);

}  // namespace switchyard
