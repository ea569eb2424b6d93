// Files and functions stay small enough to be read at once, and each file says in its first line why it
// exists.
#include <gtest/gtest.h>

#include <algorithm>

#include "tests/architecture/functions.h"
#include "tests/architecture/source_text.h"

namespace switchyard::architecture {
namespace {

constexpr std::size_t longest_file = 600;
constexpr std::size_t p95_of_files = 400;
constexpr std::size_t longest_function = 60;
constexpr std::size_t p95_of_functions = 40;
constexpr std::size_t median_of_functions = 7;

std::size_t lines_of(const std::string& text) {
  return static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
}

// The smallest size that at least `percent` of them do not pass; 0 when there are none.
std::size_t percentile(std::vector<std::size_t> sizes, std::size_t percent) {
  if (sizes.empty()) return 0;
  std::sort(sizes.begin(), sizes.end());
  return sizes.at((sizes.size() * percent + 99) / 100 - 1);
}

// In tests the rows of a table of cases do not count: a long table is read row by row, a long function is
// not.
std::size_t length_of(const Function& function, const SourceFile& file) {
  return function.lines - (file.path.starts_with("tests/") ? function.rows : 0);
}

Problems too_long(const SourceFile& file) {
  Problems problems;
  if (lines_of(file.text) > longest_file) {
    problems.push_back(file.path + ": " + std::to_string(lines_of(file.text)) +
                       " lines; which story in it wants its own file?");
  }
  for (const auto& function : functions_of(file.text)) {
    if (length_of(function, file) <= longest_function) continue;
    problems.push_back(file.path + ":" + std::to_string(function.line) + ": " + function.name + " has " +
                       std::to_string(function.lines) + " lines; which questions in it have a name?");
  }
  return problems;
}

// The comment that begins the file, in one line; empty when the file begins with something else.
std::string opening_comment(const std::string& text) {
  std::string comment;
  for (const auto& line : split(text.substr(0, text.find("\n\n")), "\n")) {
    if (!line.starts_with("//")) break;
    comment += std::string(trimmed(std::string_view(line).substr(2))) + " ";
  }
  return std::string(trimmed(comment));
}

bool is_sentence(const std::string& comment) {
  return (comment.ends_with(".") || comment.ends_with("?")) &&
         std::count(comment.begin(), comment.end(), ' ') >= 3;
}

TEST(Sizes, no_file_and_no_function_of_the_house_is_too_long) {
  Problems problems;
  std::vector<std::size_t> files;
  std::vector<std::size_t> functions;
  for (const auto& file : read_sources({".h", ".cpp"})) {
    const auto found = too_long(file);
    problems.insert(problems.end(), found.begin(), found.end());
    files.push_back(lines_of(file.text));
    for (const auto& function : functions_of(file.text)) functions.push_back(length_of(function, file));
  }
  EXPECT_TRUE(problems.empty()) << joined(problems);
  EXPECT_LE(percentile(files, 95), p95_of_files);
  EXPECT_LE(percentile(functions, 95), p95_of_functions);
  EXPECT_LE(percentile(functions, 50), median_of_functions);
  EXPECT_GT(functions.size(), files.size()) << "the reader of functions has gone blind";
}

// Scripts and styles of the page in which a report is read: functions are not looked for, lines are.
TEST(Sizes, no_script_or_style_of_the_house_is_too_long) {
  std::size_t seen = 0;
  for (const auto& file : read_sources({".js", ".css", ".html"})) {
    if (is_vendored(file)) continue;
    ++seen;
    EXPECT_LE(lines_of(file.text), p95_of_files) << file.path;
    EXPECT_TRUE(!file.path.ends_with(".js") || is_sentence(opening_comment(file.text))) << file.path;
  }
  EXPECT_GT(seen, 3u);
}

TEST(Sizes, every_source_begins_with_a_sentence) {
  Problems problems;
  for (const auto& file : read_sources({".h", ".cpp"})) {
    if (is_sentence(opening_comment(file.text))) continue;
    problems.push_back(file.path + ":1: begin with one comment sentence on why the file exists");
  }
  EXPECT_TRUE(problems.empty()) << joined(problems);
}

TEST(Sizes, a_long_file_and_a_long_function_are_found) {
  const std::string file(longest_file + 1, '\n');
  EXPECT_NE(joined(too_long({"a.cpp", file})).find("601 lines"), std::string::npos);
  const std::string body = "int f() {\n" + std::string(longest_function, '\n') + "}\n";
  EXPECT_NE(joined(too_long({"a.cpp", body})).find("a.cpp:1: int f() has 62 lines"), std::string::npos);
  EXPECT_EQ(joined(too_long({"a.cpp", "int f() {\n" + std::string(longest_function - 2, '\n') + "}\n"})), "");
  const std::string table = "int f() {\nT t = {\n" + std::string(longest_function, '\n') + "};\n}\n";
  EXPECT_NE(joined(too_long({"sim/a.cpp", table})), "");
  EXPECT_EQ(joined(too_long({"tests/a_test.cpp", table})), "");
}

TEST(Sizes, a_file_without_its_sentence_is_found) {
  EXPECT_FALSE(is_sentence(opening_comment("#pragma once\n// Too late for a sentence.\n")));
  EXPECT_FALSE(is_sentence(opening_comment("// time.h\n#pragma once\n")));
  EXPECT_TRUE(is_sentence(opening_comment("// Why this file exists,\n// on two lines.\n#pragma once\n")));
}

TEST(Sizes, percentiles_are_counted_from_below) {
  EXPECT_EQ(percentile({}, 95), 0u);
  EXPECT_EQ(percentile({5, 1, 3}, 50), 3u);
  EXPECT_EQ(percentile({1, 2, 3, 4}, 95), 4u);
}

}  // namespace
}  // namespace switchyard::architecture
