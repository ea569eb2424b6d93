// The question "who waits?", for the few turns that concern all of them.
#pragma once

#include <vector>

#include "engine/state/state.h"

namespace switchyard {

// Pending and reserved tasks in the order of their serials: slots are laid out anew by a snapshot and give no
// order. O(tasks · log).
std::vector<TaskSlot> waiting_tasks(const State& state);

}  // namespace switchyard
