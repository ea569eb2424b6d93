// What an agent says over the WebSocket, as a value and as the command that it becomes.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

#include "engine/command.h"
#include "engine/state/state.h"

namespace switchyard::adapters::agents {

enum class Saying : std::uint8_t { accept, reject, finish, complete, activity };

struct AgentMessage {
  std::string id;  // the agent's own, comes back with the result; may be empty
  Saying saying = Saying::accept;
  std::string reservation;  // SID; of all but `activity`
  std::string activity;     // name or SID; of `activity`, and of `reject` if the worker moves there
  bool reject_pending = false;
  std::string reason;  // of `complete`
};

// {"id":"7","type":"accept","reservation":"WR…"}: type is accept, reject, finish (or wrap_up: the
// conversation is over, wrap-up begins), complete or activity. Or what is wrong. Unknown keys are let pass.
tl::expected<AgentMessage, std::string> read_message(std::string_view text);

// The id of what may be no message at all, so that a refusal can name it.
std::string id_of_message(std::string_view text);

// For the worker, whose reservation it must be; or why not.
tl::expected<Command, std::string> command_of(const AgentMessage& message, const State& state,
                                              WorkerId worker);

}  // namespace switchyard::adapters::agents
