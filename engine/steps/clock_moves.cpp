// The time of day has changed for somebody who asks about it: conditions are judged again, waiting work is
// offered.
#include <algorithm>

#include "engine/rules/worker_choice.h"
#include "engine/state/classes.h"
#include "engine/steps/time_outs.h"

namespace switchyard {

namespace {

// Whoever could take one of the class's tasks now is looked at, so that the tasks go out in the order of work
// and not in that of their classes.
void free_ready_workers(const Turn& turn, const TaskClass& task_class) {
  if (task_class.waiting.empty()) return;
  const TaskChannelId channel = task_class.key.channel;
  if (!task_class.key.known_worker.is_none()) return turn.freed(task_class.key.known_worker, channel);
  for_each_ready_worker(turn.state, task_class, [&](WorkerId worker) { turn.freed(worker, channel); });
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
  for (const TaskClass& task_class : turn.state.matching.classes) {
    if (task_class.in_use && task_class.reads_clock) free_ready_workers(turn, task_class);
  }
  watch_clock(turn);
}

void watch_clock(const Turn& turn) {
  State& state = turn.state;
  if (!state.matching.clock_is_read) return;
  const Time next = state.matching.clock_line.empty() ? never : state.matching.clock_line.top().at;
  const bool set = state.clock_timer != 0;
  if (set && state.timers.record(state.clock_timer).deadline == next) return;
  state.timers.cancel(state.clock_timer);
  if (next == never) return;
  const Duration left = std::max(next - state.now, Duration{});
  state.clock_timer = state.timers.set(TimerKind::clock, 0, state.now, left);
}

}  // namespace switchyard
