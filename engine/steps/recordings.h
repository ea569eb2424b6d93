// Who is recorded, and for how long that is kept: the policy stands with the brand that was called, not with
// whoever answers for it.
#pragma once

#include "engine/steps/turn.h"

namespace switchyard {

// A customer and a worker talk from now on. One order a call, whoever it is passed on to.
void begin_recording(const Turn& turn, TaskSlot task);

Duration recording_kept(const State& state, const Task& task);

}  // namespace switchyard
