// The customer is gone: waiting work is abandoned, work in hand goes to wrap-up.
#include "engine/rules/known_ids.h"
#include "engine/steps/callbacks.h"
#include "engine/steps/steps.h"
#include "engine/steps/task_ends.h"
#include "engine/steps/transfers.h"
#include "engine/steps/work.h"

namespace switchyard {

namespace {

// Hanging up on a machine or on the way to another line is no different from doing so in a queue.
void abandon(const Turn& turn, TaskSlot slot) {
  const bool missed = is_called_back_when_missed(turn.state, turn.task(slot));
  cancel_task(turn, slot, CancelReason::abandoned);
  if (missed) create_callback(turn, slot, {});
}

}  // namespace

void customer_leaves(const Turn& turn, const CustomerLeaves& command) {
  const TaskSlot slot = find_task(turn.state, command.task);
  if (slot == no_slot) return turn.refuse(why_no_task(turn.state, command.task), command.task);
  end_sharing(turn, slot, TransferFailure::customer_left);
  const Task& task = turn.task(slot);
  if (task.status == TaskStatus::assigned) return finish_work(turn, task.first_reservation);
  if (task.status == TaskStatus::wrapping) return turn.refuse(Refusal::task_not_waiting, command.task);
  if (task.callback) return turn.refuse(Refusal::callback_stays, command.task);
  abandon(turn, slot);
}

}  // namespace switchyard
