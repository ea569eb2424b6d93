// A task's way at the level of its queues: it enters, waits, is answered or goes.
#include "viz/view/fold.h"

namespace switchyard::viz {

void Fold::touch(TaskQueueId queue) {
  if (changes != nullptr) changes->queues.push_back(queue);
}

void Fold::count(TaskQueueId queue, const Counts& by) {
  QueueBoard& board_of = queue_of(queue);
  board_of.today += by;
  roll(board_of.recent, now);
  board_of.recent.minutes[static_cast<std::size_t>(board_of.recent.minute) % recent_minutes] += by;
  if (changes != nullptr) changes->counted.push_back({queue, by});
}

void Fold::set_task_status(OpenTask& task, TaskStatus status) {
  const bool was = task.status == TaskStatus::reserved;
  const bool is = status == TaskStatus::reserved;
  task.status = status;
  if (task.in_line && was != is)
    is ? ++queue_of(task.queue).being_offered : --queue_of(task.queue).being_offered;
}

void Fold::join_line(OpenTask& task) {
  if (task.in_line || !knows(task.queue)) return;
  task.in_line = true;
  task.waits_since = now;
  ++queue_of(task.queue).waiting;
  if (task.status == TaskStatus::reserved) ++queue_of(task.queue).being_offered;
  touch(task.queue);
}

void Fold::leave_line(OpenTask& task) {
  if (!task.in_line) return;
  task.in_line = false;
  --queue_of(task.queue).waiting;
  if (task.status == TaskStatus::reserved) --queue_of(task.queue).being_offered;
  touch(task.queue);
}

void Fold::close_stay(OpenTask& task) {
  leave_line(task);
  task.stays = task.leaving = false;
}

void Fold::abandon_stay(OpenTask& task) {
  if (task.stays && !task.leaving && !task.counted) count(task.queue, {0, 0, 0, 1});
  close_stay(task);
}

void Fold::take_in_hand(OpenTask& task) {
  task.in_hand = knows(task.answered_queue);
  if (task.in_hand) ++queue_of(task.answered_queue).in_hand;
}

void Fold::leave_hand(OpenTask& task) {
  if (task.in_hand) --queue_of(task.answered_queue).in_hand;
  task.in_hand = false;
}

// Who had it in hand has it no more.
void Fold::wait_again(OpenTask& task) {
  if (!is_in_hand(task.status)) return;
  leave_hand(task);
  task.stays = false;
  task.waits_since = now;
  task.queue = {};
  set_task_status(task, TaskStatus::pending);
}

// From the voicemail, or from another line.
void Fold::come_back(OpenTask& task) {
  if (task.status == TaskStatus::elsewhere) set_task_status(task, TaskStatus::pending);
}

void Fold::operator()(const TaskCreated& event) {
  OpenTask& task = board.tasks.open(event.task);
  task.tenant = event.tenant;
  task.channel = event.channel;
  task.priority = event.priority;
  task.arrived = task.entered = task.waits_since = now;
  if (changes != nullptr) changes->created.push_back(event.task);
}

void Fold::operator()(const TaskQueueEntered& event) {
  OpenTask* task = board.tasks.find(event.task);
  if (task == nullptr || !knows(event.queue)) return;
  come_back(*task);
  task->priority = event.priority;
  if (!task->stays || task->queue != event.queue) {
    close_stay(*task);
    task->queue = event.queue;
    task->entered = now;
    task->stays = true;
    task->counted = false;
    count(event.queue, {1, 0, 0, 0});
  }
  task->leaving = false;
  join_line(*task);
}

void Fold::operator()(const TaskQueueLeft& event) {
  OpenTask* task = board.tasks.find(event.task);
  if (task == nullptr || !task->stays || task->status == TaskStatus::elsewhere) return;
  task->leaving = true;
  board.leaving.push_back(event.task);
}

// The queue had no place for the task, which has just entered it: it was refused, not offered.
void Fold::operator()(const TaskQueueFull& event) {
  OpenTask* task = board.tasks.find(event.task);
  if (task == nullptr || !task->stays || task->queue != event.queue) return;
  count(event.queue, {~std::uint32_t{0}, 0, 0, 0});
  close_stay(*task);
  task->queue = {};
}

void Fold::operator()(const TaskReturned& event) {
  OpenTask* task = board.tasks.find(event.task);
  if (task == nullptr) return;
  const bool was_in_hand = is_in_hand(task->status);
  if (!was_in_hand) return set_task_status(*task, TaskStatus::pending);
  wait_again(*task);
  if (!knows(task->answered_queue)) return;
  task->queue = task->answered_queue;
  task->stays = task->counted = true;
  join_line(*task);
}

void Fold::operator()(const TaskAssigned& event) {
  OpenTask* task = board.tasks.find(event.task);
  if (task == nullptr) return;
  task->worker = event.worker;
  if (is_in_hand(task->status)) return;
  come_back(*task);
  task->answered_queue = task->stays ? task->queue : TaskQueueId{};
  if (task->stays && !task->counted) {
    count(task->queue, {0, 1, now - task->entered <= names.within ? 1U : 0U, 0});
  }
  close_stay(*task);
  set_task_status(*task, TaskStatus::assigned);
  if (!task->taken) task->taken = now;
  task->asked.reset();
  take_in_hand(*task);
}

void Fold::operator()(const TaskWrapping& event) {
  if (OpenTask* task = board.tasks.find(event.task)) set_task_status(*task, TaskStatus::wrapping);
}

void Fold::operator()(const TaskHandedBack& event) {
  if (OpenTask* task = board.tasks.find(event.task)) wait_again(*task);
}

void Fold::operator()(const TransferStarted& event) {
  OpenTask* task = board.tasks.find(event.task);
  if (task == nullptr) return;
  task->transferred_queue = task->answered_queue;
  task->initiator = event.mode == TransferMode::warm ? event.reservation : ReservationId{};
  wait_again(*task);
}

// A cold one that failed waits on; a warm one is in the first worker's hands again, unless that one has gone.
void Fold::operator()(const TransferFailed& event) {
  OpenTask* task = board.tasks.find(event.task);
  if (task == nullptr || task->initiator.is_none() || is_in_hand(task->status)) return;
  resume_service(*task, event.reason);
}

void Fold::resume_service(OpenTask& task, TransferFailure reason) {
  reason == TransferFailure::customer_left ? abandon_stay(task) : close_stay(task);
  const OpenOffer* offer = board.offers.find(task.initiator);
  const bool wraps = offer != nullptr && offer->phase == OpenOffer::Phase::wrapping;
  task.queue = task.answered_queue = task.transferred_queue;
  task.initiator = {};
  set_task_status(task, wraps ? TaskStatus::wrapping : TaskStatus::assigned);
  take_in_hand(task);
}

// What becomes of it there is told later; until then nothing has become of the stay either.
void Fold::go_elsewhere(TaskId id) {
  OpenTask* task = board.tasks.find(id);
  if (task == nullptr || !is_waiting(task->status)) return;
  leave_line(*task);
  task->leaving = false;
  set_task_status(*task, TaskStatus::elsewhere);
}

void Fold::operator()(const VoicemailEntered& event) {
  go_elsewhere(event.task);
}
void Fold::operator()(const TaskForwarding& event) {
  go_elsewhere(event.task);
}

void Fold::operator()(const WorkerWaitStarted& event) {
  OpenTask* task = board.tasks.find(event.task);
  if (task == nullptr) return;
  come_back(*task);
  if (task->stays && !task->in_line) close_stay(*task);
}

void Fold::operator()(const TaskCompleted& event) {
  end(event.task, EndedTask::Outcome::completed);
}
void Fold::operator()(const TaskDeleted& event) {
  end(event.task, EndedTask::Outcome::deleted);
}
void Fold::operator()(const TaskSystemDeleted& event) {
  end(event.task, EndedTask::Outcome::deleted);
}
void Fold::operator()(const TaskCanceled& event) {
  const bool abandoned = event.reason == CancelReason::abandoned;
  end(event.task, abandoned ? EndedTask::Outcome::abandoned : EndedTask::Outcome::canceled);
}

void Fold::end(TaskId id, EndedTask::Outcome outcome) {
  OpenTask* task = board.tasks.find(id);
  if (task == nullptr) return;
  if (is_in_hand(task->status)) task->stays = false;
  outcome == EndedTask::Outcome::abandoned ? abandon_stay(*task) : close_stay(*task);
  leave_hand(*task);
  if (changes != nullptr) {
    changes->ended.push_back(
        {id, task->queue, task->worker, task->arrived, task->taken.value_or(now) - task->arrived, outcome});
  }
  board.tasks.close(id);
}

void Fold::end_turn() {
  for (const TaskId id : board.leaving) {
    OpenTask* task = board.tasks.find(id);
    if (task == nullptr || !task->leaving) continue;
    close_stay(*task);
    task->queue = {};
  }
  board.leaving.clear();
}

}  // namespace switchyard::viz
