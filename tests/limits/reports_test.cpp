// Files of a run as nobody's run writes them, and a run of more rows than memory should hold.
#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "cli/run/file_source.h"
#include "reports/csv/tables.h"
#include "reports/html/page.h"
#include "reports/measures/collector.h"
#include "reports/summary/render_json.h"
#include "sim/run.h"
#include "sim/scenario/read_scenario.h"
#include "tests/limits/apart.h"
#include "tests/limits/big_file.h"

namespace switchyard::tests {
namespace {

constexpr std::size_t large = 100 * megabyte;

const std::string head_of_summary =
    R"({"schemaVersion":1,"window":{"start":"2026-03-02T08:00:00Z","end":"2026-03-02T08:30:00Z",)"
    R"("interval_seconds":1800},"total":{"offered":{"value":0}})";

// What is wrong with the files, one of which stands there; the other one is a text.
std::string page_problem(const reports::TextSource& figures, const reports::TextSource& intervals) {
  const auto page = reports::report_page(figures, intervals);
  return page ? "" : codec::to_text(page.error());
}

std::string summary_problem(const std::string& path) {
  return page_problem(cli::file_source(path).value(), std::string_view());
}

std::string table_problem(const std::string& path) {
  return page_problem(head_of_summary + "}", cli::file_source(path).value());
}

std::string member(const std::string& key, const std::string& value) {
  return head_of_summary + ",\"" + key + "\":" + value;
}

std::string members(std::size_t count) {
  std::string text = "{";
  for (std::size_t i = 0; i < count; ++i) text += "\"" + std::to_string(i) + "\":1,";
  return text;
}

TEST(LargeSummaries, are_refused) {
  expect_answers(
      {
          {"100 MB of [", [] { return std::string(large, '['); }, "it is more than 64 deep"},
          {"100 MB of {\"a\":", [] { return repeated("{\"a\":", large); }, "it is more than 64 deep"},
          {"thresholds 200,000 deep", [] { return member("thresholds", std::string(200'000, '[')); },
           "it is more than 64 deep"},
          {"a recorded day 100,000 deep",
           [] { return member("recorded", std::string(100'000, '[') + std::string(100'000, ']')) + "}"; },
           "it is more than 64 deep"},
          {"intervals 200,000 deep, which are passed over",
           [] { return member("intervals", std::string(200'000, '[')); }, "it is more than 64 deep"},
          {"100 MB of numbers", [] { return member("thresholds", "[1" + repeated(",1", large) + "]}"); },
           "it has more than 16000000 values"},
          {"100 MB of empty lists", [] { return member("thresholds", "[[]" + repeated(",[]", large)); },
           "it has more than 16000000 values"},
          {"5,000,000 members", [] { return member("thresholds", members(5'000'000)); },
           "an object has more than 1000 members"},
          {"100 MB of intervals", [] { return member("intervals", "[1" + repeated(",1", large) + "]}"); },
           "intervals.csv: error: it is empty"},
          {"a text that does not end", [] { return member("scenario", '"' + std::string(large, 'x')); },
           "it is not a JSON object"},
          {"a name of 100 MB", [] { return member("scenario", '"' + std::string(large, 'x') + "\"}"); },
           "intervals.csv: error: it is empty"},
      },
      "summary.json", summary_problem);
}

TEST(LargeTables, of_intervals_are_refused) {
  const std::string head = "interval_start,scope,name,offered\r\n";
  const std::string row = "2026-03-02T08:00:00Z,total,,0\r\n";
  expect_answers(
      {
          {"100 MB of commas", [] { return std::string(large, ','); },
           "a row must have at most 1000 fields and 1048576 bytes (found more)"},
          {"a row of 100 MB of commas", [&] { return head + std::string(large, ','); },
           ":2:1000: error: a row must have at most 1000 fields"},
          {"100 MB of one letter", [] { return std::string(large, 'x'); },
           "a row must have at most 1000 fields"},
          {"100 MB of quotes", [] { return std::string(large, '"'); }, "a row must have at most 1000 fields"},
          {"a quote that is not closed", [&] { return head + '"' + repeated("\n", large); },
           "a row must have at most 1000 fields"},
          {"100 MB of line feeds", [] { return std::string(large, '\n'); },
           "column 1 must be \"interval_start\""},
          {"100 MB of one row", [&] { return head + repeated(row, large); },
           ":3:1: error: the window ends before this interval"},
          {"100 MB of workers",
           [&] { return head + row + repeated("2026-03-02T08:00:00Z,worker,a,0\r\n", large); }, ""},
      },
      "intervals.csv", table_problem);
}

std::string scenario_files(const std::string& folder) {
  std::filesystem::create_directories(folder);
  std::ofstream(folder + "/workspace.json") << R"({"version": 1, "name": "w",
    "workers": [{"name": "worker-", "count": 200, "activity": "Available"}], "task_queues": [{"name": "q"}],
    "workflows": [{"name": "in", "task_routing": {"default_filter": {"queue": "q"}}}]})";
  std::ofstream(folder + "/scenario.json") << R"({"version": 1, "name": "s", "workspace": "workspace.json",
    "start": "2026-01-01T00:00:00Z", "seed": 1, "length": "100h", "interval": "1m",
    "traffic": [{"name": "calls", "rate": "600/h", "handle_time": {"exponential": "180s"}}],
    "people": [{"workers": "all"}]})";
  return folder + "/scenario.json";
}

// The files that the run would write, counted.
std::string lines_of_report(const sim::Scenario& scenario) {
  reports::Collector collector(sim::report_settings(scenario), scenario.workspace);
  sim::RunOptions options;
  options.observers = {sim::Observer(collector)};
  sim::Simulation run(scenario, std::move(options));
  while (run.step()) {
  }
  const reports::Summary summary = reports::summarize(collector.finish(run.result().end), {});
  std::ptrdiff_t lines = 0;
  const auto count = [&](std::string_view text) { lines += std::count(text.begin(), text.end(), '\n'); };
  reports::intervals_csv(summary, count);
  const std::ptrdiff_t rows = lines;
  reports::render_json(summary, count);
  return std::to_string(rows) + (lines > rows + 6'000 ? " rows" : " rows, and no summary");
}

// 1,200,000 rows of workers and some of places: 3 kB each if they were kept.
TEST(LargeReports, of_many_workers_and_intervals_take_little_memory) {
  const std::string folder = testing::TempDir() + "/limits.report." + std::to_string(getpid());
  const auto read = sim::read_scenario(scenario_files(folder));
  ASSERT_TRUE(read) << codec::to_text(read.error());
  const Cost cost = run_apart([&] { return lines_of_report(read->scenario); });
  expect_cheap(cost, "200 workers and 6,000 intervals");
  EXPECT_EQ(cost.answer.substr(0, 4), "1230") << cost.answer;
  if (SWITCHYARD_DEARER == 1) {
    EXPECT_LT(cost.peak_megabytes, 100U);
  }
  std::filesystem::remove_all(folder);
}

}  // namespace
}  // namespace switchyard::tests
