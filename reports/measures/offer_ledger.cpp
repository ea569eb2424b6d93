// Offers are counted where the work waits and at the worker; the worker's status follows them.
#include "reports/measures/offer_ledger.h"

#include <algorithm>

namespace switchyard::reports {
namespace {

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool same_word(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](char x, char y) { return lower(x) == lower(y); });
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
  for (const Activity& activity : workspace.activities) {
    activities_.push_back({activity.available, same_word(activity.name, books_.settings.offline_activity)});
  }
  const std::size_t known = clocks_.size();
  while (clocks_.size() < workspace.workers.size()) clocks_.emplace_back(books_.window());
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
  groups_.resize(named.empty() ? books_.names.tenants.size() : named.size());
  groups_of_.assign(clocks_.size(), {});
  for (std::uint32_t group = 0; group < named.size(); ++group) {
    for (const WorkerId worker : named[group].workers) groups_of_[worker.index()].push_back(group);
  }
  if (!named.empty()) return;
  for (std::size_t i = 0; i < clocks_.size(); ++i) groups_of_[i] = {books_.names.worker_tenants[i].value};
}

void OfferLedger::hand_over(WorkerId worker, std::uint32_t interval, const WorkerTime& time) {
  all_workers_.add(interval, time);
  for (const std::uint32_t group : groups_of_[worker.index()]) groups_[group].add(interval, time);
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
  count(books_.of(offer.tenant, offer.channel).contacts.reservations);
  count(books_.total.at(offer.interval).reservations);
  count(books_.workers[offer.worker.index()].reservations);
}

void OfferLedger::created(Time now, const ReservationCreated& event) {
  OpenTask* task = tasks_.find(event.task);
  if (task == nullptr) return;  // it was there before the books were
  tasks_.offered(now, *task);
  OpenOffer& offer = open_.open(event.reservation);
  offer = {event.reservation, event.worker, event.queue,          task->tenant,
           task->channel,     now,          books_.clock.at(now), OpenOffer::Phase::reserved};
  ++pending_;
  book(offer, [](Reservations& counts) { ++counts.offered; });
  ++status(now, event.worker).reserved;
}

void OfferLedger::move(Time now, OpenOffer& offer, OpenOffer::Phase phase) {
  WorkerStatus& worker = status(now, offer.worker);
  --counter(worker, offer.phase);
  ++counter(worker, phase);
  offer.phase = phase;
}

void OfferLedger::close(Time now, OpenOffer& offer) {
  --counter(status(now, offer.worker), offer.phase);
  open_.close(offer);
}

void OfferLedger::accepted(Time now, const ReservationAccepted& event) {
  OpenOffer* offer = open_.find(event.reservation);
  if (offer == nullptr || offer->phase != OpenOffer::Phase::reserved) return;
  --pending_;
  book(*offer, [&](Reservations& counts) { ++counts.accepted, counts.ring += now - offer->created; });
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
  if (offer != nullptr) move(now, *offer, OpenOffer::Phase::wrapping);
}

void OfferLedger::completed(Time now, ReservationId id) {
  OpenOffer* offer = open_.find(id);
  if (offer != nullptr) close(now, *offer);
}

void OfferLedger::activity_changed(Time now, const WorkerActivityChanged& event) {
  set_presence(now, event.worker, activities_[event.to.index()]);
}

void OfferLedger::cooldown_started(Time now, WorkerId worker) {
  ++status(now, worker).cooling;
}

void OfferLedger::cooldown_ended(Time now, WorkerId worker) {
  WorkerStatus& now_is = status(now, worker);
  if (now_is.cooling > 0) --now_is.cooling;
}

void OfferLedger::run_ends(Time now) {
  for (std::uint32_t i = 0; i < clocks_.size(); ++i) {
    status(now, {i});
    clocks_[i].finish(
        [&](std::uint32_t interval, const WorkerTime& time) { hand_over({i}, interval, time); });
  }
}

}  // namespace switchyard::reports
