// What the world does with effects other than offers: calls out, voicemails, calls to another line.
#include <algorithm>
#include <string>

#include "sim/people/customers.h"
#include "sim/run.h"

namespace switchyard::sim {
namespace {

// A call back to the number that was shown: its place among the attempts of one customer.
constexpr std::uint32_t returned_call = 1U << 24;

bool has_ended(const Output& output, TaskId task) {
  return std::any_of(output.events.begin(), output.events.end(), [&](const Event& event) {
    const auto* completed = std::get_if<TaskCompleted>(&event);
    const auto* canceled = std::get_if<TaskCanceled>(&event);
    return (completed != nullptr && completed->task == task) ||
           (canceled != nullptr && canceled->task == task);
  });
}

}  // namespace

// The worker reads.
void Simulation::open_record(const OpenRecord& effect) {
  const std::uint32_t slot = by_task_.find(effect.task.value);
  if (slot == no_slot || contacts_[slot].stage != ContactStage::waiting) return;
  take_up(slot, effect.reservation, effect.worker);
  contacts_[slot].stage = ContactStage::calling;
}

void Simulation::place_call(const PlaceCall& effect, EffectId id) {
  const std::uint32_t slot = by_task_.find(effect.task.value);
  if (slot == no_slot) return;
  if (contacts_[slot].reservation != effect.reservation) take_up(slot, effect.reservation, effect.worker);
  Contact& contact = contacts_[slot];
  calendar_.cancel(contact.next);
  contact.stage = ContactStage::calling;
  contact.effect = id;
  const Reached call =
      reached_after(traffic_of(contact).outbound_call, key_, contact.entity, contact.calls++);
  contact.next = schedule(now() + call.delay, call.answered ? Kind::reached : Kind::not_reached, slot);
}

void Simulation::reach(std::uint32_t slot) {
  const TaskId task = contacts_[slot].task;
  contacts_[slot].next = {};
  contacts_[slot].callback = false;
  turn(EffectSucceeds{contacts_[slot].effect});
  const bool still_there = by_task_.find(task.value) == slot;
  if (still_there && contacts_[slot].stage == ContactStage::calling) begin_talk(slot);
}

void Simulation::miss_customer(std::uint32_t slot) {
  const TaskId task = contacts_[slot].task;
  contacts_[slot].next = {};
  plan_return(slot);
  turn(EffectFails{contacts_[slot].effect, "no answer"});
  if (by_task_.find(task.value) != slot) return;
  // The engine has ended the work, or begun its wrap-up.
  if (has_ended(output_, task)) return close(slot);
  put_down(slot);
  const Duration length = wrap_up_of(contacts_[slot]);
  length == Duration{} ? complete(slot) : begin_wrap_up(slot, length);
}

// Who was not reached may see the number and call it: a contact of its own.
void Simulation::plan_return(std::uint32_t slot) {
  const Contact& missed = contacts_[slot];
  const OutboundCall& call = traffic_of(missed).outbound_call;
  const auto delay = returns_after(call, key_, missed.entity, missed.calls);
  if (!delay || now() + *delay >= scenario_->end()) return;
  const std::uint32_t twin = twin_of(slot, returned_call);
  Contact& contact = contacts_[twin];
  contact.traffic = *call.returned_as;
  const Traffic& traffic = traffic_of(contact);
  contact.mix = mix_of(mixes_[contact.traffic], key_, contact.entity);
  contact.workflow = traffic.spread.empty() ? WorkflowId{} : workflow_of(traffic, key_, contact.entity);
  contact.stage = ContactStage::away;
  contact.next = schedule(now() + *delay, Kind::redial, twin);
}

void Simulation::record_voicemail(const RecordVoicemail& effect) {
  const std::uint32_t slot = by_task_.find(effect.task.value);
  if (slot == no_slot) return;
  Contact& contact = contacts_[slot];
  calendar_.cancel(contact.next);
  contact.stage = ContactStage::elsewhere;
  const Spoken spoken = speaks_after(traffic_of(contact).voicemail, key_, contact.entity);
  contact.next = schedule(now() + spoken.delay, spoken.speaks ? Kind::spoken : Kind::patience, slot);
}

void Simulation::speak(std::uint32_t slot) {
  const TaskId task = contacts_[slot].task;
  contacts_[slot].next = {};
  turn(VoicemailArrives{task, "voicemail-" + std::to_string(task.value)});
  if (by_task_.find(task.value) == slot) close(slot);
}

void Simulation::forward_call(const ForwardCall& effect, EffectId id) {
  const std::uint32_t slot = by_task_.find(effect.task.value);
  if (slot == no_slot) return;
  Contact& contact = contacts_[slot];
  calendar_.cancel(contact.next);
  contact.stage = ContactStage::elsewhere;
  contact.effect = id;
  const Forwarded forwarded = forwarded_after(scenario_->forwarding, key_, contact.entity);
  contact.next =
      schedule(now() + forwarded.delay, forwarded.taken ? Kind::forwarded : Kind::not_forwarded, slot);
}

void Simulation::end_forwarding(std::uint32_t slot, bool taken) {
  const TaskId task = contacts_[slot].task;
  contacts_[slot].next = {};
  if (taken) {
    turn(EffectSucceeds{contacts_[slot].effect});
    if (by_task_.find(task.value) == slot) close(slot);
    return;
  }
  contacts_[slot].stage = ContactStage::waiting;
  turn(EffectFails{contacts_[slot].effect, "the line is busy"});
  if (by_task_.find(task.value) == slot && contacts_[slot].stage == ContactStage::waiting)
    start_patience(slot);
}

}  // namespace switchyard::sim
