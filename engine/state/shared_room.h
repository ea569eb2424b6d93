// Capacity that channels share, and work on one channel that closes another.
#pragma once

#include <vector>

#include "engine/state/state.h"

namespace switchyard {

// By channel, what its group and the block rules say of it; empty when there are none.
std::vector<SharedRoom> shared_rooms(const Workspace& rules);

// Whether the group of the channel has capacity left for the worker and no block rule holds. Pending,
// accepted and wrapping work counts. O(channels of the group + those that the channel's rules count).
bool has_shared_room(const State& state, WorkerId worker, TaskChannelId channel);

// The two halves of the question, where channels interact at all.
bool is_group_full(const State& state, WorkerId worker, TaskChannelId channel);
bool is_blocked(const State& state, WorkerId worker, TaskChannelId channel);

}  // namespace switchyard
