// A scenario that is run ahead of who looks, so that its past can be gone through like a log's.
#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <tl/expected.hpp>

#include "sim/run.h"
#include "viz/feed/feed.h"
#include "viz/feed/recording.h"

namespace switchyard::viz {

class SimulationRun {
 public:
  // A scenario's .json, or the folder of one.
  static tl::expected<std::unique_ptr<SimulationRun>, FeedProblem> open(const std::string& what,
                                                                        const FeedOptions& options);
  SimulationRun(const SimulationRun&) = delete;
  SimulationRun& operator=(const SimulationRun&) = delete;

  // Runs on until `time` is known, or for so long.
  void run_to(Time time, std::chrono::microseconds budget);
  void finish();

  Recording& recording() { return *recording_; }
  const std::string& name() const { return scenario_.name; }
  Time known() const { return known_; }
  Time expected_end() const { return scenario_.end(); }
  bool complete() const { return complete_; }

  // For the simulation.
  void observe(Time time, const Command& command, const Output& output);

 private:
  SimulationRun(sim::Scenario scenario, const FeedOptions& options);
  void add_surges();
  void end_run();

  sim::Scenario scenario_;
  CommandStore store_;
  Present present_;
  Changes changes_;
  std::optional<sim::Simulation> simulation_;
  std::optional<Recording> recording_;
  Time known_;
  bool complete_ = false;
};

}  // namespace switchyard::viz
