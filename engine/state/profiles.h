// Keeps workers grouped by what expressions see of them, and lined up for being asked.
#pragma once

#include "engine/base/id.h"
#include "engine/state/state.h"

namespace switchyard {

// On an available channel with capacity left, its own and that of its group, and not blocked by other work.
bool has_room(const State& state, WorkerId worker, TaskChannelId channel);

// With room on the channel, in an available activity, on shift, not in cooldown, not removed.
bool is_ready(const State& state, WorkerId worker, TaskChannelId channel);

// The worker's place in one order of one channel; smaller is asked first.
WorkerRank worker_rank(const State& state, WorkerId worker, TaskChannelId channel, WorkerOrder order);

// After any change of the worker: regroups it if an expression could see the change, and lines it up again on
// every channel that is in use. O(channels · log workers), plus the classes when it forms a profile of its
// own.
void refresh_worker(State& state, WorkerId worker);

// Regroups the worker from scratch: its attributes have changed, or the workspace has.
void regroup_worker(State& state, WorkerId worker);

// Looks whether the worker's shift has begun or ended; true when it has, and then the worker is lined up
// again. O(1) when nothing has changed.
bool update_shift(State& state, WorkerId worker);

// The first task of a channel has come: from now on workers are kept ready for it.
void use_channel(State& state, TaskChannelId channel);

}  // namespace switchyard
