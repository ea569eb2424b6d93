// How many tasks wait in each queue, counted as they come and go.
#pragma once

#include "engine/base/check.h"
#include "engine/state/state.h"

namespace switchyard {

// Counts the task as waiting (pending) in its queue, or no longer. Idempotent.
inline void count_waiting(State& state, TaskSlot slot, bool waiting) {
  Task& task = state.tasks[slot];
  if (task.counted_waiting == waiting || task.queue.is_none()) return;
  TaskQueueState& queue = state.queues[task.queue.index()];
  SY_CHECK(waiting || queue.waiting > 0);
  queue.waiting = waiting ? queue.waiting + 1 : queue.waiting - 1;
  task.counted_waiting = waiting;
}

}  // namespace switchyard
