// What the accept of work brings about when the customer is not on the line.
#pragma once

#include "engine/steps/turn.h"

namespace switchyard {

// Whether the worker who accepts the task calls its customer, so that there is nobody to connect yet: work of
// a channel that places calls, and callbacks of a channel that is one for calls.
bool calls_customer(const State& state, const Task& task);

// The worker has just accepted: the record is shown, and the customer called at once or when it has been
// read.
void begin_lead(const Turn& turn, ReservationSlot reservation);

// The customer is on the line now, as if it had been an ordinary call.
void lead_call_succeeds(const Turn& turn, TaskId task);

// The customer could not be reached: the conversation is over before it began.
void lead_call_fails(const Turn& turn, ReservationSlot reservation);

}  // namespace switchyard
