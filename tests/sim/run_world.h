// Scenarios built without files, and a counter of what happens in their runs.
#pragma once

#include <gtest/gtest.h>

#include <map>
#include <string>
#include <vector>

#include "engine/codec/document/document.h"
#include "engine/codec/hash/log_hash.h"
#include "engine/codec/workspace/compile.h"
#include "sim/run.h"

namespace switchyard::sim {

inline Workspace workspace_of(const std::string& text) {
  auto document = codec::parse_document(text, "workspace.json");
  EXPECT_TRUE(document.has_value());
  auto compiled = codec::compile_workspace(*document);
  EXPECT_TRUE(compiled.has_value()) << (compiled ? "" : codec::to_text(compiled.error()));
  return compiled ? std::move(compiled->workspace) : Workspace{};
}

// So many workers of one queue, on duty; `queue` and `channel` may add keys.
inline Workspace one_queue(std::size_t workers, const std::string& channel = {},
                           const std::string& target = {}) {
  std::string list;
  for (std::size_t i = 0; i < workers; ++i) {
    list += (i == 0 ? "" : ", ") + std::string(R"({"name": "w)") + std::to_string(i) +
            R"(", "activity": "Available"})";
  }
  return workspace_of(R"({"version": 1, "name": "one", "task_channels": [{"name": "voice")" + channel +
                      R"(}], "workers": [)" + list +
                      R"(], "task_queues": [{"name": "q"}],
    "workflows": [{"name": "in", "task_routing": {"default_filter": {"queue": "q")" +
                      target + R"(}}}]})");
}

inline Scenario scenario_of(Workspace workspace, double calls_per_hour, double mean_handle_time,
                            Duration length = hours(8)) {
  Scenario scenario;
  scenario.name = "test";
  scenario.start = Time{} + hours(8);
  scenario.length = length;
  Traffic traffic;
  traffic.name = "calls";
  for (std::uint32_t i = 0; i < workspace.channels.size(); ++i) {
    if (workspace.channels[i].name == "voice") traffic.channel = TaskChannelId{i};
  }
  traffic.route = ThroughWorkflow{WorkflowId{0}};
  traffic.mix.push_back({});
  traffic.arrivals = DailyRates{{{{}, days(1), calls_per_hour}}, {}, 1, 0, {}};
  traffic.handle_time = DailyLaw(Exponential{mean_handle_time});
  scenario.traffic.push_back(std::move(traffic));
  scenario.workspace = std::move(workspace);
  return scenario;
}

// Counts commands and events by the place of their kind in Command and Event, and hashes the run.
struct Watch {
  std::map<std::size_t, std::uint64_t> commands;
  std::map<std::size_t, std::uint64_t> events;
  codec::LogHash hash;

  void observe(Time time, const Command& command, const Output& output) {
    ++commands[command.index()];
    for (const Event& event : output.events) ++events[event.index()];
    hash.turn(time, command, output);
  }
  template <class Kind>
  std::uint64_t count() const {
    const auto found = events.find(Event(Kind{}).index());
    return found == events.end() ? 0 : found->second;
  }
  template <class Kind>
  std::uint64_t given() const {
    const auto found = commands.find(Command(Kind{}).index());
    return found == commands.end() ? 0 : found->second;
  }
};

struct Watched {
  RunResult result;
  Watch watch;
};

// One replication with one observer, if any.
inline RunOptions options_of(std::uint32_t replication) {
  RunOptions options;
  options.replication = replication;
  return options;
}
template <class Target>
RunOptions options_of(std::uint32_t replication, Target& target) {
  RunOptions options = options_of(replication);
  options.observers.push_back(Observer(target));
  return options;
}

inline Watched watched_run(const Scenario& scenario, std::uint32_t replication = 0) {
  Watched watched;
  watched.result = run(scenario, options_of(replication, watched.watch));
  return watched;
}

}  // namespace switchyard::sim
