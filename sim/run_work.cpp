// Work in hand: how it goes on at the worker's speed, and how it is passed on to others.
#include <algorithm>

#include "sim/people/customers.h"
#include "sim/people/workers.h"
#include "sim/run.h"

namespace switchyard::sim {
namespace {

Duration scaled(Duration time, double factor) {
  const double rounded = static_cast<double>(time.microseconds) * factor + 0.5;
  return {static_cast<std::int64_t>(rounded)};
}

}  // namespace

void Simulation::take_up(std::uint32_t slot, ReservationId reservation, WorkerId worker) {
  Contact& contact = contacts_[slot];
  calendar_.cancel(contact.next);
  contact.reservation = reservation;
  contact.worker = worker;
  Member& member = members_[worker.index()];
  if (!is_counted(member.habits->concurrency, contact.channel)) return;
  member.in_hand.push_back(slot);
  change_speed(member, member.in_hand.size() - 1);
}

void Simulation::put_down(std::uint32_t slot) {
  Contact& contact = contacts_[slot];
  contact.working = false;
  if (contact.worker.is_none()) return;
  Member& member = members_[contact.worker.index()];
  const auto place = std::find(member.in_hand.begin(), member.in_hand.end(), slot);
  if (place == member.in_hand.end()) return;
  member.in_hand.erase(place);
  change_speed(member, member.in_hand.size() + 1);
}

// What is left of each piece of work is done at the new speed.
void Simulation::change_speed(Member& member, std::size_t in_hand_before) {
  const Concurrency& concurrency = member.habits->concurrency;
  const double before = concurrency_factor(concurrency, in_hand_before);
  const double after = concurrency_factor(concurrency, member.in_hand.size());
  if (before == after) return;
  for (const std::uint32_t slot : member.in_hand) {
    Contact& contact = contacts_[slot];
    if (!contact.working) continue;
    const Duration done = scaled(now() - contact.work_since, before);
    contact.work_left = std::max(Duration{}, contact.work_left - done);
    contact.work_since = now();
    calendar_.cancel(contact.next);
    contact.next = schedule(now() + scaled(contact.work_left, 1 / after), end_of_work(contact), slot);
  }
}

Simulation::Kind Simulation::end_of_work(const Contact& contact) const {
  return traffic_of(contact).conversation ? Kind::written : Kind::finish;
}

void Simulation::begin_work(std::uint32_t slot, Kind end) {
  Contact& contact = contacts_[slot];
  const Member& member = members_[contact.worker.index()];
  const Concurrency& concurrency = member.habits->concurrency;
  if (!is_counted(concurrency, contact.channel)) {
    contact.next = schedule(now() + contact.work_left, end, slot);
    return;
  }
  contact.working = true;
  contact.work_since = now();
  const double factor = concurrency_factor(concurrency, member.in_hand.size());
  contact.next = schedule(now() + scaled(contact.work_left, 1 / factor), end, slot);
}

void Simulation::begin_talk(std::uint32_t slot) {
  Contact& contact = contacts_[slot];
  contact.stage = ContactStage::serving;
  contact.work_left = {};
  if (!traffic_of(contact).conversation) {
    const Duration usual = handle_time(*scenario_, traffic_of(contact), habits_of(contact.worker),
                                       kind_of(contact), key_, contact.entity);
    contact.work_left = at_speed(usual, members_[contact.worker.index()].pace.work);
  }
  ++contact.services;
  begin_consult(slot);
  const auto passes = passes_on_after(contact);
  const bool passes_in_time =
      passes && (traffic_of(contact).conversation.has_value() || *passes < contact.work_left);
  if (!passes_in_time) return go_on(slot);
  contact.work_left = std::max(Duration{}, contact.work_left - *passes);
  contact.next = schedule(now() + *passes, Kind::pass_on, slot);
}

void Simulation::go_on(std::uint32_t slot) {
  traffic_of(contacts_[slot]).conversation ? write(slot) : begin_work(slot, Kind::finish);
}

const TransferHabit* Simulation::transfer_of_contact(const Contact& contact) const {
  if (contact.transferred) return nullptr;
  const Member& member = members_[contact.worker.index()];
  const TransferHabit* transfer =
      transfer_of(*member.habits, key_, contact.entity, member.name_hash, contact.channel);
  const bool leads_nowhere = transfer != nullptr && transfer->worker.is_none() &&
                             goal_of(*transfer, scenario_->workspace, tenant_of(contact)).is_none();
  return leads_nowhere ? nullptr : transfer;
}

bool Simulation::hands_back_contact(const Contact& contact) const {
  if (!contact.shared || contact.hand_backs >= scenario_->workspace.hand_backs) return false;
  const Member& member = members_[contact.worker.index()];
  return hands_back(*member.habits, key_, contact.entity, member.name_hash);
}

std::optional<Duration> Simulation::passes_on_after(const Contact& contact) const {
  const Member& member = members_[contact.worker.index()];
  const Habits& habits = *member.habits;
  const std::uint64_t entity = entity_of_pair(contact.entity, member.name_hash);
  if (hands_back_contact(contact)) {
    return drawn(habits.hand_back->after, key_, Purpose::hand_back, entity, 1);
  }
  const TransferHabit* transfer = transfer_of_contact(contact);
  if (transfer == nullptr) return std::nullopt;
  const auto place = static_cast<std::uint32_t>(transfer - habits.transfers.data());
  return drawn(transfer->after, key_, Purpose::transfer, entity, place * 4 + 1);
}

void Simulation::pass_on(std::uint32_t slot) {
  Contact& contact = contacts_[slot];
  if (hands_back_contact(contact)) {
    ++contact.hand_backs;
    contact.shared = false;
    return pass(slot, HandBackTask{contact.reservation, habits_of(contact.worker).hand_back->to});
  }
  const TransferHabit* transfer = transfer_of_contact(contact);
  contact.transferred = true;
  if (transfer->mode == TransferMode::warm) {
    contact.initiator = contact.reservation;
    contact.initiator_worker = contact.worker;
  }
  pass(slot, TransferTask{contact.reservation, transfer->mode, transfer->worker,
                          goal_of(*transfer, scenario_->workspace, tenant_of(contact)), transfer->timeout});
}

void Simulation::pass(std::uint32_t slot, const Command& command) {
  put_down(slot);
  Contact& contact = contacts_[slot];
  contact.next = {};
  contact.stage = ContactStage::waiting;
  ++contact.waits;
  contact.wait_began = now();
  const TaskId task = contact.task;
  apply(command);
  if (was_refused()) {
    contact.initiator = {};
    take_up(slot, contact.reservation, contact.worker);
    contact.stage = ContactStage::serving;
    return go_on(slot);
  }
  take_effects();
  if (by_task_.find(task.value) != slot) return;
  const Contact& passed = contacts_[slot];
  // Who is still spoken to does not lose patience.
  if (passed.stage == ContactStage::waiting && passed.initiator.is_none()) start_patience(slot);
}

// Nobody took a warm transfer: the one who began it has the work again.
void Simulation::resume(std::uint32_t slot) {
  Contact& contact = contacts_[slot];
  if (contact.stage != ContactStage::waiting || contact.initiator.is_none()) return;
  const ReservationId initiator = contact.initiator;
  contact.initiator = {};
  take_up(slot, initiator, contact.initiator_worker);
  contact.stage = ContactStage::serving;
  go_on(slot);
}

// The other took a warm transfer: both are there for a while.
void Simulation::begin_consult(std::uint32_t slot) {
  Contact& contact = contacts_[slot];
  if (contact.initiator.is_none()) return;
  const Member& initiator = members_[contact.initiator_worker.index()];
  const Habits& habits = *initiator.habits;
  const TransferHabit* transfer =
      transfer_of(habits, key_, contact.entity, initiator.name_hash, contact.channel);
  const auto place = static_cast<std::uint32_t>(transfer - habits.transfers.data());
  const Duration length = drawn(transfer->consult, key_, Purpose::transfer,
                                entity_of_pair(contact.entity, initiator.name_hash), place * 4 + 2);
  contact.work_left += length;
  contact.consult = schedule(now() + length, Kind::consult_ends, slot);
}

void Simulation::end_consult(std::uint32_t slot) {
  Contact& contact = contacts_[slot];
  calendar_.cancel(contact.consult);
  const ReservationId initiator = contact.initiator;
  contact.initiator = {};
  turn(WorkerLeaves{initiator});
}

}  // namespace switchyard::sim
