// The customers' half of a run: they arrive, wait, lose patience, and some try again.
#include "sim/people/customers.h"
#include "sim/run.h"

namespace switchyard::sim {
namespace {

// The task that the turn made; none when it was refused.
TaskId created_task(const Output& output) {
  for (const Event& event : output.events) {
    if (const auto* created = std::get_if<TaskCreated>(&event)) return created->task;
  }
  return {};
}

}  // namespace

const Traffic& Simulation::traffic_of(const Contact& contact) const {
  return scenario_->traffic[streams_[contact.stream].traffic];
}

void Simulation::plan_arrival(std::uint32_t stream) {
  const auto arrival = streams_[stream].next();
  if (!arrival) return;
  arrivals_[stream] = *arrival;
  schedule(arrival->time, Kind::arrival, stream);
}

void Simulation::arrive(std::uint32_t stream) {
  const Arrival arrival = arrivals_[stream];
  plan_arrival(stream);
  const std::uint32_t slot = contacts_.take();
  Contact& contact = contacts_[slot];
  contact.stream = stream;
  contact.index = arrival.index;
  contact.entity = contact_entity(streams_[stream], arrival.index, 0);
  const bool recorded = std::holds_alternative<TraceArrivals>(streams_[stream].source);
  contact.mix = recorded ? arrival.mix : mix_of(traffic_of(contact), key_, contact.entity);
  ++result_.customers;
  dial(slot);
}

void Simulation::fill_arrival(const Contact& contact, const Traffic& traffic) {
  auto& command = std::get<TaskArrives>(arrives_);
  command.tenant = traffic.tenant;
  command.channel = traffic.channel;
  command.route = traffic.route;
  command.attributes = traffic.mix[contact.mix].attributes;
  command.priority = traffic.priority;
  command.time_to_live = traffic.time_to_live;
}

void Simulation::dial(std::uint32_t slot) {
  Contact& contact = contacts_[slot];
  contact.stage = ContactStage::waiting;
  contact.arrived = now();
  contact.next = {};
  ++result_.contacts;
  ++open_;
  const Traffic& traffic = traffic_of(contact);
  fill_arrival(contact, traffic);
  apply(arrives_);
  contact.task = created_task(output_);
  if (contact.task.is_none()) {
    ++result_.released;
    return close(slot);
  }
  by_task_.insert(contact.task.value, slot);
  take_effects();
  const bool may_leave = traffic.patience.has_value() || traffic.balk > 0;
  if (!may_leave || by_task_.find(contact.task.value) != slot) return;
  if (contact.open_offers == 0) return begin_wait(slot);
  // Who answers at once does so before the customer begins to wait.
  contact.next = schedule(now(), Kind::wait, slot);
}

void Simulation::begin_wait(std::uint32_t slot) {
  Contact& contact = contacts_[slot];
  contact.next = {};
  const Traffic& traffic = traffic_of(contact);
  if (contact.open_offers == 0 && balks(traffic, key_, contact.entity)) return leave(slot);
  if (!traffic.patience) return;
  contact.next = schedule(now() + patience_of(traffic, key_, contact.entity), Kind::patience, slot);
}

void Simulation::leave(std::uint32_t slot) {
  const TaskId task = contacts_[slot].task;
  contacts_[slot].next = {};
  ++result_.abandoned;
  std::get<CustomerLeaves>(leaves_).task = task;
  turn(leaves_);
  if (by_task_.find(task.value) == slot) lose(slot);
}

void Simulation::released(const ReleaseCustomer& effect) {
  const std::uint32_t slot = by_task_.find(effect.task.value);
  if (slot == no_slot) return;
  if (contacts_[slot].stage != ContactStage::waiting) return close(slot);
  ++result_.released;
  lose(slot);
}

void Simulation::lose(std::uint32_t slot) {
  Contact& contact = contacts_[slot];
  const Traffic& traffic = traffic_of(contact);
  if (!tries_again(traffic, key_, contact.entity, contact.attempt)) return close(slot);
  const Time again = now() + redial_delay(traffic, key_, contact.entity);
  if (again >= scenario_->end()) return close(slot);
  calendar_.cancel(contact.next);
  forget_offers(slot);
  by_task_.erase(contact.task.value);
  --open_;
  contact.stage = ContactStage::away;
  contact.entity = contact_entity(streams_[contact.stream], contact.index, ++contact.attempt);
  contact.next = schedule(again, Kind::redial, slot);
}

void Simulation::close(std::uint32_t slot) {
  Contact& contact = contacts_[slot];
  calendar_.cancel(contact.next);
  forget_offers(slot);
  if (!contact.task.is_none()) by_task_.erase(contact.task.value);
  contacts_.release(slot);
  --open_;
}

void Simulation::forget_offers(std::uint32_t slot) {
  Contact& contact = contacts_[slot];
  for (std::uint32_t i = contact.last_offer; i != no_slot; i = offers_[i].next)
    calendar_.cancel(offers_[i].answer);
  offers_.clear(contact);
}

}  // namespace switchyard::sim
