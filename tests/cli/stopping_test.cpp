// What is left when the program is stopped: by two signals, by a broken invariant, or without a word.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "tests/cli/program.h"

namespace switchyard::cli_test {
namespace {

using Names = std::vector<std::string>;

class Stopping : public testing::Test {
 protected:
  Stopping() { folder.write_small_scenario(); }

  // Runs slowly in the background, waits until the unfinished folder is there, does `then` to $p, and ends
  // with the run's exit code.
  Ran run_slowly_and(const std::string& out, const std::string& unfinished, const std::string& then) const {
    const std::string wait_for = "i=0; until ls -d " + unfinished +
                                 " >/dev/null 2>&1; do i=$((i + 1)); [ $i -gt 200 ] && break; sleep 0.05; "
                                 "done; ";
    return folder.run("run scenario.json --speed 60x --out " + out + " & p=$!; " + wait_for + then +
                      "; wait $p");
  }

  Folder folder;
};

TEST_F(Stopping, ASecondSignalStopsAtOnceAndLeavesNothing) {
  const Names before = folder.names();
  // Both signals wait while the program stands still, so that no report can come between them.
  const Ran ran = run_slowly_and("deep/down/results", "deep/down/.results.partial-*",
                                 "kill -STOP $p; kill -INT $p; kill -TERM $p; kill -CONT $p");
  EXPECT_TRUE(ran.code == 130 || ran.code == 143) << ran.code << ran.err;
  EXPECT_EQ(ran.out, "");
  EXPECT_EQ(ran.err.find("interrupted"), std::string::npos) << ran.err;
  EXPECT_EQ(folder.names(), before);
}

TEST_F(Stopping, AKilledRunLeavesTheEarlierOneAsItWas) {
  ASSERT_EQ(folder.run("run scenario.json --out results").code, 0);
  const std::string earlier = folder.read("results/summary.json");
  const Ran ran = run_slowly_and("results", ".results.partial-*", "kill -KILL $p");
  EXPECT_EQ(ran.code, 137);
  EXPECT_EQ(folder.read("results/summary.json"), earlier);
  EXPECT_EQ(folder.run("replay results/run.log").code, 0);
}

TEST_F(Stopping, WhatAKilledRunOfTheSameNumberLeftIsNoPartOfTheNext) {
  const Ran ran =
      folder.run("run scenario.json --out results",
                 "mkdir .results.partial-$$ && echo half >.results.partial-$$/events.jsonl && exec");
  EXPECT_EQ(ran.code, 0) << ran.err;
  EXPECT_TRUE(folder.has("results/summary.json"));
  EXPECT_FALSE(folder.has("results/events.jsonl"));
}

TEST_F(Stopping, ASignalBeforeTheRunStopsAtOnce) {
  const Ran ran = folder.run("run -", "sleep 5 | timeout --preserve-status -k 3 -s INT 0.5");
  EXPECT_EQ(ran.code, 130) << ran.err;
  EXPECT_EQ(ran.out, "");
}

TEST_F(Stopping, AnInterruptedGoldenScenarioIsNotRewritten) {
  folder.write(
      "long.json",
      "{\"extends\": \"scenario.json\", \"version\": 1, \"interval\": \"1d\", \"length\": \"30000d\"}");
  const std::string expectation = "{\"summary\": {\"seed\": 6}}";
  folder.write("long.expected.json", expectation);
  const Ran ran = folder.run("test --update long.json", "timeout --preserve-status -s INT 4");
  EXPECT_EQ(ran.code, 130) << ran.out << ran.err;
  EXPECT_NE(ran.out.find("interrupted"), std::string::npos) << ran.out;
  EXPECT_EQ(folder.read("long.expected.json"), expectation);
}

TEST_F(Stopping, ClosedStreamsDoNotBecomeFilesOfTheRun) {
  // Longer than the second after which progress is told.
  const Ran ran = folder.run("run scenario.json --until 2m --speed 60x --out results 2>&- <&-");
  EXPECT_EQ(ran.code, 0);
  EXPECT_EQ(log_hash_in(folder.run("replay results/run.log").out), log_hash_in(ran.out));
  EXPECT_EQ(folder.run("run scenario.json --out other >&- 2>&- <&-").code, 4);
}

TEST_F(Stopping, ABrokenInvariantTellsTheLastTurnsAndLeavesNothing) {
  folder.make_folder("unfinished");
  folder.write("unfinished/run.log", "half");
  const Ran ran = folder.run("", "'" SWITCHYARD_BROKEN_INVARIANT "' unfinished;:");
  EXPECT_FALSE(folder.has("unfinished"));
  for (const char* part :
       {"a fault of this program: argument_count < 0 does not hold", "broken_invariant.cpp:", "version 1.2.3",
        "  turn 1 at 1970-01-01T00:00:00Z: worker_accepts reservation=7\n",
        "  turn 2 at 1970-01-01T00:00:01Z: worker_attributes_change worker=ann", "please report"}) {
    EXPECT_NE(ran.err.find(part), std::string::npos) << part << " is not in:\n" << ran.err;
  }
  EXPECT_EQ(folder.run("", "'" SWITCHYARD_BROKEN_INVARIANT "'; exit $?;").code, 1);
}

}  // namespace
}  // namespace switchyard::cli_test
