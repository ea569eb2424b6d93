// One customer's attempt to be served, from arrival to the end of the work on it.
#pragma once

#include <cstdint>

#include "engine/base/id.h"
#include "engine/base/serial_map.h"
#include "engine/base/time.h"
#include "engine/effect.h"
#include "sim/calendar/calendar.h"
#include "sim/people/slot_pool.h"

namespace switchyard::sim {

enum class ContactStage : std::uint8_t {
  waiting,    // for a worker, ringing included
  serving,    // put through, or the worker writes
  replying,   // in hand, and the next message is the customer's
  calling,    // in hand: the worker prepares, or the customer's phone rings
  wrapping,   // the customer is gone, the worker is not done
  elsewhere,  // with the voicemail, or on the way to another line
  away,       // has no task: lost and going to try again, or going to write again
};

struct Contact {
  std::uint64_t entity = 0;  // root of its chance
  std::uint64_t index = 0;   // in its stream
  TaskId task;
  ReservationId reservation;  // the accepted one
  Time arrived;
  CalendarHandle next;  // what ends the present stage: patience, end of talk, end of wrap-up
  std::uint32_t stream = 0;
  std::uint32_t traffic = 0;  // that of its stream, or of returned calls
  std::uint32_t mix = 0;
  std::uint32_t attempt = 0;           // its place among all that came of the customer
  std::uint32_t redials = 0;           // how often the customer tried again
  std::uint32_t offers = 0;            // workers who were ever asked
  std::uint32_t open_offers = 0;       // workers who are asked at this moment
  std::uint32_t last_offer = no_slot;  // in the OfferBook
  WorkerId worker;
  WorkflowId workflow;  // of traffic that is spread
  TaskQueueId queue;
  TaskChannelId channel;
  ContactStage stage = ContactStage::waiting;

  bool callback = false;     // the customer is not on the line, until called
  bool shared = false;       // came to a shared team from a queue to which it may be given back
  bool transferred = false;  // once already
  std::uint32_t waits = 0;   // before this one
  std::uint32_t services = 0;
  std::uint32_t hand_backs = 0;
  std::uint32_t calls = 0;          // that workers made to the customer
  std::uint32_t messages = 0;       // that the customer wrote
  std::uint32_t messages_left = 0;  // still to write, or written and not answered
  std::uint32_t unanswered = 0;     // messages since the worker's last one
  std::uint32_t burst_left = 0;     // that the customer is still writing in a row
  std::uint32_t conversations = 0;  // on the thread before this one
  Time wait_began;
  Time writes_again;          // a thread that the worker closed: when the customer writes the next message
  EffectId effect;            // whose result is to come: the outbound call, or the call sent on
  Duration work_left{};       // when the work in hand is passed on and comes back, or is slowed
  Time work_since;            // work_left as of then
  bool working = false;       // slowed work that goes on
  WorkerId initiator_worker;  // of a warm transfer
  ReservationId initiator;
  CalendarHandle consult;       // when the initiator goes
  CalendarHandle next_message;  // of a burst
};

}  // namespace switchyard::sim
