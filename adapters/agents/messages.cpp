// Names and SIDs of an agent's message become ids here, and only those that are the agent's own.
#include "adapters/agents/messages.h"

#include <nlohmann/json.hpp>
#include <optional>

namespace switchyard::adapters::agents {
namespace {

using Json = nlohmann::json;

std::optional<Saying> read_saying(std::string_view type) {
  if (type == "accept") return Saying::accept;
  if (type == "reject") return Saying::reject;
  if (type == "finish" || type == "wrap_up") return Saying::finish;
  if (type == "complete") return Saying::complete;
  if (type == "activity") return Saying::activity;
  return std::nullopt;
}

std::string text_in(const Json& object, const char* key) {
  const auto found = object.find(key);
  return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

Json object_of(std::string_view text) {
  Json value = Json::parse(text, nullptr, false);
  return value.is_object() ? value : Json();
}

std::optional<ReservationId> own_reservation(const State& state, std::string_view text, WorkerId worker) {
  const auto sid = read_sid(state.sid_key, text);
  if (!sid || sid->kind != SidKind::reservation) return std::nullopt;
  const ReservationSlot slot = find_reservation(state, ReservationId{sid->serial});
  if (slot == no_slot || state.reservations[slot].worker != worker) return std::nullopt;
  return ReservationId{sid->serial};
}

std::optional<ActivityId> find_activity(const State& state, std::string_view text) {
  const auto& activities = state.workspace().activities;
  const auto sid = read_sid(state.sid_key, text);
  for (std::uint32_t i = 0; i < activities.size(); ++i) {
    const bool by_sid = sid && sid->kind == SidKind::activity && sid->serial == i + 1;
    if (by_sid || activities[i].name == text) return ActivityId{i};
  }
  return std::nullopt;
}

}  // namespace

std::string id_of_message(std::string_view text) {
  const Json object = object_of(text);
  return object.is_object() ? text_in(object, "id") : std::string();
}

tl::expected<AgentMessage, std::string> read_message(std::string_view text) {
  const Json object = object_of(text);
  if (!object.is_object()) return tl::unexpected(std::string("a message is a JSON object"));
  const auto saying = read_saying(text_in(object, "type"));
  if (!saying)
    return tl::unexpected(std::string("type is accept, reject, finish, wrap_up, complete or activity"));
  AgentMessage message{text_in(object, "id"),       *saying, text_in(object, "reservation"),
                       text_in(object, "activity"), false,   text_in(object, "reason")};
  const auto pending = object.find("reject_pending");
  message.reject_pending = pending != object.end() && pending->is_boolean() && pending->get<bool>();
  if (*saying != Saying::activity && message.reservation.empty())
    return tl::unexpected(std::string("reservation is the SID that came with the offer"));
  if (*saying == Saying::activity && message.activity.empty())
    return tl::unexpected(std::string("activity is the name or SID of an activity"));
  return message;
}

tl::expected<Command, std::string> command_of(const AgentMessage& message, const State& state,
                                              WorkerId worker) {
  const auto activity = find_activity(state, message.activity);
  if (!message.activity.empty() && !activity) return tl::unexpected(std::string("unknown_activity"));
  if (message.saying == Saying::activity)
    return WorkerChangesActivity{worker, *activity, message.reject_pending};
  const auto reservation = own_reservation(state, message.reservation, worker);
  if (!reservation) return tl::unexpected(std::string("unknown_reservation"));
  switch (message.saying) {
    case Saying::reject:
      return WorkerRejects{*reservation, activity.value_or(ActivityId{})};
    case Saying::finish:
      return WorkerFinishes{*reservation};
    case Saying::complete:
      return WorkerCompletes{*reservation, message.reason};
    default:
      return WorkerAccepts{*reservation};
  }
}

}  // namespace switchyard::adapters::agents
