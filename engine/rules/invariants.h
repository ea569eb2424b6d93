// The question "is this state sound?", asked by tests after each command. Slow on purpose: it trusts no
// index.
#pragma once

#include <string>
#include <vector>

#include "engine/state/state.h"

namespace switchyard {

// A sentence for everything that is wrong; empty for a sound state. O((tasks + reservations) × workers).
std::vector<std::string> broken_invariants(const State& state);

}  // namespace switchyard
