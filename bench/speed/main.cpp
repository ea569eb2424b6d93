// ./dev bench: each workload through the engine and through the bare loop, in turns, and the ratio of the
// two.
#include <sys/resource.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "bench/speed/bare_loop.h"
#include "bench/speed/workloads.h"
#include "engine/codec/hash/log_hash.h"
#include "sim/run.h"

namespace switchyard::bench {
namespace {

struct Options {
  std::string json;
  std::uint64_t calls = 1'000'000;
  int rounds = 5;
};

struct Figure {
  std::string name;
  double value = 0;
  std::string unit;
  std::string compared_with;
  double required = 0;  // 0: nothing is asked of it
};

// Takes the log hash, as every run of the command does.
struct Hasher {
  codec::LogHash hash;
  void observe(Time time, const Command& command, const Output& output) { hash.turn(time, command, output); }
};

double cpu_seconds() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  const auto in_seconds = [](const timeval& t) {
    return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_usec) * 1e-6;
  };
  return in_seconds(usage.ru_utime) + in_seconds(usage.ru_stime);
}

double peak_megabytes() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<double>(usage.ru_maxrss) / 1024;
}

// Calls a CPU second of the engine, of the bare loop, and engine / bare, of one round.
struct Round {
  double engine = 0;
  double bare = 0;
  double ratio = 0;
  std::string hash;
};

Round measure(const Workload& workload, const sim::Scenario& scenario) {
  Round round;
  double begin = cpu_seconds();
  const BareResult bare = run_bare_loop(workload, scenario.seed);
  round.bare = static_cast<double>(bare.calls) / (cpu_seconds() - begin);
  Hasher hasher;
  sim::RunOptions options;
  options.observers = {sim::Observer(hasher)};
  begin = cpu_seconds();
  const sim::RunResult run = sim::run(scenario, options);
  round.engine = static_cast<double>(run.contacts) / (cpu_seconds() - begin);
  round.ratio = round.engine / round.bare;
  round.hash = hasher.hash.hex();
  return round;
}

double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

void measure_workload(const Workload& workload, const Options& options, std::vector<Figure>& figures) {
  const sim::Scenario scenario = scenario_of(workload, 1);
  std::vector<double> engine;
  std::vector<double> bare;
  std::vector<double> ratio;
  for (int i = 0; i < options.rounds; ++i) {
    const Round round = measure(workload, scenario);
    engine.push_back(round.engine);
    bare.push_back(round.bare);
    ratio.push_back(round.ratio);
    std::fprintf(stderr, "%s round %d of %d: %.3f of the bare loop, log hash %s\n", workload.name, i + 1,
                 options.rounds, round.ratio, round.hash.c_str());
  }
  const std::string name = workload.name;
  figures.push_back({name + ".ratio", median(ratio), "engine / bare loop", name + ".bare", 0.10});
  figures.push_back({name + ".engine", median(engine), "calls / CPU s", name + ".bare", 0});
  figures.push_back({name + ".bare", median(bare), "calls / CPU s", name + ".engine", 0});
}

void print(const std::vector<Figure>& figures) {
  std::printf("%-14s %14s  %-20s %-12s %s\n", "figure", "value", "unit", "beside", "required");
  for (const Figure& f : figures) {
    std::printf("%-14s %14.3f  %-20s %-12s ", f.name.c_str(), f.value, f.unit.c_str(),
                f.compared_with.c_str());
    if (f.required > 0) std::printf("%.2f %s", f.required, f.value >= f.required ? "held" : "MISSED");
    std::printf("\n");
  }
}

bool write_json(const std::vector<Figure>& figures, const std::string& path) {
  nlohmann::ordered_json list = nlohmann::ordered_json::array();
  for (const Figure& f : figures) {
    nlohmann::ordered_json entry{
        {"name", f.name}, {"value", f.value}, {"unit", f.unit}, {"beside", f.compared_with}};
    if (f.required > 0) entry["required"] = f.required;
    list.push_back(entry);
  }
  std::ofstream file(path);
  file << list.dump(2) << '\n';
  return file.good();
}

bool read_options(int argc, char** argv, Options& options) {
  for (int i = 1; i < argc; i += 2) {
    if (i + 1 >= argc) return false;
    const std::string name = argv[i];
    if (name == "--json")
      options.json = argv[i + 1];
    else if (name == "--calls")
      options.calls = std::strtoull(argv[i + 1], nullptr, 10);
    else if (name == "--rounds")
      options.rounds = std::atoi(argv[i + 1]);
    else
      return false;
  }
  return options.calls > 0 && options.rounds > 0;
}

int bench_main(int argc, char** argv) {
  Options options;
  if (!read_options(argc, argv, options)) {
    std::fprintf(stderr, "usage: switchyard_bench [--json FILE] [--calls N] [--rounds N]\n");
    return 2;
  }
  std::vector<Figure> figures;
  for (const Workload& workload : workloads(options.calls)) measure_workload(workload, options, figures);
  figures.push_back({"memory.peak", peak_megabytes(), "MB", "-", 0});
  print(figures);
  if (!options.json.empty() && !write_json(figures, options.json)) {
    std::fprintf(stderr, "switchyard_bench: cannot write %s\n", options.json.c_str());
    return 4;
  }
  return 0;
}

}  // namespace
}  // namespace switchyard::bench

int main(int argc, char** argv) {
  return switchyard::bench::bench_main(argc, argv);
}
