// What a run prints and writes: streams, formats, the folder of --out, and what happens when it cannot be
// written.
#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <sstream>

#include "tests/cli/program.h"

namespace switchyard::cli_test {
namespace {

using nlohmann::json;
using Names = std::vector<std::string>;

class Outputs : public testing::Test {
 protected:
  Outputs() { folder.write_small_scenario(); }
  Folder folder;
};

TEST_F(Outputs, TheFolderHasAllFilesAndNothingElseIsLeft) {
  ASSERT_EQ(folder.run("run scenario.json --out deep/results").code, 0);
  EXPECT_EQ(folder.names("deep"), Names{"results"});
  EXPECT_EQ(folder.names("deep/results"), (Names{"intervals.csv", "report.html", "run.json", "run.log",
                                                 "summary.json", "tasks.csv", "workers.csv"}));
  ASSERT_EQ(folder.run("run scenario.json --out results --events").code, 0);
  EXPECT_TRUE(folder.has("results/events.jsonl"));
}

TEST_F(Outputs, ARunIsReplacedAsAWhole) {
  ASSERT_EQ(folder.run("run scenario.json --out results --events").code, 0);
  ASSERT_EQ(folder.run("run scenario.json --out results/ --seed 9").code, 0);
  EXPECT_FALSE(folder.has("results/events.jsonl"));
  EXPECT_EQ(json::parse(folder.read("results/summary.json"))["seed"], 9);
  EXPECT_EQ(folder.names(), (Names{"results", "scenario.json", "workspace.json"}));
}

TEST_F(Outputs, AFolderWithOtherFilesIsRefused) {
  ASSERT_EQ(folder.run("run scenario.json --out results").code, 0);
  folder.write("results/thesis.txt", "years of work");
  const Names before = folder.names("results");
  const Ran ran = folder.run("run scenario.json --out results");
  EXPECT_EQ(ran.code, 4);
  EXPECT_NE(ran.err.find("thesis.txt"), std::string::npos);
  EXPECT_NE(ran.err.find("hint"), std::string::npos);
  EXPECT_EQ(folder.names("results"), before);
  EXPECT_EQ(folder.run("run scenario.json --out .").code, 4);
  EXPECT_EQ(folder.run("run scenario.json --out scenario.json").code, 4);
  EXPECT_EQ(folder.run("run scenario.json --out scenario.json/results").code, 4);
  EXPECT_EQ(folder.run("run scenario.json --out ''").code, 0);
}

TEST_F(Outputs, AnEmptyFolderIsFilled) {
  folder.make_folder("empty");
  ASSERT_EQ(folder.run("run scenario.json --out empty").code, 0);
  EXPECT_TRUE(folder.has("empty/summary.json"));
}

TEST_F(Outputs, WhenTheDiskIsFullNothingIsLeftBehind) {
  const Names before = folder.names();
  const Ran ran = folder.run("run scenario.json --out deep/results --events", "ulimit -f 4 &&");
  EXPECT_EQ(ran.code, 4) << ran.err;
  EXPECT_NE(ran.err.find("deep/results"), std::string::npos) << ran.err;
  EXPECT_EQ(folder.names(), before);
}

TEST_F(Outputs, StandardOutputThatCannotBeWrittenIsExitCode4) {
  const Ran full = folder.run("run scenario.json > /dev/full");
  EXPECT_EQ(full.code, 4);
  EXPECT_NE(full.err.find("standard output"), std::string::npos);
  const Ran gone = folder.run("run scenario.json -q | true");
  EXPECT_EQ(gone.err, "");
}

TEST_F(Outputs, QuietIsSilentOnStandardErrorAndDataStaysOnStandardOutput) {
  const Ran quiet = folder.run("run scenario.json -q");
  EXPECT_EQ(quiet.code, 0);
  EXPECT_EQ(quiet.err, "");
  EXPECT_NE(quiet.out.find("seed 5, log hash "), std::string::npos);
  const Ran plain = folder.run("run scenario.json");
  EXPECT_EQ(plain.out, quiet.out);
  EXPECT_NE(plain.err.find("CPU second"), std::string::npos);
}

TEST_F(Outputs, VerboseNamesTheInputs) {
  const Ran ran = folder.run("run scenario.json -v");
  EXPECT_NE(ran.err.find("workspace.json sha256 "), std::string::npos) << ran.err;
}

TEST_F(Outputs, NoColourOffATerminal) {
  EXPECT_EQ(folder.run("run scenario.json").out.find('\x1b'), std::string::npos);
}

TEST_F(Outputs, MachineFormatsParse) {
  const json summary = json::parse(folder.run("run scenario.json -o json").out);
  EXPECT_EQ(summary["schemaVersion"], 1);
  EXPECT_EQ(summary["seed"], 5);
  std::istringstream lines(folder.run("run scenario.json -o jsonl").out);
  std::size_t count = 0;
  for (std::string line; std::getline(lines, line); ++count) EXPECT_TRUE(json::accept(line)) << line;
  EXPECT_GT(count, 3U);
  EXPECT_EQ(folder.run("run scenario.json -o csv").out.find("scope,"), 0U);
}

TEST_F(Outputs, SummaryNamesItsInputsByDigestAndRunJsonTheMachine) {
  ASSERT_EQ(folder.run("run scenario.json --out a --set seed=8").code, 0);
  const json summary = json::parse(folder.read("a/summary.json"));
  EXPECT_EQ(summary["seed"], 8);
  EXPECT_EQ(folder.read("a/summary.json").find(folder.path()), std::string::npos);
  EXPECT_NE(folder.read("a/summary.json").find("sha256"), std::string::npos);
  const json run = json::parse(folder.read("a/run.json"));
  EXPECT_GT(run["turns"], 50);
  EXPECT_GT(run["cpuSeconds"], 0.0);
  EXPECT_EQ(run["interrupted"], false);
}

TEST_F(Outputs, TasksCsvHasALineForEachTask) {
  const Ran ran = folder.run("run scenario.json --out a -o json");
  const json summary = json::parse(ran.out);
  const std::string tasks = folder.read("a/tasks.csv");
  const auto lines = std::count(tasks.begin(), tasks.end(), '\n');
  EXPECT_EQ(lines - 1, summary["total"]["offered"]["value"].get<std::int64_t>());
}

struct Precedence {
  const char* before;
  const char* arguments;
  int seed;
};

TEST_F(Outputs, AFlagGoesBeforeTheEnvironmentAndThatBeforeTheFile) {
  const Precedence cases[] = {{"", "", 5},
                              {"SWITCHYARD_SEED=6", "", 6},
                              {"SWITCHYARD_SEED=6", " --seed 7", 7},
                              {"SWITCHYARD_SEED=6", " --set seed=8", 6},
                              {"", " --set seed=8", 8}};
  for (const Precedence& precedence : cases) {
    const Ran ran =
        folder.run(std::string("run scenario.json -o json") + precedence.arguments, precedence.before);
    EXPECT_EQ(json::parse(ran.out)["seed"], precedence.seed) << precedence.before << precedence.arguments;
  }
  EXPECT_EQ(folder.run("run scenario.json", "SWITCHYARD_SEED=x").code, 2);
  EXPECT_TRUE(json::accept(folder.run("run scenario.json", "SWITCHYARD_OUTPUT=json").out));
}

TEST_F(Outputs, AFailedThresholdIsExitCode99AndIsShown) {
  const std::string set = "run scenario.json --set 'thresholds={\"abandonment\": [\"mean<=";
  EXPECT_EQ(folder.run(set + "1\"]}'").code, 0);
  const Ran failed = folder.run(set + "0.0001\"]}' --out a");
  EXPECT_EQ(failed.code, 99);
  EXPECT_NE(failed.out.find("FAIL"), std::string::npos);
  const json threshold = json::parse(folder.read("a/summary.json"))["thresholds"][0];
  EXPECT_EQ(threshold["ok"], false);
}

TEST_F(Outputs, EventsOfAReplayDoNotReplaceItsLog) {
  ASSERT_EQ(folder.run("run scenario.json --out a").code, 0);
  const std::string log = folder.read("a/run.log");
  for (const char* run : {"a", "a/run.log"}) {
    const Ran ran = folder.run(std::string("replay ") + run + " --events ./a/run.log");
    EXPECT_EQ(ran.code, 2);
    EXPECT_NE(ran.err.find("is the log that is read"), std::string::npos) << ran.err;
  }
  EXPECT_EQ(folder.read("a/run.log"), log);
}

TEST_F(Outputs, UntilSetsTheLength) {
  const json summary = json::parse(folder.run("run scenario.json --until 10m -o json").out);
  EXPECT_EQ(summary.dump().find("08:10:00Z") != std::string::npos, true) << summary.dump().substr(0, 500);
}

TEST_F(Outputs, SpeedFollowsRealTimeAndAnInterruptFinishesTheReport) {
  const Ran ran = folder.run("run scenario.json --speed 60x --out a", "timeout --preserve-status -s INT 5");
  EXPECT_EQ(ran.code, 130) << ran.err;
  EXPECT_NE(ran.err.find("interrupted"), std::string::npos) << ran.err;
  EXPECT_NE(ran.out.find("log hash "), std::string::npos) << ran.out;
  EXPECT_EQ(json::parse(folder.read("a/run.json"))["interrupted"], true);
  const json summary = json::parse(folder.read("a/summary.json"));
  const std::string until = summary["window"].value("observed_until", "");
  EXPECT_LT(until, summary["window"]["end"]);
  EXPECT_NE(ran.err.find("interrupted: the report ends at " + until + "\n"), std::string::npos) << ran.err;
  EXPECT_EQ(ran.out.find("again: "), std::string::npos) << "the command does not do the same again";
  EXPECT_NE(ran.out.find("to its end: switchyard run "), std::string::npos) << ran.out;
  EXPECT_EQ(folder.run("report a").out, folder.read("a/report.html"));
  const Ran replayed = folder.run("replay a/run.log");
  EXPECT_EQ(log_hash_in(replayed.out), log_hash_in(ran.out)) << replayed.err;
  EXPECT_EQ(folder.run("run scenario.json --speed 60x", "timeout --preserve-status -s TERM 5").code, 143);
}

// timeout(1) signals the program and then its group: two signals, one wish.
TEST_F(Outputs, TwoSignalsAtOnceAreOneInterrupt) {
  const std::string start = "set -m; '" SWITCHYARD_PROGRAM "' run scenario.json --speed 60x & run=\\$!; ";
  const std::string until_it_listens =
      "until grep -q '^switchyard' /proc/\\$run/comm && grep -q 'SigCgt:.*[2367abef]\\$' "
      "/proc/\\$run/status; "
      "do sleep 0.05; done; sleep 0.5; ";
  const Ran ran = folder.shell("bash -c \"" + start + until_it_listens +
                               "kill -INT \\$run; kill -INT \\$run; wait \\$run\"");
  EXPECT_EQ(ran.code, 130);
  EXPECT_NE(ran.out.find("log hash "), std::string::npos) << ran.err;
}

}  // namespace
}  // namespace switchyard::cli_test
