// Goes through the same books as events do, so that later events find what they change.
#include "viz/view/known_work.h"

#include <algorithm>

#include "viz/view/fold.h"

namespace switchyard::viz {
namespace {

// It may have rung for a while before it was answered: the moment of the answer is not told.
Time answered_at(const KnownWork& work) {
  Time at = work.task.arrived;
  for (const OpenOffer& offer : work.offers) {
    if (offer.phase != OpenOffer::Phase::reserved) at = std::max(at, offer.since);
  }
  return at;
}

}  // namespace

void Fold::take_over(const KnownWork& work) {
  OpenTask& task = board.tasks.open(work.task.id);
  task.tenant = work.task.tenant;
  task.channel = work.task.channel;
  task.queue = work.task.queue;
  task.priority = work.task.priority;
  task.arrived = task.entered = task.waits_since = work.task.arrived;
  task.stays = task.counted = is_waiting(work.task.status) && knows(task.queue);
  take_over_transfer(work, task);
  if (is_in_hand(work.task.status)) {
    task.status = work.task.status;
    task.answered_queue = task.queue;
    task.taken = answered_at(work);
    take_in_hand(task);
  } else if (work.task.status == TaskStatus::elsewhere) {
    task.status = TaskStatus::elsewhere;
  } else if (task.stays) {
    join_line(task);
    task.waits_since = work.task.arrived;
  }
  for (const OpenOffer& offer : work.offers) take_over(offer, task);
  if (changes != nullptr) changes->created.push_back(task.id);
}

// Who began a warm transfer had answered, and has the work in hand until somebody else takes it.
void Fold::take_over_transfer(const KnownWork& work, OpenTask& task) {
  task.initiator = work.task.initiator;
  if (task.initiator.is_none() || !is_waiting(work.task.status)) return;
  task.transferred_queue = task.answered_queue = work.task.transferred_queue;
  task.taken = answered_at(work);
}

void Fold::take_over(const OpenOffer& known, OpenTask& task) {
  if (known.worker.index() >= board.workers.size()) return;
  OpenOffer& offer = board.offers.open(known.id);
  offer = known;
  offer.task = task.id;
  offer.deadline = never;
  reports::WorkerStatus status = status_of(known.worker);
  if (known.phase == OpenOffer::Phase::reserved) {
    ++status.reserved;
    if (task.offers++ == 0) task.asked = known.since;
    if (is_waiting(task.status)) set_task_status(task, TaskStatus::reserved);
  } else {
    if (known.id != task.initiator || task.worker.is_none()) task.worker = known.worker;
    known.phase == OpenOffer::Phase::on_task ? ++status.on_task : ++status.wrapping;
  }
  set_status(known.worker, status);
}

void take_over(Board& board, Time time, const KnownCooldown& cooldown, const Names& names, Changes* changes) {
  Fold{board, time, names, changes}(CooldownStarted{cooldown.worker, cooldown.channel, never});
}

void take_over(Board& board, Time time, const KnownWork& work, const Names& names, Changes* changes) {
  if (OpenTask* task = board.tasks.find(work.task.id)) {
    task->priority = work.task.priority;
  } else {
    Fold{board, time, names, changes}.take_over(work);
  }
}

}  // namespace switchyard::viz
