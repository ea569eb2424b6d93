// Offers go out, end without an accept, or are won: what all stories about reservations share.
#pragma once

#include <vector>

#include "engine/steps/turn.h"

namespace switchyard {

// Offers a task that stands in line to whom it may be offered now. Nothing when nobody is there.
void offer_task(const Turn& turn, TaskSlot task);

// Offers the task to this worker, whatever the worker's capacity and activity.
void reserve(const Turn& turn, TaskSlot task, WorkerId worker);

// The same for a worker who asks for the task: nothing has to ring. no_slot when the task had been offered
// too often and is canceled instead.
ReservationSlot make_reservation(const Turn& turn, TaskSlot task, WorkerId worker);

// The ring has grown: asks those who may be asked now, and stays open for those who become free.
void keep_ringing(const Turn& turn, TaskSlot task);

// How the end of a reservation looks to the worker who had it.
enum class IdleClock : std::uint8_t {
  restarts,  // worked, missed or rejected: to the end of the line
  resumes    // withdrawn: as if it had never been offered
};

// Ends a live reservation: its capacity is free. Says nothing; the caller knows the event.
void end_reservation(const Turn& turn, ReservationSlot reservation, ReservationStatus how, IdleClock clock);

// Withdraws every pending offer of the task. `end` is what is told of offers whose task has ended.
void withdraw_offers(const Turn& turn, TaskSlot task, WithdrawReason reason,
                     ReservationEnd end = ReservationEnd::task_canceled);

// What rings at the worker, the oldest first.
std::vector<ReservationSlot> pending_offers(const Turn& turn, WorkerId worker);

// The worker has more or less in hand than before: where channels share capacity or block each other, or
// conditions read the work in hand, that may open other channels too.
void work_in_hand_changed(const Turn& turn, WorkerId worker);

// One or all offers of the task have ended unaccepted. When none is left the task returns to pending: to the
// same target, the next one, or the new filters.
void offer_ended(const Turn& turn, TaskSlot task);

// Remembers that the worker said no, until the task enters another target.
void remember_rejection(const Turn& turn, TaskSlot task, WorkerId worker);

// Sets the timer at which the next of those who rejected the task may be asked again.
void wait_for_rejecters(const Turn& turn, TaskSlot task);

}  // namespace switchyard
