// `switchyard test`: stories and golden scenarios pass, fail with what came out, and are rewritten on
// request.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "tests/cli/program.h"

namespace switchyard::cli_test {
namespace {

using nlohmann::json;

constexpr const char* story = R"(# One call.

workspace {
  "version": 1, "name": "story", "default_activity": "Available",
  "workers": [{"name": "ann"}],
  "task_queues": [{"name": "line"}],
  "workflows": [{"name": "calls", "task_routing": {"default_filter": {"queue": "line"}}}]
}

10:00 task_arrives as=call channel=voice workflow=calls
)";

class TestCommand : public testing::Test {
 protected:
  TestCommand() {
    folder.make_folder("stories");
    folder.make_folder("golden");
    folder.write("stories/one.txt", story);
    folder.write("golden/workspace.json", small_workspace);
    folder.write("golden/scenario.json", small_scenario);
  }
  Folder folder;
};

TEST_F(TestCommand, AStoryFailsShowsWhatCameOutAndPassesAfterUpdate) {
  const Ran failed = folder.run("test stories");
  EXPECT_EQ(failed.code, 6) << failed.err;
  EXPECT_NE(failed.out.find("0 passed, 1 failed\n"), std::string::npos) << failed.out;
  EXPECT_NE(failed.out.find("+"), std::string::npos);
  EXPECT_EQ(folder.read("stories/one.txt"), story);
  const Ran updated = folder.run("test stories --update");
  EXPECT_EQ(updated.code, 0) << updated.out;
  EXPECT_NE(folder.read("stories/one.txt").find("task_created"), std::string::npos);
  const Ran passed = folder.run("test stories");
  EXPECT_EQ(passed.code, 0);
  EXPECT_EQ(passed.out, "1 passed, 0 failed\n");
}

TEST_F(TestCommand, AGoldenScenarioIsMadeComparedAndRewritten) {
  EXPECT_EQ(folder.run("test golden/scenario.json --update").code, 0);
  json expected = json::parse(folder.read("golden/expected.json"));
  EXPECT_EQ(expected["logHash"], log_hash_in(folder.run("run golden/scenario.json").out));
  EXPECT_EQ(folder.run("test golden").out, "1 passed, 0 failed\n");
  expected["summary"]["seed"] = 77;
  folder.write("golden/expected.json", expected.dump());
  const Ran failed = folder.run("test golden");
  EXPECT_EQ(failed.code, 6);
  EXPECT_NE(failed.out.find("/summary/seed: expected 77, 5 came out"), std::string::npos) << failed.out;
  EXPECT_EQ(folder.run("test golden --update").code, 0);
  EXPECT_EQ(folder.run("test golden").code, 0);
}

TEST_F(TestCommand, WhatCannotBeReadIsTold) {
  EXPECT_EQ(folder.run("test nowhere.txt").code, 4);
  EXPECT_EQ(folder.run("test golden/scenario.json").code, 4);
  folder.write("golden/expected.json", "{\"logHahs\": \"\"}");
  const Ran misspelt = folder.run("test golden");
  EXPECT_EQ(misspelt.code, 6);
  EXPECT_NE(misspelt.out.find("expected.json:1:2: error"), std::string::npos) << misspelt.out;
  EXPECT_NE(misspelt.out.find("logHash"), std::string::npos) << misspelt.out;
}

TEST_F(TestCommand, WhatIsNoTextIsNoStory) {
  folder.write("stories/one.txt", "workspace {\xff\xfe}\n");
  const Ran ran = folder.run("test stories");
  EXPECT_EQ(ran.code, 6);
  EXPECT_NE(ran.out.find("one.txt:1:12: error: a story must be UTF-8"), std::string::npos) << ran.out;
}

TEST_F(TestCommand, ForMachines) {
  const json answer = json::parse(folder.run("test stories -o json").out);
  EXPECT_EQ(answer["failed"], 1);
  EXPECT_EQ(answer["tests"][0]["verdict"], "failed");
}

}  // namespace
}  // namespace switchyard::cli_test
