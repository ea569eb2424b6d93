// The question "what does this worker do next?": the best waiting task that the worker may take.
#pragma once

#include <cstddef>

#include "engine/state/state.h"

namespace switchyard {

// The task to offer to a worker who is ready on the channel, by the workspace's order of work; no_slot when
// nothing waits for them. O(waiting classes that the worker's profile may serve).
TaskSlot choose_task(const State& state, WorkerId worker, TaskChannelId channel, Scratch& scratch);

// To how many more workers the queue's reserve allows the task, which is in a class, to be offered now: those
// of its class who are ready, have not been asked and have not just said no, but for the reserve. No limit
// for work that only one known worker may do.
std::size_t allowed_by_reserve(const State& state, const Task& task);

}  // namespace switchyard
