// Anything that a worker's program says over its WebSocket, and any way to ask for the event stream: one
// answer each, JSON, and nothing done for another worker or to another workspace.
#include <algorithm>
#include <cstdint>
#include <functional>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "adapters/agents/agent_sockets.h"
#include "adapters/operations/event_feed.h"
#include "engine/base/check.h"
#include "engine/rules/invariants.h"
#include "tests/support/live_desk.h"

namespace {

using namespace switchyard;
using namespace switchyard::adapters;

struct Floor : LiveDesk {
  Floor()
      : feed(operations::EventFeedOptions{}),
        sockets(port, options(), [](Duration, std::function<void()>) {}) {
    port.observe(feed);
    port.observe(sockets);
    open();
    open("other");
    change_activity(ann, available);
    change_activity(ben, available);
    arrive();
    arrive();
    arrive();
  }

  static agents::AgentOptions options() {
    agents::AgentOptions options;
    options.tokens = [] {
      auto tokens = std::make_shared<agents::AgentTokens>();
      tokens->add({"desk", "ann"}, "token");
      return tokens;
    };
    return options;
  }

  operations::EventFeed feed;
  agents::AgentSockets sockets;
};

// $R is a reservation of the worker, $S one of somebody else, $A an activity, $T a task: no fuzzer would find
// their SIDs.
std::string with_sids(std::string text) {
  const SidKey key = sid_key("desk");
  const std::pair<std::string_view, std::string> names[] = {{"$R", make_sid(key, SidKind::reservation, 1)},
                                                            {"$S", make_sid(key, SidKind::reservation, 2)},
                                                            {"$A", make_sid(key, SidKind::activity, 1)},
                                                            {"$T", make_sid(key, SidKind::task, 3)}};
  for (const auto& [name, sid] : names) {
    for (std::size_t at = text.find(name); at != std::string::npos; at = text.find(name, at + sid.size()))
      text.replace(at, name.size(), sid);
  }
  return text;
}

bool is_result(const std::string& text) {
  const auto json = nlohmann::json::parse(text, nullptr, false);
  SY_CHECK(json.is_object());
  return json.at("type") == "result";
}

void say_all(Floor& floor, std::string text) {
  http::Request request;
  request.headers = {{"Authorization", "Bearer token"}};
  const auto sink = std::make_shared<RecordingSink>();
  auto opened = floor.sockets.stream().open(request, sink);
  SY_CHECK(std::holds_alternative<http::Conversation>(opened));
  auto& conversation = std::get<http::Conversation>(opened);
  const std::uint64_t other = floor.port.engine("other")->sequence();
  const ActivityId bens = floor.port.engine("desk")->state().workers[LiveDesk::ben].activity;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    sink->texts.clear();
    conversation.received(with_sids(text.substr(0, end)));
    text.erase(0, std::min(end + 1, text.size()));
    SY_CHECK(std::count_if(sink->texts.begin(), sink->texts.end(), is_result) == 1);
    SY_CHECK(broken_invariants(floor.port.engine("desk")->state()).empty());
  }
  conversation.closed();
  const State& state = floor.port.engine("desk")->state();
  SY_CHECK(floor.port.engine("other")->sequence() == other);
  SY_CHECK(state.workers[LiveDesk::ben].activity == bens);
}

// The first line as the query, the second as Last-Event-ID.
void subscribe(Floor& floor, const std::string& text) {
  const std::size_t line = std::min(text.find('\n'), text.size());
  http::Request request;
  request.query = http::read_form(text.substr(0, line)).value_or(http::Fields{});
  const std::string id = text.substr(std::min(line + 1, text.size()));
  if (!id.empty()) request.headers.emplace_back("Last-Event-ID", id.substr(0, id.find('\n')));
  const auto sink = std::make_shared<RecordingSink>();
  auto opened = floor.feed.stream().open(request, sink);
  if (const auto* refused = std::get_if<http::Response>(&opened)) {
    SY_CHECK(refused->status >= 400 && refused->status < 500);
    SY_CHECK(nlohmann::json::parse(refused->body, nullptr, false).is_object());
    return;
  }
  auto& conversation = std::get<http::Conversation>(opened);
  conversation.drained();
  for (const std::string& sent : sink->texts) SY_CHECK(sent.starts_with("event: ") && sent.ends_with("\n\n"));
  conversation.closed();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(reinterpret_cast<const char*>(data), size);
  Floor floor;
  subscribe(floor, text);
  say_all(floor, text);
  return 0;
}
