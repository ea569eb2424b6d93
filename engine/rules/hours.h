// The question "is it open?", of calendars, filters, targets and workers.
#pragma once

#include "engine/state/state.h"

namespace switchyard {

// At the moment of this turn. A calendar that the host has told nothing of is closed.
bool is_open(const State& state, CalendarId calendar);

// When the calendar next opens or closes, as far as the host has told; `never` when it does not.
Time next_change(const State& state, CalendarId calendar);

// When the first of all calendars opens or closes.
Time next_change(const State& state);

// Whether a filter or target counts now, and until when it can.
bool is_within(const State& state, const Hours& hours);
Time holds_until(const State& state, const Hours& hours);

// Whether offers may be made to the worker by the clock: the shift is open, or there is none.
bool is_on_shift(const State& state, WorkerId worker);

// Whether no worker of the queue is there: on shift, or available where there are no shifts. `queue` is the
// class of the whole queue. O(profiles of the queue).
bool nobody_on_shift(const State& state, const TaskClass& queue);

}  // namespace switchyard
