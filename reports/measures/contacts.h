// What happened to contacts, in whole counts and microseconds: the numbers that every ratio of a report is
// made of.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "engine/base/time.h"
#include "engine/codec/text/enums.h"
#include "engine/event.h"

namespace switchyard::reports {

// How many service-level thresholds one run can have.
inline constexpr std::size_t most_thresholds = 4;
// CancelReason counts from 1; index 0 counts tasks that were deleted.
inline constexpr std::size_t cancel_reasons = codec::enum_words<CancelReason>.size() + 1;

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

// Less common things that become of contacts, each counted by itself. In the order of their metrics.
enum class Happening : std::uint8_t {
  voicemail,            // left a message: neither answered nor abandoned
  forwarded,            // the call went to another line
  abandoned_again,      // among the answered: the customer left while it waited once more
  transferred_in,       // at a queue, among the offered: came by transfer
  handed_back_in,       // at a queue, among the offered: came back from a shared team
  callbacks_requested,  // the waiting customer would rather be called
  callbacks_created,    // for a voicemail or a missed call
  callbacks_answered,   // of both, by a worker
  callbacks_overdue,    // still waiting when they were due
  taken_by_button,      // a worker took it out of the line
  transfers_started,    // events, not contacts
  transfers_completed,  // somebody took it
  transfers_failed,
  handed_back,      // by a shared team
  calls_placed,     // to the customers of leads and callbacks
  calls_failed,     // nobody answered, or the line was busy
  messages_joined,  // the open task of their thread
  to_shared_team,
};
inline constexpr std::size_t happenings = static_cast<std::size_t>(Happening::to_shared_team) + 1;
using Happened = std::array<std::uint64_t, happenings>;  // by Happening

// OriginCause counts from 1; index 0 stays empty.
inline constexpr std::size_t shared_team_causes = codec::enum_words<OriginCause>.size() + 1;

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
  std::uint64_t overflowed_in = 0;    // among the offered: came from another queue by rule
  std::uint64_t blocked = 0;          // refused before queueing; not offered
  std::array<std::uint64_t, cancel_reasons>
      canceled{};             // while waiting, by reason; abandoned, voicemail and forwarded are not here
  std::uint64_t waiting = 0;  // still waiting when the run ended, or at the voicemail
  std::uint64_t at_once = 0;  // rang or was answered in the moment of its arrival
  std::uint64_t handled = 0;  // answered, and a worker's part in it was completed
  std::uint64_t deleted_in_service = 0;
  Happened happened{};
  std::array<std::uint64_t, shared_team_causes> to_shared_team{};  // by cause

  std::array<std::uint64_t, most_thresholds> answered_within{};
  std::array<std::uint64_t, most_thresholds> abandoned_within{};

  Duration wait_answered{};
  Duration wait_answered_since_first{};  // of the answered: since the task's first arrival
  Duration wait_abandoned{};
  Duration wait_left{};
  Duration longest_wait{};  // of all that ended their wait
  Duration talk{};          // of the handled: accepted to wrapping, all workers' parts together
  Duration wrap_up{};       // of the handled: wrapping to completed

  Reservations reservations;

  void add(const Contacts& other);
  std::uint64_t canceled_waiting() const;
  Duration handle() const { return talk + wrap_up; }
  std::uint64_t& of(Happening what) { return happened[static_cast<std::size_t>(what)]; }
  std::uint64_t of(Happening what) const { return happened[static_cast<std::size_t>(what)]; }
  // Every contact is answered, abandoned, gone elsewhere, canceled or waiting, and nothing else.
  bool conserved() const {
    return offered == answered + abandoned + left + canceled_waiting() + of(Happening::voicemail) +
                          of(Happening::forwarded) + waiting;
  }
};

// What one worker, or a group of them, did with contacts that arrived in one interval or in the window. Each
// worker who took part in a contact answered it.
struct WorkerContacts {
  std::uint64_t answered = 0;
  std::uint64_t handled = 0;
  Duration wait_answered{};  // of the first answer since the arrival, of a later one since it waited again
  Duration talk{};
  Duration wrap_up{};
  Happened happened{};
  Reservations reservations;

  void add(const WorkerContacts& other);
  std::uint64_t& of(Happening what) { return happened[static_cast<std::size_t>(what)]; }
  std::uint64_t of(Happening what) const { return happened[static_cast<std::size_t>(what)]; }
};

}  // namespace switchyard::reports
