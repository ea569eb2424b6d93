// The manual page says what help says, is roff that formatters take without a complaint, and is installed.
#include <gtest/gtest.h>

#include <cstdio>
#include <fstream>
#include <sstream>

#include "tests/cli/program.h"

namespace switchyard::cli_test {
namespace {

void expect_in(const std::string& text, const std::string& fragment) {
  EXPECT_NE(text.find(fragment), std::string::npos) << fragment << " is not in:\n" << text;
}

std::string file(const std::string& path) {
  std::ostringstream text;
  text << std::ifstream(path, std::ios::binary).rdbuf();
  return text.str();
}

class Manual : public testing::Test {
 protected:
  Manual() { folder.write("switchyard.1", folder.run("man").out); }
  bool has_program(const std::string& program, const std::string& package) const {
    if (folder.shell("command -v " + program).code == 0) return true;
    std::printf("%s is not here (Debian: apt-get install %s), so the page was not given to it\n",
                program.c_str(), package.c_str());
    return false;
  }
  Folder folder;
};

TEST_F(Manual, has_all_sections_in_their_order) {
  const std::string page = folder.read("switchyard.1");
  std::size_t at = 0;
  for (const char* section : {"NAME", "SYNOPSIS", "DESCRIPTION", "OPTIONS", "COMMANDS", "EXIT STATUS",
                              "ENVIRONMENT", "FILES", "EXAMPLES"}) {
    const std::size_t next = page.find(std::string("\n.SH ") + section + "\n", at);
    ASSERT_NE(next, std::string::npos) << section;
    at = next;
  }
  expect_in(page, ".SS switchyard run\n");
  expect_in(page, ".SS switchyard erlang ring\\-all\n");
  expect_in(page, "\\fB\\-o\\fR, \\fB\\-\\-output\\fR \\fItext|json|jsonl|csv\\fR");
  expect_in(page, "\\fBSWITCHYARD_SEED\\fR\nFor \\fB\\-\\-seed\\fR.\n");
  EXPECT_EQ(page.find("switchyard man"), std::string::npos) << "the command that prints it is hidden";
}

// On one line, with plain minuses.
std::string plain(const std::string& page) {
  std::string text;
  for (std::size_t i = 0; i < page.size(); ++i) {
    if (page.compare(i, 2, "\\-") == 0) continue;
    text += page[i] == '\n' ? ' ' : page[i];
  }
  return text;
}

TEST_F(Manual, says_of_exit_codes_what_the_documentation_says) {
  const std::string page = plain(folder.read("switchyard.1"));
  const std::string documentation = file(SWITCHYARD_ROOT "/docs/command-line.md");
  int codes = 0;
  std::istringstream lines(documentation.substr(documentation.find("\n## Exit codes")));
  for (std::string line; std::getline(lines, line);) {
    if (line.size() < 3 || line[2] < '0' || line[2] > '9') continue;
    const std::size_t bar = line.find(" | ");
    const std::string meaning = line.substr(bar + 3, line.rfind(" |") - bar - 3);
    expect_in(page, " .TP \\fB" + line.substr(2, bar - 2) + "\\fR " + meaning + " ");
    ++codes;
  }
  EXPECT_EQ(codes, 10);
}

TEST_F(Manual, is_ascii_and_made_of_known_requests) {
  std::istringstream lines(folder.read("switchyard.1"));
  for (std::string line; std::getline(lines, line);) {
    for (const char c : line) EXPECT_TRUE(c >= ' ' && c <= '~') << line;
    if (line.empty() || (line[0] != '.' && line[0] != '\'')) continue;
    const std::string request = line.substr(0, line.find(' '));
    EXPECT_NE(std::string(".TH .SH .SS .TP .PP .br .nf .fi .nh .hy .ad").find(request), std::string::npos)
        << line;
  }
}

TEST_F(Manual, is_taken_by_man_without_a_warning) {
  if (!has_program("man", "man-db")) GTEST_SKIP();
  const Ran ran =
      folder.shell("env LC_ALL=C.UTF-8 MANWIDTH=80 MANROFFSEQ='' man --warnings -E UTF-8 -l switchyard.1");
  EXPECT_EQ(ran.code, 0);
  EXPECT_EQ(ran.err, "");
  expect_in(ran.out, "switchyard diff [OPTIONS] BEFORE AFTER");
}

TEST_F(Manual, is_taken_by_mandoc_without_a_warning) {
  if (!has_program("mandoc", "mandoc")) GTEST_SKIP();
  const Ran ran = folder.shell("mandoc -T lint -W warning switchyard.1");
  EXPECT_EQ(ran.code, 0);
  EXPECT_EQ(ran.out, "");
}

TEST_F(Manual, and_completions_are_installed_where_they_are_looked_for) {
  const Ran ran = folder.shell("cmake --install '" SWITCHYARD_BUILD "' --prefix \"$PWD/usr\"");
  ASSERT_EQ(ran.code, 0) << ran.out << ran.err;
  EXPECT_EQ(folder.read("usr/share/man/man1/switchyard.1"), folder.read("switchyard.1"));
  EXPECT_EQ(folder.read("usr/share/bash-completion/completions/switchyard"),
            folder.run("completion bash").out);
  EXPECT_EQ(folder.read("usr/share/zsh/site-functions/_switchyard"), folder.run("completion zsh").out);
  EXPECT_EQ(folder.read("usr/share/fish/vendor_completions.d/switchyard.fish"),
            folder.run("completion fish").out);
  EXPECT_EQ(folder.shell("usr/bin/switchyard --version").out, folder.run("--version").out);
}

}  // namespace
}  // namespace switchyard::cli_test
