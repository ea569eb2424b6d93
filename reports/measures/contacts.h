// What happened to contacts, in whole counts and microseconds: the numbers that every ratio of a report is
// made of.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "engine/base/time.h"
#include "engine/event.h"

namespace switchyard::reports {

// How many service-level thresholds one run can have.
inline constexpr std::size_t most_thresholds = 4;
// CancelReason counts from 1; index 0 counts tasks that were deleted.
inline constexpr std::size_t cancel_reasons = 10;

// Offers of work to workers. They belong to the interval in which the offer was made.
struct Reservations {
  std::uint64_t offered = 0;
  std::uint64_t accepted = 0;
  std::uint64_t rejected = 0;
  std::uint64_t timed_out = 0;
  std::uint64_t canceled = 0;
  std::uint64_t rescinded = 0;
  Duration ring{};  // of the accepted ones, from offer to accept

  void add(const Reservations& other);
};

// Contacts that arrived in one interval (or in the whole window) at one place: a queue, or a tenant and
// channel. At a queue a contact is one stay there and its wait is the wait in this queue; elsewhere a contact
// is one task and its wait counts from its first arrival. A wait ends with the answer and includes ringing.
struct Contacts {
  std::uint64_t offered = 0;
  std::uint64_t answered = 0;
  std::uint64_t abandoned = 0;
  std::uint64_t short_abandoned = 0;  // among the abandoned: their wait was shorter than the limit
  std::uint64_t left = 0;             // left this queue by rule, for another or for none
  std::uint64_t timed_out = 0;        // among those that left: by the target's timeout
  std::uint64_t overflowed_in = 0;    // among the offered: came from another queue
  std::uint64_t blocked = 0;          // refused before queueing; not offered
  std::array<std::uint64_t, cancel_reasons>
      canceled{};             // while waiting, by reason; abandoned ones are not here
  std::uint64_t waiting = 0;  // still waiting when the run ended
  std::uint64_t at_once = 0;  // rang or was answered in the moment of its arrival
  std::uint64_t handled = 0;  // answered and completed
  std::uint64_t deleted_in_service = 0;

  std::array<std::uint64_t, most_thresholds> answered_within{};
  std::array<std::uint64_t, most_thresholds> abandoned_within{};

  Duration wait_answered{};
  Duration wait_answered_since_first{};  // of the answered: since the task's first arrival
  Duration wait_abandoned{};
  Duration wait_left{};
  Duration longest_wait{};  // of all that ended their wait
  Duration talk{};          // of the handled: assigned to wrapping
  Duration wrap_up{};       // of the handled: wrapping to completed

  Reservations reservations;

  void add(const Contacts& other);
  std::uint64_t canceled_waiting() const;
  Duration handle() const { return talk + wrap_up; }
  // Every contact is answered, abandoned, gone elsewhere, canceled or waiting, and nothing else.
  bool conserved() const { return offered == answered + abandoned + left + canceled_waiting() + waiting; }
};

}  // namespace switchyard::reports
