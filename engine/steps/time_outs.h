// What each kind of deadline does when it comes.
#pragma once

#include "engine/steps/turn.h"

namespace switchyard {

// Waiting: canceled for its time to live. In hand: deleted by the system.
void task_life_ends(const Turn& turn, TaskSlot task);

// Goes on to the next target; while an offer is out nothing happens until it has ended.
void target_deadline_comes(const Turn& turn, TaskSlot task);

// All reservations of the offer time out together; the workers get what a miss costs; the task goes on.
void offer_times_out(const Turn& turn, TaskSlot task);

// A ring that grows by steps asks some more workers.
void ring_widens(const Turn& turn, TaskSlot task);

// A worker who rejected the task may be asked again.
void reject_pause_ends(const Turn& turn, TaskSlot task);

// A task becomes overdue; it waits on.
void task_is_overdue(const Turn& turn, TaskSlot task);

// Nobody took a warm transfer in time.
void transfer_times_out(const Turn& turn, TaskSlot task);

// The worker of a lead has read the record: the customer is called.
void preview_ends(const Turn& turn, ReservationSlot reservation);

// One or more calendars open or close.
void calendars_change(const Turn& turn);

// The time of a diversion is over.
void divert_ends(const Turn& turn, std::uint32_t tenant);

void wrap_up_limit_comes(const Turn& turn, ReservationSlot reservation);

// `subject` is that of cooldown_subject().
void cooldown_ends(const Turn& turn, std::uint32_t subject);

// Conditions that read the time of day may have other answers now.
void clock_moves(const Turn& turn);

// Sets the timer for the next moment at which such a condition of a waiting task may change; none, no timer.
void watch_clock(const Turn& turn);

}  // namespace switchyard
