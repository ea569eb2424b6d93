// The customers' half of a run: they arrive, wait, lose patience, and some try again.
#include "sim/people/customers.h"

#include <algorithm>
#include <string>

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
  return scenario_->traffic[contact.traffic];
}

TenantId Simulation::tenant_of(const Contact& contact) const {
  if (contact.workflow.is_none()) return traffic_of(contact).tenant;
  return scenario_->workspace.workflows[contact.workflow.index()].tenant;
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
  contact.traffic = streams_[stream].traffic;
  contact.entity = contact_entity(streams_[stream], arrival.index, 0);
  const Traffic& traffic = traffic_of(contact);
  const bool recorded = std::holds_alternative<TraceArrivals>(streams_[stream].source);
  contact.mix = recorded ? arrival.mix : mix_of(mixes_[contact.traffic], key_, contact.entity);
  if (!traffic.spread.empty()) contact.workflow = workflow_of(traffic, key_, contact.entity);
  if (traffic.conversation) contact.messages_left = messages_of(*traffic.conversation, key_, contact.entity);
  ++result_.customers;
  dial(slot);
}

void Simulation::fill_arrival(const Contact& contact, const Traffic& traffic) {
  auto& command = std::get<TaskArrives>(arrives_);
  command.tenant = tenant_of(contact);
  command.channel = traffic.channel;
  command.route = traffic.route;
  command.thread.clear();
  if (!contact.workflow.is_none()) command.route = ThroughWorkflow{contact.workflow};
  if (traffic.conversation) command.thread = traffic.name + "-" + std::to_string(contact.index);
  command.attributes = traffic.mix[contact.mix].attributes;
  command.priority = traffic.priority;
  command.time_to_live = traffic.time_to_live;
}

void Simulation::dial(std::uint32_t slot) {
  Contact& contact = contacts_[slot];
  contact.stage = ContactStage::waiting;
  contact.arrived = now();
  contact.wait_began = now();
  contact.next = {};
  ++contact.messages;
  ++open_;
  const Traffic& traffic = traffic_of(contact);
  contact.channel = traffic.channel;
  fill_arrival(contact, traffic);
  apply(arrives_);
  if (joined_thread()) return close(slot);
  ++result_.contacts;
  contact.task = created_task(output_);
  if (contact.task.is_none()) {
    ++result_.released;
    return close(slot);
  }
  const TaskId task = contact.task;
  by_task_.insert(task.value, slot);
  if (traffic.conversation) begin_burst(slot);
  take_effects();
  const bool may_leave = traffic.patience || traffic.balk > 0 || traffic.callback_request;
  if (!may_leave || by_task_.find(task.value) != slot) return;
  Contact& waiting = contacts_[slot];  // others may have come of it, and moved it
  if (waiting.stage != ContactStage::waiting) return;
  if (waiting.open_offers == 0) return begin_wait(slot);
  // Who answers at once does so before the customer begins to wait.
  waiting.next = schedule(now(), Kind::wait, slot);
}

void Simulation::begin_wait(std::uint32_t slot) {
  Contact& contact = contacts_[slot];
  contact.next = {};
  const Traffic& traffic = traffic_of(contact);
  if (contact.open_offers == 0 && balks(traffic, key_, contact.entity)) return leave(slot);
  start_patience(slot);
}

// From the begin of this wait, whatever happened since.
void Simulation::start_patience(std::uint32_t slot) {
  Contact& contact = contacts_[slot];
  const Traffic& traffic = traffic_of(contact);
  if (contact.callback) return;
  const auto asks = callback_asked_after(contact);
  std::optional<Duration> end;
  if (traffic.patience) end = patience_of(traffic, key_, contact.entity, contact.waits);
  const bool rather_asks = asks && (!end || *asks < *end);
  if (rather_asks) end = asks;
  if (!end) return;
  contact.next = schedule(std::max(now(), contact.wait_began + *end),
                          rather_asks ? Kind::asks_callback : Kind::patience, slot);
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
  if (contact.callback || !tries_again(traffic, key_, contact.entity, contact.redials)) return close(slot);
  ++contact.redials;
  const Time again = now() + redial_delay(traffic, key_, contact.entity);
  go_away(slot, again, contact.attempt + 1);
}

void Simulation::go_away(std::uint32_t slot, Time again, std::uint32_t attempt) {
  if (again >= scenario_->end()) return close(slot);
  Contact& contact = contacts_[slot];
  calendar_.cancel(contact.next);
  calendar_.cancel(contact.next_message);
  put_down(slot);
  forget_offers(slot);
  by_task_.erase(contact.task.value);
  --open_;
  contact.stage = ContactStage::away;
  contact.attempt = attempt;
  contact.waits = contact.services = contact.hand_backs = 0;
  contact.shared = contact.transferred = contact.callback = false;
  contact.entity = contact_entity(streams_[contact.stream], contact.index, attempt);
  contact.next = schedule(again, Kind::redial, slot);
}

// Another contact of the same customer.
std::uint32_t Simulation::twin_of(std::uint32_t slot, std::uint32_t attempts) {
  const std::uint32_t twin = contacts_.take();
  const Contact& first = contacts_[slot];
  Contact& contact = contacts_[twin];
  contact.stream = first.stream;
  contact.traffic = first.traffic;
  contact.index = first.index;
  contact.mix = first.mix;
  contact.workflow = first.workflow;
  contact.attempt = first.attempt + attempts;
  contact.entity = contact_entity(streams_[contact.stream], contact.index, contact.attempt);
  return twin;
}

void Simulation::close(std::uint32_t slot) {
  Contact& contact = contacts_[slot];
  calendar_.cancel(contact.next);
  calendar_.cancel(contact.consult);
  calendar_.cancel(contact.next_message);
  put_down(slot);
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
