// Arguments that are wrong are refused with exit code 2, the wrong word, and the right one.
#include <gtest/gtest.h>

#include "tests/cli/program.h"

namespace switchyard::cli_test {
namespace {

struct Wrong {
  const char* arguments;
  std::vector<std::string> fragments;  // of standard error
};

TEST(Usage, WrongArgumentsAreExitCode2WithTheNearestRightWord) {
  const Wrong cases[] = {
      {"", {"needs a command", "--help"}},
      {"rnu scenario.json", {"no command \"rnu\"", "did you mean \"run\"?"}},
      {"chekc scenario.json", {"did you mean \"check\"?"}},
      {"run", {"SCENARIO is required"}},
      {"run --sede 4 scenario.json", {"no option --sede", "did you mean \"--seed\"?"}},
      {"run scenario.json another.json", {"another.json", "one word too many"}},
      {"run scenario.json --seed x", {"--seed", "whole number", "\"x\""}},
      {"run scenario.json --seed -1", {"--seed", "\"-1\""}},
      {"run scenario.json --seed 010x", {"--seed"}},
      {"run scenario.json --seed 18446744073709551616", {"--seed"}},
      {"run scenario.json --seed", {"--seed needs a value"}},
      {"run scenario.json --seed=", {"--seed needs a value"}},
      {"run scenario.json --seed 5 --seed 6", {"--seed can be given once"}},
      {"run scenario.json -o", {"--output needs a value"}},
      {"$(printf '\\033[31m')", {"no command \"?[31m\""}},
      {"run scenario.json --reps 0", {"--reps"}},
      {"run scenario.json --reps 1.5", {"--reps"}},
      {"run scenario.json --until 0s", {"--until", "duration"}},
      {"run scenario.json --until soon", {"--until", "\"soon\""}},
      {"run scenario.json --speed 60", {"--speed", "60x"}},
      {"run scenario.json --speed -1x", {"--speed"}},
      {"run scenario.json --set seed", {"--set", "path=value"}},
      {"run scenario.json -o xml", {"--output", "text, json, jsonl, csv"}},
      {"run scenario.json --events", {"--events needs --out"}},
      {"check", {"FILE"}},
      {"test", {"PATH"}},
      {"replay", {"LOG"}},
      {"dif a b", {"did you mean \"diff\"?"}},
      {"diff one", {"AFTER is required"}},
      {"diff one two --exit-cod", {"did you mean \"--exit-code\"?"}},
      {"diff one two --threshold soon", {"--threshold", "duration"}},
      {"completion", {"SHELL is required"}},
      {"test one --annotation github", {"did you mean \"--annotations\"?"}},
      {"schema workspaces", {"workspace, scenario, event or config"}},
      {"erlang", {"needs a command"}},
      {"erlang d", {"no command \"d\""}},
      {"erlang c --agents 12", {"needs --rate"}},
      {"erlang c --agents 12 --rate 120/h --handle 4m --target-wait 10s", {"either --agents or one target"}},
      {"erlang c --agents -3 --rate 120/h --handle 4m", {"--agents", "\"-3\""}},
      {"erlang c --agents 3 --rate -120/h --handle 4m", {"--rate", "\"-120/h\""}},
      {"erlang c --agents 3 --rate 120/h --handle 0s", {"handle time"}},
      {"erlang c --rate 120/h --handle 4m --target-service-level 1.2", {"--target-service-level"}},
      {"erlang a --agents 3 --rate 1/h --handle 4m", {"needs --patience"}},
      {"erlang mmck --agents 3 --places 2 --rate 1/h --handle 4m", {"places"}},
  };
  const Folder folder;
  folder.write_small_scenario();
  for (const Wrong& wrong : cases) {
    SCOPED_TRACE(wrong.arguments);
    const Ran ran = folder.run(wrong.arguments);
    EXPECT_EQ(ran.code, 2);
    EXPECT_EQ(ran.out, "");
    for (const std::string& fragment : wrong.fragments) {
      EXPECT_NE(ran.err.find(fragment), std::string::npos) << fragment << " is not in:\n" << ran.err;
    }
  }
}

TEST(Usage, WordsBehindACommandMayBeCalledLikeOne) {
  const Folder folder;
  folder.write_small_scenario();
  folder.write("test", small_workspace);
  folder.write("apply", small_workspace);
  EXPECT_EQ(folder.run("check workspace.json test").code, 0);
  EXPECT_EQ(folder.run("run scenario.json --out report").code, 0);
  EXPECT_EQ(folder.run("replay report").code, 0);
  EXPECT_EQ(folder.run("workspace diff test apply").code, 0);
}

TEST(Usage, HelpBeginsWithTwoExamplesOfTheCommand) {
  const Folder folder;
  for (const std::string command : {"run", "check", "test", "replay", "diff", "report", "erlang", "erlang c",
                                    "erlang ring-all", "schema", "completion"}) {
    SCOPED_TRACE(command);
    const Ran ran = folder.run(command + " --help");
    EXPECT_EQ(ran.code, 0);
    const std::size_t second = ran.out.find('\n') + 1;
    const std::string example = "  switchyard " + command;
    EXPECT_EQ(ran.out.compare(0, example.size(), example), 0) << ran.out;
    EXPECT_EQ(ran.out.compare(second, example.size(), example), 0) << ran.out;
    EXPECT_EQ(ran.out.find("  switchyard", ran.out.find('\n', second)), std::string::npos) << ran.out;
  }
}

TEST(Usage, HelpOfTheProgramNamesAllCommandsAndVersionIsOneLine) {
  const Folder folder;
  const Ran help = folder.run("--help");
  EXPECT_EQ(help.code, 0);
  EXPECT_EQ(help.out.find("  switchyard run "), 0U);
  for (const char* command :
       {"run", "check", "test", "replay", "diff", "report", "erlang", "schema", "completion"}) {
    EXPECT_NE(help.out.find(std::string("\n  ") + command + " "), std::string::npos) << command;
  }
  const Ran version = folder.run("--version");
  EXPECT_EQ(version.code, 0);
  EXPECT_EQ(version.out.find("switchyard "), 0U);
  EXPECT_EQ(version.out.find('\n'), version.out.size() - 1);
}

}  // namespace
}  // namespace switchyard::cli_test
