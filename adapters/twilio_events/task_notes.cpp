// A fold over commands and events; each event that concerns a task has its line in see().
#include "adapters/twilio_events/task_notes.h"

#include "engine/base/match.h"
#include "engine/state/pools.h"

namespace switchyard::adapters::twilio_events {
namespace {

std::string reason_text(CancelReason reason) {
  switch (reason) {
    case CancelReason::by_command:
      return {};
    case CancelReason::abandoned:
      return "hangup";
    case CancelReason::time_to_live:
      return "Task TTL Exceeded";
    case CancelReason::too_many_assignments:
      return "Max assignment count exceeded";
    case CancelReason::workflow_timeout:
      return "Task canceled on Workflow timeout";
    case CancelReason::workflow_skipped:
      return "Task canceled on Workflow skip";
    case CancelReason::no_filter_matched:
      return "Task canceled because no Workflow filter matched";
    case CancelReason::blocked:
      return "Task canceled because the TaskQueue is full";
    case CancelReason::worker_removed:
      return "Task canceled because its Worker was deleted";
    case CancelReason::voicemail:
      return "voicemail";
    case CancelReason::forwarded:
      return "forwarded";
    case CancelReason::effect_failed:
      return "Task canceled because its call failed";
  }
  return {};
}

// How direct work came to be where it is, for tasks whose arrival was not seen.
Route guessed_route(const Task& task) {
  if (!task.workflow.is_none()) return ThroughWorkflow{task.workflow};
  if (!task.known_worker.is_none()) return ToWorker{task.known_worker};
  return ToTaskQueue{task.queue};
}

// The reason that the turn's command gave, when it is one of that kind.
template <class Asks>
std::string said(const Command& command) {
  const auto* asks = std::get_if<Asks>(&command);
  return asks == nullptr ? std::string{} : asks->reason;
}

// What a task of the state is known to be.
TaskNote picture_of(const Task& task) {
  TaskNote note;
  note.tenant = task.tenant;
  note.channel = task.channel;
  note.workflow = task.workflow;
  note.created = note.updated = note.queue_entered = note.handed = task.arrived;
  note.route = guessed_route(task);
  note.attributes = std::make_shared<const Attributes>(task.attributes);
  return note;
}

}  // namespace

TaskStatus shown_status(const Task& task) {
  if (task.status == TaskStatus::elsewhere) return TaskStatus::pending;
  return is_waiting(task.status) && is_held(task) ? TaskStatus::assigned : task.status;
}

void TaskNotes::begin(const State& state) {
  for (const Task& task : state.tasks) {
    if (!task.id.is_none()) begin_with(task);
  }
  for (std::uint32_t m = state.ended_tasks.first; m != no_slot; m = state.memories[m].next_ended) {
    begin_with(task_of(state.memories[m]));
    ended_.emplace_back(state.memories[m].ended, state.memories[m].id);
  }
  for (const TaskSlot slot : state.just_ended)
    ended_.emplace_back(state.tasks[slot].ended, state.tasks[slot].id);
}

void TaskNotes::begin_with(const Task& task) {
  TaskNote note = picture_of(task);
  note.queue = task.queue;
  note.status = shown_status(task);
  note.transfer_under_way = task.transfer.under_way;
  notes_.emplace(task.id, std::move(note));
}

void TaskNotes::begin_turn(const State& state, Time now, const Command& command) {
  now_ = now;
  command_ = &command;
  forget(state);
}

const TaskNote* TaskNotes::find(TaskId task) const {
  const auto found = notes_.find(task);
  return found == notes_.end() ? nullptr : &found->second;
}

TaskNote* TaskNotes::note(TaskId task) {
  const auto found = notes_.find(task);
  if (found == notes_.end()) return nullptr;
  found->second.updated = now_;
  return &found->second;
}

void TaskNotes::note_created(const State& state, const TaskCreated& event) {
  const TaskSlot slot = find_task(state, event.task);
  if (slot == no_slot) return;
  TaskNote note = picture_of(state.tasks[slot]);
  const auto* arrives = std::get_if<TaskArrives>(command_);
  if (arrives != nullptr) note.route = arrives->route;
  notes_.insert_or_assign(event.task, std::move(note));
}

void TaskNotes::note_queue(TaskId task, TaskQueueId queue) {
  TaskNote* const known = note(task);
  if (known == nullptr) return;
  known->queue = queue;
  known->queue_entered = now_;
  known->left_queue = false;
}

void TaskNotes::note_queue_left(TaskId task) {
  if (TaskNote* const known = note(task)) known->left_queue = true;
}

void TaskNotes::note_changes(const State& state, TaskId task) {
  const TaskSlot slot = find_task(state, task);
  TaskNote* const known = note(task);
  if (known == nullptr || slot == no_slot) return;
  known->attributes = std::make_shared<const Attributes>(state.tasks[slot].attributes);
  known->channel = state.tasks[slot].channel;
}

void TaskNotes::note_status(TaskId task, TaskStatus status) {
  if (TaskNote* const known = note(task)) known->status = status;
}

void TaskNotes::note_in_hand(TaskId task, TaskStatus status) {
  note_status(task, status);
  if (TaskNote* const known = note(task)) known->handed = now_;
}

void TaskNotes::note_end(TaskId task, TaskStatus status, std::string reason) {
  TaskNote* const known = note(task);
  if (known == nullptr) return;
  known->status = status;
  known->reason = std::move(reason);
  known->transfer_under_way = false;
  ended_.emplace_back(now_, task);
}

void TaskNotes::note_deleted(TaskId task) {
  TaskNote* const known = note(task);
  if (known == nullptr) return;
  known->deleted = true;
  note_end(task, known->status, {});
}

// Who deletes what has ended wants to see it no more.
void TaskNotes::note_refused(const CommandRefused& event) {
  const auto found = notes_.find(event.task);
  const bool hides = event.reason == Refusal::task_ended && std::holds_alternative<DeleteTask>(*command_);
  if (hides && found != notes_.end()) found->second.deleted = true;
}

void TaskNotes::note_transfer(const TransferStarted& event) {
  TaskNote* const known = note(event.task);
  if (known == nullptr) return;
  known->transfer_under_way = true;
  known->transfer_to_queue = !event.queue.is_none();
  known->status = event.mode == TransferMode::warm ? TaskStatus::assigned : TaskStatus::pending;
}

void TaskNotes::note_transfer_over(TaskId task) {
  if (TaskNote* const known = note(task)) known->transfer_under_way = false;
}

void TaskNotes::see(const State& state, const switchyard::Event& event) {
  const auto waiting = [&](TaskId task, TaskStatus status) {
    const TaskSlot slot = find_task(state, task);
    const bool held = slot != no_slot && is_held(state.tasks[slot]);
    note_status(task, held ? TaskStatus::assigned : status);
  };
  match(
      event,  //
      [&](const TaskCreated& e) { note_created(state, e); },
      [&](const TaskUpdated& e) { note_changes(state, e.task); },
      [&](const TaskQueueEntered& e) { note_queue(e.task, e.queue); },
      [&](const TaskQueueLeft& e) { note_queue_left(e.task); },
      [&](const ReservationCreated& e) { waiting(e.task, TaskStatus::reserved); },
      [&](const ReservationAccepted& e) { note_in_hand(e.task, TaskStatus::assigned); },
      [&](const TaskReturned& e) { waiting(e.task, TaskStatus::pending); },
      [&](const TaskWrapping& e) { note_in_hand(e.task, TaskStatus::wrapping); },
      [&](const TaskCompleted& e) {
        note_end(e.task, TaskStatus::completed, said<WorkerCompletes>(*command_));
      },
      [&](const TaskCanceled& e) {
        const bool asked = e.reason == CancelReason::by_command;
        note_end(e.task, TaskStatus::canceled, asked ? said<CancelTask>(*command_) : reason_text(e.reason));
      },
      [&](const TaskDeleted& e) { note_deleted(e.task); },
      [&](const TaskSystemDeleted& e) { note_deleted(e.task); },
      [&](const CommandRefused& e) { note_refused(e); }, [&](const TransferStarted& e) { note_transfer(e); },
      [&](const TransferCompleted& e) { note_transfer_over(e.task); },
      [&](const TransferFailed& e) { note_transfer_over(e.task); },  //
      [](const auto&) {});
}

void TaskNotes::forget(const State& state) {
  const Time before = now_ - state.workspace().ended_kept;
  for (; !ended_.empty() && ended_.front().first <= before; ended_.pop_front())
    notes_.erase(ended_.front().second);
}

}  // namespace switchyard::adapters::twilio_events
