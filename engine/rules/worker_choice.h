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

// Visits them in no particular order.
template <class Visit>
void for_each_ready_worker(const State& state, const TaskClass& task_class, Visit visit) {
  const std::size_t orders = state.matching.orders.size();
  const std::size_t line = task_class.key.channel.index() * orders + task_class.order;
  const BitSet& ready = state.matching.ready_profiles[task_class.key.channel.index()];
  for_each_in_both(task_class.profiles, ready, [&](std::size_t profile) {
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
