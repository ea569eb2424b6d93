// Conversations of several messages: the worker writes, the customer answers, early or late.
#include <algorithm>

#include "sim/people/customers.h"
#include "sim/run.h"

namespace switchyard::sim {
namespace {

// A thread that was closed and goes on as a new task: its place among the attempts of one customer.
constexpr std::uint32_t written_again = 1U << 22;

}  // namespace

void Simulation::write(std::uint32_t slot) {
  Contact& contact = contacts_[slot];
  contact.stage = ContactStage::serving;
  const Duration usual = drawn(traffic_of(contact).conversation->writing_time, key_, Purpose::writing_time,
                               contact.entity, contact.messages);
  contact.work_left = at_speed(usual, members_[contact.worker.index()].pace.work);
  begin_work(slot, Kind::written);
}

void Simulation::wait_for_customer(std::uint32_t slot) {
  Contact& contact = contacts_[slot];
  contact.next = {};
  contact.working = false;
  contact.messages_left -= std::min(contact.messages_left, contact.unanswered);
  contact.unanswered = 0;
  if (contact.messages_left == 0) {
    plan_conversation(slot);
    return finish(slot);
  }
  contact.stage = ContactStage::replying;
  if (contact.burst_left > 0) return;  // the next message is on its way
  const Conversation& conversation = *traffic_of(contact).conversation;
  const Duration delay =
      drawn(conversation.answer_delay, key_, Purpose::customer_delay, contact.entity, contact.messages);
  contact.writes_again = now() + delay;
  const bool too_long = conversation.close_after && delay > *conversation.close_after;
  contact.next = too_long ? schedule(now() + *conversation.close_after, Kind::closes, slot)
                          : schedule(contact.writes_again, Kind::writes, slot);
}

bool Simulation::joined_thread() const {
  return std::any_of(output_.events.begin(), output_.events.end(),
                     [](const Event& event) { return std::holds_alternative<ThreadJoined>(event); });
}

// The thread's task is open, so the message joins it.
bool Simulation::send_message(std::uint32_t slot) {
  Contact& contact = contacts_[slot];
  ++contact.messages;
  fill_arrival(contact, traffic_of(contact));
  apply(arrives_);
  const bool joined = joined_thread();
  take_effects();
  if (!joined) close(slot);
  return joined;
}

void Simulation::customer_writes(std::uint32_t slot) {
  contacts_[slot].next = {};
  if (!send_message(slot)) return;
  begin_burst(slot);
  write(slot);
}

void Simulation::begin_burst(std::uint32_t slot) {
  Contact& contact = contacts_[slot];
  contact.unanswered = 1;
  const auto& burst = traffic_of(contact).conversation->burst;
  if (!burst) return;
  const std::uint32_t in_a_row = burst_of(*burst, key_, contact.entity, contact.messages);
  contact.burst_left = std::min(in_a_row, contact.messages_left) - 1;
  plan_message(slot);
}

void Simulation::plan_message(std::uint32_t slot) {
  Contact& contact = contacts_[slot];
  if (contact.burst_left == 0) return;
  const Duration gap =
      burst_gap(*traffic_of(contact).conversation->burst, key_, contact.entity, contact.messages);
  contact.next_message = schedule(now() + gap, Kind::writes_more, slot);
}

// Before the worker's answer it is answered with the others, after it it needs another one.
void Simulation::customer_writes_more(std::uint32_t slot) {
  --contacts_[slot].burst_left;
  if (!send_message(slot)) return;
  ++contacts_[slot].unanswered;
  plan_message(slot);
  if (contacts_[slot].stage == ContactStage::replying) write(slot);
}

// The customer comes back after the end, to a new task of the thread; while the worker still wraps up, to the
// same one, where the message is read and no more comes of it.
void Simulation::plan_conversation(std::uint32_t slot) {
  const WritesAgain& habit = traffic_of(contacts_[slot]).conversation->writes_again;
  const std::uint32_t before = contacts_[slot].conversations;
  if (before >= habit.most) return;
  const auto delay = writes_again_after(habit, key_, contacts_[slot].entity);
  if (!delay || now() + *delay >= scenario_->end()) return;
  const std::uint32_t twin = twin_of(slot, written_again);
  Contact& contact = contacts_[twin];
  contact.conversations = before + 1;
  contact.messages_left = messages_of(*traffic_of(contact).conversation, key_, contact.entity);
  contact.stage = ContactStage::away;
  contact.next = schedule(now() + *delay, Kind::redial, twin);
}

void Simulation::close_thread(std::uint32_t slot) {
  if (!contacts_[slot].initiator.is_none()) end_consult(slot);
  Contact& contact = contacts_[slot];
  contact.next = {};
  auto& command = std::get<WorkerCompletes>(completes_);
  command.reservation = contact.reservation;
  go_away(slot, contact.writes_again, contact.attempt + written_again);
  turn(completes_);
}

}  // namespace switchyard::sim
