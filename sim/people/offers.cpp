// Keeps the offers of each contact in a chain and finds them by contact and worker.
#include "sim/people/offers.h"

namespace switchyard::sim {

std::uint32_t OfferBook::open(Contact& contact, std::uint32_t contact_slot, WorkerId worker,
                              ReservationId reservation) {
  std::uint32_t slot = find(contact, contact_slot, worker);
  if (slot == no_slot) {
    slot = offers_.take();
    offers_[slot].worker = worker;
    offers_[slot].contact = contact_slot;
    enter(contact, contact_slot, slot);
  } else {
    ++offers_[slot].ordinal;
  }
  Offer& offer = offers_[slot];
  offer.reservation = reservation;
  offer.answer = {};
  offer.open = true;
  ++contact.open_offers;
  return slot;
}

std::uint32_t OfferBook::find(const Contact& contact, std::uint32_t contact_slot, WorkerId worker) const {
  if (contact.offers > few) return by_place_.find(place(contact_slot, worker));
  std::uint32_t offer = contact.last_offer;
  while (offer != no_slot && offers_[offer].worker != worker) offer = offers_[offer].next;
  return offer;
}

void OfferBook::enter(Contact& contact, std::uint32_t contact_slot, std::uint32_t offer) {
  offers_[offer].next = contact.last_offer;
  contact.last_offer = offer;
  if (++contact.offers <= few) return;
  const bool first_of_many = contact.offers == few + 1;
  std::uint32_t fresh = offer;
  do {
    by_place_.insert(place(contact_slot, offers_[fresh].worker), fresh);
    fresh = offers_[fresh].next;
  } while (first_of_many && fresh != no_slot);
}

bool OfferBook::close(Contact& contact, std::uint32_t offer) {
  if (!offers_[offer].open) return false;
  offers_[offer].open = false;
  --contact.open_offers;
  return true;
}

void OfferBook::clear(Contact& contact) {
  while (contact.last_offer != no_slot) {
    const Offer& offer = offers_[contact.last_offer];
    if (contact.offers > few) by_place_.erase(place(offer.contact, offer.worker));
    offers_.release(contact.last_offer);
    contact.last_offer = offer.next;
  }
  contact.offers = 0;
  contact.open_offers = 0;
}

}  // namespace switchyard::sim
