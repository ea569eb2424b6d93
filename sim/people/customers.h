// What customers decide for themselves, each a pure function of who the contact is.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "sim/random/stream.h"
#include "sim/scenario/traffic.h"

namespace switchyard::sim {

// Leaves when nobody is asked to serve it at once.
bool balks(const Traffic& traffic, const Key& key, std::uint64_t contact);

// From the begin of a wait to hanging up, if still waiting then; `wait` counts the contact's waits, from 0.
// The traffic has a patience.
Duration patience_of(const Traffic& traffic, const Key& key, std::uint64_t contact, std::uint32_t wait = 0);

// Whether a lost contact is tried once more; `redials`: how often it was.
bool tries_again(const Traffic& traffic, const Key& key, std::uint64_t contact, std::uint32_t redials);
Duration redial_delay(const Traffic& traffic, const Key& key, std::uint64_t contact);

// The weights of a traffic's mix, each added to those before it.
using MixShares = std::vector<double>;
MixShares mix_shares(const Traffic& traffic);

// Which kind of contact comes, by the weights of the mix. O(log kinds).
std::uint32_t mix_of(const MixShares& shares, const Key& key, std::uint64_t contact);

// Which of the workflows the contact goes to; the traffic has some.
WorkflowId workflow_of(const Traffic& traffic, const Key& key, std::uint64_t contact);

// How the caller fares at the voicemail: hangs up or ends the message after `delay`.
struct Spoken {
  bool speaks = false;
  Duration delay{};
};
Spoken speaks_after(const VoicemailHabit& habit, const Key& key, std::uint64_t contact);

// How the worker's call to the customer fares; `ordinal`: calls of the contact before.
struct Reached {
  bool answered = false;
  Duration delay{};
};
Reached reached_after(const OutboundCall& call, const Key& key, std::uint64_t contact, std::uint32_t ordinal);

// Whether who was not reached calls back, and when.
std::optional<Duration> returns_after(const OutboundCall& call, const Key& key, std::uint64_t contact,
                                      std::uint32_t ordinal);

// When in its wait the caller asks to be called back, if ever, from the begin of that wait; `wait` counts the
// contact's waits, from 0.
std::optional<Duration> asks_for_callback_after(const CallbackRequest& request, const Key& key,
                                                std::uint64_t contact, std::uint32_t wait);

// Whether the other line takes the call.
struct Forwarded {
  bool taken = false;
  Duration delay{};
};
Forwarded forwarded_after(const Forwarding& forwarding, const Key& key, std::uint64_t contact);

// How many messages the customer writes in all, 1 … 10000.
std::uint32_t messages_of(const Conversation& conversation, const Key& key, std::uint64_t contact);

// How many messages the customer writes in a row, from the one with this number on, 1 … 10000; and how long
// after it the next one of the row comes.
std::uint32_t burst_of(const Burst& burst, const Key& key, std::uint64_t contact, std::uint32_t message);
Duration burst_gap(const Burst& burst, const Key& key, std::uint64_t contact, std::uint32_t message);

// Whether the customer begins another conversation when this one is over, and when.
std::optional<Duration> writes_again_after(const WritesAgain& habit, const Key& key, std::uint64_t contact);

// A law's time; draws only when the law leaves it to chance.
Duration drawn(const Distribution& law, const Key& key, Purpose purpose, std::uint64_t entity,
               std::uint32_t index = 0);

}  // namespace switchyard::sim
