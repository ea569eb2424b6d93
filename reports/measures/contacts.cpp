// Sums of counts, for totals over intervals, queues, channels and tenants.
#include "reports/measures/contacts.h"

#include <algorithm>
#include <numeric>

namespace switchyard::reports {
namespace {

template <std::size_t size>
void add_all(std::array<std::uint64_t, size>& into, const std::array<std::uint64_t, size>& from) {
  for (std::size_t i = 0; i < size; ++i) into[i] += from[i];
}

}  // namespace

void Reservations::add(const Reservations& other) {
  offered += other.offered;
  accepted += other.accepted;
  rejected += other.rejected;
  timed_out += other.timed_out;
  canceled += other.canceled;
  rescinded += other.rescinded;
  ring += other.ring;
}

void Contacts::add(const Contacts& other) {
  offered += other.offered;
  answered += other.answered;
  abandoned += other.abandoned;
  short_abandoned += other.short_abandoned;
  left += other.left;
  timed_out += other.timed_out;
  overflowed_in += other.overflowed_in;
  blocked += other.blocked;
  add_all(canceled, other.canceled);
  waiting += other.waiting;
  at_once += other.at_once;
  handled += other.handled;
  deleted_in_service += other.deleted_in_service;
  add_all(happened, other.happened);
  add_all(to_shared_team, other.to_shared_team);
  add_all(answered_within, other.answered_within);
  add_all(abandoned_within, other.abandoned_within);
  wait_answered += other.wait_answered;
  wait_answered_since_first += other.wait_answered_since_first;
  wait_abandoned += other.wait_abandoned;
  wait_left += other.wait_left;
  longest_wait = std::max(longest_wait, other.longest_wait);
  talk += other.talk;
  wrap_up += other.wrap_up;
  reservations.add(other.reservations);
}

void WorkerContacts::add(const WorkerContacts& other) {
  answered += other.answered;
  handled += other.handled;
  wait_answered += other.wait_answered;
  talk += other.talk;
  wrap_up += other.wrap_up;
  add_all(happened, other.happened);
  reservations.add(other.reservations);
}

std::uint64_t Contacts::canceled_waiting() const {
  return std::accumulate(canceled.begin(), canceled.end(), std::uint64_t{0});
}

}  // namespace switchyard::reports
