// The ends of a task: canceled, completed, deleted. Whatever it held is given back.
#pragma once

#include "engine/steps/turn.h"

namespace switchyard {

// Ends a task that is pending or reserved. The customer's side is released, unless it is the customer who
// left.
void cancel_task(const Turn& turn, TaskSlot task, CancelReason reason);

// Ends a task in hand: reservation and task are completed, capacity is free, cooldown begins.
void complete_task(const Turn& turn, ReservationSlot reservation);

// Ends a task in any state, without a word to workers but that their offers and work are over.
void remove_task(const Turn& turn, TaskSlot task);

// Keeps the worker from getting anything on the channel for its cooldown, if it has one.
void start_cooldown(const Turn& turn, WorkerId worker, TaskChannelId channel);

// Takes a task that somebody accepted out of its line and stops the clocks of waiting.
void stop_waiting_for_workers(const Turn& turn, TaskSlot task);

}  // namespace switchyard
