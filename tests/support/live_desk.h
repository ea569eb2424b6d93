// A small workspace behind a direct port, and a sink that remembers, for tests of adapters.
#pragma once

#include <algorithm>
#include <stdexcept>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "adapters/http/stream.h"
#include "engine/state/state.h"
#include "tests/support/direct_port.h"

namespace switchyard::adapters {

inline constexpr Time desk_opens{1'800'000'000'000'000};  // 2027-01-15T08:00:00Z

// ann and ben, Offline at first; voice with 10 s of wrap-up at most; one queue.
inline std::string desk_document(const std::string& name = "desk") {
  return R"({"version": 1, "name": ")" + name + R"(",
    "task_channels": [{"name": "voice", "wrap_up_limit": "10s"}],
    "workers": [{"name": "ann"}, {"name": "ben"}],
    "task_queues": [{"name": "line", "target_workers": "1==1"}],
    "workflows": [{"name": "calls", "task_reservation_timeout": "20s",
                   "task_routing": {"default_filter": {"queue": "line"}}}]})";
}

struct LiveDesk {
  LiveDesk() : port(desk_opens) {}

  void open(const std::string& name = "desk") {
    std::string problem = "not opened";
    const bool taken = port.open_workspace(
        desk_document(name), [&](const auto& opened) { problem = opened ? "" : opened.error(); });
    if (!taken || !problem.empty()) throw std::runtime_error(problem);
  }

  Outcome give(Command command, const std::string& name = "desk") {
    Outcome said;
    Work work{name, [&](const WorkspaceView&) { return std::vector<Command>{std::move(command)}; },
              [&](const WorkspaceView*, const Outcome& outcome) { said = outcome; }};
    if (!port.submit(std::move(work))) throw std::runtime_error("refused");
    return said;
  }

  TaskChannelId voice() const {
    const auto& channels = port.engine("desk")->state().workspace().channels;
    const auto found = std::find_if(channels.begin(), channels.end(),
                                    [](const TaskChannel& channel) { return channel.name == "voice"; });
    return {static_cast<std::uint32_t>(found - channels.begin())};
  }
  void arrive() {
    TaskArrives task;
    task.channel = voice();
    task.route = ThroughWorkflow{{0}};
    give(std::move(task));
  }
  void change_activity(std::uint32_t worker, std::uint32_t activity) {
    give(WorkerChangesActivity{{worker}, {activity}, activity != available});
  }
  std::string activity_of(std::uint32_t worker) const {
    const State& state = port.engine("desk")->state();
    return state.workspace().activities[state.workers[worker].activity.index()].name;
  }

  static constexpr std::uint32_t offline = 0;
  static constexpr std::uint32_t available = 1;
  static constexpr std::uint32_t ann = 0;
  static constexpr std::uint32_t ben = 1;
  DirectPort port;
};

// Takes `room` texts, then is full as a slow reader's queue is.
class RecordingSink final : public http::Sink {
 public:
  bool send(std::string text) override {
    if (closed || texts.size() >= room) return closed = true, false;
    texts.push_back(std::move(text));
    return true;
  }
  void close() override { closed = true; }

  std::string taken() {
    std::string all;
    for (const std::string& text : texts) all += text;
    texts.clear();
    return all;
  }

  std::vector<std::string> texts;
  std::size_t room = 1'000'000;
  bool closed = false;
};

}  // namespace switchyard::adapters
