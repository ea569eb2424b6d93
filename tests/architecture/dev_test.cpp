// ./dev is the one door for people, so it must answer a wrong word, and packages.txt must say one thing once.
#include <gtest/gtest.h>

#include <set>

#include "tests/architecture/programs.h"

namespace switchyard::architecture {
namespace {

struct Answer {
  int code;
  std::string text;
};

Answer dev(const std::string& arguments) {
  Answer answer{0, ""};
  answer.text = output_of("cd / && '" SWITCHYARD_ROOT "/dev' " + arguments + " 2>&1", answer.code);
  return answer;
}

TEST(Dev, a_wrong_word_names_the_nearest_and_shows_the_usage) {
  const std::vector<std::pair<std::string, std::string>> cases = {{"bulid", "build"},
                                                                  {"tests", "test"},
                                                                  {"testall", "test-all"},
                                                                  {"fromat", "format"},
                                                                  {"validte", "validate"}};
  for (const auto& [wrong, right] : cases) {
    const auto answer = dev(wrong);
    EXPECT_EQ(answer.code, 2) << wrong;
    EXPECT_NE(answer.text.find("did you mean '" + right + "'?"), std::string::npos) << answer.text;
    EXPECT_NE(answer.text.find("usage:"), std::string::npos);
  }
}

TEST(Dev, help_names_every_command) {
  const auto answer = dev("help");
  EXPECT_EQ(answer.code, 0);
  for (const auto* word : {"setup", "build", "run", "test", "test-all", "bench", "validate", "format", "lint",
                           "coverage", "SWITCHYARD_JOBS"}) {
    EXPECT_NE(answer.text.find(word), std::string::npos) << word;
  }
}

TEST(Dev, packages_stand_once_each_with_a_group_and_a_reason) {
  const std::set<std::string> groups = {"build", "check", "coverage", "browser"};
  std::set<std::string> seen;
  for (const auto& row : table_rows(read_file(root() / "packages.txt"))) {
    const auto columns = split(row, " ");
    ASSERT_GE(columns.size(), 4u) << row;
    EXPECT_TRUE(seen.insert(columns.at(0)).second) << row << " stands twice";
    EXPECT_TRUE(groups.contains(columns.at(1))) << row;
  }
}

}  // namespace
}  // namespace switchyard::architecture
