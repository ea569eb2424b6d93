// The same scenario and seed give the same log hash whatever else is asked for, and the log replays to it.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "tests/cli/program.h"

namespace switchyard::cli_test {
namespace {

using nlohmann::json;

TEST(Repeat, TheHashDoesNotDependOnOutputsFormatOrThreads) {
  const Folder folder;
  folder.write_small_scenario();
  const std::string hash = log_hash_in(folder.run("run scenario.json").out);
  ASSERT_EQ(hash.size(), 32U);
  for (const char* arguments :
       {"run scenario.json -q", "run scenario.json --seed 5", "run scenario.json --out a --events",
        "run scenario.json --reps 3", "run scenario.json --set seed=5", "run - < scenario.json"}) {
    EXPECT_EQ(log_hash_in(folder.run(arguments).out), hash) << arguments;
  }
  for (const char* arguments :
       {"run scenario.json -o json", "run scenario.json -o jsonl --out b", "run scenario.json -o csv"}) {
    EXPECT_EQ(log_hash_in(folder.run(arguments).err), hash) << arguments;
  }
  EXPECT_NE(log_hash_in(folder.run("run scenario.json --seed 6").out), hash);
}

TEST(Repeat, SummaryJsonRepeatsByteForByte) {
  const Folder folder;
  folder.write_small_scenario();
  ASSERT_EQ(folder.run("run scenario.json --reps 4 --out a").code, 0);
  const Ran second = folder.run("run scenario.json --reps 4 --out b -o json");
  ASSERT_EQ(second.code, 0);
  EXPECT_EQ(folder.read("a/summary.json"), folder.read("b/summary.json"));
  EXPECT_EQ(folder.read("a/summary.json"), second.out);
  EXPECT_EQ(folder.read("a/run.log"), folder.read("b/run.log"));
}

TEST(Repeat, TheCommandThatIsShownGivesTheSameAgain) {
  const Folder folder;
  folder.write_small_scenario();
  const Ran first =
      folder.run("run scenario.json --until 20m --set traffic.calls.rate=90/h --set 'name=a b' --reps 2");
  const std::string before = "again: switchyard ";
  const std::size_t at = first.out.find(before);
  ASSERT_NE(at, std::string::npos) << first.out;
  const std::size_t begin = at + before.size();
  const Ran second = folder.run(first.out.substr(begin, first.out.find('\n', begin) - begin));
  EXPECT_EQ(second.out, first.out);
}

TEST(Repeat, ReplayOfTheLogGivesTheSameHash) {
  const Folder folder;
  folder.write_small_scenario();
  const std::string hash = log_hash_in(folder.run("run scenario.json --out a").out);
  const Ran replayed = folder.run("replay a/run.log");
  EXPECT_EQ(replayed.code, 0) << replayed.err;
  EXPECT_EQ(log_hash_in(replayed.out), hash);
  const json answer = json::parse(folder.run("replay a/run.log -o json").out);
  EXPECT_EQ(answer["logHash"], hash);
  EXPECT_EQ(answer["same"], true);
  EXPECT_EQ(answer["seed"], 5);
}

TEST(Repeat, AFlippedByteInTheLogIsFound) {
  const Folder folder;
  folder.write_small_scenario();
  ASSERT_EQ(folder.run("run scenario.json --out a").code, 0);
  const std::string good = folder.read("a/run.log");
  ASSERT_GT(good.size(), 2000U);
  for (std::size_t at = 3; at < good.size(); at += good.size() / 17) {
    SCOPED_TRACE(at);
    std::string bad = good;
    bad[at] = static_cast<char>(bad[at] ^ 0x20);
    folder.write("bad.log", bad);
    const Ran ran = folder.run("replay bad.log");
    EXPECT_TRUE(ran.code == 3 || ran.code == 5) << ran.code;
    EXPECT_NE(ran.err.find("bad.log"), std::string::npos) << ran.err;
  }
}

TEST(Repeat, ATornLogIsFound) {
  const Folder folder;
  folder.write_small_scenario();
  ASSERT_EQ(folder.run("run scenario.json --out a").code, 0);
  const std::string good = folder.read("a/run.log");
  for (const std::size_t size : {std::size_t{0}, std::size_t{5}, good.size() / 2, good.size() - 1}) {
    SCOPED_TRACE(size);
    folder.write("torn.log", good.substr(0, size));
    EXPECT_EQ(folder.run("replay torn.log").code, 3);
  }
}

}  // namespace
}  // namespace switchyard::cli_test
