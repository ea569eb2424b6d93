// How long workers were in their activities between two moments.
#pragma once

#include <functional>
#include <vector>

#include "adapters/taskrouter/statistics/cumulative.h"
#include "engine/state/state.h"

namespace switchyard::adapters::taskrouter {

// By ActivityId: each stay as far as it lies between the two moments; the one that goes on ends at `until`.
// `counts` says whose stays are meant. Stays that touch the time between in no moment do not count.
// O(workers + stays that ended after `from`).
std::vector<Waits> activity_durations(const State& state, const FactLog& log, Time from, Time until,
                                      const std::function<bool(WorkerId)>& counts);

}  // namespace switchyard::adapters::taskrouter
