// The question "whom do we ask?": eligible workers of a task, best first.
#pragma once

#include <cstddef>
#include <vector>

#include "engine/state/state.h"

namespace switchyard {

// Fills `chosen` with at most `most` workers who may be offered the task now, best first, by the order of its
// target. Not those who are being offered it already. Workers who rejected it come in only when nobody else
// is left and the pause after their rejection is over.
// O(ready profiles of the class) for one worker; to rank several, in random order or after rejections,
// O(ready workers · log).
void choose_workers(const State& state, TaskSlot task, std::size_t most, Scratch& scratch,
                    std::vector<WorkerId>& chosen);

// Where a profile keeps the line of the class's channel and order, and Matching::first_ready its first.
inline std::size_t line_index(const State& state, const TaskClass& task_class) {
  return task_class.key.channel.index() * state.matching.orders.size() + task_class.order;
}

// Visits the class's profiles with a worker who could take one more task, in ascending order. A few members
// among many profiles are asked one by one, others a word of 64 at a time: O(the smaller of the two).
template <class Visit>
void for_each_ready_profile(const State& state, const TaskClass& task_class, Visit visit) {
  const BitSet& ready = state.matching.ready_profiles[task_class.key.channel.index()];
  if (task_class.members.size() >= ready.extent()) return for_each_in_both(task_class.profiles, ready, visit);
  for (const std::uint32_t profile : task_class.members) {
    if (ready.contains(profile)) visit(std::size_t{profile});
  }
}

// Visits them in no particular order.
template <class Visit>
void for_each_ready_worker(const State& state, const TaskClass& task_class, Visit visit) {
  const std::size_t line = line_index(state, task_class);
  for_each_ready_profile(state, task_class, [&](std::size_t profile) {
    for (const WorkerRank& rank : state.matching.profiles[profile].ready[line].entries()) visit(rank.worker);
  });
}

// How many workers could take one more task of the class now.
std::size_t count_ready(const State& state, const TaskClass& task_class);

// Whether the worker rejected the task, and if so whether the pause is over. Who began its transfer is not
// asked until it returns to pending.
enum class Willing : std::uint8_t { yes, not_now, after_pause };
Willing is_willing(const State& state, const Task& task, WorkerId worker);

// Whether a live offer of the task to the worker is out.
bool is_offered(const State& state, const Task& task, WorkerId worker);

// Whether the worker answers the class's conditions, ready or not.
bool may_take(const State& state, const TaskClass& task_class, WorkerId worker);

}  // namespace switchyard
