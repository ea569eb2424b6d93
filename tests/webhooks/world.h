// The world around the adapters, without sockets: a host, an outside that answers when the test says so, and
// timers that fire when time is moved.
#pragma once

#include <deque>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "adapters/http/message.h"
#include "adapters/http/outgoing.h"
#include "engine/state/pools.h"
#include "engine/state/state.h"
#include "tests/support/direct_port.h"

namespace switchyard::adapters {

inline constexpr Time world_start{1'767'225'600'000'000};  // 2026-01-01T00:00:00Z

// Two dealers with a number each; calls ring everybody of the dealer, then go to voicemail.
inline const std::string world_document = R"({
  "version": 1, "name": "shop", "default_activity": "Available",
  "tenants": [
    {"name": "north", "callbacks": {"queue": "north line", "channel": "voice", "due": "1h"}, "caller_number": "north main"},
    {"name": "south", "recording": {"calls": true, "notice": false}}],
  "numbers": [
    {"name": "north main", "number": "+4930100", "tenant": "north", "workflow": "north in"},
    {"name": "south main", "number": "+4930200", "tenant": "south", "workflow": "south in"},
    {"name": "outside", "number": "+4930999", "tenant": "south"}],
  "task_channels": [
    {"name": "sms", "kind": "messages", "wrap_up_limit": "0s", "on_miss": {"activity": "stay"}},
    {"name": "voice", "kind": "call", "wrap_up_limit": "0s", "on_miss": {"activity": "stay"}},
    {"name": "lead", "wrap_up_limit": "0s", "places_call_after": "0s", "on_miss": {"activity": "stay"}}],
  "workers": [
    {"name": "ann", "tenant": "north", "attributes": {"contact_uri": "client:ann"}},
    {"name": "bob", "tenant": "north", "attributes": {"contact_uri": "+4930111"}},
    {"name": "sue", "tenant": "south", "attributes": {"contact_uri": "sip:sue@example.com"}}],
  "task_queues": [
    {"name": "north line", "tenant": "north"},
    {"name": "south line", "tenant": "south"}],
  "workflows": [
    {"name": "north in", "tenant": "north", "task_reservation_timeout": 20, "task_routing": {"filters": [
      {"filter_friendly_name": "calls", "expression": "call_sid != null",
       "targets": [{"queue": "north line", "timeout": 60, "ring": "all"}, {"end": "voicemail"}]}],
      "default_filter": {"queue": "north line"}}},
    {"name": "south in", "tenant": "south", "task_reservation_timeout": 20,
     "task_routing": {"default_filter": {"queue": "south line"}}}]
})";

// What the adapters sent, until the test answers it.
struct Sent {
  http::OutgoingRequest request;
  std::function<void(http::SendResult)> done;

  http::Fields form() const { return http::read_form(request.body).value_or(http::Fields{}); }
  std::string field(std::string_view name) const {
    const http::Fields fields = form();
    return std::string(http::find_field(fields, name).value_or(""));
  }
  std::string header(std::string_view name) const {
    return std::string(http::find_header(request.headers, name).value_or(""));
  }
};

class World {
 public:
  explicit World(const std::vector<Observer*>& observers = {}) {
    for (Observer* observer : observers) port.observe(*observer);
  }

  void open(const std::string& document = world_document) {
    std::string fault = "the host took no work";
    const bool taken = port.open_workspace(document, [&](const tl::expected<std::string, std::string>& name) {
      fault = name ? "" : name.error();
    });
    opened = taken && fault.empty() ? "" : fault;
  }

  http::Send send() {
    return [this](http::OutgoingRequest request, std::function<void(http::SendResult)> done) {
      sent.push_back({std::move(request), std::move(done)});
    };
  }
  http::After after() {
    return [this](Duration by, std::function<void()> what) {
      timers_.emplace(port.now() + by, std::move(what));
    };
  }
  http::Now now() {
    return [this] { return port.now(); };
  }

  // Answers the oldest request and takes it away; it must be there.
  void answer(unsigned status, std::string body = {}, std::string type = "application/json") {
    reply({{}, false, {status, {{"Content-Type", std::move(type)}}, std::move(body)}});
  }
  void break_line(std::string error = "connection refused") { reply({std::move(error), false, {}}); }

  // Moves time; timers and the engine's deadlines fire in their order.
  void advance(Duration by) {
    const Time end = port.now() + by;
    while (!timers_.empty() && timers_.begin()->first <= end) {
      port.advance(timers_.begin()->first - port.now());
      const auto what = timers_.begin()->second;
      timers_.erase(timers_.begin());
      what();
    }
    port.advance(end - port.now());
  }

  // Gives one command, as any adapter may.
  void give(Command command, const std::string& workspace = "shop") {
    Work work;
    work.workspace = workspace;
    work.decide = [&](const WorkspaceView&) { return std::vector<Command>(1, command); };
    work.finish = [](const WorkspaceView*, const Outcome&) {};
    static_cast<void>(port.submit(std::move(work)));
  }

  const State& state(const std::string& workspace = "shop") const { return port.engine(workspace)->state(); }
  Task task(std::uint64_t id) const { return recall_task(state(), TaskId{id}).value(); }
  const Reservation& reservation(std::uint64_t id) const {
    return state().reservations[find_reservation(state(), ReservationId{id})];
  }
  std::uint64_t tasks() const { return state().next_task - 1; }
  std::uint64_t sequence() const { return port.engine("shop")->sequence(); }
  std::string sid(SidKind kind, std::uint64_t serial) const {
    return make_sid(sid_key("shop"), kind, serial);
  }

  DirectPort port{world_start};
  std::deque<Sent> sent;
  std::string opened = "never";  // empty: it was

 private:
  void reply(http::SendResult result) {
    const auto done = std::move(sent.at(0).done);
    sent.pop_front();
    done(std::move(result));
  }

  std::multimap<Time, std::function<void()>> timers_;
};

}  // namespace switchyard::adapters
