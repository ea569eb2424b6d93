// What people and customers do in a run, as words with their seconds, and scenarios whose every moment is
// known.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "engine/base/match.h"
#include "sim/run.h"
#include "tests/sim/run_world.h"

namespace switchyard::sim {

// The commands of a run as words with their second, "60 finishes"; the engine's own deadlines are left out.
struct Diary {
  Time start;
  std::vector<std::string> lines;

  void observe(Time time, const Command& command, const Output&) {
    const std::string word = match(
        command, [](const TaskArrives&) { return "arrives"; }, [](const CustomerLeaves&) { return "leaves"; },
        [](const WorkerAccepts&) { return "accepts"; }, [](const WorkerRejects&) { return "rejects"; },
        [](const WorkerFinishes&) { return "finishes"; }, [](const WorkerCompletes&) { return "completes"; },
        [](const WorkerChangesActivity&) { return "changes"; },
        [](const EffectSucceeds&) { return "succeeds"; }, [](const EffectFails&) { return "fails"; },
        [](const VoicemailArrives&) { return "speaks"; }, [](const HandBackTask&) { return "hands back"; },
        [](const TransferTask&) { return "transfers"; }, [](const WorkerLeaves&) { return "goes"; },
        [](const DivertTenant&) { return "diverts"; }, [](const TaskChanges&) { return "asks"; },
        [](const WorkerTakesTask&) { return "presses"; }, [](const auto&) { return ""; });
    if (word.empty()) return;
    lines.push_back(std::to_string((time - start).microseconds / 1'000'000) + " " + word);
  }
};

inline std::vector<std::string> diary_of(const Scenario& scenario) {
  Diary diary{scenario.start, {}};
  run(scenario, options_of(0, diary));
  return diary.lines;
}

using Lines = std::vector<std::string>;

// Contacts at these seconds, handle time 60 s.
inline Scenario with_calls(Workspace workspace, const std::vector<std::int64_t>& at) {
  Scenario scenario = scenario_of(std::move(workspace), 0, 1);
  Trace trace;
  for (const std::int64_t second : at) trace.arrivals.push_back({scenario.start + seconds(second), 0});
  scenario.traffic[0].arrivals = trace;
  scenario.traffic[0].handle_time = DailyLaw(Constant{60});
  return scenario;
}

inline ActivityId activity(const Scenario& scenario, const std::string& name) {
  for (std::uint32_t i = 0; i < scenario.workspace.activities.size(); ++i) {
    if (scenario.workspace.activities[i].name == name) return ActivityId{i};
  }
  ADD_FAILURE() << name;
  return {};
}

inline People everybody(const Scenario& scenario) {
  People people;
  for (std::uint32_t i = 0; i < scenario.workspace.workers.size(); ++i) people.workers.push_back(WorkerId{i});
  people.on = activity(scenario, "Available");
  people.off = activity(scenario, "Offline");
  return people;
}

// One worker for three contacts at once.
inline Workspace many_at_once() {
  return workspace_of(R"({"version": 1, "name": "many",
    "workers": [{"name": "w0", "activity": "Available", "channels": {"voice": 3}}],
    "task_queues": [{"name": "q"}],
    "workflows": [{"name": "in", "task_routing": {"default_filter": {"queue": "q"}}}]})");
}

}  // namespace switchyard::sim
