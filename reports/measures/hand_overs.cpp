// Work that goes from hand to hand (shared teams, transfers, the voicemail, callbacks) stays one contact.
#include "reports/measures/task_ledger.h"

namespace switchyard::reports {

// Counts where the task is counted as such, and at the queue of a stay.
void TaskLedger::note(OpenTask& task, const QueueStay& stay, Happening what) {
  const auto count = [&](Contacts& contacts) { ++contacts.of(what); };
  books_.count(task.tenant, task.channel, task.interval, count);
  if (!stay.queue.is_none() && stay.interval != no_interval) {
    count(books_.queues[stay.queue.index()].at(stay.interval));
  }
}

void TaskLedger::note_worker(const OpenTask& task, WorkerId worker, Happening what) {
  if (task.interval == no_interval || worker.is_none()) return;
  ++books_.of(worker, task.interval).of(what);
}

// The present moment belongs to the stay in the team's queue, which has just begun or is about to.
void TaskLedger::shared_team_entered(Time now, const SharedTeamEntered& event) {
  OpenTask* task = open_.find(event.task);
  if (task == nullptr) return;
  const auto cause = static_cast<std::size_t>(event.cause);
  const auto count = [&](Contacts& contacts) {
    ++contacts.of(Happening::to_shared_team);
    ++contacts.to_shared_team[cause];
  };
  books_.count(task->tenant, task->channel, task->interval, count);
  const std::uint32_t interval = books_.clock.at(now);
  if (interval != no_interval) count(books_.queues[event.queue.index()].at(interval));
}

// Who had it in hand has it no more.
void TaskLedger::wait_again(Time now, OpenTask& task) {
  if (task.waits) return;
  task.waits = true;
  begin_wait(now, task);
  task.stay = QueueStay{};
}

void TaskLedger::handed_back(Time now, const TaskHandedBack& event) {
  OpenTask* task = open_.find(event.task);
  if (task == nullptr) return;
  note(*task, task->answered_stay, Happening::handed_back);
  note_worker(*task, event.by, Happening::handed_back);
  wait_again(now, *task);
  task->next_way = Way::hand_back;
}

void TaskLedger::transfer_started(Time now, const TransferStarted& event) {
  OpenTask* task = open_.find(event.task);
  if (task == nullptr) return;
  task->transferred_stay = task->answered_stay;
  task->initiator = event.mode == TransferMode::warm ? event.reservation : ReservationId{};
  note(*task, task->transferred_stay, Happening::transfers_started);
  note_worker(*task, task->worker, Happening::transfers_started);
  wait_again(now, *task);
  task->next_way = Way::transfer;
}

void TaskLedger::transfer_completed(const TransferCompleted& event) {
  OpenTask* task = open_.find(event.task);
  if (task != nullptr) note(*task, task->transferred_stay, Happening::transfers_completed);
}

// A cold one that failed waits on, where it was before, and so does a warm one whose first worker has gone;
// else it is in the first worker's hands again.
void TaskLedger::transfer_failed(Time now, const TransferFailed& event) {
  OpenTask* task = open_.find(event.task);
  if (task == nullptr) return;
  note(*task, task->transferred_stay, Happening::transfers_failed);
  task->next_way = Way::transfer;
  if (!task->initiator.is_none() && task->waits) resume_service(now, *task, event.reason);
}

void TaskLedger::resume_service(Time now, OpenTask& task, TransferFailure reason) {
  if (task.stay.open) {
    task.stay.timed_out = reason == TransferFailure::timed_out;
    task.stay.leaving = reason != TransferFailure::customer_left;
    end_stay(now, task, CancelReason::abandoned);
  }
  stop_waiting(now, task);
  task.waits = false;
  task.answered_stay = task.transferred_stay;
  task.in_hand = task.initiator;
}

// What becomes of it there is told later; until then nothing has become of the stay either.
void TaskLedger::goes_elsewhere(Time now, TaskId id) {
  OpenTask* task = open_.find(id);
  if (task == nullptr || !task->waits || task->elsewhere) return;
  stop_waiting(now, *task);
  leave_line(now, task->stay);
  task->stay.leaving = false;
  task->elsewhere = true;
  task->went_elsewhere = now;
}

// It could not be sent on: it waits for a worker again.
void TaskLedger::come_back(Time now, OpenTask& task) {
  if (!task.elsewhere) return;
  task.elsewhere = false;
  task.went_elsewhere.reset();
  begin_wait(now, task);
}

void TaskLedger::waits_for_worker(Time now, const WorkerWaitStarted& event) {
  OpenTask* task = open_.find(event.task);
  if (task == nullptr) return;
  come_back(now, *task);
  if (task->stay.open && !task->stay.in_line) leave_stay(now, *task);
}

void TaskLedger::message_joined(const ThreadJoined& event) {
  OpenTask* task = open_.find(event.task);
  if (task == nullptr) return;
  note(*task, task->waits ? task->stay : task->answered_stay, Happening::messages_joined);
}

void TaskLedger::callback_requested(TaskId id) {
  OpenTask* task = open_.find(id);
  if (task == nullptr || !task->waits || task->waits_for_call) return;
  task->waits_for_call = true;
  note(*task, task->stay, Happening::callbacks_requested);
}

void TaskLedger::callback_created(const CallbackCreated& event) {
  OpenTask* task = open_.find(event.task);
  if (task == nullptr) callback_to_come_ = event.task;
  if (task == nullptr || task->is_callback) return;
  task->is_callback = task->waits_for_call = true;
  note(*task, task->stay, Happening::callbacks_created);
}

void TaskLedger::callback_overdue(const CallbackBecameOverdue& event) {
  OpenTask* task = open_.find(event.task);
  if (task != nullptr) note(*task, task->stay, Happening::callbacks_overdue);
}

}  // namespace switchyard::reports
