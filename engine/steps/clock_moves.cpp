// The time of day has changed for somebody who asks about it: conditions are judged again, waiting work is
// offered.
#include <algorithm>
#include <vector>

#include "engine/state/classes.h"
#include "engine/steps/offers.h"
#include "engine/steps/time_outs.h"

namespace switchyard {

namespace {

// The waiting tasks of a class, in the order of its line.
std::vector<TaskSlot> in_line(const TaskClass& task_class) {
  std::vector<TaskRank> ranks = task_class.waiting.entries();
  std::sort(ranks.begin(), ranks.end());
  std::vector<TaskSlot> tasks;
  for (const TaskRank& rank : ranks) tasks.push_back(rank.task);
  return tasks;
}

// All waiting tasks whose conditions read the clock, in the order of their serials.
std::vector<TaskSlot> tasks_that_read_the_clock(const State& state) {
  std::vector<TaskSlot> tasks;
  for (const TaskClass& task_class : state.matching.classes) {
    if (!task_class.in_use || !task_class.reads_clock) continue;
    const std::vector<TaskSlot> line = in_line(task_class);
    tasks.insert(tasks.end(), line.begin(), line.end());
  }
  const auto older = [&](TaskSlot a, TaskSlot b) { return state.tasks[a].id < state.tasks[b].id; };
  std::sort(tasks.begin(), tasks.end(), older);
  return tasks;
}

void judge_again(State& state) {
  for (std::uint32_t c = 0; c < state.matching.classes.size(); ++c) {
    const TaskClass& task_class = state.matching.classes[c];
    if (task_class.in_use && task_class.reads_clock) rematch_class(state, ClassId{c});
  }
}

}  // namespace

void clock_moves(const Turn& turn) {
  turn.state.clock_timer = 0;
  judge_again(turn.state);
  for (const TaskSlot task : tasks_that_read_the_clock(turn.state)) offer_task(turn, task);
  watch_clock(turn);
}

void watch_clock(const Turn& turn) {
  State& state = turn.state;
  if (!state.matching.clock_is_read) return;
  Time next = never;
  for (const TaskClass& task_class : state.matching.classes) {
    if (task_class.in_use && task_class.reads_clock && !task_class.waiting.empty()) {
      next = std::min(next, task_class.matched_until);
    }
  }
  const bool set = state.clock_timer != 0;
  if (set && state.timers.record(state.clock_timer).deadline == next) return;
  state.timers.cancel(state.clock_timer);
  if (next == never) return;
  const Duration left = std::max(next - state.now, Duration{});
  state.clock_timer = state.timers.set(TimerKind::clock, 0, state.now, left);
}

}  // namespace switchyard
