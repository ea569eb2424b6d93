// Customers' chance: patience, balking, trying again, and which kind of contact comes.
#include "sim/people/customers.h"

#include <algorithm>

namespace switchyard::sim {
namespace {

// A law's number, rounded, of messages.
std::uint32_t drawn_count(const Distribution& law, const Key& key, Purpose purpose, std::uint64_t entity,
                          std::uint32_t index) {
  constexpr double most = 10'000;
  const double u = is_constant(law) ? 0.5 : uniform(key, purpose, entity, index);
  return static_cast<std::uint32_t>(std::clamp(quantile(law, u) + 0.5, 1.0, most));
}

}  // namespace

Duration drawn(const Distribution& law, const Key& key, Purpose purpose, std::uint64_t entity,
               std::uint32_t index) {
  if (is_constant(law)) return duration_at(law, 0.5);
  return duration_at(law, uniform(key, purpose, entity, index));
}

bool balks(const Traffic& traffic, const Key& key, std::uint64_t contact) {
  return traffic.balk > 0 && uniform(key, Purpose::balking, contact) < traffic.balk;
}

Duration patience_of(const Traffic& traffic, const Key& key, std::uint64_t contact, std::uint32_t wait) {
  return drawn(*traffic.patience, key, Purpose::patience, contact, wait);
}

WorkflowId workflow_of(const Traffic& traffic, const Key& key, std::uint64_t contact) {
  const auto count = static_cast<std::uint32_t>(traffic.spread.size());
  return traffic.spread[uniform_index(uniform(key, Purpose::route, contact), count)];
}

Spoken speaks_after(const VoicemailHabit& habit, const Key& key, std::uint64_t contact) {
  const bool speaks = uniform(key, Purpose::voicemail, contact, 0) < habit.speaks;
  const Duration greeting = drawn(habit.greeting, key, Purpose::voicemail, contact, 1);
  if (!speaks) return {false, greeting};
  return {true, greeting + drawn(habit.length, key, Purpose::voicemail, contact, 2)};
}

Reached reached_after(const OutboundCall& call, const Key& key, std::uint64_t contact,
                      std::uint32_t ordinal) {
  const bool answered = uniform(key, Purpose::outbound_call, contact, 2 * ordinal) < call.answered;
  const Distribution& delay = answered ? call.ring : call.no_answer;
  return {answered, drawn(delay, key, Purpose::outbound_call, contact, 2 * ordinal + 1)};
}

std::optional<Duration> returns_after(const OutboundCall& call, const Key& key, std::uint64_t contact,
                                      std::uint32_t ordinal) {
  if (!call.returned_as || call.returned <= 0) return std::nullopt;
  if (uniform(key, Purpose::returned_call, contact, 2 * ordinal) >= call.returned) return std::nullopt;
  return drawn(call.return_delay, key, Purpose::returned_call, contact, 2 * ordinal + 1);
}

std::optional<Duration> asks_for_callback_after(const CallbackRequest& request, const Key& key,
                                                std::uint64_t contact, std::uint32_t wait) {
  const std::uint32_t first = wait * (most_announcements + 2);  // of this wait's draws
  const auto asks = [&](std::uint32_t index) {
    return uniform(key, Purpose::callback_asked, contact, first + index) < request.probability;
  };
  if (request.announced.empty()) {
    if (!asks(0)) return std::nullopt;
    return drawn(request.after, key, Purpose::callback_asked, contact, first + 1);
  }
  std::uint32_t index = 2;
  for (const Duration announced : request.announced) {
    if (asks(index++)) return announced;
  }
  return std::nullopt;
}

Forwarded forwarded_after(const Forwarding& forwarding, const Key& key, std::uint64_t contact) {
  const bool taken =
      forwarding.failure <= 0 || uniform(key, Purpose::forwarding, contact, 0) >= forwarding.failure;
  return {taken, drawn(forwarding.delay, key, Purpose::forwarding, contact, 1)};
}

std::uint32_t messages_of(const Conversation& conversation, const Key& key, std::uint64_t contact) {
  return drawn_count(conversation.messages, key, Purpose::message_count, contact, 0);
}

std::uint32_t burst_of(const Burst& burst, const Key& key, std::uint64_t contact, std::uint32_t message) {
  return drawn_count(burst.messages, key, Purpose::burst, contact, 2 * message);
}

Duration burst_gap(const Burst& burst, const Key& key, std::uint64_t contact, std::uint32_t message) {
  return drawn(burst.gap, key, Purpose::burst, contact, 2 * message + 1);
}

std::optional<Duration> writes_again_after(const WritesAgain& habit, const Key& key, std::uint64_t contact) {
  if (habit.probability <= 0) return std::nullopt;
  if (uniform(key, Purpose::writes_again, contact, 0) >= habit.probability) return std::nullopt;
  return drawn(habit.delay, key, Purpose::writes_again, contact, 1);
}

bool tries_again(const Traffic& traffic, const Key& key, std::uint64_t contact, std::uint32_t redials) {
  const Redial& redial = traffic.redial;
  return redial.probability > 0 && redials < redial.most &&
         uniform(key, Purpose::redial, contact) < redial.probability;
}

Duration redial_delay(const Traffic& traffic, const Key& key, std::uint64_t contact) {
  return drawn(traffic.redial.delay, key, Purpose::redial_delay, contact);
}

MixShares mix_shares(const Traffic& traffic) {
  MixShares shares;
  double total = 0;
  for (const Mix& mix : traffic.mix) shares.push_back(total += mix.weight);
  return shares;
}

std::uint32_t mix_of(const MixShares& shares, const Key& key, std::uint64_t contact) {
  if (shares.size() < 2) return 0;
  const double drawn = uniform(key, Purpose::attributes, contact) * shares.back();
  const auto found = std::upper_bound(shares.begin(), shares.end() - 1, drawn);
  return static_cast<std::uint32_t>(found - shares.begin());
}

}  // namespace switchyard::sim
