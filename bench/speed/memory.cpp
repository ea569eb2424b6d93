// The kernel says how much memory a process had at most, when it has ended.
#include "bench/speed/memory.h"

#include <fcntl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <fstream>

#include "engine/base/check.h"

namespace switchyard::bench {

namespace {

// The shape of W1 as a user writes it: 100 workers at 90 %, 180 s a call, the default interval of 30 minutes
// and the default outputs, so that a row for each worker and interval is among what the run must do.
constexpr std::uint64_t calls_an_hour = 1'800;

std::string scenario_text(std::uint64_t calls) {
  const std::uint64_t hours = (calls + calls_an_hour - 1) / calls_an_hour;
  return R"({"version": 1, "name": "memory", "start": "2026-01-01T00:00:00Z", "seed": 1, "workspace": "workspace.json",
  "length": ")" +
         std::to_string(hours) + R"(h",
  "traffic": [{"name": "calls", "rate": ")" +
         std::to_string(calls_an_hour) +
         R"(/h", "handle_time": {"exponential": "180s"}}],
  "people": [{"workers": "all"}]})";
}

constexpr const char* workspace_text = R"({"version": 1, "name": "memory",
  "task_channels": [{"name": "voice", "wrap_up_limit": "0s"}],
  "workers": [{"name": "worker-", "count": 100, "activity": "Available"}], "task_queues": [{"name": "q"}],
  "workflows": [{"name": "in", "task_routing": {"default_filter": {"queue": "q"}}}]})";

void become(const std::string& program, const std::string& folder) {
  const std::string scenario = folder + "/scenario.json";
  const std::string out = folder + "/out";
  const int nowhere = open("/dev/null", O_WRONLY);
  dup2(nowhere, STDOUT_FILENO);
  dup2(nowhere, STDERR_FILENO);
  execl(program.c_str(), program.c_str(), "run", scenario.c_str(), "--out", out.c_str(), nullptr);
  _exit(127);
}

double peak_of_run(const std::string& program, std::uint64_t calls) {
  const std::filesystem::path folder =
      std::filesystem::temp_directory_path() / ("switchyard-memory-" + std::to_string(getpid()));
  std::filesystem::create_directories(folder);
  std::ofstream(folder / "workspace.json") << workspace_text;
  std::ofstream(folder / "scenario.json") << scenario_text(calls);
  const pid_t child = fork();
  if (child == 0) become(program, folder.string());
  int status = 0;
  rusage usage{};
  SY_CHECK(wait4(child, &status, 0, &usage) == child);
  std::filesystem::remove_all(folder);
  SY_CHECK(WIFEXITED(status) && WEXITSTATUS(status) == 0);
  return static_cast<double>(usage.ru_maxrss) / 1024;
}

}  // namespace

void measure_memory(const std::string& program, std::vector<Figure>& figures) {
  const double small = peak_of_run(program, 1'000'000);
  std::fprintf(stderr, "memory.run_1000000: %.1f MB\n", small);
  const double large = peak_of_run(program, 20'000'000);
  figures.push_back({"memory.run_1000000", small, "MB at most", "-", 0, 100});
  figures.push_back(
      {"memory.run_20000000", large / small, "of the run of 1,000,000", "memory.run_1000000", 0, 1.1});
}

}  // namespace switchyard::bench
