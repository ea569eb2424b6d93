// Comes, waits and goes; what an accept, a cancellation or an abandonment means for the stay they say
// themselves.
#include "engine/steps/queue_stay.h"

#include "engine/state/classes.h"
#include "engine/state/counts.h"

namespace switchyard {

void enter_queue(const Turn& turn, TaskSlot slot, TaskQueueId queue) {
  Task& task = turn.task(slot);
  if (task.queue == queue) return;
  leave_queue(turn, slot);
  task.queue = queue;
  turn.happened(TaskQueueEntered{task.id, queue, task.priority});
}

void leave_queue(const Turn& turn, TaskSlot slot) {
  Task& task = turn.task(slot);
  if (task.queue.is_none()) return;
  count_waiting(turn.state, slot, false);
  turn.happened(TaskQueueLeft{task.id, task.queue});
  task.queue = TaskQueueId{};
}

void stand_in_line(const Turn& turn, TaskSlot slot) {
  join_class(turn.state, slot);
  start_waiting(turn.state, slot);
}

bool finds_queue_full(const Turn& turn, const Task& task) {
  const std::optional<std::uint32_t> limit = turn.state.workspace().queues[task.queue.index()].waiting_limit;
  if (!limit || turn.state.queues[task.queue.index()].waiting < *limit) return false;
  turn.happened(TaskQueueFull{task.id, task.queue});
  return true;
}

}  // namespace switchyard
