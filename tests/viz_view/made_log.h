// A scenario of the house, run into a log as the command does it.
#pragma once

#include <string>

#include "engine/codec/log/writer.h"
#include "sim/run.h"
#include "sim/scenario/read_scenario.h"
#include "tests/support/temporary_folder.h"

namespace switchyard::viz {

inline std::string scenario_file(const std::string& name) {
  return std::string(SWITCHYARD_ROOT) + "/scenarios/" + name + "/scenario.json";
}

struct LogObserver {
  codec::LogWriter& log;
  codec::LogHash hash;
  void observe(Time time, const Command& command, const Output& output) {
    log.append(time, command);
    hash.turn(time, command, output);
  }
};

// The log's path; `turns`: at most so many; `seed`: 0 is the scenario's.
inline std::string make_log(const TemporaryFolder& folder, const std::string& scenario_name,
                            std::uint64_t turns = ~std::uint64_t{0}, std::uint64_t seed = 0) {
  const auto read = sim::read_scenario(scenario_file(scenario_name));
  const sim::Scenario& scenario = read->scenario;
  const std::string path = folder / (scenario_name + std::to_string(seed) + ".log");
  codec::LogHeader header{"test", "none", scenario.name, scenario.start, seed, scenario.workspace.source};
  auto log = codec::LogWriter::create(path, header);
  LogObserver observer{*log, {}};
  sim::RunOptions options;
  if (seed != 0) options.seed = seed;
  options.observers = {sim::Observer(observer)};
  sim::Simulation simulation(scenario, options);
  while (log->count() < turns && simulation.step()) {
  }
  log->finish(observer.hash);
  return path;
}

}  // namespace switchyard::viz
