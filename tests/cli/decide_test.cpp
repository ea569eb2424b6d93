// New rules on a recorded run: what they would have decided, decision by decision.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>

#include "tests/cli/program.h"

namespace switchyard::cli_test {
namespace {

using Json = nlohmann::json;

Json judged(const Folder& folder, const std::string& workspace) {
  const Ran ran = folder.run("replay a/run.log --workspace " + workspace + " -o json");
  EXPECT_EQ(ran.code, 0) << ran.err;
  return Json::parse(ran.out);
}

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  const std::size_t at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  return at == std::string::npos ? text : text.replace(at, from.size(), to);
}

TEST(Decide, finds_nothing_otherwise_under_the_same_rules) {
  const Folder folder;
  folder.write_small_scenario();
  ASSERT_EQ(folder.run("run scenario.json --out a").code, 0);
  const Json report = judged(folder, "workspace.json");
  EXPECT_GT(report["decisions"], 10);
  EXPECT_EQ(report["decisions"], report["same"]);
  EXPECT_EQ(report["unsettled"], 0);
  EXPECT_TRUE(report["examples"].empty());
}

TEST(Decide, tells_each_task_that_another_queue_would_have_got) {
  const Folder folder;
  folder.write_small_scenario();
  ASSERT_EQ(folder.run("run scenario.json --out a").code, 0);
  const std::string with_queue = replaced(small_workspace, R"({"name": "line", "target_workers": "1==1"})",
                                          R"({"name": "line", "target_workers": "1==1"}, {"name": "other"})");
  folder.write("new.json", replaced(with_queue, R"({"queue": "line"})", R"({"queue": "other"})"));
  const Json report = judged(folder, "new.json");
  EXPECT_EQ(report["moves"][0]["from"], "line");
  EXPECT_EQ(report["moves"][0]["to"], "other");
  EXPECT_EQ(report["moves"][0]["count"], report["otherQueue"]);
  EXPECT_GT(report["otherQueue"], 10);
  const Json& first = report["examples"][0];
  EXPECT_EQ(first["recorded"]["queue"], "line");
  EXPECT_EQ(first["now"]["queue"], "other");
  EXPECT_EQ(first["recorded"]["workers"], first["now"]["workers"]);
}

TEST(Decide, tells_who_else_would_have_been_asked) {
  const Folder folder;
  folder.write_small_scenario();
  ASSERT_EQ(folder.run("run scenario.json --out a").code, 0);
  folder.write("new.json", replaced(small_workspace, R"("name": "line", "target_workers": "1==1")",
                                    R"("name": "line", "target_workers": "friendly_name == 'bob'")"));
  const Json report = judged(folder, "new.json");
  EXPECT_GT(report["otherWorkers"], 3);
  for (const Json& example : report["examples"]) {
    for (const Json& worker : example["now"]["workers"]) EXPECT_EQ(worker, "bob");
  }
}

TEST(Decide, refuses_rules_that_are_none) {
  const Folder folder;
  folder.write_small_scenario();
  ASSERT_EQ(folder.run("run scenario.json --out a").code, 0);
  folder.write("new.json", replaced(small_workspace, R"({"queue": "line"})", R"({"queue": "lin"})"));
  const Ran ran = folder.run("replay a/run.log --workspace new.json");
  EXPECT_EQ(ran.code, 3);
  EXPECT_NE(ran.err.find("new.json:7:80: error"), std::string::npos) << ran.err;
  EXPECT_NE(ran.err.find("\n  7 | "), std::string::npos) << ran.err;
  EXPECT_NE(ran.err.find("did you mean \"line\"?\n"), std::string::npos) << ran.err;
  EXPECT_EQ(folder.run("replay a/run.log --resimulate --workspace nowhere.json").code, 4);
}

TEST(Decide, needs_new_rules_and_a_log_that_can_be_read_twice) {
  const Folder folder;
  EXPECT_EQ(folder.run("replay a/run.log --decide").code, 2);
  EXPECT_EQ(folder.run("replay - --workspace w.json").code, 2);
}

}  // namespace
}  // namespace switchyard::cli_test
