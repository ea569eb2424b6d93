// Work leaves the line for a machine or another line, and may come back from there.
#include "engine/steps/elsewhere.h"

#include "engine/steps/arrival.h"
#include "engine/steps/leads.h"
#include "engine/steps/offers.h"
#include "engine/steps/queue_stay.h"
#include "engine/steps/recordings.h"
#include "engine/steps/targets.h"
#include "engine/steps/task_ends.h"

namespace switchyard {

namespace {

// Direct work keeps the queue that it came for: it has nowhere else to go back to.
void leave_direct_queue(const Turn& turn, TaskSlot slot) {
  const TaskQueueId queue = turn.task(slot).queue;
  leave_queue(turn, slot);
  turn.task(slot).queue = queue;
}

void leave_line(const Turn& turn, TaskSlot slot) {
  Task& task = turn.task(slot);
  const bool was_in_queue = !task.task_class.is_none();
  const WorkerId waited_for = task.waits_for.worker;
  stop_waiting_for_workers(turn, slot);
  if (!waited_for.is_none()) {
    task.known_worker = WorkerId{};
    turn.happened(WorkerWaitEnded{task.id, waited_for});
  }
  task.transfer = {};
  if (!task.workflow.is_none()) leave_queue(turn, slot);
  if (task.workflow.is_none() && was_in_queue) leave_direct_queue(turn, slot);
  task.status = TaskStatus::elsewhere;
}

// no_slot when the task has ended, or come back, in the meantime.
TaskSlot find_elsewhere(const Turn& turn, TaskId id) {
  const TaskSlot slot = find_task(turn.state, id);
  return slot != no_slot && turn.task(slot).status == TaskStatus::elsewhere ? slot : no_slot;
}

bool is_for_removed_worker(const Turn& turn, const Task& task) {
  return task.workflow.is_none() && !task.known_worker.is_none() && turn.worker(task.known_worker).removed;
}

void come_back(const Turn& turn, TaskSlot slot) {
  Task& task = turn.task(slot);
  task.status = TaskStatus::pending;
  if (task.due > turn.now() && task.due != never) watch_due(turn, slot, task.due);
  if (is_for_removed_worker(turn, task)) return cancel_task(turn, slot, CancelReason::worker_removed);
  task.workflow.is_none() ? wait_directly(turn, slot) : enter_workflow(turn, slot);
}

}  // namespace

void send_to_voicemail(const Turn& turn, TaskSlot slot) {
  leave_line(turn, slot);
  const TaskId id = turn.task(slot).id;
  turn.happened(VoicemailEntered{id});
  turn.order(RecordVoicemail{id, recording_kept(turn.state, turn.task(slot))});
}

bool is_at_voicemail(const State& state, const Task& task) {
  if (task.status != TaskStatus::elsewhere || task.target.is_none()) return false;
  return rules_of(state, task).targets[task.target.index()].end == TargetEnd::voicemail;
}

bool is_diverted(const State& state, const Task& task) {
  const bool is_call = state.workspace().channels[task.channel.index()].kind == ChannelKind::call;
  return is_call && !state.diverts[task.tenant.index()].to.is_none() && !calls_customer(state, task);
}

void forward_call(const Turn& turn, TaskSlot slot) {
  withdraw_offers(turn, slot, WithdrawReason::customer_left);
  leave_line(turn, slot);
  const Task& task = turn.task(slot);
  const NumberId to = turn.state.diverts[task.tenant.index()].to;
  turn.happened(TaskForwarding{task.id, to});
  turn.order(ForwardCall{task.id, to});
}

void forwarding_succeeds(const Turn& turn, TaskId id) {
  const TaskSlot slot = find_elsewhere(turn, id);
  if (slot != no_slot) cancel_task(turn, slot, CancelReason::forwarded);
}

void forwarding_fails(const Turn& turn, TaskId id) {
  const TaskSlot slot = find_elsewhere(turn, id);
  if (slot != no_slot) come_back(turn, slot);
}

void voicemail_fails(const Turn& turn, TaskId id) {
  const TaskSlot slot = find_elsewhere(turn, id);
  if (slot != no_slot) cancel_task(turn, slot, CancelReason::effect_failed);
}

}  // namespace switchyard
