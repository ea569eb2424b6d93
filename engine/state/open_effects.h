// The question "is this effect still to be done?", which a host asks after a restart.
#pragma once

#include <vector>

#include "engine/state/state.h"

namespace switchyard {

// An offer is open while its reservation is pending, a connection while it is accepted, the others as long as
// their subject is remembered. O(1).
bool still_matters(const State& state, const Effect& effect);

// The effects without a result that still matter, in the order of their ids.
std::vector<OpenEffect> open_effects(const State& state);

}  // namespace switchyard
