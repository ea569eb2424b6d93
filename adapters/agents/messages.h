// What an agent says over the WebSocket, as a value.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

#include "engine/command.h"

namespace switchyard::adapters::agents {

enum class Saying : std::uint8_t {
  accept,
  reject,
  finish,
  complete,
  activity,
  hand_back,
  transfer,
  leave,
  take,
  reply
};

inline constexpr std::size_t longest_reply = 1'600;  // characters; what Twilio takes as one message
inline constexpr std::size_t longest_key = 64;

struct AgentMessage {
  std::string id;  // the agent's own, comes back with the result; may be empty
  Saying saying = Saying::accept;
  std::string reservation;  // SID; of all but `activity` and `take`
  std::string activity;     // name or SID; of `activity`, and of `reject` if the worker moves there
  bool reject_pending = false;
  std::string reason;                      // of `complete`
  std::string task;                        // SID; of `take`
  HandBackTo back_to = HandBackTo::queue;  // of `hand_back`
  TransferMode mode = TransferMode::cold;  // of `transfer`, which names one of these two:
  std::string worker;                      // name or SID
  std::string queue;                       // name or SID
  std::optional<Duration> timeout;         // of `transfer`
  std::string text;                        // of `reply`
  std::string key;                         // of `reply`: the same one again is not sent again; may be empty
};

// {"id":"7","type":"accept","reservation":"WR…"}: all of them are in docs/formats.md. Or what is wrong.
// Unknown keys are let pass.
tl::expected<AgentMessage, std::string> read_message(std::string_view text);

// The id of what may be no message at all, so that a refusal can name it.
std::string id_of_message(std::string_view text);

}  // namespace switchyard::adapters::agents
