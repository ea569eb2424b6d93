// The life of a task at the level of a queue: it enters, waits, and is answered or goes.
#include "reports/measures/task_ledger.h"

namespace switchyard::reports {
namespace {

// Counts by which way the task came; `by` is one, or minus one to take it back.
void count_way(Contacts& contacts, Way way, std::uint64_t by) {
  if (way == Way::overflow) contacts.overflowed_in += by;
  if (way == Way::transfer) contacts.of(Happening::transferred_in) += by;
  if (way == Way::hand_back) contacts.of(Happening::handed_back_in) += by;
}

constexpr auto one_less = ~std::uint64_t{0};

}  // namespace

void TaskLedger::entered(Time now, const TaskQueueEntered& event) {
  OpenTask* task = open_.find(event.task);
  if (task == nullptr) return;
  come_back(now, *task);
  if (task->stay.open && task->stay.queue == event.queue) {
    task->stay.leaving = task->stay.timed_out = false;
    join_line(now, task->stay);
    return;
  }
  leave_stay(now, *task);
  open_stay(now, *task, event.queue);
}

void TaskLedger::open_stay(Time now, OpenTask& task, TaskQueueId queue) {
  const std::uint32_t interval = books_.clock.at(now);
  task.stay = QueueStay{};
  task.stay.queue = queue;
  task.stay.arrived = now;
  task.stay.interval = interval;
  task.stay.open = true;
  task.stay.way = task.next_way;
  join_line(now, task.stay);
  if (interval != no_interval) {
    Contacts& contacts = books_.queues[queue.index()].at(interval);
    ++contacts.offered, ++contacts.waiting;
    count_way(contacts, task.next_way, 1);
    if (task.is_callback && task.next_way == Way::arrival) ++contacts.of(Happening::callbacks_created);
  }
  task.next_way = Way::overflow;
  if (row_) task.queues.push_back(queue);
}

void TaskLedger::join_line(Time now, QueueStay& stay) {
  if (stay.in_line) return;
  stay.in_line = true;
  stay.waits_since = now;
  books_.queues[stay.queue.index()].depth().rise(books_.window(), now);
}

void TaskLedger::leave_line(Time now, QueueStay& stay) {
  if (!stay.in_line) return;
  stay.in_line = false;
  Place& place = books_.queues[stay.queue.index()];
  place.depth().fall(books_.window(), now);
  place.add_waited(books_.inside(stay.waits_since, now));
}

void TaskLedger::timed_out(const TaskQueueTimedOut& event) {
  OpenTask* task = open_.find(event.task);
  if (task != nullptr && task->stay.open) task->stay.timed_out = true;
}

void TaskLedger::left(const TaskQueueLeft& event) {
  OpenTask* task = open_.find(event.task);
  if (task == nullptr || !task->stay.open || task->elsewhere) return;
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
  count_way(contacts, task->stay.way, one_less);
}

// The stay is no longer; whatever else is booked, time and level are.
void TaskLedger::close_stay(Time now, OpenTask& task) {
  leave_line(now, task.stay);
  task.stay.open = task.stay.leaving = false;
}

void TaskLedger::answer_stay(Time now, OpenTask& task) {
  const QueueStay stay = task.stay;
  task.answered_stay = QueueStay{};
  if (!stay.open) return;
  close_stay(now, task);
  task.answered_stay = task.stay;
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
  const Duration wait_in_line = task.went_elsewhere.value_or(now) - stay.arrived;
  Contacts& contacts = place.at(stay.interval);
  switch (reason) {
    case CancelReason::abandoned:
      place.add_abandon(wait);
      return count_abandon(contacts, wait, books_.settings);
    case CancelReason::voicemail:
      return count_elsewhere(contacts, wait_in_line, Happening::voicemail);
    case CancelReason::forwarded:
      return count_elsewhere(contacts, wait_in_line, Happening::forwarded);
    default:
      return count_cancel(contacts, wait, static_cast<std::size_t>(reason));
  }
}

}  // namespace switchyard::reports
