// `diff` matches the tasks of two runs and tells what came out otherwise, whatever the two have in common.
#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <sstream>

#include "tests/cli/program.h"

namespace switchyard::cli_test {
namespace {

using nlohmann::json;

// `bob` sells, or is in support; sales waits half a minute, then support is asked.
std::string desk(const std::string& skill_of_bob) {
  return R"({
  "version": 1,
  "name": "desk",
  "task_channels": [{"name": "voice", "wrap_up_limit": "0s"}],
  "workers": [
    {"name": "ann", "attributes": {"skill": "sales"}},
    {"name": "cid", "attributes": {"skill": "support"}},
    {"name": "bob", "attributes": {"skill": ")" +
         skill_of_bob + R"("}}
  ],
  "task_queues": [
    {"name": "sales", "target_workers": "skill == 'sales'"},
    {"name": "support", "target_workers": "skill == 'support'"}
  ],
  "workflows": [{"name": "calls", "task_routing": {
    "filters": [{"filter_friendly_name": "all", "expression": "1 == 1",
                 "targets": [{"queue": "sales", "timeout": 30}, {"queue": "support"}]}]
  }}]
}
)";
}

std::string calls_at(const std::string& times, const std::string& workspace) {
  return R"({
  "version": 1, "name": "calls", "workspace": ")" +
         workspace + R"(", "start": "2026-01-05T08:00:00Z", "length": "30m", "seed": 5,
  "traffic": [{"name": "calls", "channel": "voice", "workflow": "calls", "at": [)" +
         times + R"(], "handle_time": "10m"}],
  "people": [{"name": "team", "workers": "all"}],
  "service_level": {"threshold": "40s"}
}
)";
}

class Diff : public testing::Test {
 protected:
  Diff() {
    folder.write("two_sell.json", desk("sales"));
    folder.write("one_sells.json", desk("support"));
    run("before", R"("08:00", "08:01", "08:02")", "two_sell.json");
    run("after", R"("08:00", "08:01", "08:02")", "one_sells.json");
  }
  void run(const std::string& name, const std::string& times, const std::string& workspace) const {
    folder.write(name + ".json", calls_at(times, workspace));
    const Ran ran = folder.run("run " + name + ".json --out " + name + " -q");
    EXPECT_EQ(ran.code, 0) << ran.err;
  }

  Folder folder;
};

void expect_in(const std::string& text, const std::string& fragment) {
  EXPECT_NE(text.find(fragment), std::string::npos) << fragment << " is not in:\n" << text;
}

std::vector<json> lines_of(const std::string& text) {
  std::vector<json> lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) lines.push_back(json::parse(line));
  return lines;
}

TEST_F(Diff, of_a_run_with_itself_is_nothing) {
  const Ran ran = folder.run("diff --exit-code before before/run.log");
  EXPECT_EQ(ran.code, 0) << ran.err;
  expect_in(ran.out, "before  before/run.log: calls, seed 5, 3 tasks, log hash ");
  expect_in(ran.out, "\nno difference\n");
  EXPECT_EQ(json::parse(folder.run("diff before before -o json").out)["same"], true);
}

TEST_F(Diff, tells_queue_worker_wait_and_end_by_task_and_what_that_makes_of_the_totals) {
  const Ran ran = folder.run("diff before after");
  EXPECT_EQ(ran.code, 0) << ran.err;
  EXPECT_EQ(ran.err, "");
  expect_in(ran.out,
            "tasks: 1 the same, 2 differ (queue 1, worker 2, wait 1), 0 only before, 0 only after\n");
  expect_in(ran.out,
            "  ~ 2         2026-01-05T08:01:00Z         queue sales -> sales > support; worker bob -> cid; "
            "wait 0.0 s -> 30.0 s (+30.0 s)\n");
  expect_in(ran.out, "  ~ 3         2026-01-05T08:02:00Z         worker cid -> bob\n");
  expect_in(ran.out, "  ~ all tasks");
  expect_in(ran.out, "      mean wait s        10.0   20.0       +10.0\n");
  expect_in(ran.out, "      answered              3      3           =\n");
  expect_in(ran.out, "service level: answered within 40s / (answered + abandoned)\n");
}

// A run of many replications keeps the tasks of the first one only.
TEST_F(Diff, says_that_it_compares_the_first_of_many_replications) {
  ASSERT_EQ(folder.run("run before.json --reps 3 --out many -q").code, 0);
  const Ran text = folder.run("diff many before");
  expect_in(text.out, "before  many/run.log: calls, seed 5, first of 3 replications, 3 tasks, log hash ");
  expect_in(text.out, "after   before/run.log: calls, seed 5, 3 tasks, log hash ");
  const json answer = json::parse(folder.run("diff many before -o json").out);
  EXPECT_EQ(answer["before"]["replications"], 3);
  EXPECT_FALSE(answer["after"].contains("replications")) << "one is all";
  EXPECT_EQ(lines_of(folder.run("diff many before -o jsonl").out)[0]["before"]["replications"], 3);
  expect_in(folder.run("diff many before -o csv").err, "many/run.log: the first of 3 replications\n");
  json summary = json::parse(folder.read("many/summary.json"));
  for (const json& other : {json("of another run"), json(5), json::array()}) {
    summary["logHash"] = other;
    folder.write("many/summary.json", summary.dump());
    expect_in(folder.run("diff many before").out, "before  many/run.log: calls, seed 5, 3 tasks");
  }
}

TEST_F(Diff, gives_exit_code_6_only_when_asked) {
  EXPECT_EQ(folder.run("diff before after").code, 0);
  EXPECT_EQ(folder.run("diff before after --exit-code").code, 6);
  EXPECT_EQ(folder.run("diff before after -o csv", "SWITCHYARD_EXIT_CODE=1").code, 6);
}

TEST_F(Diff, finds_a_task_again_though_its_number_is_another) {
  run("more", R"("08:00", "08:00:30", "08:01", "08:02", "08:20")", "two_sell.json");
  const Ran ran = folder.run("diff before more");
  EXPECT_EQ(ran.code, 0) << ran.err;
  expect_in(ran.out, "0 only before, 2 only after\n");
  expect_in(ran.out, "  + 2         2026-01-05T08:00:30Z         sales; bob; waited 0.0 s; completed\n");
  expect_in(ran.out, "  ~ 2/3       2026-01-05T08:01:00Z ");
  expect_in(ran.out, "  + 5         2026-01-05T08:20:00Z ");
  const Ran back = folder.run("diff more before --show 1");
  expect_in(back.out, "2 only before, 0 only after\n");
  expect_in(back.out, "  - 2         2026-01-05T08:00:30Z ");
  expect_in(back.out, "more: --show ");
  expect_in(back.out, "less busy queue");
  EXPECT_EQ(back.out.find("~ sales"), std::string::npos) << back.out;
}

// With redials, callbacks and a rule that changes who is rung: nearly everybody comes in both runs. The
// others are callbacks of calls that one of the rules missed.
TEST_F(Diff, knows_the_customers_of_a_brand_line_again_under_another_rule) {
  const std::string scenarios = SWITCHYARD_ROOT "/scenarios/brand-line/";
  folder.run("run '" + scenarios + "scenario.json' -q --out all");
  folder.run("run '" + scenarios + "one-at-a-time.json' -q --out one");
  ASSERT_TRUE(folder.has("all/run.log") && folder.has("one/run.log"));
  const json answer = json::parse(folder.run("diff all one -o json").out);
  const json& counts = answer["counts"];
  const int both = counts["same"].get<int>() + counts["differ"].get<int>();
  EXPECT_GT(both, 100);
  EXPECT_GT(counts["by_field"]["wait"], both / 10);
  EXPECT_LT(counts["only_before"].get<int>() + counts["only_after"].get<int>(), both / 8);
}

TEST_F(Diff, says_so_when_two_runs_have_no_task_in_common) {
  run("other", R"("08:10", "08:11")", "two_sell.json");
  const Ran ran = folder.run("diff before other");
  expect_in(ran.out,
            "tasks: 0 the same, 0 differ, 3 only before, 2 only after\nno task of one is in the other");
}

TEST_F(Diff, has_the_totals_of_the_runs_themselves) {
  const json answer = json::parse(folder.run("diff before after -o json").out);
  const json after = json::parse(folder.read("after/summary.json"));
  const json& total = answer["totals"].at(0);
  EXPECT_EQ(total["scope"], "total");
  EXPECT_EQ(total["offered"]["after"], after["total"]["offered"]["value"]);
  EXPECT_EQ(total["wait_all_seconds"]["after"], after["total"]["wait_all_seconds"]["value"]);
  EXPECT_EQ(answer["within_seconds"], 40);
  const json& sales = answer["totals"].at(1);
  EXPECT_EQ(sales["name"], "sales");
  EXPECT_EQ(sales["service_level"]["after"],
            after["queues"].at(0)["service_levels"].at(0)["sl_offered"]["value"]);
  const json narrow = json::parse(folder.run("diff before after -o json --threshold 10s").out);
  EXPECT_EQ(narrow["within_seconds"], 10);
  EXPECT_LT(narrow["totals"].at(0)["service_level"]["after"], 1);
}

TEST_F(Diff, gives_machines_the_same_in_three_forms) {
  const json whole = json::parse(folder.run("diff before after -o json").out);
  EXPECT_EQ(whole["counts"]["by_field"]["worker"], 2);
  const json second = json::parse(
      R"({"change": "differs", "fields": ["queue", "worker", "wait"],
          "before": {"task": 2, "arrived": "2026-01-05T08:01:00Z", "queues": "sales", "worker": "bob",
                     "wait_seconds": 0, "outcome": "completed"},
          "after": {"task": 2, "arrived": "2026-01-05T08:01:00Z", "queues": "sales > support",
                    "worker": "cid", "wait_seconds": 30, "outcome": "completed"}})");
  EXPECT_EQ(whole["tasks"].at(0), second);
  const std::vector<json> lines = lines_of(folder.run("diff before after -o jsonl").out);
  ASSERT_EQ(lines.size(), 1 + whole["totals"].size() + whole["tasks"].size());
  EXPECT_EQ(lines.front()["counts"], whole["counts"]);
  EXPECT_EQ(lines.back(), whole["tasks"].back());
  const std::string csv = folder.run("diff before after -o csv").out;
  expect_in(csv,
            "\r\ndiffers,2,2,2026-01-05T08:01:00Z,2026-01-05T08:01:00Z,sales,sales > support,bob,cid,0,30,"
            "completed,completed\r\n");
  EXPECT_EQ(std::count(csv.begin(), csv.end(), '\n'), 3);
}

TEST_F(Diff, reads_one_run_from_standard_input) {
  EXPECT_EQ(folder.run("diff - after --exit-code < before/run.log").code, 6);
  EXPECT_EQ(folder.run("diff before - --exit-code < before/run.log").code, 0);
  const Ran both = folder.run("diff - - < before/run.log");
  EXPECT_EQ(both.code, 2);
  expect_in(both.err, "only one of two runs");
}

TEST_F(Diff, refuses_what_is_no_log_and_names_it) {
  const std::string whole = folder.read("after/run.log");
  folder.write("torn.log", whole.substr(0, whole.size() - 70));
  folder.make_folder("empty");
  struct Wrong {
    const char* arguments;
    int code;
    const char* fragment;
  };
  const Wrong cases[] = {
      {"before torn.log", 3, "torn.log"},
      {"torn.log before", 3, "torn.log"},
      {"before before.json", 3, "before.json"},
      {"missing before", 4, "missing: cannot be opened"},
      {"before empty", 4, "empty/run.log: cannot be opened"},
      {"before empty", 4, "--out empty` writes one"},
      {"torn.log missing.log", 3, "missing.log"},
  };
  for (const Wrong& wrong : cases) {
    SCOPED_TRACE(wrong.arguments);
    const Ran ran = folder.run(std::string("diff ") + wrong.arguments);
    EXPECT_EQ(ran.code, wrong.code);
    EXPECT_EQ(ran.out, "");
    expect_in(ran.err, wrong.fragment);
  }
}

TEST_F(Diff, of_folders_is_that_of_their_logs_for_other_commands_too) {
  EXPECT_EQ(folder.run("diff before after").out, folder.run("diff before/run.log after/run.log").out);
  EXPECT_EQ(folder.run("explain before --task 2").out, folder.run("explain before/run.log --task 2").out);
  EXPECT_EQ(folder.run("replay after/").out, folder.run("replay after/run.log").out);
}

}  // namespace
}  // namespace switchyard::cli_test
