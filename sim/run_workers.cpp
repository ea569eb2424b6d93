// The workers' half of a run: they come and go, answer offers or miss them, talk and wrap up.
#include "sim/people/customers.h"
#include "sim/people/workers.h"
#include "sim/run.h"

namespace switchyard::sim {

const Habits& Simulation::habits_of(WorkerId worker) const {
  return *members_[worker.index()].habits;
}

void Simulation::change_duty() {
  for (; duty_next_ < duty_.size() && duty_[duty_next_].time == now(); ++duty_next_) {
    const DutyChange& change = duty_[duty_next_];
    members_[change.worker.index()].on_duty = change.on;
    set_activity(change.worker.value, change.on);
  }
  if (duty_next_ < duty_.size()) schedule(duty_[duty_next_].time, Kind::duty, 0);
}

void Simulation::set_activity(std::uint32_t worker, bool present) {
  Member& member = members_[worker];
  if (member.present == present) return;
  member.present = present;
  auto& command = std::get<WorkerChangesActivity>(changes_activity_);
  command.worker = {worker};
  command.activity = present ? member.on : member.off;
  turn(changes_activity_);
}

// Missed offers may have taken workers out of service; who is on duty comes back when its habits say so.
void Simulation::note_absences() {
  for (const Event& event : output_.events) {
    const auto* changed = std::get_if<WorkerActivityChanged>(&event);
    if (changed == nullptr || scenario_->workspace.activities[changed->to.index()].available) continue;
    Member& member = members_[changed->worker.index()];
    member.present = false;
    if (!member.habits->return_after_miss || !member.on_duty) continue;
    const Duration absence = drawn(*member.habits->return_after_miss, key_, Purpose::reconnect,
                                   member.name_hash, member.absences++);
    schedule(now() + absence, Kind::come_back, changed->worker.value);
  }
}

void Simulation::note_queues() {
  for (const Event& event : output_.events) {
    const auto* created = std::get_if<ReservationCreated>(&event);
    if (created == nullptr) continue;
    const std::uint32_t slot = by_task_.find(created->task.value);
    if (slot != no_slot) contacts_[slot].queue = created->queue;
  }
}

void Simulation::offered(const OfferReservation& effect) {
  const std::uint32_t slot = by_task_.find(effect.task.value);
  if (slot == no_slot) return;
  Contact& contact = contacts_[slot];
  const std::uint32_t index = offers_.open(contact, slot, effect.worker, effect.reservation);
  Offer& offer = offers_[index];
  const Member& member = members_[effect.worker.index()];
  const Answer answer =
      answer_to_offer(*member.habits, key_, contact.entity, member.name_hash, offer.ordinal);
  if (answer.kind == AnswerKind::none) return;
  const Kind kind = answer.kind == AnswerKind::accept ? Kind::accept : Kind::reject;
  offer.answer = schedule(now() + answer.delay, kind, index);
}

void Simulation::withdrawn(const WithdrawOffer& effect) {
  const std::uint32_t slot = by_task_.find(effect.task.value);
  if (slot == no_slot) return;
  const std::uint32_t index = offers_.find(contacts_[slot], slot, effect.worker);
  if (index == no_slot || offers_[index].reservation != effect.reservation) return;
  if (offers_.close(contacts_[slot], index)) calendar_.cancel(offers_[index].answer);
}

void Simulation::answer(std::uint32_t index, bool accepts) {
  const Offer& offer = offers_[index];
  offers_.close(contacts_[offer.contact], index);
  const ReservationId reservation = offer.reservation;
  if (accepts) {
    std::get<WorkerAccepts>(accepts_).reservation = reservation;
    return turn(accepts_);
  }
  std::get<WorkerRejects>(rejects_).reservation = reservation;
  turn(rejects_);
}

void Simulation::connected(const ConnectTask& effect) {
  const std::uint32_t slot = by_task_.find(effect.task.value);
  if (slot == no_slot) return;
  Contact& contact = contacts_[slot];
  calendar_.cancel(contact.next);
  contact.stage = ContactStage::serving;
  contact.reservation = effect.reservation;
  contact.worker = effect.worker;
  const Traffic& traffic = traffic_of(contact);
  const WorkKind work{traffic.channel, contact.queue, contact.arrived};
  const Duration length =
      handle_time(*scenario_, traffic, habits_of(effect.worker), work, key_, contact.entity);
  contact.next = schedule(now() + length, Kind::finish, slot);
}

void Simulation::finish(std::uint32_t slot) {
  Contact& contact = contacts_[slot];
  contact.next = {};
  const Traffic& traffic = traffic_of(contact);
  const WorkKind work{traffic.channel, contact.queue, contact.arrived};
  const auto& limit = scenario_->workspace.channels[traffic.channel.index()].wrap_up_limit;
  const bool wraps = !limit || *limit > Duration{};
  const Duration length =
      wraps ? wrap_up_time(*scenario_, traffic, habits_of(contact.worker), work, key_, contact.entity)
            : Duration{};
  if (wraps && length == Duration{}) return complete(slot);
  contact.stage = ContactStage::wrapping;
  std::get<WorkerFinishes>(finishes_).reservation = contact.reservation;
  if (!wraps) {
    close(slot);
  } else if (limit && length >= *limit) {
    contact.next = schedule(now() + *limit, Kind::forget, slot);
  } else {
    contact.next = schedule(now() + length, Kind::complete, slot);
  }
  turn(finishes_);
}

void Simulation::complete(std::uint32_t slot) {
  std::get<WorkerCompletes>(completes_).reservation = contacts_[slot].reservation;
  contacts_[slot].next = {};
  close(slot);
  turn(completes_);
}

}  // namespace switchyard::sim
