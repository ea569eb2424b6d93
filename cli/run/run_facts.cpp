// Times, counts and digests of a run as texts.
#include "cli/run/run_facts.h"

#include <fmt/format.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <filesystem>

#include "cli/json_text.h"
#include "cli/version.h"
#include "engine/codec/text/time_text.h"
#include "reports/inputs/sha256.h"

namespace switchyard::cli {
namespace {

double process_cpu_seconds() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  const auto seconds_of = [](const timeval& time) {
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
  };
  return seconds_of(usage.ru_utime) + seconds_of(usage.ru_stime);
}

std::string host_name() {
  std::array<char, 256> name{};
  return gethostname(name.data(), name.size() - 1) == 0 ? name.data() : "";
}

Time moment_of(std::chrono::system_clock::time_point point) {
  return Time{std::chrono::duration_cast<std::chrono::microseconds>(point.time_since_epoch()).count()};
}

double simulated_seconds(const ReplicationsResult& result) {
  const double one =
      static_cast<double>((result.stopped_at - result.summary.window.start).microseconds) / 1e6;
  return one * result.counted;
}

double per_second(double amount, double time) {
  return std::round(amount / std::max(time, 1e-6));
}

}  // namespace

reports::RunFacts facts_of(const RunRequest& request, const sim::Scenario& scenario, std::uint64_t seed) {
  reports::RunFacts facts;
  facts.tool_version = std::string(version());
  facts.scenario = scenario.name;
  facts.seed = seed;
  for (const sim::InputFile& input : scenario.inputs) {
    const std::string name = std::filesystem::path(input.name).filename().string();
    facts.inputs.push_back({name, reports::sha256_hex(input.content)});
  }
  std::string settings;
  for (const sim::Setting& setting : all_settings(request))
    settings += setting.path + "=" + setting.value + "\n";
  if (!settings.empty()) facts.inputs.push_back({"settings", reports::sha256_hex(settings)});
  facts.command = command_line(request, seed);
  facts.recorded = scenario.recorded;
  return facts;
}

Stopwatch::Stopwatch()
    : began_(std::chrono::system_clock::now()),
      started_(std::chrono::steady_clock::now()),
      cpu_(process_cpu_seconds()) {}

double Stopwatch::wall_seconds() const {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - started_).count();
}

double Stopwatch::cpu_seconds() const {
  return process_cpu_seconds() - cpu_;
}

std::string run_json(const ReplicationsResult& result, const Stopwatch& stopwatch,
                     const std::string& command) {
  const double wall = stopwatch.wall_seconds();
  const double cpu = stopwatch.cpu_seconds();
  nlohmann::ordered_json json;
  json["schemaVersion"] = 1;
  json["toolVersion"] = version();
  json["command"] = command;
  json["startedAt"] = codec::to_rfc3339(moment_of(stopwatch.began()));
  json["finishedAt"] = codec::to_rfc3339(moment_of(std::chrono::system_clock::now()));
  json["host"] = host_name();
  json["threads"] = result.threads;
  json["replications"] = result.counted;
  json["interrupted"] = !result.whole;
  json["turns"] = result.turns;
  json["events"] = result.events;
  json["wallSeconds"] = wall;
  json["cpuSeconds"] = cpu;
  json["turnsPerCpuSecond"] = per_second(static_cast<double>(result.turns), cpu);
  json["eventsPerCpuSecond"] = per_second(static_cast<double>(result.events), cpu);
  json["simulatedSeconds"] = simulated_seconds(result);
  json["simulatedPerRealSecond"] = per_second(simulated_seconds(result), wall);
  return json_text(json);
}

std::string run_line(const ReplicationsResult& result, const Stopwatch& stopwatch) {
  const double wall = stopwatch.wall_seconds();
  const double cpu = stopwatch.cpu_seconds();
  return fmt::format("{} turns and {} events in {:.2f} s: {:.0f} events a CPU second, {:.0f} times real time",
                     result.turns, result.events, wall, per_second(static_cast<double>(result.events), cpu),
                     per_second(simulated_seconds(result), wall));
}

}  // namespace switchyard::cli
