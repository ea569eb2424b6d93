// The simulation's own engine makes the columns and checkpoints; moments are replayed from its commands.
#include "viz/feed/simulation.h"

#include <algorithm>
#include <filesystem>
#include <utility>

#include "engine/state/state.h"
#include "sim/scenario/read_scenario.h"

namespace switchyard::viz {
namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

constexpr int steps_a_look = 256;  // at the clock

Names names_of_scenario(const sim::Scenario& scenario) {
  Names names = names_of(scenario.workspace);
  const reports::Settings settings = sim::report_settings(scenario);
  names.within = settings.service_levels.front();
  names.target = settings.service_level_target;
  if (!settings.logged_out.empty()) {
    for (NamedActivity& activity : names.activities) activity.logged_out = false;
  }
  for (const ActivityId activity : settings.logged_out) {
    if (activity.index() < names.activities.size()) names.activities[activity.index()].logged_out = true;
  }
  if (settings.groups.empty()) return names;
  names.groups.clear();
  for (NamedWorker& worker : names.workers) worker.groups.clear();
  for (const reports::WorkerGroup& group : settings.groups) {
    const auto index = static_cast<std::uint32_t>(names.groups.size());
    names.groups.push_back(group.name);
    for (const WorkerId worker : group.workers) names.workers[worker.index()].groups.push_back(index);
  }
  return names;
}

FeedProblem problem_of(const codec::Problems& problems) {
  FeedProblem out{problems.only_environment() ? 4 : 3, {}};
  for (const codec::Problem& problem : problems.list()) {
    if (problem.severity == codec::Severity::error) out.text += codec::to_text(problem);
  }
  return out;
}

}  // namespace

tl::expected<std::unique_ptr<SimulationRun>, FeedProblem> SimulationRun::open(const std::string& what,
                                                                              const FeedOptions& options) {
  std::error_code ignored;
  const std::string file =
      fs::is_directory(what, ignored) ? (fs::path(what) / "scenario.json").string() : what;
  auto read = sim::read_scenario(file);
  if (!read) return tl::unexpected(problem_of(read.error()));
  return std::unique_ptr<SimulationRun>(new SimulationRun(std::move(read->scenario), options));
}

SimulationRun::SimulationRun(sim::Scenario scenario, const FeedOptions& options)
    : scenario_(std::move(scenario)), known_(scenario_.start) {
  present_.names = names_of_scenario(scenario_);
  present_.board = begin_board(present_.names, scenario_.start);
  present_.recent = RecentEvents(options.rows);
  sim::RunOptions run;
  run.observers = {sim::Observer(*this)};
  simulation_.emplace(scenario_, run);
  recording_.emplace(TurnKeeper(&store_), options.checkpoints, present_, &simulation_->engine(),
                     TurnPlace(StorePlace{}));
  add_surges();
}

void SimulationRun::add_surges() {
  for (const sim::Traffic& traffic : scenario_.traffic) {
    for (const sim::Surge& surge : traffic.surges) {
      recording_->history().add_mark({surge.from, Mark::Kind::surge_begins, surge.name});
      recording_->history().add_mark({surge.from + surge.length, Mark::Kind::surge_ends, surge.name});
    }
  }
}

void SimulationRun::observe(Time time, const Command& command, const Output& output) {
  const Engine& engine = simulation_->engine();
  store_.append(time, command);
  fold_turn(present_, engine.sequence(), time, output.events, &engine.state().workspace(), &changes_);
  recording_->see(present_, changes_, &engine, store_.end());
  changes_.clear();
}

void SimulationRun::run_to(Time time, std::chrono::microseconds budget) {
  const Clock::time_point until = Clock::now() + budget;
  while (!complete_ && known_ <= time && Clock::now() < until) {
    for (int i = 0; i < steps_a_look && !complete_; ++i) complete_ = !simulation_->step();
    known_ = std::max(known_, simulation_->now());
  }
  if (complete_) end_run();
}

void SimulationRun::finish() {
  while (simulation_->step()) {
  }
  end_run();
}

void SimulationRun::end_run() {
  complete_ = true;
  known_ = std::max(known_, simulation_->result().end);
  recording_->history().reach(known_);
}

}  // namespace switchyard::viz
