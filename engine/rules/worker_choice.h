// The question "whom do we ask?": eligible workers of a task, best first.
#pragma once

#include <cstddef>
#include <vector>

#include "engine/state/state.h"

namespace switchyard {

// Appends to `chosen` at most `most` workers who may be offered the task now, best first, by the order of its
// target. Not those who are being offered it already. Workers who rejected it come in only when nobody else
// is left and the pause after their rejection is over. `ranked` and `frontier` are the caller's scratch
// space. O(ready profiles of the class) for one worker; to rank several, O(ready workers · log).
void choose_workers(const State& state, TaskSlot task, std::size_t most, Scratch& scratch,
                    std::vector<WorkerId>& chosen);

// How many workers could take one more task of the class now.
std::size_t count_ready(const State& state, const TaskClass& task_class);

// Whether the worker rejected the task, and if so whether the pause is over.
enum class Willing : std::uint8_t { yes, not_now, after_pause };
Willing is_willing(const State& state, const Task& task, WorkerId worker);

// Whether a live offer of the task to the worker is out.
bool is_offered(const State& state, const Task& task, WorkerId worker);

// Whether the worker answers the class's conditions, ready or not.
bool may_take(const State& state, const TaskClass& task_class, WorkerId worker);

}  // namespace switchyard
