// Tables, stories and conditions of up to 100 MB: refused with a place, or read, and never dear.
#include <gtest/gtest.h>

#include "engine/expression/order_by.h"
#include "engine/expression/parse.h"
#include "sim/csv/csv.h"
#include "sim/story/run_stories.h"
#include "tests/limits/apart.h"
#include "tests/limits/big_file.h"

namespace switchyard::tests {
namespace {

constexpr std::size_t largest = 63 * megabyte;

std::string table_problems(const std::string& path) {
  const auto csv = sim::read_csv(path);
  return csv ? "" : codec::to_text(csv.error());
}

std::string story_problems(const std::string& path) {
  return sim::story::run_story_file(path, false).text;
}

std::string many_columns() {
  std::string text = "c";
  for (int i = 0; i < 2'000'000; ++i) text += ",c" + std::to_string(i);
  return text + "\n";
}

TEST(LargeTables, are_read_or_refused) {
  expect_answers(
      {
          {"100 MB of commas", [] { return std::string(100 * megabyte, ','); }, "at most 67108864 bytes"},
          {"63 MB of commas", [] { return std::string(largest, ','); },
           "day.csv:1:1001: error: a table must have at most 1000 columns"},
          {"two million columns", many_columns, "a table must have at most 1000 columns"},
          {"a row of 63 MB", [] { return "a,b\n" + std::string(largest, ','); },
           "day.csv:2:1: error: expected 2 cells as in the header (found more than 1000)"},
          {"rows without end", [] { return "a,b\n" + repeated(",\n", largest); },
           "a table must have at most 16000000 cells"},
          {"a cell of 63 MB", [] { return "a,b\n1," + std::string(largest, 'x') + "\n"; }, ""},
          {"63 MB of quotes", [] { return "a,b\n1,x" + std::string(largest, '"') + "\n"; },
           "day.csv:2:4: error: a quote inside a cell"},
          {"a quote that is never closed", [] { return "a,b\n1,\"" + std::string(largest, 'x') + "\n"; },
           "day.csv:2:3: error: this quote is never closed"},
          {"short rows", [] { return "a,b\n" + repeated("1\n", largest); },
           "day.csv:2:1: error: expected 2 cells as in the header (found 1)"},
          {"a wrong byte at the end", [] { return "a,b\n1," + std::string(largest, 'x') + "\xFF\n"; },
           "this byte is not UTF-8"},
          {"NUL bytes", [] { return "a,b\n1," + std::string(largest, '\0') + "\n"; },
           "a table must be text (found a NUL byte)"},
          {"only empty lines", [] { return std::string(largest, '\n'); }, "expected a header line"},
      },
      "day.csv", table_problems);
}

std::string small_story(const std::string& rest) {
  return "workspace {\"version\": 1, \"name\": \"s\", \"task_queues\": [{\"name\": \"q\"}]}\n\n" + rest;
}

TEST(LargeStories, are_told_or_refused) {
  constexpr std::size_t longest = megabyte - 1'000;
  expect_answers(
      {
          {"100 MB of lines", [] { return std::string(100 * megabyte, '\n'); }, "at most 1048576 bytes"},
          {"a story of 1 MB of {",
           [] { return small_story("10:00 task_arrives attributes=" + std::string(longest, '{')); },
           ":3:32: error: a key in double quotes or } must stand here"},
          {"many words", [] { return small_story("10:00 task_arrives " + repeated("a=1 ", longest)); },
           "a statement must have at most 1000 words"},
          {"many quoted words",
           [] { return small_story("10:00 task_arrives " + repeated("a=\"\" ", longest)); },
           "a statement must have at most 1000 words"},
          {"many statements with quotes",
           [] { return small_story(repeated("10:00 cancel_task task=1 reason=\"a b\"\n\n", longest)); },
           "(came out)"},
          {"an expectation that is all wrong",
           [] { return small_story("10:00 cancel_task task=1\n----\n" + repeated("x\n", longest)); },
           "came out"},
          {"a line of faults", [] { return small_story(repeated("10:00 b\n", longest)); },
           "there is no such command"},
          {"NUL bytes", [] { return small_story("10:00 " + std::string(longest, '\0')); },
           "a story must be text (found a NUL byte)"},
          {"a wrong byte", [] { return small_story("# \xFF\n"); }, "a story must be UTF-8"},
      },
      "story.txt", story_problems);
}

std::string condition_problem(const std::string& text) {
  const auto result = expression::parse(text, expression::Dialect::worker);
  const auto* problem = std::get_if<expression::ParseProblem>(&result);
  return problem == nullptr ? "" : std::to_string(problem->offset) + ": " + message(*problem);
}

TEST(LargeConditions, are_refused) {
  const std::vector<std::string> parts = {"(", "[", "a", "9", "'", "a==1 OR ", std::string(1, '\0'), "\xFF"};
  for (const std::string& part : parts) {
    const Cost cost = run_apart([&] { return condition_problem(repeated(part + " ", 100 * megabyte)); });
    expect_cheap(cost, part);
    EXPECT_NE(cost.answer.find("at most 100000 bytes"), std::string::npos) << cost.answer;
  }
}

}  // namespace
}  // namespace switchyard::tests
