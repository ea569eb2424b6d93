// What agents are told over the WebSocket: one JSON object a message.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "adapters/port.h"
#include "engine/state/state.h"

namespace switchyard::adapters::agents {

// {"type":"worker",…}: who it is, the activity, all activities to choose from, and the reservations in hand.
std::string greeting(const State& state, WorkerId worker);

// An effect for a worker; nothing for one that is not shown to people.
struct ForWorker {
  WorkerId worker;
  std::string text;
};
std::optional<ForWorker> text_of(const State& state, const Effect& effect);
// The same for an event: changes of the worker's activity and reservations.
std::optional<ForWorker> text_of(const State& state, const Event& event);
// {"type":"release","task":"WT…"}: the customer is let go.
std::string release_text(const State& state, TaskId task);

// {"type":"result","id":"7","ok":true,"sequence":12}, or with "ok":false and why.
std::string result_text(std::string_view id, const Outcome& outcome, std::string_view problem);
std::string refusal_text(std::string_view id, std::string_view error);

}  // namespace switchyard::adapters::agents
