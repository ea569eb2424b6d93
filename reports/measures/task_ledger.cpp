// The life of a task at the level of the whole centre: created, waiting, in service, ended.
#include "reports/measures/task_ledger.h"

#include <algorithm>

#include "engine/codec/text/enums.h"

namespace switchyard::reports {
namespace {

// The books of the task as such: the centre's interval of its first arrival, and its tenant's channel.
template <class Count>
void book_task(Books& books, const OpenTask& task, Count&& count) {
  if (task.interval == no_interval) return;
  count(books.total.at(task.interval));
  count(books.of(task.tenant, task.channel).contacts);
}

// The record may hold an ended task's values; the room of its queues is used again.
void begin(OpenTask& task, Time now, std::uint32_t interval, const TaskCreated& event) {
  task.tenant = event.tenant;
  task.channel = event.channel;
  task.worker = {};
  task.arrived = task.waits_since = now;
  task.interval = interval;
  task.waits = true;
  task.answered_before = task.queued = task.offered = false;
  task.stay = task.answered_stay = QueueStay{};
  task.answered.reset();
  task.wrapping.reset();
  task.queues.clear();
}

// What a reason stands for in the counts of canceled work: abandoned and blocked work is counted by itself.
std::size_t index_of(CancelReason reason) {
  return static_cast<std::size_t>(reason);
}

void refuse(Contacts& contacts) {
  --contacts.offered;
  --contacts.waiting;
  ++contacts.blocked;
}

constexpr auto deleted_reason = CancelReason{0};

}  // namespace

void TaskLedger::created(Time now, const TaskCreated& event) {
  OpenTask& task = open_.open(event.task);
  begin(task, now, books_.clock.at(now), event);
  book_task(books_, task, [](Contacts& contacts) { ++contacts.offered, ++contacts.waiting; });
  books_.total.depth().rise(books_.window(), now);
  books_.open_tasks.rise(books_.window(), now);
}

void TaskLedger::offered(Time now, OpenTask& task) {
  if (!task.offered && task.waits && now == task.arrived) {
    book_task(books_, task, [](Contacts& contacts) { ++contacts.at_once; });
  }
  task.offered = true;
  QueueStay& stay = task.stay;
  if (!stay.open || stay.offered) return;
  stay.offered = true;
  if (now == stay.arrived && stay.interval != no_interval) {
    ++books_.queues[stay.queue.index()].at(stay.interval).at_once;
  }
}

void TaskLedger::assigned(Time now, const TaskAssigned& event) {
  OpenTask* task = open_.find(event.task);
  if (task == nullptr || !task->waits) return;
  task->worker = event.worker;
  answer_stay(now, *task);
  book_answer(now, *task);
  stop_waiting(now, *task);
  task->waits = false;
  task->answered = now;
  task->wrapping.reset();
}

void TaskLedger::book_answer(Time now, OpenTask& task) {
  if (task.answered_before || task.interval == no_interval) return;
  const Duration wait = now - task.arrived;
  book_task(books_, task, [&](Contacts& contacts) { count_answer(contacts, wait, books_.settings); });
  books_.total.add_answer(task.interval, wait);
  books_.of(task.tenant, task.channel).waits.answered.add(wait);
  Contacts& worker = books_.workers[task.worker.index()];
  ++worker.offered, ++worker.waiting;  // a worker is offered what it answers: the rest is in the reservations
  count_answer(worker, wait, books_.settings);
}

void TaskLedger::returned(Time now, const TaskReturned& event) {
  OpenTask* task = open_.find(event.task);
  if (task == nullptr || task->waits) return;  // reserved to pending: it never stopped waiting
  task->waits = true;
  task->answered_before = true;
  task->waits_since = now;
  books_.total.depth().rise(books_.window(), now);
  if (task->answered_stay.queue.is_none()) return;
  task->stay = task->answered_stay;
  task->stay.open = task->stay.counted = true;
  task->stay.waits_since = now;
  books_.queues[task->stay.queue.index()].depth().rise(books_.window(), now);
}

void TaskLedger::wrapping(Time now, const TaskWrapping& event) {
  OpenTask* task = open_.find(event.task);
  if (task != nullptr && !task->waits) task->wrapping = now;
}

void TaskLedger::completed(Time now, const TaskCompleted& event) {
  OpenTask* task = open_.find(event.task);
  if (task == nullptr) return;
  if (!task->waits) book_handled(now, *task);
  end(now, *task, "completed");
}

void TaskLedger::book_handled(Time now, OpenTask& task) {
  const Time talked = task.wrapping.value_or(now);
  const auto count = [&](Contacts& contacts) {
    ++contacts.handled;
    contacts.talk += talked - *task.answered;
    contacts.wrap_up += now - talked;
  };
  book_task(books_, task, count);
  if (task.interval != no_interval) count(books_.workers[task.worker.index()]);
  const QueueStay& stay = task.answered_stay;
  if (!stay.queue.is_none() && stay.interval != no_interval) {
    count(books_.queues[stay.queue.index()].at(stay.interval));
  }
}

void TaskLedger::canceled(Time now, const TaskCanceled& event) {
  OpenTask* task = open_.find(event.task);
  if (task == nullptr) return;
  book_end(now, *task, event.reason);
  end(now, *task, codec::enum_text(event.reason));
}

void TaskLedger::deleted(Time now, TaskId id, std::string_view outcome) {
  OpenTask* task = open_.find(id);
  if (task == nullptr) return;
  book_end(now, *task, deleted_reason);
  end(now, *task, outcome);
}

// Work that ends without being completed, in service or still waiting.
void TaskLedger::book_end(Time now, OpenTask& task, CancelReason reason) {
  if (!task.waits) {
    book_task(books_, task, [](Contacts& contacts) { ++contacts.deleted_in_service; });
    return;
  }
  end_stay(now, task, reason);
  if (task.answered_before) return;
  const Duration wait = now - task.arrived;
  book_task(books_, task, [&](Contacts& contacts) {
    if (reason == CancelReason::abandoned) return count_abandon(contacts, wait, books_.settings);
    if (reason == CancelReason::blocked && now == task.arrived) return refuse(contacts);
    count_cancel(contacts, wait, index_of(reason));
  });
  if (reason != CancelReason::abandoned || task.interval == no_interval) return;
  books_.total.add_abandon(wait);
  books_.of(task.tenant, task.channel).waits.abandoned.add(wait);
}

void TaskLedger::stop_waiting(Time now, OpenTask& task) {
  books_.total.depth().fall(books_.window(), now);
  books_.total.add_waited(books_.inside(task.waits_since, now));
}

void TaskLedger::end(Time now, OpenTask& task, std::string_view outcome) {
  if (task.waits) {
    close_stay(now, task);
    stop_waiting(now, task);
  }
  books_.open_tasks.fall(books_.window(), now);
  tell(now, task, outcome);
  open_.close(task);
}

void TaskLedger::tell(Time now, const OpenTask& task, std::string_view outcome) const {
  if (!row_) return;
  const Duration wait = task.answered.value_or(now) - task.arrived;
  row_({task.id, task.tenant, task.channel, task.worker, task.queues, task.arrived, task.answered,
        task.wrapping, now, wait, outcome});
}

void TaskLedger::run_ends(Time now) {
  std::vector<OpenTask*> still_open;
  for (OpenTask& task : open_.rooms()) {
    if (!task.id.is_none()) still_open.push_back(&task);
  }
  std::sort(still_open.begin(), still_open.end(), [](auto* a, auto* b) { return a->id < b->id; });
  for (OpenTask* task : still_open) {
    if (task->waits) stop_waiting(now, *task);
    if (task->waits) close_stay(now, *task);
    tell(now, *task, task->waits ? "waiting" : "in_service");
  }
}

}  // namespace switchyard::reports
