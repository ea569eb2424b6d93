// `explain` says why a task went where it went, from a recorded log, and what is wrong when it cannot.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "engine/base/sid.h"
#include "tests/cli/program.h"

namespace switchyard::cli_test {
namespace {

const char* const desk = R"({
  "version": 1,
  "name": "desk",
  "task_channels": [{"name": "voice", "wrap_up_limit": "0s"}],
  "workers": [
    {"name": "ann", "attributes": {"skill": "sales"}},
    {"name": "bob", "attributes": {"skill": "sales"}},
    {"name": "cid", "attributes": {"skill": "support"}},
    {"name": "dan", "attributes": {"skill": "sales"}, "activity": "Offline"}
  ],
  "task_queues": [
    {"name": "sales", "target_workers": "skill == 'sales'"},
    {"name": "support", "target_workers": "skill == 'support'"}
  ],
  "workflows": [{"name": "calls", "task_routing": {
    "filters": [
      {"filter_friendly_name": "vip", "expression": "type == 'vip'", "targets": [{"queue": "support"}]},
      {"filter_friendly_name": "buyers", "expression": "type == 'buy'",
       "targets": [{"queue": "sales", "timeout": 30}, {"queue": "support"}]}
    ]
  }}]
}
)";

const char* const three_calls = R"({
  "version": 1,
  "name": "three calls",
  "workspace": "workspace.json",
  "start": "2026-01-05T08:00:00Z",
  "length": "30m",
  "seed": 5,
  "traffic": [
    {"name": "calls", "channel": "voice", "workflow": "calls", "at": ["08:00", "08:01", "08:02"],
     "attributes": {"type": "buy"}, "handle_time": "10m"}
  ],
  "people": [{"name": "team", "workers": ["ann", "bob", "cid"]}]
}
)";

class Explain : public testing::Test {
 protected:
  Explain() {
    folder.write("workspace.json", desk);
    folder.write("scenario.json", three_calls);
    const Ran ran = folder.run("run scenario.json --out results -q");
    EXPECT_EQ(ran.code, 0) << ran.err;
  }

  Folder folder;
};

void expect_in(const std::string& text, const std::string& fragment) {
  EXPECT_NE(text.find(fragment), std::string::npos) << fragment << " is not in:\n" << text;
}

// As REST, sockets and callbacks of a live host call it.
TEST_F(Explain, finds_a_task_by_its_sid) {
  const std::string sid = make_sid(sid_key("desk"), SidKind::task, 3);
  const Ran ran = folder.run("explain results/run.log --task " + sid);
  EXPECT_EQ(ran.code, 0) << ran.err;
  EXPECT_EQ(ran.out, folder.run("explain results/run.log --task 3").out);
  const std::string none[] = {make_sid(sid_key("desk"), SidKind::task, 99),
                              make_sid(sid_key("another"), SidKind::task, 3)};
  for (const std::string& other : none) {
    const Ran unknown = folder.run("explain results/run.log --task " + other);
    EXPECT_EQ(unknown.code, 2);
    EXPECT_NE(unknown.err.find("there is no task " + other), std::string::npos) << unknown.err;
    EXPECT_NE(unknown.err.find("its tasks are 1 to 3"), std::string::npos) << unknown.err;
  }
  EXPECT_EQ(folder.run("explain results/run.log --task WT17").code, 2);
}

TEST_F(Explain, tells_filters_targets_workers_and_timers_of_each_moment) {
  const Ran ran = folder.run("explain results/run.log --task 3");
  EXPECT_EQ(ran.code, 0) << ran.err;
  EXPECT_EQ(ran.err, "");
  expect_in(ran.out, "task 3: default, voice, arrived 2026-01-05T08:02:00Z, completed\n");
  expect_in(ran.out, "filters    vip: no; buyers: yes\n");
  expect_in(ran.out, "now        pending in sales, target 1 of 2 of filter buyers of calls, priority 0\n");
  expect_in(ran.out, "1 not in the queue: cid\n");
  expect_in(ran.out, "1 activity not available: dan\n");
  expect_in(ran.out, "2 no capacity: ann, bob\n");
  expect_in(ran.out, "timers     target timeout +30s; time to live +1d\n");
  expect_in(ran.out, "\n+30s  2026-01-05T08:02:30Z  turn ");
  expect_in(ran.out, "task_queue_timed_out");
  expect_in(ran.out, "now        reserved in support, target 2 of 2 of filter buyers of calls, priority 0\n");
  expect_in(ran.out, "asked      cid\n");
}

TEST(ExplainNames, call_a_filter_without_a_name_by_its_number_once) {
  Folder folder;
  std::string nameless = desk;
  const std::string name = R"("filter_friendly_name": "buyers", )";
  nameless.erase(nameless.find(name), name.size());
  folder.write("workspace.json", nameless);
  folder.write("scenario.json", three_calls);
  EXPECT_EQ(folder.run("run scenario.json --out results -q").code, 0);
  const Ran ran = folder.run("explain results/run.log --task 3");
  EXPECT_EQ(ran.code, 0) << ran.err;
  expect_in(ran.out, "now        pending in sales, target 1 of 2 of filter 2 of calls, priority 0\n");
}

TEST_F(Explain, names_who_was_free_as_well) {
  const Ran ran = folder.run("explain results/run.log --task 1");
  EXPECT_EQ(ran.code, 0) << ran.err;
  expect_in(ran.out, "asked      ann\n");
  expect_in(ran.out, "also free  bob (others came first)\n");
}

TEST_F(Explain, gives_machines_the_same) {
  const Ran ran = folder.run("explain results/run.log --task 3 -o json");
  EXPECT_EQ(ran.code, 0) << ran.err;
  const nlohmann::json json = nlohmann::json::parse(ran.out);
  EXPECT_EQ(json["outcome"], "completed");
  const nlohmann::json& arrival = json["moments"].at(0);
  EXPECT_EQ(arrival["time"], "2026-01-05T08:02:00Z");
  EXPECT_EQ(arrival["filters"].at(1)["name"], "buyers");
  EXPECT_EQ(arrival["filters"].at(1)["matches"], true);
  EXPECT_EQ(arrival["now"]["queue"], "sales");
  EXPECT_EQ(arrival["left_out"].size(), 3U);
  EXPECT_EQ(arrival["timers"].at(0)["at"], "2026-01-05T08:02:30Z");
  EXPECT_EQ(json["moments"].back()["now"], nullptr);
}

TEST_F(Explain, of_a_task_that_never_was_says_which_there_are) {
  const Ran ran = folder.run("explain results/run.log --task 4");
  EXPECT_EQ(ran.code, 2);
  EXPECT_EQ(ran.out, "");
  expect_in(ran.err, "there is no task 4");
  expect_in(ran.err, "its tasks are 1 to 3");
}

TEST_F(Explain, of_a_torn_log_tells_what_it_knows_and_then_what_is_wrong) {
  const std::string whole = folder.read("results/run.log");
  folder.write("torn.log", whole.substr(0, whole.size() - 70));
  const Ran known = folder.run("explain torn.log --task 1");
  EXPECT_EQ(known.code, 3);
  expect_in(known.out, "task 1: default, voice");
  expect_in(known.err, "the explanation goes as far as the log could be replayed");
  const Ran unknown = folder.run("explain torn.log --task 9");
  EXPECT_EQ(unknown.code, 3);
  EXPECT_EQ(unknown.out, "");
  expect_in(unknown.err, "task 9 did not come up before that");
}

TEST_F(Explain, refuses_what_is_no_log_and_no_number) {
  EXPECT_EQ(folder.run("explain scenario.json --task 1").code, 3);
  EXPECT_EQ(folder.run("explain missing.log --task 1").code, 4);
  for (const char* wrong : {"0", "-1", "one", "1x", "''"}) {
    const Ran ran = folder.run(std::string("explain results/run.log --task ") + wrong);
    EXPECT_EQ(ran.code, 2) << wrong;
    expect_in(ran.err, "the number of a task");
  }
  EXPECT_EQ(folder.run("explain results/run.log").code, 2) << "which task?";
}

}  // namespace
}  // namespace switchyard::cli_test
