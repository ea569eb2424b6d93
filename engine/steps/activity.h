// A worker's activity changes, by the worker's own wish or by a rule.
#pragma once

#include "engine/steps/turn.h"

namespace switchyard {

// Nothing happens when the worker is in that activity already. Work in hand and pending offers stay.
void move_to_activity(const Turn& turn, WorkerId worker, ActivityId activity);

// The worker has become available, or the shift has begun: idle from now on, earlier misses forgiven. The
// caller lines the worker up again.
void restart_idle_clocks(const Turn& turn, WorkerId worker);

// Ends a pending reservation as rejected and remembers it; the caller lets the task go on with offer_ended().
void reject_offer(const Turn& turn, ReservationSlot reservation);

}  // namespace switchyard
