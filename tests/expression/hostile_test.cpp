// Texts that nobody writes in good faith: they may be refused, but nothing may crash, overflow or take long.
#include <gtest/gtest.h>

#include <random>
#include <string>

#include "engine/expression/order_by.h"
#include "engine/expression/parse.h"
#include "tests/support/expression_world.h"

namespace switchyard::tests {
namespace {

using namespace switchyard::expression;

std::string repeated(const std::string& part, std::size_t count) {
  std::string text;
  for (; count > 0; --count) text += part;
  return text;
}

std::string problem_of(const std::string& text) {
  const ParseResult result = parse(text, Dialect::worker);
  const auto* problem = std::get_if<ParseProblem>(&result);
  return problem == nullptr ? "" : std::to_string(problem->offset) + ": " + message(*problem);
}

bool parses(const std::string& text) {
  return problem_of(text).empty();
}

TEST(HostileTexts, nest_sixty_four_deep_and_not_deeper) {
  EXPECT_TRUE(parses(repeated("(", 64) + "a==1" + repeated(")", 64)));
  EXPECT_EQ(problem_of(repeated("(", 65) + "a==1" + repeated(")", 65)),
            "64: found '(', expected at most 64 nested parentheses and lists");
  EXPECT_TRUE(parses("a IN " + repeated("[", 64) + repeated("]", 64)));
  EXPECT_EQ(problem_of("a IN " + repeated("[", 65) + repeated("]", 65)),
            "69: found '[', expected at most 64 nested parentheses and lists");
  EXPECT_FALSE(parses(repeated("(", 40) + "a IN " + repeated("[", 40)));
  EXPECT_FALSE(parses(repeated("(", 100'000)));
  EXPECT_FALSE(parses(repeated("[", 100'000)));
  EXPECT_TRUE(parses(repeated("(a==1) AND ", 100) + "a==1"));
  EXPECT_TRUE(parses(repeated("a IN [1] OR ", 100) + "a==1"));
}

TEST(HostileTexts, are_at_most_a_hundred_thousand_bytes) {
  const std::string longest = "a == '" + std::string(longest_text - 7, 'x') + "'";
  ASSERT_EQ(longest.size(), longest_text);
  EXPECT_TRUE(parses(longest));
  EXPECT_EQ(problem_of(longest + " "), "100000: found a text of 100001 bytes, expected at most 100000 bytes");
  std::string fifty_megabytes;
  fifty_megabytes.resize(50'000'000, '(');
  EXPECT_FALSE(parses(fifty_megabytes));
}

TEST(HostileTexts, are_that_long_at_most_as_orders_and_paths_too) {
  const auto order = parse_order_by("worker." + std::string(longest_text, 'a'));
  ASSERT_TRUE(std::holds_alternative<ParseProblem>(order));
  EXPECT_EQ(message(std::get<ParseProblem>(order)),
            "found a text of 100007 bytes, expected at most 100000 bytes");
  const auto path = parse_task_path("task" + repeated(".a", longest_text));
  ASSERT_TRUE(std::holds_alternative<ParseProblem>(path));
  EXPECT_EQ(message(std::get<ParseProblem>(path)),
            "found a text of 200004 bytes, expected at most 100000 bytes");
}

TEST(HostileTexts, of_full_length_are_read_bound_and_evaluated) {
  const World world;
  EXPECT_TRUE(holds(repeated("1==1 AND ", 11'000) + "1==1", Dialect::worker, world));
  EXPECT_FALSE(holds(repeated("1==2 OR ", 12'000) + "1==2", Dialect::worker, world));
  EXPECT_TRUE(holds("7 IN [" + repeated("1,", 49'000) + "7]", Dialect::worker, world));
  EXPECT_TRUE(holds("a" + repeated(".b", 49'000) + " == null", Dialect::worker, world));
  EXPECT_TRUE(holds("'" + std::string(99'000, '\t') + "' != null", Dialect::worker, world));
  std::string names;
  for (int i = 0; i < 7'000; ++i) names += "n" + std::to_string(i) + "==1 OR ";
  EXPECT_FALSE(holds(names + "n==1", Dialect::worker, world));
  EXPECT_FALSE(parses("taskrouter." + std::string(90'000, 'c') + " == 1"));
  EXPECT_FALSE(parses("a == " + std::string(90'000, '9')));
  EXPECT_FALSE(parses(std::string(90'000, '=')));
  EXPECT_FALSE(parses(std::string(90'000, ' ')));
}

TEST(HostileTexts, with_any_bytes_are_refused_or_read) {
  std::mt19937_64 random(4);
  for (int round = 0; round < 20'000; ++round) {
    std::string text;
    for (std::uint64_t left = random() % 40; left > 0; --left) text += static_cast<char>(random() % 256);
    const std::string problem = problem_of(text);
    for (char c : problem) ASSERT_TRUE(c >= ' ' && c < 0x7F) << round;
    (void)parse_order_by(text);
    (void)parse_task_path(text);
  }
}

TEST(HostileTexts, of_broken_pieces_are_refused_or_read) {
  const std::vector<std::string> pieces = {"a",  ".",   "[",    "]",    "(",  ")",  "'x'", "'",     "\"",
                                           "\\", "==",  "!=",   "<",    "IN", "OR", "NOT", "AND",   "1",
                                           "-",  "2.5", "null", "true", ",",  " ",  "0",   "worker"};
  std::mt19937_64 random(5);
  int read = 0;
  for (int round = 0; round < 30'000; ++round) {
    std::string text;
    for (std::uint64_t left = random() % 12; left > 0; --left) text += pieces[random() % pieces.size()];
    for (const Dialect dialect : {Dialect::worker, Dialect::target, Dialect::skip_if}) {
      const ParseResult result = parse(text, dialect);
      const auto* problem = std::get_if<ParseProblem>(&result);
      read += problem == nullptr ? 1 : 0;
      ASSERT_LE(problem == nullptr ? 0 : problem->offset, text.size()) << text;
    }
  }
  EXPECT_GT(read, 10);
}

}  // namespace
}  // namespace switchyard::tests
