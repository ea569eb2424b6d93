// Conversations of several messages: the worker writes, the customer answers, early or late.
#include <algorithm>

#include "sim/people/customers.h"
#include "sim/run.h"

namespace switchyard::sim {
namespace {

// A thread that was closed and goes on as a new task: its place among the attempts of one customer.
constexpr std::uint32_t written_again = 1U << 22;

const ThreadJoined* joined_thread(const Output& output) {
  for (const Event& event : output.events) {
    if (const auto* joined = std::get_if<ThreadJoined>(&event)) return joined;
  }
  return nullptr;
}

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
  if (--contact.messages_left == 0) return finish(slot);
  contact.stage = ContactStage::replying;
  const Conversation& conversation = *traffic_of(contact).conversation;
  const Duration delay =
      drawn(conversation.answer_delay, key_, Purpose::customer_delay, contact.entity, contact.messages);
  contact.writes_again = now() + delay;
  const bool too_long = conversation.close_after && delay > *conversation.close_after;
  contact.next = too_long ? schedule(now() + *conversation.close_after, Kind::closes, slot)
                          : schedule(contact.writes_again, Kind::writes, slot);
}

// The thread's task is open, so the message joins it.
void Simulation::customer_writes(std::uint32_t slot) {
  Contact& contact = contacts_[slot];
  contact.next = {};
  ++contact.messages;
  fill_arrival(contact, traffic_of(contact));
  apply(arrives_);
  const bool joined = joined_thread(output_) != nullptr;
  take_effects();
  joined ? write(slot) : close(slot);
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
