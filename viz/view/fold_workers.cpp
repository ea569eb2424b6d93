// Offers and, through them, what each worker is doing.
#include "viz/view/fold.h"

namespace switchyard::viz {
namespace {

std::uint32_t& counter(reports::WorkerStatus& status, OpenOffer::Phase phase) {
  if (phase == OpenOffer::Phase::reserved) return status.reserved;
  return phase == OpenOffer::Phase::on_task ? status.on_task : status.wrapping;
}

}  // namespace

void book_time(WorkerBoard& worker, Time now) {
  worker.today.in(worker.state) += now - worker.booked;
  worker.booked = now;
}

void Fold::set_status(WorkerId worker, const reports::WorkerStatus& status) {
  WorkerBoard& board_of = board.workers[worker.index()];
  board_of.status = status;
  const reports::WorkerState state = status.state();
  if (state == board_of.state) return;
  book_time(board_of, now);
  board_of.state = state;
  board_of.since = now;
  if (changes != nullptr) changes->workers.push_back(worker);
}

void Fold::set_presence(WorkerId worker, ActivityId activity) {
  const bool is_known = activity.index() < names.activities.size();
  const NamedActivity gone{{}, false, true};
  const NamedActivity& is = is_known ? names.activities[activity.index()] : gone;
  WorkerBoard& board_of = board.workers[worker.index()];
  if (board_of.activity != activity) board_of.activity_since = now;
  board_of.activity = activity;
  reports::WorkerStatus status = board_of.status;
  status.available = is.available;
  status.offline = is.logged_out || names.workers[worker.index()].removed;
  set_status(worker, status);
}

void Fold::operator()(const ReservationCreated& event) {
  OpenTask* task = board.tasks.find(event.task);
  if (task == nullptr || event.worker.index() >= board.workers.size()) return;
  OpenOffer& offer = board.offers.open(event.reservation);
  offer.task = event.task;
  offer.worker = event.worker;
  offer.since = now;
  offer.deadline = event.deadline;
  if (task->offers++ == 0) task->asked = now;
  if (is_waiting(task->status)) set_task_status(*task, TaskStatus::reserved);
  reports::WorkerStatus status = status_of(event.worker);
  ++status.reserved;
  set_status(event.worker, status);
}

void Fold::move(OpenOffer& offer, OpenOffer::Phase phase) {
  reports::WorkerStatus status = status_of(offer.worker);
  --counter(status, offer.phase);
  ++counter(status, phase);
  offer.phase = phase;
  offer.since = now;
  set_status(offer.worker, status);
}

void Fold::operator()(const ReservationAccepted& event) {
  OpenOffer* offer = board.offers.find(event.reservation);
  if (offer == nullptr || offer->phase != OpenOffer::Phase::reserved) return;
  if (OpenTask* task = board.tasks.find(offer->task)) --task->offers;
  move(*offer, OpenOffer::Phase::on_task);
}

void Fold::operator()(const ReservationWrapping& event) {
  OpenOffer* offer = board.offers.find(event.reservation);
  if (offer == nullptr || offer->phase != OpenOffer::Phase::on_task) return;
  move(*offer, OpenOffer::Phase::wrapping);
}

void Fold::end_offer(ReservationId id) {
  const OpenOffer* offer = board.offers.find(id);
  if (offer == nullptr) return;
  if (OpenTask* task = board.tasks.find(offer->task)) {
    if (offer->phase == OpenOffer::Phase::reserved && --task->offers == 0) task->asked.reset();
    if (task->initiator == id) task->initiator = {};
  }
  reports::WorkerStatus status = status_of(offer->worker);
  --counter(status, offer->phase);
  set_status(offer->worker, status);
  board.offers.close(id);
}

void Fold::operator()(const WorkerActivityChanged& event) {
  if (event.worker.index() < board.workers.size()) set_presence(event.worker, event.to);
}

// A cooldown that runs may start again; it ends once.
void Fold::set_cooling(WorkerId worker, TaskChannelId channel, bool cooling) {
  if (worker.index() >= board.workers.size() || channel.index() >= names.channels.size()) return;
  WorkerBoard& board_of = board.workers[worker.index()];
  if (board_of.cooling.size() <= channel.index()) board_of.cooling.resize(channel.index() + 1);
  if (board_of.cooling[channel.index()] == cooling) return;
  board_of.cooling[channel.index()] = cooling;
  reports::WorkerStatus status = board_of.status;
  cooling ? ++status.cooling : --status.cooling;
  set_status(worker, status);
}

}  // namespace switchyard::viz
