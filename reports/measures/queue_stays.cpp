// The life of a task at the level of a queue: it enters, waits, and is answered or goes.
#include "reports/measures/task_ledger.h"

namespace switchyard::reports {

void TaskLedger::entered(Time now, const TaskQueueEntered& event) {
  OpenTask* task = open_.find(event.task);
  if (task == nullptr) return;
  if (task->stay.open && task->stay.queue == event.queue) {
    task->stay.leaving = task->stay.timed_out = false;
    return;
  }
  leave_stay(now, *task);
  open_stay(now, *task, event.queue);
}

void TaskLedger::open_stay(Time now, OpenTask& task, TaskQueueId queue) {
  const std::uint32_t interval = books_.clock.at(now);
  task.stay = QueueStay{};
  task.stay.queue = queue;
  task.stay.arrived = task.stay.waits_since = now;
  task.stay.interval = interval;
  task.stay.open = true;
  Place& place = books_.queues[queue.index()];
  place.depth().rise(books_.window(), now);
  if (interval != no_interval) {
    Contacts& contacts = place.at(interval);
    ++contacts.offered, ++contacts.waiting;
    contacts.overflowed_in += task.queued ? 1U : 0U;
  }
  task.stay.overflowed_in = task.queued;
  task.queued = true;
  if (row_) task.queues.push_back(queue);
}

void TaskLedger::timed_out(const TaskQueueTimedOut& event) {
  OpenTask* task = open_.find(event.task);
  if (task != nullptr && task->stay.open) task->stay.timed_out = true;
}

void TaskLedger::left(const TaskQueueLeft& event) {
  OpenTask* task = open_.find(event.task);
  if (task == nullptr || !task->stay.open) return;
  task->stay.leaving = true;
  leaving_.push_back(event.task);
}

void TaskLedger::turn_ends(Time now) {
  for (const TaskId id : leaving_) {
    OpenTask* task = open_.find(id);
    if (task != nullptr && task->stay.leaving) leave_stay(now, *task);
  }
  leaving_.clear();
}

// The queue had no place for the task, which has just entered it: it was refused, not offered.
void TaskLedger::full(Time now, const TaskQueueFull& event) {
  OpenTask* task = open_.find(event.task);
  if (task == nullptr || !task->stay.open || task->stay.queue != event.queue) return;
  const std::uint32_t interval = task->stay.interval;
  close_stay(now, *task);
  if (row_) task->queues.pop_back();
  if (interval == no_interval) return;
  Contacts& contacts = books_.queues[event.queue.index()].at(interval);
  --contacts.offered, --contacts.waiting, ++contacts.blocked;
  if (task->stay.overflowed_in) --contacts.overflowed_in;
}

// The stay is no longer; whatever else is booked, time and level are.
void TaskLedger::close_stay(Time now, OpenTask& task) {
  if (!task.stay.open) return;
  Place& place = books_.queues[task.stay.queue.index()];
  place.depth().fall(books_.window(), now);
  place.add_waited(books_.inside(task.stay.waits_since, now));
  task.stay.open = task.stay.leaving = false;
}

void TaskLedger::answer_stay(Time now, OpenTask& task) {
  const QueueStay stay = task.stay;
  task.answered_stay = stay.open ? stay : QueueStay{};
  if (!stay.open) return;
  close_stay(now, task);
  if (stay.counted || stay.interval == no_interval) return;
  Place& place = books_.queues[stay.queue.index()];
  Contacts& contacts = place.at(stay.interval);
  count_answer(contacts, now - stay.arrived, books_.settings);
  contacts.wait_answered_since_first += now - task.arrived;
  place.add_answer(stay.interval, now - stay.arrived);
}

void TaskLedger::leave_stay(Time now, OpenTask& task) {
  const QueueStay stay = task.stay;
  if (!stay.open) return;
  close_stay(now, task);
  if (stay.counted || stay.interval == no_interval) return;
  count_leave(books_.queues[stay.queue.index()].at(stay.interval), now - stay.arrived, stay.timed_out);
}

// The task ends while it waits: by its customer, by command, or by a rule that sent it nowhere.
void TaskLedger::end_stay(Time now, OpenTask& task, CancelReason reason) {
  const QueueStay stay = task.stay;
  if (!stay.open) return;
  if (stay.leaving) return leave_stay(now, task);
  close_stay(now, task);
  if (stay.counted || stay.interval == no_interval) return;
  Place& place = books_.queues[stay.queue.index()];
  const Duration wait = now - stay.arrived;
  if (reason == CancelReason::abandoned) {
    count_abandon(place.at(stay.interval), wait, books_.settings);
    place.add_abandon(wait);
  } else {
    count_cancel(place.at(stay.interval), wait, static_cast<std::size_t>(reason));
  }
}

}  // namespace switchyard::reports
