// `switchyard check` tells kinds of documents apart, finds all problems of all files, and writes nothing.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "tests/cli/program.h"

namespace switchyard::cli_test {
namespace {

using nlohmann::json;

constexpr const char* workflow = R"({"task_routing": {
  "filters": [{"filter_friendly_name": "a", "expression": "type == 'x'", "targets": [{"queue": "WQ1", "timeout": 30}]}],
  "default_filter": {"queue": "WQ2"}}})";

TEST(Check, TellsTheKindsOfDocumentsApart) {
  const Folder folder;
  folder.write_small_scenario();
  folder.write("workflow.json", workflow);
  const Ran ran = folder.run("check scenario.json workspace.json workflow.json");
  EXPECT_EQ(ran.code, 0) << ran.err;
  EXPECT_EQ(ran.out,
            "scenario.json: scenario, good\n"
            "workspace.json: workspace, good\n"
            "workflow.json: TaskRouter workflow, good\n");
  EXPECT_EQ(ran.err, "");
}

TEST(Check, ReadsStandardInput) {
  const Folder folder;
  folder.write_small_scenario();
  folder.write("workflow.json", workflow);
  for (const char* file : {"scenario.json", "workspace.json", "workflow.json"}) {
    EXPECT_EQ(folder.run(std::string("check - < ") + file).code, 0) << file;
  }
  const Ran bad = folder.run("check - < /dev/null");
  EXPECT_EQ(bad.code, 3);
  EXPECT_EQ(bad.err.find("-:1:1: error"), 0U) << bad.err;
}

TEST(Check, GoesOnAfterABadFileAndTheWorstOneDecides) {
  const Folder folder;
  folder.write_small_scenario();
  folder.write("bad.json", "{\"workflows\": 5, \"colour\": 1}");
  const Ran ran = folder.run("check missing.json bad.json workspace.json");
  EXPECT_EQ(ran.code, 3);
  EXPECT_NE(ran.err.find("missing.json: error"), std::string::npos) << ran.err;
  EXPECT_NE(ran.err.find("bad.json:1:"), std::string::npos) << ran.err;
  EXPECT_NE(ran.err.find("colour"), std::string::npos) << ran.err;
  EXPECT_NE(ran.out.find("workspace.json: workspace, good"), std::string::npos) << ran.out;
  EXPECT_EQ(folder.run("check missing.json workspace.json").code, 4);
}

// Its length is its own fault, not that of the disk.
TEST(Check, ADocumentThatIsTooLongIsInvalid) {
  const Folder folder;
  folder.write("long.json", std::string((std::size_t{64} << 20) + 1, ' '));
  const Ran ran = folder.run("check long.json");
  EXPECT_EQ(ran.code, 3) << ran.err;
  EXPECT_NE(ran.err.find("must have at most 67108864 bytes (found more)"), std::string::npos) << ran.err;
  folder.write("long.txt", std::string((std::size_t{1} << 20) + 1, '\n'));
  EXPECT_EQ(folder.run("test long.txt --junit results.xml").code, 6);
  EXPECT_NE(folder.read("results.xml").find("errors=\"1\""), std::string::npos);
}

TEST(Check, WhatIsNoKnownKindIsRefused) {
  const Folder folder;
  folder.write("package.json", "{\"name\": \"a\", \"dependencies\": {}}");
  const Ran ran = folder.run("check package.json");
  EXPECT_EQ(ran.code, 3);
  EXPECT_NE(ran.err.find("package.json:1:1: error: must be a workspace, a scenario, a TaskRouter workflow or "
                         "a configuration"),
            std::string::npos)
      << ran.err;
}

constexpr const char* config = R"({
  "version": 1,
  "listen": "127.0.0.1:0",
  "journal": {"folder": "journals"},
  "accounts": [{"sid": "AC00000000000000000000000000000001", "token": {"environment": "NO_SUCH_TOKEN"}}],
  "workspaces": [{"file": "workspace.json", "account": "AC00000000000000000000000000000001"}],
  "agents": [{"worker": "ann", "token": {"environment": "NO_SUCH_TOKEN_OF_ANN"}}]
}
)";

// Whoever checks a configuration before it is put to work need not know its secrets.
TEST(Check, JudgesAConfigurationAsTheHostThatReadsIt) {
  const Folder folder;
  folder.write_small_scenario();
  folder.write("config.json", config);
  const Ran ran = folder.run("check config.json");
  EXPECT_EQ(ran.code, 0) << ran.err;
  EXPECT_EQ(ran.out, "config.json: configuration, good, 2 warnings\n");
  EXPECT_NE(ran.err.find("config.json:5:71: warning: the environment variable NO_SUCH_TOKEN is not set"),
            std::string::npos)
      << ran.err;
  const char* const secrets = "NO_SUCH_TOKEN=a NO_SUCH_TOKEN_OF_ANN=b";
  EXPECT_EQ(folder.run("check --strict config.json", secrets).err, "");
  EXPECT_FALSE(folder.has("journals"));

  const auto said = [&](const std::string& from, const std::string& to, int code) {
    std::string text = config;
    folder.write("other.json", text.replace(text.find(from), from.size(), to));
    const Ran other = folder.run("check other.json", secrets);
    EXPECT_EQ(other.code, code) << other.err;
    return other.err;
  };
  const auto has = [](const std::string& text, const std::string& part) {
    EXPECT_NE(text.find(part), std::string::npos) << part << "\n" << text;
  };
  has(said("\"ann\"", "\"nobody\"", 3),
      "other.json:7:25: error: the workspace \"small\" has no worker \"nobody\"");
  has(said("\"listen\"", "\"lisen\"", 3), "other.json:3:3: error: ");
  has(said("\"workspace.json\"", "\"none.json\"", 4), "none.json: error: there is no such file");
  has(said("\"agents\"", "\"outgoing\": {\"allow\": [\"nonsense\"]}, \"agents\"", 3), "other.json:7:");
  has(said("\"version\"", "\"$schema\": \"config.schema.json\", \"version\"", 0), "");
}

TEST(Check, FindsTheExamplesOfRunningItLiveGood) {
  const Folder folder;
  const std::string live = "'" SWITCHYARD_ROOT "'/scenarios/live/";
  const Ran ran = folder.run("check " + live + "*.json -q");
  EXPECT_EQ(ran.code, 0) << ran.err;
  EXPECT_NE(ran.out.find("full.json: configuration, good, 8 warnings\n"), std::string::npos) << ran.out;
}

TEST(Check, WarningsFailOnlyWhenStrict) {
  const Folder folder;
  folder.write("workspace.json", R"({
  "version": 1, "name": "w",
  "workers": [{"name": "ann"}],
  "task_queues": [{"name": "nobody", "target_workers": "skill == 'none'"}],
  "workflows": [{"name": "calls", "task_routing": {"default_filter": {"queue": "nobody"}}}]
})");
  const Ran ran = folder.run("check workspace.json");
  EXPECT_EQ(ran.code, 0);
  EXPECT_NE(ran.err.find("workspace.json:4:"), std::string::npos) << ran.err;
  EXPECT_NE(ran.err.find("warning"), std::string::npos) << ran.err;
  EXPECT_EQ(folder.run("check --strict workspace.json").code, 3);
  EXPECT_EQ(folder.run("check -q workspace.json").err, "");
}

TEST(Check, ForMachinesHasEveryProblemWithItsPlace) {
  const Folder folder;
  folder.write("bad.json", "{\"workflows\": 5}");
  const Ran ran = folder.run("check -o json bad.json missing.json");
  EXPECT_EQ(ran.code, 3);
  EXPECT_EQ(ran.err, "");
  const json answer = json::parse(ran.out);
  EXPECT_EQ(answer["good"], false);
  ASSERT_EQ(answer["files"].size(), 2U);
  EXPECT_EQ(answer["files"][0]["kind"], "workspace");
  EXPECT_EQ(answer["files"][0]["problems"][0]["line"], 1);
  EXPECT_EQ(answer["files"][1]["errors"], 1);
}

}  // namespace
}  // namespace switchyard::cli_test
