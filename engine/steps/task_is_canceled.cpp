// A task is called off, or wiped out.
#include "engine/rules/known_ids.h"
#include "engine/steps/steps.h"
#include "engine/steps/task_ends.h"

namespace switchyard {

void task_is_canceled(const Turn& turn, const CancelTask& command) {
  const TaskSlot slot = find_task(turn.state, command.task);
  if (slot == no_slot) {
    return turn.refuse(why_no_task(turn.state, command.task, Refusal::task_not_waiting), command.task);
  }
  if (!is_waiting(turn.task(slot).status) || is_held(turn.task(slot)))
    return turn.refuse(Refusal::task_not_waiting, command.task);
  cancel_task(turn, slot, CancelReason::by_command);
}

void task_is_deleted(const Turn& turn, const DeleteTask& command) {
  const TaskSlot slot = find_task(turn.state, command.task);
  if (slot == no_slot) return turn.refuse(why_no_task(turn.state, command.task), command.task);
  remove_task(turn, slot);
  turn.happened(TaskDeleted{command.task});
}

}  // namespace switchyard
