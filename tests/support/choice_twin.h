// The slow, obvious way to choose workers and tasks: look at all of them, index nothing.
#pragma once

#include <vector>

#include "engine/state/state.h"

namespace switchyard::test {

// What choose_workers() should answer.
std::vector<WorkerId> obvious_workers(const State& state, TaskSlot task, std::size_t most);

// What choose_task() should answer.
TaskSlot obvious_task(const State& state, WorkerId worker, TaskChannelId channel);

}  // namespace switchyard::test
