// The life of a task at the level of the whole centre: created, waiting, in service, ended.
#include "reports/measures/task_ledger.h"

#include <algorithm>
#include <utility>

#include "engine/codec/text/enums.h"

namespace switchyard::reports {
namespace {

// The record may hold an ended task's values; the room of its lists is used again.
void begin(OpenTask& task, Time now, std::uint32_t interval, const TaskCreated& event) {
  OpenTask fresh;
  fresh.id = task.id;
  fresh.tenant = event.tenant;
  fresh.channel = event.channel;
  fresh.arrived = now;
  fresh.interval = interval;
  fresh.queues = std::move(task.queues);
  fresh.workers = std::move(task.workers);
  fresh.queues.clear();
  fresh.workers.clear();
  task = std::move(fresh);
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
  books_.count(task.tenant, task.channel, task.interval,
               [](Contacts& contacts) { ++contacts.offered, ++contacts.waiting; });
  begin_wait(now, task);
  books_.open_tasks.rise(books_.window(), now);
  if (callback_to_come_ == event.task) callback_created({event.task, {}, {}});
}

void TaskLedger::offered(Time now, OpenTask& task) {
  if (!task.offered && task.waits && now == task.arrived) {
    books_.count(task.tenant, task.channel, task.interval, [](Contacts& contacts) { ++contacts.at_once; });
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
  come_back(now, *task);
  task->worker = event.worker;
  answer_stay(now, *task);
  book_answer(now, *task);
  book_callback(*task);
  stop_waiting(now, *task);
  task->waits = false;
  task->answered_before = true;
  if (!task->answered) task->answered = now;
  if (row_) task->workers.push_back(event.worker);
}

// A worker answers whatever it takes in hand; the contact is answered once.
void TaskLedger::book_answer(Time now, OpenTask& task) {
  if (task.interval == no_interval) return;
  WorkerContacts& worker = books_.of(task.worker, task.interval);
  ++worker.answered;
  worker.wait_answered += now - (task.answered_before ? task.waits_since : task.arrived);
  if (task.answered_before) return;
  const Duration wait = now - task.arrived;
  books_.count(task.tenant, task.channel, task.interval,
               [&](Contacts& contacts) { count_answer(contacts, wait, books_.settings); });
  books_.total.add_answer(task.interval, wait);
  books_.tenants[task.tenant.index()].add_interval_answer(task.interval, wait);
  books_.channels[task.channel.index()].add_interval_answer(task.interval, wait);
  books_.of(task.tenant, task.channel).waits.answered.add(wait);
}

void TaskLedger::book_callback(OpenTask& task) {
  if (!task.waits_for_call) return;
  task.waits_for_call = false;
  note(task, task.answered_stay, Happening::callbacks_answered);
  note_worker(task, task.worker, Happening::callbacks_answered);
}

void TaskLedger::returned(Time now, const TaskReturned& event) {
  OpenTask* task = open_.find(event.task);
  if (task == nullptr || task->waits) return;  // reserved to pending: it never stopped waiting
  wait_again(now, *task);
  if (task->answered_stay.queue.is_none()) return;
  task->stay = task->answered_stay;
  task->stay.open = task->stay.counted = true;
  join_line(now, task->stay);
}

void TaskLedger::completed(Time now, const TaskCompleted& event) {
  OpenTask* task = open_.find(event.task);
  if (task == nullptr) return;
  book_handled(*task);
  end(now, *task, "completed");
}

// At the queues and the workers each part was booked when it was completed.
void TaskLedger::book_handled(const OpenTask& task) {
  if (task.service.parts == 0) return;
  books_.count(task.tenant, task.channel, task.interval, [&](Contacts& contacts) {
    ++contacts.handled;
    contacts.talk += task.service.talk;
    contacts.wrap_up += task.service.wrap_up;
  });
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
    books_.count(task.tenant, task.channel, task.interval,
                 [](Contacts& contacts) { ++contacts.deleted_in_service; });
    return;
  }
  end_stay(now, task, reason);
  if (!task.answered_before) return book_wait_end(now, task, reason);
  book_handled(task);
  if (reason == CancelReason::abandoned) note(task, QueueStay{}, Happening::abandoned_again);
}

void TaskLedger::book_wait_end(Time now, OpenTask& task, CancelReason reason) {
  const Duration wait = now - task.arrived;
  const Duration wait_in_line = task.went_elsewhere.value_or(now) - task.arrived;
  books_.count(task.tenant, task.channel, task.interval, [&](Contacts& contacts) {
    if (reason == CancelReason::abandoned) return count_abandon(contacts, wait, books_.settings);
    if (reason == CancelReason::voicemail)
      return count_elsewhere(contacts, wait_in_line, Happening::voicemail);
    if (reason == CancelReason::forwarded)
      return count_elsewhere(contacts, wait_in_line, Happening::forwarded);
    if (reason == CancelReason::blocked && now == task.arrived) return refuse(contacts);
    count_cancel(contacts, wait, index_of(reason));
  });
  if (reason != CancelReason::abandoned || task.interval == no_interval) return;
  books_.total.add_abandon(wait);
  books_.of(task.tenant, task.channel).waits.abandoned.add(wait);
}

void TaskLedger::begin_wait(Time now, OpenTask& task) {
  task.waits_since = now;
  books_.measure(task.tenant, task.channel, [&](Place& place) { place.depth().rise(books_.window(), now); });
}

void TaskLedger::stop_waiting(Time now, OpenTask& task) {
  if (task.elsewhere) return;  // it stopped when it went there
  const Duration waited = books_.inside(task.waits_since, now);
  books_.measure(task.tenant, task.channel, [&](Place& place) {
    place.depth().fall(books_.window(), now);
    place.add_waited(waited);
  });
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
  const bool served = task.service.parts > 0;
  row_({task.id, task.tenant, task.channel, task.workers, task.queues, task.arrived, task.answered,
        served ? std::optional(task.service.talk) : std::nullopt,
        served ? std::optional(task.service.wrap_up) : std::nullopt, now, wait, outcome});
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
