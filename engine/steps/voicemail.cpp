// A caller has spoken to the machine, and is called back.
#include "engine/rules/known_ids.h"
#include "engine/steps/callbacks.h"
#include "engine/steps/elsewhere.h"
#include "engine/steps/steps.h"
#include "engine/steps/task_ends.h"
#include "engine/steps/time_outs.h"

namespace switchyard {

namespace {

TaskId call_back(const Turn& turn, TaskSlot slot, const std::string& recording) {
  const TenantId tenant = turn.task(slot).tenant;
  const bool wanted = turn.state.workspace().tenants[tenant.index()].callbacks.after_voicemail;
  return wanted ? create_callback(turn, slot, recording) : TaskId{};
}

}  // namespace

void voicemail_arrives(const Turn& turn, const VoicemailArrives& command) {
  const TaskSlot slot = find_task(turn.state, command.task);
  if (slot == no_slot) {
    return turn.refuse(why_no_task(turn.state, command.task, Refusal::not_at_voicemail), command.task);
  }
  if (!is_at_voicemail(turn.state, turn.task(slot))) {
    return turn.refuse(Refusal::not_at_voicemail, command.task);
  }
  const TaskId callback = call_back(turn, slot, command.recording);
  turn.happened(VoicemailLeft{command.task, callback});
  cancel_task(turn, slot, CancelReason::voicemail);
}

void task_is_overdue(const Turn& turn, TaskSlot slot) {
  Task& task = turn.task(slot);
  task.due_timer = 0;
  if (is_waiting(task.status)) turn.happened(CallbackBecameOverdue{task.id});
}

}  // namespace switchyard
