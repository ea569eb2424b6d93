// New rules on a recorded run, with all that follows from them.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>

#include "tests/cli/program.h"

namespace switchyard::cli_test {
namespace {

using Json = nlohmann::json;

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  const std::size_t at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  return at == std::string::npos ? text : text.replace(at, from.size(), to);
}

std::string only_bob() {
  return replaced(small_workspace, R"("target_workers": "1==1")",
                  R"("target_workers": "friendly_name == 'bob'")");
}

Json resimulated(const Folder& folder, const std::string& more = "") {
  const Ran ran = folder.run("replay a --workspace new.json --resimulate -o json " + more);
  EXPECT_EQ(ran.code, 0) << ran.err;
  return Json::parse(ran.out, nullptr, false);
}

class Resimulate : public testing::Test {
 protected:
  Resimulate() {
    folder_.write_small_scenario();
    EXPECT_EQ(folder_.run("run scenario.json --out a").code, 0);
  }
  Folder folder_;
};

TEST_F(Resimulate, finds_the_recorded_day_under_its_own_rules) {
  folder_.write("new.json", small_workspace);
  const Json report = resimulated(folder_);
  const Json& all = report["totals"][0];
  EXPECT_EQ(all["queue"], nullptr);
  EXPECT_GT(all["offered"]["recorded"], 20);
  for (const auto& [name, figure] : all.items()) {
    if (!figure.is_object() || figure["recorded"].is_null()) continue;
    EXPECT_EQ(figure["old"]["value"], figure["recorded"]) << name;
    EXPECT_EQ(figure["new"]["value"], figure["recorded"]) << name;
    EXPECT_EQ(figure["change"]["value"], 0) << name;
    EXPECT_EQ(figure["change"]["ci95"], Json::array({0, 0})) << name;
  }
  EXPECT_EQ(report["firstReplication"]["same"], true);
  EXPECT_EQ(report["firstReplication"]["before"]["logHash"], log_hash_in(folder_.run("replay a").out));
}

TEST_F(Resimulate, tells_what_fewer_workers_would_have_done) {
  folder_.write("new.json", only_bob());
  const Json report = resimulated(folder_, "--reps 20");
  const Json& all = report["totals"][0];
  EXPECT_EQ(report["replications"], 20);
  EXPECT_EQ(all["offered"]["change"]["value"], 0);
  EXPECT_LT(all["answered"]["change"]["ci95"][1], 0);
  EXPECT_GT(all["abandoned"]["change"]["ci95"][0], 0);
  EXPECT_LT(all["abandoned"]["change"]["ci95"][0], all["abandoned"]["change"]["ci95"][1]);
  EXPECT_EQ(all["abandoned"]["old"]["value"], all["abandoned"]["recorded"]);
  EXPECT_EQ(report["totals"][1]["queue"], "line");
  const Json& tasks = report["firstReplication"]["tasks"];
  EXPECT_GT(tasks.size(), 5u);
  for (const Json& task : tasks) {
    const bool served = task["after"]["outcome"] == "completed";
    EXPECT_TRUE(!served || task["after"]["worker"] == "bob") << task;
  }
}

TEST_F(Resimulate, says_the_same_each_time_and_by_the_seed) {
  folder_.write("new.json", only_bob());
  const std::string command = "replay a --workspace new.json --resimulate";
  const Ran once = folder_.run(command);
  EXPECT_EQ(once.code, 0) << once.err;
  EXPECT_EQ(once.out, folder_.run(command).out);
  EXPECT_NE(once.out, folder_.run(command + " --seed 2").out);
  for (const char* part :
       {"10 replications of seed 1", "all tasks", "line", "recorded", "old rules", "new rules",
        "service level: answered within 20s", "abandoned", " ± ", "tasks (~ differs"})
    EXPECT_NE(once.out.find(part), std::string::npos) << part << " is not in\n" << once.out;
}

TEST_F(Resimulate, shows_as_many_tasks_as_are_asked_for) {
  folder_.write("new.json", only_bob());
  const std::string few = folder_.run("replay a --workspace new.json --resimulate --show 2").out;
  EXPECT_NE(few.find("more: --show"), std::string::npos) << few;
  EXPECT_NE(few.find("-o json for all"), std::string::npos) << few;
}

// Leads, conversations, transfers: what is not done again or only drawn moves the totals by little.
TEST_F(Resimulate, stays_near_a_recorded_day_of_which_not_all_was_seen) {
  for (const char* name : {"lead-desk", "flex-mix", "dealer-network"}) {
    SCOPED_TRACE(name);
    const std::string scenario = std::string(SWITCHYARD_ROOT) + "/scenarios/" + name;
    const int ran = folder_.run("run " + scenario + "/scenario.json --until 4h --out " + name).code;
    EXPECT_TRUE(ran == 0 || ran == 99);
    const Ran again = folder_.run(std::string("replay ") + name + " --workspace " + scenario +
                                  "/workspace.json --resimulate --reps 2 -o json");
    ASSERT_EQ(again.code, 0) << again.err;
    const Json all = Json::parse(again.out)["totals"][0];
    const double recorded = all["answered"]["recorded"];
    const double old_rules = all["answered"]["old"]["value"];
    EXPECT_GT(recorded, 100);
    EXPECT_NEAR(old_rules, recorded, 0.03 * recorded);
    EXPECT_EQ(all["answered"]["change"]["value"], 0);
  }
}

TEST_F(Resimulate, is_told_what_cannot_be) {
  folder_.write("new.json", small_workspace);
  folder_.write("bad.json", replaced(small_workspace, R"({"queue": "line"})", R"({"queue": "lin"})"));
  struct Row {
    const char* arguments;
    int code;
    const char* said;
  };
  const Row rows[] = {
      {"replay a --resimulate", 2, "--workspace"},
      {"replay a --workspace new.json --resimulate --decide", 2, "--decide"},
      {"replay a --workspace new.json --reps 3", 2, "--resimulate"},
      {"replay a --workspace new.json --resimulate --reps 0", 2, "whole number"},
      {"replay - --workspace new.json --resimulate", 2, "standard input"},
      {"replay b --workspace new.json --resimulate", 4, "b"},
      {"replay a --workspace bad.json --resimulate", 3, "line"},
  };
  for (const Row& row : rows) {
    SCOPED_TRACE(row.arguments);
    const Ran ran = folder_.run(row.arguments);
    EXPECT_EQ(ran.code, row.code) << ran.err;
    EXPECT_NE(ran.err.find(row.said), std::string::npos) << ran.err;
    EXPECT_EQ(ran.out, "");
  }
}

}  // namespace
}  // namespace switchyard::cli_test
