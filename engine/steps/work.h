// Work in hand: the conversation ends, then the wrap-up.
#pragma once

#include "engine/steps/turn.h"

namespace switchyard {

// The worker who is offered the task has it from now on; all others who are asked are told to stop ringing.
void take_in_hand(const Turn& turn, ReservationSlot offer);

// assigned -> wrapping with the channel's wrap-up limit running; straight to completed when that is zero.
void finish_work(const Turn& turn, ReservationSlot reservation);

// The worker's part ends now, without wrap-up or cooldown, and the task is pending again, in no queue and no
// line.
void let_go(const Turn& turn, ReservationSlot reservation);

// The task waits again after it was in hand: its time to live begins anew.
void restart_life(const Turn& turn, TaskSlot task);

}  // namespace switchyard
