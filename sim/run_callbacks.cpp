// Callbacks in a run: callers ask for them, or get one for a call that was missed, and workers who look for
// them press the button.
#include <algorithm>

#include "engine/base/match.h"
#include "engine/state/tenancy.h"
#include "sim/people/customers.h"
#include "sim/people/workers.h"
#include "sim/run.h"

namespace switchyard::sim {
namespace {

// Contacts that come of others: their places among the attempts of one customer.
constexpr std::uint32_t called_back = 1U << 20;

struct WorkChange {
  WorkerId worker;
  std::int64_t by = 0;
};

// How many offers and pieces of work in hand a worker has more or fewer.
WorkChange change_of_work(const Event& event) {
  const auto ended = [](const auto& reservation) { return WorkChange{reservation.worker, -1}; };
  return match(
      event,
      [](const ReservationCreated& e) {
        return WorkChange{e.worker, 1};
      },
      [&](const ReservationRejected& e) { return ended(e); },
      [&](const ReservationTimedOut& e) { return ended(e); },
      [&](const ReservationCanceled& e) { return ended(e); },
      [&](const ReservationRescinded& e) { return ended(e); },
      [&](const ReservationCompleted& e) { return ended(e); }, [](const auto&) { return WorkChange{}; });
}

std::optional<Time> due_of(const CallbackRequest& request, const CallbackRule& rule, Time now) {
  if (request.due) return now + *request.due;
  return rule.queue.is_none() ? std::nullopt : std::optional(now + rule.due);
}

}  // namespace

std::optional<Duration> Simulation::callback_asked_after(const Contact& contact) const {
  const auto& request = traffic_of(contact).callback_request;
  if (!request) return std::nullopt;
  const std::vector<TenantId>& offer_it = request->tenants;
  const bool offered =
      offer_it.empty() || std::find(offer_it.begin(), offer_it.end(), tenant_of(contact)) != offer_it.end();
  if (!offered) return std::nullopt;
  return asks_for_callback_after(*request, key_, contact.entity, contact.waits);
}

// The caller hangs up and keeps the place in the line.
void Simulation::ask_for_callback(std::uint32_t slot) {
  Contact& contact = contacts_[slot];
  contact.next = {};
  contact.callback = true;
  TaskChanges change;
  change.task = contact.task;
  change.callback = true;
  change.due = due_of(*traffic_of(contact).callback_request,
                      scenario_->workspace.tenants[tenant_of(contact).index()].callbacks, now());
  turn(change);
  note_callback(slot);
}

void Simulation::adopt_callback(const CallbackCreated& created) {
  const std::uint32_t missed = by_task_.find(created.missed.value);
  if (missed == no_slot) return;
  const std::uint32_t slot = twin_of(missed, called_back);
  Contact& contact = contacts_[slot];
  contact.channel = scenario_->workspace.tenants[tenant_of(contact).index()].callbacks.channel;
  contact.callback = true;
  contact.task = created.task;
  contact.arrived = contact.wait_began = now();
  by_task_.insert(created.task.value, slot);
  ++open_;
  note_callback(slot);
}

void Simulation::note_callback(std::uint32_t slot) {
  if (pressers_.empty()) return;
  to_call_back_.push_back(contacts_[slot].task);
  for (const WorkerId worker : pressers_) watch_idle(worker);
}

bool Simulation::waits_for_call(TaskId task) const {
  const std::uint32_t slot = by_task_.find(task.value);
  return slot != no_slot && contacts_[slot].callback && contacts_[slot].stage == ContactStage::waiting;
}

// The one that has waited longest, of those that the worker may take; no_slot when there is none. O(callbacks
// that wait).
std::uint32_t Simulation::callback_for(WorkerId id) {
  const auto gone = [&](TaskId task) { return !waits_for_call(task); };
  to_call_back_.erase(std::remove_if(to_call_back_.begin(), to_call_back_.end(), gone), to_call_back_.end());
  const Workspace& workspace = scenario_->workspace;
  const Worker& worker = workspace.workers[id.index()];
  for (const TaskId task : to_call_back_) {
    const std::uint32_t slot = by_task_.find(task.value);
    const Contact& contact = contacts_[slot];
    const bool may_take = may_serve(workspace, worker.tenant, tenant_of(contact)) &&
                          worker.channels[contact.channel.index()].capacity > 0;
    if (may_take) return slot;
  }
  return no_slot;
}

void Simulation::note_work(const Event& event) {
  const WorkChange change = change_of_work(event);
  if (change.by == 0) return;
  members_[change.worker.index()].work += change.by;
  watch_idle(change.worker);
}

// Who has nothing to do looks for callbacks; who gets something to do, or goes, stops looking.
void Simulation::watch_idle(WorkerId worker) {
  Member& member = members_[worker.index()];
  if (!member.look.habit) return;
  const bool idle = member.present == Duty::on && member.work == 0;
  if (idle && !member.look.planned) return plan_look(worker);
  if (idle || !member.look.planned) return;
  calendar_.cancel(member.look.press);
  member.look.planned = false;
}

void Simulation::plan_look(WorkerId worker) {
  const std::uint32_t slot = callback_for(worker);
  if (slot == no_slot) return;
  const Member& member = members_[worker.index()];
  Look& look = members_[worker.index()].look;
  const std::uint64_t entity = contacts_[slot].entity;
  look.ordinal = look.contact == entity ? look.ordinal + 1 : 0;
  look.contact = entity;
  look.planned = true;
  const Duration delay =
      callback_button_delay(*member.habits->callback_button, key_, entity, member.name_hash, look.ordinal);
  look.press = schedule(now() + delay, Kind::looks, worker.value);
}

// Another worker may have been first; then the next one is looked at.
void Simulation::press_button(WorkerId worker) {
  Look& look = members_[worker.index()].look;
  look.planned = false;
  const std::uint32_t slot = callback_for(worker);
  if (slot == no_slot) return;
  if (contacts_[slot].entity != look.contact) return plan_look(worker);
  turn(WorkerTakesTask{worker, contacts_[slot].task});
}

}  // namespace switchyard::sim
