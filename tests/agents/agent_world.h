// Sockets of agents on a desk that the test plays: what they are sent is remembered, and time is the test's.
#pragma once

#include <functional>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "adapters/agents/agent_sockets.h"
#include "engine/base/sid.h"
#include "tests/support/live_desk.h"

namespace switchyard::adapters::agents {

struct AgentWorld {
  explicit AgentWorld(const std::string& document = desk_document(), AgentOptions all = options())
      : sockets(desk.port, std::move(all), [this](Duration wait, std::function<void()> call) {
          later.emplace_back(wait, std::move(call));
        }) {
    desk.port.observe(sockets);
    std::string problem = "not opened";
    const bool taken = desk.port.open_workspace(
        document, [&](const auto& opened) { problem = opened ? "" : opened.error(); });
    if (!taken || !problem.empty()) throw std::runtime_error(problem);
  }

  static AgentOptions options() {
    AgentOptions options;
    options.tokens = [] {
      auto tokens = std::make_shared<AgentTokens>();
      tokens->add({"desk", "ann"}, "token of ann");
      tokens->add({"desk", "ben"}, "token of ben");
      tokens->add({"desk", "gone"}, "token of gone");
      tokens->add({"desk", "nobody"}, "");
      return tokens;
    };
    options.messages = {1, 200};
    return options;
  }

  struct Socket {
    std::shared_ptr<RecordingSink> sink = std::make_shared<RecordingSink>();
    unsigned refused = 0;
    http::Conversation conversation;
    // What comes back.
    std::string say(std::string_view text) {
      sink->texts.clear();
      conversation.received(text);
      return sink->texts.empty() ? "" : sink->texts.back();
    }
  };

  Socket connect(const std::string& token) {
    http::Request request;
    request.headers = {{"Authorization", "Bearer " + token}};
    Socket socket;
    auto opened = sockets.stream().open(request, socket.sink);
    if (auto* response = std::get_if<http::Response>(&opened)) {
      socket.refused = response->status;
    } else {
      socket.conversation = std::move(std::get<http::Conversation>(opened));
    }
    return socket;
  }

  // All that was to come later comes now.
  void let_time_pass() {
    for (auto& [wait, call] : std::exchange(later, {})) call();
  }

  LiveDesk desk;
  std::vector<std::pair<Duration, std::function<void()>>> later;
  AgentSockets sockets;
};

inline std::string reservation_sid(std::uint64_t number) {
  return make_sid(sid_key("desk"), SidKind::reservation, number);
}
inline std::string task_sid(std::uint64_t number) {
  return make_sid(sid_key("desk"), SidKind::task, number);
}
inline std::string about(const char* type, std::uint64_t reservation) {
  return std::string(R"({"id":"7","type":")") + type + R"(","reservation":")" + reservation_sid(reservation) +
         "\"}";
}

}  // namespace switchyard::adapters::agents
