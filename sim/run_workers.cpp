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
    members_[change.worker.index()].planned = change.duty;
    set_activity(change.worker.value, change.duty);
  }
  if (duty_next_ < duty_.size()) schedule(duty_[duty_next_].time, Kind::duty, 0);
}

void Simulation::set_activity(std::uint32_t worker, Duty duty) {
  Member& member = members_[worker];
  calendar_.cancel(member.comes_back);
  if (member.present == duty) return;
  member.present = duty;
  auto& command = std::get<WorkerChangesActivity>(changes_activity_);
  command.worker = {worker};
  command.activity = duty == Duty::on ? member.on : duty == Duty::rest ? member.rest : member.off;
  turn(changes_activity_);
  watch_idle(WorkerId{worker});
}

// Missed offers may have taken workers out of service; who is on duty comes back when its habits say so.
void Simulation::note_absences() {
  for (const Event& event : output_.events) {
    const auto* changed = std::get_if<WorkerActivityChanged>(&event);
    if (changed == nullptr || scenario_->workspace.activities[changed->to.index()].available) continue;
    Member& member = members_[changed->worker.index()];
    member.present = Duty::off;
    calendar_.cancel(member.comes_back);
    watch_idle(changed->worker);
    if (!member.habits->return_after_miss || member.planned != Duty::on) continue;
    const Duration absence = drawn(*member.habits->return_after_miss, key_, Purpose::reconnect,
                                   member.name_hash, member.absences++);
    member.comes_back = schedule(now() + absence, Kind::come_back, changed->worker.value);
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
  offer.answer = schedule(now() + at_speed(answer.delay, member.pace.answer), kind, index);
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
  const Contact& contact = contacts_[slot];
  const bool talks = contact.stage == ContactStage::serving && contact.reservation == effect.reservation;
  if (talks) return;
  take_up(slot, effect.reservation, effect.worker);
  const auto& called_after = scenario_->workspace.channels[contacts_[slot].channel.index()].places_call_after;
  if (!called_after) return begin_talk(slot);
  contacts_[slot].stage = ContactStage::calling;
}

WorkKind Simulation::kind_of(const Contact& contact) const {
  return {contact.channel, contact.queue, contact.arrived, contact.services};
}

bool Simulation::has_wrap_up(const Contact& contact) const {
  const auto& limit = scenario_->workspace.channels[contact.channel.index()].wrap_up_limit;
  return !limit || *limit > Duration{};
}

Duration Simulation::wrap_up_of(const Contact& contact) const {
  WorkKind work = kind_of(contact);
  work.service = contact.services > 0 ? contact.services - 1 : 0;  // of the talk before it
  const Duration usual =
      wrap_up_time(*scenario_, traffic_of(contact), habits_of(contact.worker), work, key_, contact.entity);
  return at_speed(usual, members_[contact.worker.index()].pace.work);
}

void Simulation::finish(std::uint32_t slot) {
  if (!contacts_[slot].initiator.is_none()) end_consult(slot);
  put_down(slot);
  contacts_[slot].next = {};
  const bool wraps = has_wrap_up(contacts_[slot]);
  const Duration length = wraps ? wrap_up_of(contacts_[slot]) : Duration{};
  if (wraps && length == Duration{}) return complete(slot);
  std::get<WorkerFinishes>(finishes_).reservation = contacts_[slot].reservation;
  begin_wrap_up(slot, length);
  turn(finishes_);
}

// The engine ends a wrap-up that reaches the channel's limit.
void Simulation::begin_wrap_up(std::uint32_t slot, Duration length) {
  Contact& contact = contacts_[slot];
  const auto& limit = scenario_->workspace.channels[contact.channel.index()].wrap_up_limit;
  contact.stage = ContactStage::wrapping;
  if (!has_wrap_up(contact)) {
    close(slot);
  } else if (limit && length >= *limit) {
    contact.next = schedule(now() + *limit, Kind::forget, slot);
  } else {
    contact.next = schedule(now() + length, Kind::complete, slot);
  }
}

void Simulation::complete(std::uint32_t slot) {
  std::get<WorkerCompletes>(completes_).reservation = contacts_[slot].reservation;
  contacts_[slot].next = {};
  close(slot);
  turn(completes_);
}

}  // namespace switchyard::sim
