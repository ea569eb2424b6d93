// The question "why not this worker, why not this filter?", for people who ask how a decision came about.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/state/state.h"

namespace switchyard {

// Why a worker cannot be offered a task now. In the order in which a person would ask: first who is meant at
// all, then who is there, then who has time, then what speaks against this very offer.
enum class WhyNot : std::uint8_t {
  removed = 1,           // from the workspace
  wrong_tenant,          // of the queue, and not in a team that it shares
  not_in_queue,          // the queue's expression says no
  target_expression,     // the target's says no
  not_the_known_worker,  // the task waits for one worker, or for one who does not exist
  activity_not_available,
  off_shift,
  channel_unavailable,
  no_capacity,      // on the channel
  group_full,       // the channels that share a capacity
  blocked_by_rule,  // work on other channels keeps this one closed
  cooldown,
  offered_already,  // it rings there now
  began_the_transfer,
  just_rejected,  // said no, and the pause is not over
  others_first,   // said no once; those who did not are asked before
  reserve,        // so many are kept back for other work
};
inline constexpr std::size_t why_not_count = static_cast<std::size_t>(WhyNot::reserve);

// All reasons, in the order above; empty for whom choose_workers() could choose when it is asked for as many
// as the queue's reserve allows. The task is in a class: it waits, or rings. It asks the functions that
// decide. O(ready workers of the class) for one who said no, else O(channels).
std::vector<WhyNot> why_not(const State& state, TaskSlot task, WorkerId worker);

// What a filter says of a task now.
struct FilterAnswer {
  std::uint32_t filter = 0;  // index in the workflow
  bool within_hours = true;
  bool matches = false;  // its expression; the default filter is not asked
};

// All filters of the task's workflow up to the first that counts, as first_target() tries them. Empty when
// the task has no workflow, or its version of the rules is no longer kept.
std::vector<FilterAnswer> filters_tried(const State& state, const Task& task);

}  // namespace switchyard
