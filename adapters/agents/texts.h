// What agents are told over the WebSocket: one JSON object a message.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/agents/conversations.h"
#include "adapters/agents/replies.h"
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
// The same for an event: changes of the worker's activity, reservations and transfers.
std::optional<ForWorker> text_of(const State& state, const Event& event);
// {"type":"release","task":"WT…"}: the customer is let go.
std::string release_text(const State& state, TaskId task);

// {"type":"message",…}: what a customer wrote to an open task, for each worker who has it in hand.
std::vector<ForWorker> message_texts(const State& state, TaskId task, const Said& said);
// The same for the worker of one reservation. Nothing when it is not in hand.
std::optional<std::string> message_text(const State& state, ReservationId reservation, const Said& said);

// {"type":"problem","problem":"no_telephone",…}: the customer waits to be put through, and no telephone
// rings.
std::string no_telephone_text(const State& state, const ConnectTask& effect);

// {"type":"result","id":"7","ok":true,"sequence":12}, or with "ok":false and why.
std::string result_text(std::string_view id, const Outcome& outcome, std::string_view problem);
std::string refusal_text(std::string_view id, std::string_view error);
// {"type":"result","id":"7","ok":true,"message":"SM…"}, or "error":"not_sent" with "reason", a sentence.
std::string reply_text(std::string_view id, const ReplyResult& result);

}  // namespace switchyard::adapters::agents
