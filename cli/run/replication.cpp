// The loop around a simulation, and its observers.
#include "cli/run/replication.h"

#include <algorithm>
#include <utility>

#include "cli/run/flight_recorder.h"
#include "cli/run/pace.h"
#include "cli/signals.h"
#include "engine/codec/hash/log_hash.h"
#include "reports/measures/collector.h"
#include "sim/observer.h"

namespace switchyard::cli {
namespace {

struct HashObserver {
  codec::LogHash hash;
  std::uint64_t events = 0;
  void observe(Time time, const Command& command, const Output& output) {
    hash.turn(time, command, output);
    events += output.events.size();
  }
};

struct Recording {
  FlightRecorder recorder;
  void observe(Time time, const Command& command, const Output&) { recorder.note(time, command); }
};

double fraction_of(const sim::Scenario& scenario, Time now) {
  const auto done = static_cast<double>((now - scenario.start).microseconds);
  return std::clamp(done / static_cast<double>(scenario.length.microseconds), 0.0, 1.0);
}

// Some thousand steps, or one when real time is watched. False when the run is over.
bool advance(sim::Simulation& simulation, const std::optional<Pace>& pace) {
  constexpr int steps_between_looks = 4096;
  if (pace) {
    const Time next = simulation.next_time();
    if (next != never) pace->wait_for(next);
    return stop_asked() || simulation.step();
  }
  for (int i = 0; i < steps_between_looks; ++i) {
    if (!simulation.step()) return false;
  }
  return true;
}

// True when the run came to its end.
bool run_through(sim::Simulation& simulation, const ReplicationPlan& plan) {
  std::optional<Pace> pace;
  if (plan.speed) pace.emplace(*plan.speed, plan.scenario->start);
  while (!stop_asked()) {
    if (!advance(simulation, pace)) return true;
    if (plan.progress) plan.progress(fraction_of(*plan.scenario, simulation.now()));
  }
  return false;
}

// What was seen of a run, without those who ran it.
struct Observed {
  Replication replication;
  reports::Measures measures;
  codec::LogHash hash;
};

// The engine, its people and the books are gone when this returns: the report takes their room, so that the
// most memory that a run needs does not follow the number of its intervals so soon.
Observed simulate(const ReplicationPlan& plan) {
  const sim::Scenario& scenario = *plan.scenario;
  Recording recording{FlightRecorder(scenario.workspace)};
  HashObserver hash;
  reports::Collector collector(sim::report_settings(scenario), scenario.workspace);
  sim::RunOptions options;
  options.seed = plan.seed;
  options.replication = plan.index;
  options.before = sim::Observer(recording);
  options.observers = {sim::Observer(hash), sim::Observer(collector)};
  if (plan.files != nullptr) {
    options.observers.emplace_back(*plan.files);
    collector.on_task_ended([&plan](const reports::EndedTask& task) { plan.files->task_ended(task); });
  }
  sim::Simulation simulation(scenario, std::move(options));
  Replication replication;
  replication.whole = run_through(simulation, plan);
  replication.result = simulation.result();
  replication.events = hash.events;
  replication.stopped_at = replication.whole ? replication.result.end : simulation.now();
  reports::Measures measures = collector.finish(replication.stopped_at);
  return {std::move(replication), std::move(measures), std::move(hash.hash)};
}

}  // namespace

Outcome<Replication> run_replication(const ReplicationPlan& plan) {
  Observed observed = simulate(plan);
  if (plan.files != nullptr) {
    if (auto finished = plan.files->finish(observed.hash); !finished)
      return tl::unexpected(std::move(finished.error()));
  }
  reports::RunFacts facts = plan.facts;
  facts.log_hash = observed.hash.hex();
  Replication replication = std::move(observed.replication);
  replication.summary = reports::summarize(std::move(observed.measures), std::move(facts));
  if (!replication.whole) replication.summary.observed_until = replication.stopped_at;
  return replication;
}

}  // namespace switchyard::cli
