// The customer is gone: waiting work is abandoned, work in hand goes to wrap-up.
#include "engine/steps/steps.h"
#include "engine/steps/task_ends.h"
#include "engine/steps/work.h"

namespace switchyard {

void customer_leaves(const Turn& turn, const CustomerLeaves& command) {
  const TaskSlot slot = find_task(turn.state, command.task);
  if (slot == no_slot) return turn.refuse(Refusal::unknown_task, command.task);
  const Task& task = turn.task(slot);
  if (is_waiting(task.status)) return cancel_task(turn, slot, CancelReason::abandoned);
  if (task.status == TaskStatus::assigned) return finish_work(turn, task.first_reservation);
  turn.refuse(has_ended(task.status) ? Refusal::task_ended : Refusal::task_not_waiting, command.task);
}

}  // namespace switchyard
