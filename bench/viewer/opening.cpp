// One opening a process, because its memory is measured at its peak.
#include "bench/viewer/opening.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "engine/base/check.h"
#include "viz/feed/log.h"
#include "viz/feed/player.h"

namespace switchyard::bench {
namespace {

constexpr int queues = 200;
constexpr int workers_a_queue = 5;
constexpr std::uint64_t calls_an_hour = 16'200;

std::string skill(int number) {
  return "\"s" + std::to_string(number % queues) + "\"";
}

// A queue a skill, and workers with three skills each.
std::string workspace_text() {
  std::string workers;
  std::string declared;
  std::string filters;
  for (int i = 0; i < queues; ++i) {
    const std::string number = std::to_string(i);
    const std::string comma = i == 0 ? "" : ",";
    workers += comma + R"({"name": "worker-)" + number + R"(-", "count": )" +
               std::to_string(workers_a_queue) + R"(, "activity": "Available", "attributes": {"skills": [)" +
               skill(i) + "," + skill(i + 1) + "," + skill(i + 7) + "]}}";
    declared +=
        comma + R"({"name": "queue-)" + number + R"(", "target_workers": "skills HAS 's)" + number + "'\"}";
    filters += comma + R"({"filter_friendly_name": "f)" + number + R"(", "expression": "skill == 's)" +
               number + R"('", "targets": [{"queue": "queue-)" + number + "\"}]}";
  }
  return R"({"version": 1, "name": "viewer", "task_channels": [{"name": "voice", "wrap_up_limit": "20s"}],
    "workers": [)" +
         workers + R"(], "task_queues": [)" + declared +
         R"(], "workflows": [{"name": "in", "task_routing": {"filters": [)" + filters + "]}}]}";
}

std::string scenario_text(std::uint64_t calls) {
  std::string mix;
  for (int i = 0; i < queues; ++i) {
    mix += (i == 0 ? "" : ",") + (R"({"weight": 1, "attributes": {"skill": )" + skill(i) + "}}");
  }
  return R"({"version": 1, "name": "viewer", "start": "2026-01-05T00:00:00Z", "seed": 1,
    "workspace": "workspace.json", "interval": "1d", "length": ")" +
         std::to_string(calls * 60 / calls_an_hour) + R"(m", "people": [{"workers": "all"}],
    "traffic": [{"name": "calls", "rate": ")" +
         std::to_string(calls_an_hour) + R"(/h", "handle_time": {"exponential": "180s"},
      "patience": {"exponential": "180s"}, "mix": [)" +
         mix + "]}]}";
}

// There and back, so that each is far from the one before.
Time moment_of(int i, int count, Time begin, Time end) {
  const int place = i % 2 == 0 ? i / 2 : count - 1 - i / 2;
  const std::int64_t part = (end - begin).microseconds / count;
  return begin + microseconds(part * place + part / 2);
}

}  // namespace

std::string make_log(const std::string& program, const std::string& folder, std::uint64_t calls) {
  std::ofstream(folder + "/workspace.json") << workspace_text();
  std::ofstream(folder + "/scenario.json") << scenario_text(calls);
  const std::string command =
      program + " run " + folder + "/scenario.json --quiet --out " + folder + "/out > " + folder + "/said";
  SY_CHECK(std::system(command.c_str()) == 0);
  return folder + "/out/run.log";
}

bool measure_opening(const std::string& log, std::vector<Figure>& figures) {
  double begin = cpu_seconds();
  auto opened = viz::open_log(log, {});
  const double opening = cpu_seconds() - begin;
  if (!opened) return std::fprintf(stderr, "%s\n", opened.error().text.c_str()), false;
  viz::Recording& recording = opened->recording;
  viz::Player player(recording, viz::FeedOptions{}.rows);
  player.reach(opened->end, true);
  constexpr int moments = 60;
  std::vector<double> seeks;
  for (int i = 0; i < moments; ++i) {
    begin = cpu_seconds();
    const auto problem = player.go_to(moment_of(i, moments, recording.begin(), opened->end));
    SY_CHECK(!problem);
    seeks.push_back((cpu_seconds() - begin) * 1000);
  }
  const double longest = *std::max_element(seeks.begin(), seeks.end());
  const double columns = static_cast<double>(recording.history().bytes()) / (1 << 20);
  figures.push_back({"viewer.open", opening, "CPU s", "-", 0, 3});
  figures.push_back({"viewer.memory", peak_megabytes(), "MB at most", "-", 0, 500});
  figures.push_back({"viewer.columns", columns, "MB", "viewer.memory", 0, 0});
  figures.push_back({"viewer.checkpoints", static_cast<double>(recording.checkpoints()), "", "-", 0, 0});
  figures.push_back({"viewer.seek", median(seeks), "CPU ms", "viewer.seek_longest", 0, 0});
  figures.push_back({"viewer.seek_longest", longest, "CPU ms", "-", 0, 200});
  return true;
}

}  // namespace switchyard::bench
