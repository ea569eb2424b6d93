// What must not be said in a room is not said there; banned_words.txt has the words and what to say instead.
#include "tests/architecture/words.h"

#include <gtest/gtest.h>

namespace switchyard::architecture {
namespace {

std::vector<BannedWords> house() {
  return parse_banned_words(read_table("banned_words.txt"));
}

std::string judged(const std::string& path, const std::string& text) {
  return joined(banned_words_in(house(), {path, text}));
}

bool is_about_words(const SourceFile& file) {
  return file.path.starts_with("tests/architecture/");
}

TEST(Words, the_house_says_none_of_the_banned_ones) {
  Problems problems;
  const auto table = house();
  for (const auto& file : read_sources(
           {".h", ".cpp", ".js", ".css", ".html", ".cmake", "CMakeLists.txt", "CMakePresets.json"})) {
    if (is_about_words(file) || is_vendored(file)) continue;
    const auto found = banned_words_in(table, file);
    problems.insert(problems.end(), found.begin(), found.end());
  }
  EXPECT_TRUE(problems.empty()) << joined(problems);
}

TEST(Words, each_bad_sample_is_found_with_its_replacement) {
  struct Case {
    std::string path, text, instead;
  };
  const std::vector<Case> cases = {{"engine/state/a.h", "std::shared_ptr<Task> task;", "an id"},
                                   {"engine/state/a.h", "#include <unordered_map>", "ordered map"},
                                   {"engine/rules/a.cpp", "auto x = rand();", "sim/random"},
                                   {"engine/rules/a.cpp", "const AgentId chosen{};", "worker"},
                                   {"engine/rules/a.cpp", "std::vector<Contact> contacts;", "task"},
                                   {"engine/base/a.h", "float share = 0;", "integers"},
                                   {"engine/base/a.h", "#define MAX 3", "constant"},
                                   {"engine/steps/a.cpp", "throw 1;", "Refusal"},
                                   {"sim/people/a.cpp", "return std::log(u);", "sim/random/math.h"},
                                   {"sim/run.cpp", "std::chrono::steady_clock::now();", "virtual time"},
                                   {"reports/a.cpp", "double x = std::stod(text);", "from_chars"},
                                   {"tests/sim/a_test.cpp", "using namespace std;", "namespace"},
                                   {"adapters/http/a.cpp", "std::unordered_map<int, int> m;", "order"},
                                   {"adapters/webhooks/a.cpp", "std::getenv(name);", "command line"},
                                   {"adapters/agents/a.cpp", "std::chrono::system_clock::now();", "host"},
                                   {"adapters/carrier/a.h", "#define LIMIT 3", "constant"},
                                   {"cli/main.cpp",
                                    "// TO"
                                    "DO: later",
                                    "finish it"},
                                   {"cmake/options.cmake", "-ffast-math", "same bits"}};
  for (const auto& [path, text, instead] : cases) {
    EXPECT_NE(judged(path, text).find(instead), std::string::npos) << path << ": " << text;
  }
}

TEST(Words, comments_strings_and_longer_words_are_left_alone) {
  EXPECT_EQ(judged("engine/rules/a.cpp", "// an agent is a worker\nint agency = 0;\n"), "");
  EXPECT_EQ(judged("engine/rules/a.cpp", "const char* name = \"throw\"; int operand = 1;"), "");
}

TEST(Words, exceptions_hold) {
  EXPECT_EQ(judged("engine/codec/a.cpp", "throw 1;"), "");
  EXPECT_EQ(judged("engine/base/check.h", "#define SY_CHECK(x) (x)"), "");
  EXPECT_EQ(judged("sim/run.cpp", "Agents agents;"), "");
}

TEST(Words, a_line_number_is_told) {
  EXPECT_NE(judged("engine/base/a.h", "int a;\nfloat b;\n").find("engine/base/a.h:2:"), std::string::npos);
}

TEST(Words, every_row_says_what_to_do_instead) {
  for (const auto& entry : house()) {
    EXPECT_FALSE(entry.in.empty());
    EXPECT_FALSE(entry.words.empty());
    EXPECT_GE(entry.instead.size(), 4u);
  }
}

}  // namespace
}  // namespace switchyard::architecture
