// What a run was: its inputs for the summary, its times and host for run.json and for people.
#pragma once

#include <chrono>
#include <string>

#include "cli/run/replications.h"
#include "cli/run/run_request.h"
#include "reports/summary/summary.h"
#include "sim/scenario/scenario.h"

namespace switchyard::cli {

// All but the log hash. Two runs with the same arguments and file contents have the same facts.
reports::RunFacts facts_of(const RunRequest& request, const sim::Scenario& scenario, std::uint64_t seed);

// Measures a run from its construction on.
class Stopwatch {
 public:
  Stopwatch();
  double wall_seconds() const;
  double cpu_seconds() const;  // of all threads
  std::chrono::system_clock::time_point began() const { return began_; }

 private:
  std::chrono::system_clock::time_point began_;
  std::chrono::steady_clock::time_point started_;
  double cpu_;
};

// run.json: what differs from run to run.
std::string run_json(const ReplicationsResult& result, const Stopwatch& stopwatch,
                     const std::string& command);

// "41,230 turns in 0.05 s: …", one line without a line feed.
std::string run_line(const ReplicationsResult& result, const Stopwatch& stopwatch);

}  // namespace switchyard::cli
