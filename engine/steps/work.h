// Work in hand: the conversation ends, then the wrap-up.
#pragma once

#include "engine/steps/turn.h"

namespace switchyard {

// assigned -> wrapping with the channel's wrap-up limit running; straight to completed when that is zero.
void finish_work(const Turn& turn, ReservationSlot reservation);

}  // namespace switchyard
