// Offers are counted where the work waits and at the worker; the worker's status follows them.
#include "reports/measures/offer_ledger.h"

#include <algorithm>

namespace switchyard::reports {
namespace {

bool is_logged_out(const Settings& settings, const Workspace& workspace, ActivityId activity) {
  const std::vector<ActivityId>& named = settings.logged_out;
  if (!named.empty()) return std::find(named.begin(), named.end(), activity) != named.end();
  return activity == workspace.default_activity && !workspace.activities[activity.index()].available;
}

std::uint32_t& counter(WorkerStatus& status, OpenOffer::Phase phase) {
  if (phase == OpenOffer::Phase::reserved) return status.reserved;
  return phase == OpenOffer::Phase::on_task ? status.on_task : status.wrapping;
}

}  // namespace

OfferLedger::OfferLedger(Books& books, TaskLedger& tasks, const Workspace& workspace)
    : books_(books), tasks_(tasks) {
  extend(books.window().start, workspace);
}

void OfferLedger::extend(Time now, const Workspace& workspace) {
  activities_.clear();
  for (std::uint32_t i = 0; i < workspace.activities.size(); ++i) {
    activities_.push_back(
        {workspace.activities[i].available, is_logged_out(books_.settings, workspace, {i})});
  }
  const std::size_t known = clocks_.size();
  while (clocks_.size() < workspace.workers.size()) clocks_.emplace_back(books_.window());
  cooling_.resize(workspace.channels.size());
  for (std::vector<bool>& channel : cooling_) channel.resize(clocks_.size());
  assign_groups();
  for (std::uint32_t i = 0; i < workspace.workers.size(); ++i) {
    const Worker& worker = workspace.workers[i];
    const bool is_new = i >= known;
    if (is_new) set_presence(books_.window().start, {i}, {false, true});  // not there before
    if (worker.removed) {
      set_presence(now, {i}, {false, true});
    } else if (is_new && !worker.activity.is_none()) {
      set_presence(now, {i}, activities_[worker.activity.index()]);
    }
  }
}

void OfferLedger::assign_groups() {
  const auto& named = books_.settings.groups;
  groups_of_.assign(clocks_.size(), {});
  for (std::uint32_t group = 0; group < named.size(); ++group) {
    for (const WorkerId worker : named[group].workers) groups_of_[worker.index()].push_back(group);
  }
  if (!named.empty()) return;
  for (std::size_t i = 0; i < clocks_.size(); ++i) groups_of_[i] = {books_.names.worker_tenants[i].value};
}

void OfferLedger::hand_over(WorkerId worker, std::uint32_t interval, const WorkerTime& time) {
  books_.workers[worker.index()].at(interval).time.add(time);
}

WorkerStatus& OfferLedger::status(Time now, WorkerId worker) {
  WorkerClock& clock = clocks_[worker.index()];
  clock.settle(books_.window(), now,
               [&](std::uint32_t interval, const WorkerTime& time) { hand_over(worker, interval, time); });
  return clock.status();
}

void OfferLedger::set_presence(Time now, WorkerId worker, Presence presence) {
  WorkerStatus& now_is = status(now, worker);
  now_is.available = presence.available;
  now_is.offline = presence.offline;
}

// Counts one offer where its work waits, in its tenant's channel, at the centre and at its worker.
template <class Count>
void OfferLedger::book(const OpenOffer& offer, Count&& count) {
  if (offer.interval == no_interval) return;
  if (!offer.queue.is_none()) count(books_.queues[offer.queue.index()].at(offer.interval).reservations);
  books_.count(offer.tenant, offer.channel, offer.interval,
               [&](Contacts& contacts) { count(contacts.reservations); });
  count(books_.of(offer.worker, offer.interval).reservations);
}

// The places in which the contact of an accepted offer is, for what is measured by the clock.
template <class Measure>
void OfferLedger::measure(const OpenOffer& offer, Measure&& measure) {
  books_.measure(offer.tenant, offer.channel, measure);
  if (!offer.stay.queue.is_none()) measure(books_.queues[offer.stay.queue.index()]);
}

// Talking, or wrapping up, begins or ends.
void OfferLedger::count_phase(Time now, const OpenOffer& offer, bool begins) {
  if (offer.phase == OpenOffer::Phase::reserved) return;
  measure(offer, [&](Place& place) {
    LevelClock& level = offer.phase == OpenOffer::Phase::on_task ? place.talking() : place.wrapping_up();
    begins ? level.rise(books_.window(), now) : level.fall(books_.window(), now);
  });
}

void OfferLedger::created(Time now, const ReservationCreated& event) {
  OpenTask* task = tasks_.find(event.task);
  if (task == nullptr) return;  // it was there before the books were
  tasks_.offered(now, *task);
  OpenOffer& offer = open_.open(event.reservation);
  offer = OpenOffer{};
  offer.id = event.reservation;
  offer.worker = event.worker;
  offer.queue = event.queue;
  offer.tenant = task->tenant;
  offer.channel = task->channel;
  offer.created = now;
  offer.interval = books_.clock.at(now);
  offer.task = event.task;
  ++pending_;
  book(offer, [](Reservations& counts) { ++counts.offered; });
  ++status(now, event.worker).reserved;
}

void OfferLedger::move(Time now, OpenOffer& offer, OpenOffer::Phase phase) {
  WorkerStatus& worker = status(now, offer.worker);
  --counter(worker, offer.phase);
  ++counter(worker, phase);
  count_phase(now, offer, false);
  offer.phase = phase;
  count_phase(now, offer, true);
}

void OfferLedger::close(Time now, OpenOffer& offer) {
  --counter(status(now, offer.worker), offer.phase);
  count_phase(now, offer, false);
  open_.close(offer);
}

void OfferLedger::accepted(Time now, const ReservationAccepted& event) {
  OpenOffer* offer = open_.find(event.reservation);
  if (offer == nullptr || offer->phase != OpenOffer::Phase::reserved) return;
  --pending_;
  book(*offer, [&](Reservations& counts) { ++counts.accepted, counts.ring += now - offer->created; });
  offer->accepted = now;
  if (OpenTask* task = tasks_.find(offer->task)) {
    // The answer may have been told already.
    offer->stay = task->stay.open ? task->stay : task->waits ? QueueStay{} : task->answered_stay;
    offer->task_interval = task->interval;
    task->in_hand = offer->id;
  }
  move(now, *offer, OpenOffer::Phase::on_task);
}

// The offer is over; when nobody had accepted it, the result says how.
void OfferLedger::end_pending(Time now, ReservationId id, std::uint64_t Reservations::*result) {
  OpenOffer* offer = open_.find(id);
  if (offer == nullptr) return;
  if (offer->phase == OpenOffer::Phase::reserved) {
    --pending_;
    book(*offer, [&](Reservations& counts) { ++(counts.*result); });
  }
  close(now, *offer);
}

void OfferLedger::rejected(Time now, ReservationId id) {
  end_pending(now, id, &Reservations::rejected);
}

void OfferLedger::timed_out(Time now, ReservationId id) {
  end_pending(now, id, &Reservations::timed_out);
}

void OfferLedger::canceled(Time now, ReservationId id) {
  end_pending(now, id, &Reservations::canceled);
}

void OfferLedger::rescinded(Time now, ReservationId id) {
  end_pending(now, id, &Reservations::rescinded);
}

void OfferLedger::wrapping(Time now, ReservationId id) {
  OpenOffer* offer = open_.find(id);
  if (offer == nullptr) return;
  offer->wraps_since = now;
  move(now, *offer, OpenOffer::Phase::wrapping);
}

// One worker's part in a contact is done.
void OfferLedger::book_service(Time now, OpenOffer& offer) {
  if (offer.phase == OpenOffer::Phase::reserved || offer.served) return;
  offer.served = true;
  const Time talked = offer.phase == OpenOffer::Phase::wrapping ? offer.wraps_since : now;
  const auto add = [&](auto& counts) {
    counts.talk += talked - offer.accepted;
    counts.wrap_up += now - talked;
  };
  if (OpenTask* task = tasks_.find(offer.task)) {
    ++task->service.parts;
    add(task->service);
    if (task->initiator == offer.id) task->initiator = {};
    if (task->in_hand == offer.id) task->in_hand = task->initiator;
  }
  const auto count = [&](auto& counts) { ++counts.handled, add(counts); };
  if (offer.task_interval != no_interval) count(books_.of(offer.worker, offer.task_interval));
  const QueueStay& stay = offer.stay;
  if (stay.queue.is_none() || stay.interval == no_interval) return;
  count(books_.queues[stay.queue.index()].at(stay.interval));
}

void OfferLedger::completed(Time now, ReservationId id) {
  OpenOffer* offer = open_.find(id);
  if (offer == nullptr) return;
  book_service(now, *offer);
  close(now, *offer);
}

void OfferLedger::task_completes(Time now, const TaskCompleted& event) {
  const OpenTask* task = tasks_.find(event.task);
  if (task == nullptr || task->in_hand.is_none()) return;
  if (OpenOffer* offer = open_.find(task->in_hand)) book_service(now, *offer);
}

// Of a call to the customer, that belongs to the contact and to who makes it.
void OfferLedger::note(ReservationId id, Happening what) {
  const OpenOffer* offer = open_.find(id);
  if (offer == nullptr) return;
  const auto count = [&](auto& counts) { ++counts.of(what); };
  books_.count(offer->tenant, offer->channel, offer->task_interval, count);
  if (offer->task_interval != no_interval) count(books_.of(offer->worker, offer->task_interval));
  const QueueStay& stay = offer->stay;
  if (!stay.queue.is_none() && stay.interval != no_interval) {
    count(books_.queues[stay.queue.index()].at(stay.interval));
  }
}

void OfferLedger::activity_changed(Time now, const WorkerActivityChanged& event) {
  set_presence(now, event.worker, activities_[event.to.index()]);
}

void OfferLedger::set_cooling(Time now, WorkerId worker, TaskChannelId channel, bool cooling) {
  std::vector<bool>& flags = cooling_[channel.index()];
  if (flags[worker.index()] == cooling) return;
  flags[worker.index()] = cooling;
  std::uint32_t& count = status(now, worker).cooling;
  cooling ? ++count : --count;
}

void OfferLedger::settle(Time now) {
  for (std::uint32_t i = 0; i < clocks_.size(); ++i) status(now, {i});
}

void OfferLedger::run_ends(Time now) {
  settle(now);
  for (std::uint32_t i = 0; i < clocks_.size(); ++i) {
    clocks_[i].finish(
        [&](std::uint32_t interval, const WorkerTime& time) { hand_over({i}, interval, time); });
  }
}

}  // namespace switchyard::reports
