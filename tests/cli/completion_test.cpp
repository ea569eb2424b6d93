// Shells complete commands, options and their values by asking the program, each in its own way.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdio>
#include <nlohmann/json.hpp>
#include <sstream>

#include "tests/cli/program.h"

namespace switchyard::cli_test {
namespace {

using Words = std::vector<std::string>;

Words lines_of(const std::string& text) {
  Words lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

// What the program answers, without descriptions; the directive is last.
Words answer(const Folder& folder, const std::string& words) {
  Words lines = lines_of(folder.run("__complete " + words).out);
  for (std::string& line : lines) line = line.substr(0, line.find('\t'));
  return lines;
}

bool has(const Words& words, const std::string& word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

std::string joined(const Words& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : " ") + word;
  return text;
}

TEST(Completion, knows_what_may_follow) {
  const Folder folder;
  struct Case {
    const char* words;
    const char* answer;
  };
  const Case cases[] = {
      {"ru", "run :words"},
      {"re", "replay report :words"},
      {"nothing", ":words"},
      {"run --se", "--seed --set :words"},
      {"run --seed 5 --se", "--set :words"},
      {"run --set a=1 --se", "--seed --set :words"},
      {"run --seed ''", ":words"},
      {"run -o ''", "text json jsonl csv :words"},
      {"run --output j", "json jsonl :words"},
      {"run --output=c", "--output=csv :words"},
      {"run ''", ":files"},
      {"run --out ''", ":folders"},
      {"run --out=", ":folders"},
      {"run scenario.json --ev", "--events :words"},
      {"check one.json t", ":files"},
      {"test --annotations ''", "github none :words"},
      {"test --update --junit ''", ":files"},
      {"schema ''", "workspace scenario event config :words"},
      {"completion z", "zsh :words"},
      {"workspace ''", "generate diff apply :words"},
      {"workspace generate --table ''", ":files"},
      {"erlang ri", "ring-all :words"},
      {"erlang patience --law e", "exponential :words"},
      {"diff a b --e", "--exit-code :words"},
      {"diff -- --e", ":files"},
      {"explain --no-such-option run.log --ta", "--task :words"},
      {"$(printf '\\377') ''", ":words"},
  };
  for (const Case& one : cases) {
    SCOPED_TRACE(one.words);
    EXPECT_EQ(joined(answer(folder, one.words)), one.answer);
  }
}

TEST(Completion, has_every_command_and_option_that_help_has_and_no_hidden_one) {
  const Folder folder;
  const Words commands = answer(folder, "''");
  EXPECT_TRUE(has(commands, "completion"));
  EXPECT_FALSE(has(commands, "man"));
  for (const std::string& command : commands) {
    if (command == ":words" || command == "erlang" || command == "workspace") continue;
    const Words options = answer(folder, command + " -");
    for (const std::string& line : lines_of(folder.run(command + " --help").out)) {
      const std::size_t at = line.find("--");
      if (line.compare(0, 3, "  -") != 0 || at == std::string::npos) continue;
      const std::string option = line.substr(at, line.find_first_of(" ,", at) - at);
      EXPECT_TRUE(has(options, option)) << command << " " << option;
    }
  }
}

TEST(Completion, describes_what_it_offers) {
  const Folder folder;
  EXPECT_EQ(folder.run("__complete schem").out,
            "schema\tPrint the JSON Schema of a kind of document\n:words\n");
  EXPECT_EQ(folder.run("__complete diff --ex").out,
            "--exit-code\tExit code 6 when something differs\n:words\n");
}

TEST(Completion, of_another_shell_is_refused) {
  const Folder folder;
  const Ran ran = folder.run("completion tcsh");
  EXPECT_EQ(ran.code, 2);
  EXPECT_NE(ran.err.find("must be bash, zsh or fish (found \"tcsh\")"), std::string::npos) << ran.err;
}

// A folder with files to complete, the program in the PATH, and its script for a shell.
class ShellCompletion : public testing::Test {
 protected:
  ShellCompletion() {
    folder.write("one.json", "");
    folder.write("two words.json", "");
    folder.make_folder("results");
    folder.make_folder("bin");
    folder.shell("ln -s '" SWITCHYARD_PROGRAM "' bin/switchyard");
  }
  bool has_shell(const std::string& shell) const {
    if (folder.shell("command -v " + shell).code == 0) return true;
    std::printf("%s is not here (Debian: apt-get install %s), so its completion was not tried\n",
                shell.c_str(), shell.c_str());
    return false;
  }
  // Runs a script of the shell that sources the completions from ./script.
  Words told(const std::string& shell, const std::string& script) const {
    folder.shell("bin/switchyard completion " + shell.substr(0, shell.find(' ')) + " > script");
    folder.write("asks", script);
    const Ran ran = folder.shell("PATH=\"$PWD/bin:$PATH\" HOME=\"$PWD\" " + shell + " asks");
    EXPECT_EQ(ran.err, "") << script;
    Words lines = lines_of(ran.out);
    std::sort(lines.begin(), lines.end());
    return lines;
  }
  Folder folder;
};

// As readline calls it: COMP_WORDS are the words after bash has taken them apart at "=" and ":".
TEST_F(ShellCompletion, works_in_bash) {
  struct Case {
    const char* words;
    Words replies;
  };
  const Case cases[] = {
      {"ru", {"run"}},
      {"run --se", {"--seed", "--set"}},
      {"run -o j", {"json", "jsonl"}},
      {"run --output = c", {"csv"}},
      {"run --output =", {"csv", "json", "jsonl", "text"}},
      {"run on", {"one.json"}},
      {"run tw", {"two words.json"}},
      {"run --out r", {"results"}},
      {"run --out = r", {"results"}},
      {"run --set a = b --see", {"--seed"}},
      {"erlang c --ag", {"--agents"}},
      {"nothing at", {}},
  };
  for (const Case& one : cases) {
    SCOPED_TRACE(one.words);
    EXPECT_EQ(told("bash --norc", std::string("source ./script\nCOMP_WORDS=(switchyard ") + one.words +
                                      ")\nCOMP_CWORD=$((${#COMP_WORDS[@]} - 1))\n_switchyard switchyard\n"
                                      "[[ ${#COMPREPLY[@]} -eq 0 ]] || printf '%s\\n' \"${COMPREPLY[@]}\"\n"),
              one.replies);
  }
  EXPECT_EQ(told("bash --norc", "source ./script\ncomplete -p switchyard\n"),
            Words{"complete -F _switchyard switchyard"});
}

// The functions of zsh's own completion are replaced by ones that say what they were given.
TEST_F(ShellCompletion, works_in_zsh) {
  if (!has_shell("zsh")) GTEST_SKIP();
  struct Case {
    const char* words;
    Words replies;
  };
  const Case cases[] = {
      {"ru", {"run:Run a scenario and report on it"}},
      {"run -o j", {"json", "jsonl"}},
      {"run --output=c", {"--output=csv"}},
      {"run on", {"files"}},
      {"run --out r", {"files -/"}},
      {"nothing at", {}},
  };
  for (const Case& one : cases) {
    SCOPED_TRACE(one.words);
    EXPECT_EQ(told("zsh -f", std::string("compdef() { }\n_describe() { print -l -- \"${(@P)2}\" }\n"
                                         "_files() { print -- files $@ }\ncompset() { }\nsource ./script\n"
                                         "words=(switchyard ") +
                                 one.words + ")\nCURRENT=$#words\n_switchyard\n"),
              one.replies);
  }
}

// fish says itself what it would offer for a line.
TEST_F(ShellCompletion, works_in_fish) {
  if (!has_shell("fish")) GTEST_SKIP();
  struct Case {
    const char* line;
    Words replies;
  };
  const Case cases[] = {
      {"switchyard ru", {"run\tRun a scenario and report on it"}},
      {"switchyard run -o j", {"json", "jsonl"}},
      {"switchyard run --output=c", {"--output=csv"}},
      {"switchyard run on", {"one.json"}},
      {"switchyard run --out r", {"results/\tDirectory"}},
      {"switchyard nothing at", {}},
  };
  for (const Case& one : cases) {
    SCOPED_TRACE(one.line);
    EXPECT_EQ(
        told("fish --no-config", std::string("source ./script\ncomplete --do-complete '") + one.line + "'\n"),
        one.replies);
  }
}

}  // namespace
}  // namespace switchyard::cli_test
