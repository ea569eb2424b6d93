// One customer's attempt to be served, from arrival to the end of the work on it.
#pragma once

#include <cstdint>

#include "engine/base/id.h"
#include "engine/base/serial_map.h"
#include "engine/base/time.h"
#include "sim/calendar/calendar.h"
#include "sim/people/slot_pool.h"

namespace switchyard::sim {

enum class ContactStage : std::uint8_t {
  waiting,   // for a worker, ringing included
  serving,   // put through
  wrapping,  // the customer is gone, the worker is not done
  away,      // lost, and going to try again
};

struct Contact {
  std::uint64_t entity = 0;  // root of its chance
  std::uint64_t index = 0;   // in its stream
  TaskId task;
  ReservationId reservation;  // the accepted one
  Time arrived;
  CalendarHandle next;  // what ends the present stage: patience, end of talk, end of wrap-up
  std::uint32_t stream = 0;
  std::uint32_t mix = 0;
  std::uint32_t attempt = 0;
  std::uint32_t offers = 0;            // workers who were ever asked
  std::uint32_t open_offers = 0;       // workers who are asked at this moment
  std::uint32_t last_offer = no_slot;  // in the OfferBook
  WorkerId worker;
  TaskQueueId queue;
  ContactStage stage = ContactStage::waiting;
};

}  // namespace switchyard::sim
