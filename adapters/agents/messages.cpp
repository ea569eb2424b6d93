// Each kind of message reads its own keys; what is missing or no such word is told in one sentence.
#include "adapters/agents/messages.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <utility>

#include "engine/codec/text/duration.h"
#include "engine/codec/text/utf8.h"

namespace switchyard::adapters::agents {
namespace {

using Json = nlohmann::json;
using Problem = std::optional<std::string>;

constexpr std::array<std::pair<std::string_view, Saying>, 11> sayings = {{
    {"accept", Saying::accept},
    {"reject", Saying::reject},
    {"finish", Saying::finish},
    {"wrap_up", Saying::finish},
    {"complete", Saying::complete},
    {"activity", Saying::activity},
    {"hand_back", Saying::hand_back},
    {"transfer", Saying::transfer},
    {"leave", Saying::leave},
    {"take", Saying::take},
    {"reply", Saying::reply},
}};

std::optional<Saying> read_saying(std::string_view type) {
  const auto found =
      std::find_if(sayings.begin(), sayings.end(), [&](const auto& known) { return known.first == type; });
  return found == sayings.end() ? std::nullopt : std::optional(found->second);
}

std::string text_in(const Json& object, const char* key) {
  const auto found = object.find(key);
  return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

bool flag_in(const Json& object, const char* key) {
  const auto found = object.find(key);
  return found != object.end() && found->is_boolean() && found->get<bool>();
}

Json object_of(std::string_view text) {
  Json value = Json::parse(text, nullptr, false);
  return value.is_object() ? value : Json();
}

Problem read_hand_back(const Json& object, AgentMessage& message) {
  if (!object.contains("to")) return std::nullopt;
  const std::string to = text_in(object, "to");
  if (to != "queue" && to != "worker") return "to is queue or worker";
  message.back_to = to == "queue" ? HandBackTo::queue : HandBackTo::worker;
  return std::nullopt;
}

Problem read_transfer(const Json& object, AgentMessage& message) {
  message.worker = text_in(object, "worker");
  message.queue = text_in(object, "queue");
  if (message.worker.empty() == message.queue.empty())
    return "a transfer names a worker or a queue, one of the two, by name or SID";
  const std::string mode = object.contains("mode") ? text_in(object, "mode") : "cold";
  if (mode != "cold" && mode != "warm") return "mode is cold or warm";
  message.mode = mode == "cold" ? TransferMode::cold : TransferMode::warm;
  if (!object.contains("timeout")) return std::nullopt;
  message.timeout = codec::parse_duration(text_in(object, "timeout"));
  if (!message.timeout) return "timeout is a duration such as 30s";
  return std::nullopt;
}

Problem read_reply(const Json& object, AgentMessage& message) {
  message.text = text_in(object, "text");
  message.key = text_in(object, "key");
  if (message.text.empty()) return "text is what the customer is to read";
  if (codec::character_count(message.text) > longest_reply) return "text_too_long";
  if (message.key.size() > longest_key) return "key has at most " + std::to_string(longest_key) + " bytes";
  return std::nullopt;
}

Problem read_reservation(const Json& object, AgentMessage& message) {
  message.reservation = text_in(object, "reservation");
  if (message.reservation.empty()) return "reservation is the SID that came with the offer";
  return std::nullopt;
}

Problem read_rest(const Json& object, AgentMessage& message) {
  switch (message.saying) {
    case Saying::activity:
      return message.activity.empty() ? Problem("activity is the name or SID of an activity") : std::nullopt;
    case Saying::take:
      message.task = text_in(object, "task");
      return message.task.empty() ? Problem("task is the SID of a task that waits") : std::nullopt;
    case Saying::hand_back:
      return read_hand_back(object, message);
    case Saying::transfer:
      return read_transfer(object, message);
    case Saying::reply:
      return read_reply(object, message);
    default:
      return std::nullopt;
  }
}

bool is_about_a_reservation(Saying saying) {
  return saying != Saying::activity && saying != Saying::take;
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
  if (!saying) {
    return tl::unexpected(std::string(
        "type is accept, reject, finish, wrap_up, complete, activity, reply, hand_back, transfer, leave or "
        "take"));
  }
  AgentMessage message;
  message.id = text_in(object, "id");
  message.saying = *saying;
  message.activity = text_in(object, "activity");
  message.reason = text_in(object, "reason");
  message.reject_pending = flag_in(object, "reject_pending");
  Problem problem = is_about_a_reservation(*saying) ? read_reservation(object, message) : std::nullopt;
  if (!problem) problem = read_rest(object, message);
  if (problem) return tl::unexpected(*std::move(problem));
  return message;
}

}  // namespace switchyard::adapters::agents
