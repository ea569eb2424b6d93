// Which workers were asked to serve a contact, how often, and when each is going to answer.
#pragma once

#include <cstdint>

#include "sim/people/contact.h"
#include "sim/people/slot_map.h"
#include "sim/people/slot_pool.h"

namespace switchyard::sim {

// All offers of one contact to one worker; the fields tell of the latest.
struct Offer {
  WorkerId worker;
  std::uint32_t contact = no_slot;
  std::uint32_t ordinal = 0;     // earlier offers of the contact to the worker
  std::uint32_t next = no_slot;  // of the same contact
  ReservationId reservation;
  CalendarHandle answer;  // none: open without an answer, or over
  bool open = false;
};

// The offers of all contacts, each found at once however many workers ring.
class OfferBook {
 public:
  // The offer of the contact to the worker, made if it is the first, opened with the next ordinal.
  std::uint32_t open(Contact& contact, std::uint32_t contact_slot, WorkerId worker,
                     ReservationId reservation);

  // no_slot when the worker was never asked.
  std::uint32_t find(const Contact& contact, std::uint32_t contact_slot, WorkerId worker) const;

  // Marks the offer as over. False when it was over.
  bool close(Contact& contact, std::uint32_t offer);

  // Forgets all offers of the contact.
  void clear(Contact& contact);

  Offer& operator[](std::uint32_t offer) { return offers_[offer]; }

 private:
  static std::uint64_t place(std::uint32_t contact_slot, WorkerId worker) {
    return (std::uint64_t{contact_slot} + 1) << 32 | worker.value;
  }

  void enter(Contact& contact, std::uint32_t contact_slot, std::uint32_t offer);

  // Few offers are looked through one by one; of more, all stand in the map.
  static constexpr std::uint32_t few = 4;

  SlotPool<Offer> offers_;
  SlotMap by_place_;
};

}  // namespace switchyard::sim
