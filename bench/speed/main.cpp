// ./dev bench: each workload through the engine and through the bare loop, in turns, and the ratio of the
// two.
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <string>
#include <vector>

#include "bench/speed/bare_loop.h"
#include "bench/speed/figures.h"
#include "bench/speed/flat.h"
#include "bench/speed/memory.h"
#include "bench/speed/workloads.h"
#include "engine/codec/hash/log_hash.h"
#include "sim/run.h"

namespace switchyard::bench {
namespace {

struct Options {
  std::string json;
  std::string only;  // one part: "speed", "flat" or "memory"; empty: all
  std::uint64_t calls = 1'000'000;
  int rounds = 5;
};

// Takes the log hash, as every run of the command does.
struct Hasher {
  codec::LogHash hash;
  void observe(Time time, const Command& command, const Output& output) { hash.turn(time, command, output); }
};

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
  figures.push_back({name + ".ratio", median(ratio), "engine / bare loop", name + ".bare", 0.25, 0});
  figures.push_back({name + ".engine", median(engine), "calls / CPU s", name + ".bare", 0, 0});
  figures.push_back({name + ".bare", median(bare), "calls / CPU s", name + ".engine", 0, 0});
}

bool read_options(int argc, char** argv, Options& options) {
  for (int i = 1; i < argc; i += 2) {
    if (i + 1 >= argc) return false;
    const std::string name = argv[i];
    if (name == "--only")
      options.only = argv[i + 1];
    else if (name == "--json")
      options.json = argv[i + 1];
    else if (name == "--calls")
      options.calls = std::strtoull(argv[i + 1], nullptr, 10);
    else if (name == "--rounds")
      options.rounds = std::atoi(argv[i + 1]);
    else
      return false;
  }
  const bool known =
      options.only.empty() || options.only == "speed" || options.only == "flat" || options.only == "memory";
  return known && options.calls > 0 && options.rounds > 0;
}

// The command, which is built into the same folder.
std::string program_beside(const std::string& bench) {
  return (std::filesystem::path(bench).parent_path() / "switchyard").string();
}

int bench_main(int argc, char** argv) {
  Options options;
  if (!read_options(argc, argv, options)) {
    std::fprintf(
        stderr,
        "usage: switchyard_bench [--only speed|flat|memory] [--json FILE] [--calls N] [--rounds N]\n");
    return 2;
  }
  std::vector<Figure> figures;
  const auto wanted = [&](const char* part) { return options.only.empty() || options.only == part; };
  if (wanted("speed")) {
    for (const Workload& workload : workloads(options.calls)) measure_workload(workload, options, figures);
  }
  if (wanted("flat")) measure_flatness(options.calls / 5 + 1, options.rounds, figures);
  if (wanted("memory")) measure_memory(program_beside(argv[0]), figures);
  figures.push_back({"memory.peak", peak_megabytes(), "MB", "-", 0, 0});
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
