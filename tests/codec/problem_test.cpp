// How problems look, and which of them are told.
#include "engine/codec/document/problem.h"

#include <gtest/gtest.h>

#include "engine/codec/document/reader.h"
#include "tests/codec/problem_text.h"

namespace switchyard::codec {
namespace {

TEST(Problem, looks_as_the_manual_says) {
  auto document = parse_document(
      "{\n  // a surge\n  \"seed\": 1,\n\n  \"queues\": [ {\"id\": \"q\", \"timeout\": \"0s\"} ],\n}",
      "scenarios/surge.json");
  ASSERT_TRUE(document.has_value());
  Problems problems;
  Reader queue(*document, document->root.member("queues")->children[0], problems);
  EXPECT_EQ(queue.duration("timeout", seconds(1)), std::nullopt);
  Problem problem = problems.list()[0];
  problem.hint = "leave the key out for \"no timeout\"";
  EXPECT_EQ(
      to_text(problem),
      "scenarios/surge.json:5:38: error: timeout must be at least 1s (found \"0s\")   at /queues/0/timeout\n"
      "  5 |   \"queues\": [ {\"id\": \"q\", \"timeout\": \"0s\"} ],\n"
      "    |                                      ^\n"
      "  hint: leave the key out for \"no timeout\"\n");
  EXPECT_EQ(
      to_json_line(problem),
      "{\"severity\":\"error\",\"file\":\"scenarios/surge.json\",\"line\":5,\"column\":38,"
      "\"pointer\":\"/queues/0/timeout\",\"message\":\"timeout must be at least 1s (found \\\"0s\\\")\","
      "\"hint\":\"leave the key out for \\\"no timeout\\\"\"}");
}

TEST(Problem, cuts_a_long_line_around_the_caret) {
  std::string text = "[";
  for (int i = 0; i < 100; ++i) text += "\"\xC3\xA9l\xC3\xA8ve\",";
  text += "?";
  for (int i = 0; i < 100; ++i) text += ",\"\xC3\xA9l\xC3\xA8ve\"";
  auto document = parse_document(text + "]", "t");
  ASSERT_FALSE(document.has_value());
  const Problem& problem = document.error().list()[0];
  EXPECT_EQ(problem.column, 802U);
  EXPECT_LT(problem.excerpt.size(), 250U);
  std::string shown = to_text(problem);
  std::size_t line = shown.find("  1 | ") + 6;
  std::size_t mark = shown.find('?', line);
  std::size_t caret_line = shown.find("    | ", mark) + 6;
  std::size_t characters = 0;
  for (std::size_t i = line; i < mark; ++i)
    characters += (static_cast<unsigned char>(shown[i]) & 0xC0) != 0x80 ? 1 : 0;
  EXPECT_EQ(shown.find('^', caret_line) - caret_line, characters);
}

TEST(Problem, puts_nothing_on_the_terminal_that_acts_there) {
  std::string shown = to_text(parse_document("[\x1B]0;x\x07", "a\nb\x1B.json").error());
  EXPECT_EQ(shown.find('\x1B'), std::string::npos);
  EXPECT_EQ(shown.find('\x07'), std::string::npos);
}

TEST(Problems, are_not_told_twice_of_one_place) {
  auto document = parse_document(R"({"a":{"b":1},"c":2})", "t");
  ASSERT_TRUE(document.has_value());
  const Node& a = *document->root.member("a");
  Problems problems;
  problems.add(document->problem(a, "first"));
  problems.add(document->problem(a, "second at the same place"));
  problems.add(document->problem(*a.member("b"), "inside"));
  problems.add(document->problem(*document->root.member("c"), "elsewhere"));
  problems.add(document->problem(document->root, "missing x"), "x");
  problems.add(document->problem(document->root, "missing x"), "x");
  problems.add(document->problem(document->root, "missing y"), "y");
  EXPECT_EQ(problems.list().size(), 4U);
}

TEST(Problems, are_counted_beyond_the_first_thousand) {
  Problems problems;
  for (int i = 0; i < 1'500; ++i) {
    Problem problem;
    problem.file = "t";
    problem.pointer = "/" + std::to_string(i);
    problems.add(problem);
  }
  EXPECT_EQ(problems.list().size(), 1'000U);
  EXPECT_EQ(problems.left_out(), 500U);
  EXPECT_NE(to_text(problems).find("and 500 more problems"), std::string::npos);
}

TEST(Reader, collects_what_is_wrong_and_goes_on) {
  auto document = parse_document(
      "{\"s\":1,\"i\":1.5,\"low\":-1,\"n\":\"x\",\"b\":0,\"d\":\"-5s\",\"d2\":5,\"r\":\"5\",\"t\":\"9:00\","
      "\"at\":\"today\",\"w\":\"rde\",\"l\":{},\"o\":[],\"e\":\"\",\"nam\":1}",
      "t");
  ASSERT_TRUE(document.has_value());
  Problems problems;
  Reader reader(*document, document->root, problems);
  EXPECT_FALSE(reader.string("s"));
  EXPECT_FALSE(reader.integer("i"));
  EXPECT_FALSE(reader.integer("low", 0, 9));
  EXPECT_FALSE(reader.number("n"));
  EXPECT_FALSE(reader.boolean("b"));
  EXPECT_FALSE(reader.duration("d"));
  EXPECT_FALSE(reader.duration("d2"));
  EXPECT_FALSE(reader.rate("r"));
  EXPECT_FALSE(reader.time_of_day("t"));
  EXPECT_FALSE(reader.time("at"));
  EXPECT_FALSE(reader.word("w", {"red", "blue"}));
  EXPECT_EQ(reader.array("l"), nullptr);
  EXPECT_EQ(reader.object("o"), nullptr);
  EXPECT_FALSE(reader.required_string("e"));
  EXPECT_FALSE(reader.required_string("name"));
  reader.finish();
  EXPECT_EQ(
      short_form(problems),
      "1:6 error /s: s must be a string (found 1)\n"
      "1:12 error /i: i must be a whole number (found 1.5)\n"
      "1:22 error /low: low must be at least 0 (found -1)\n"
      "1:29 error /n: n must be a number (found \"x\")\n"
      "1:37 error /b: b must be true or false (found 0)\n"
      "1:43 error /d: d must not be negative (found \"-5s\") [a duration is written \"10s\", \"1h30m\", "
      "\"250ms\" or \"1d\"]\n"
      "1:54 error /d2: d2 must be a duration (found 5) [a duration is written \"10s\", \"1h30m\", \"250ms\" "
      "or \"1d\"]\n"
      "1:60 error /r: r must be a rate, not negative (found \"5\") [a rate is written \"120/h\"; the units "
      "are s, min, h and d]\n"
      "1:68 error /t: t must be a time of day (found \"9:00\") [it is written \"10:00\" or \"10:00:30\"]\n"
      "1:80 error /at: at must be a date and time (found \"today\") [RFC 3339, such as "
      "\"2026-03-02T08:00:00Z\"]\n"
      "1:92 error /w: w must be one of \"red\", \"blue\" (found \"rde\") [did you mean \"red\"?]\n"
      "1:102 error /l: l must be an array (found {})\n"
      "1:109 error /o: o must be an object (found [])\n"
      "1:116 error /e: e must not be empty (found \"\")\n"
      "1:1 error : \"name\" is missing here\n"
      "1:119 error /nam: there is no key \"nam\" here [did you mean \"name\"?]");
}

TEST(Reader, gives_what_is_right) {
  auto document = parse_document(
      R"({"s":"x","i":7,"n":7,"b":true,"d":"1h30m","q":20,"r":"2/min","t":"10:00","at":"1970-01-01T00:00:01Z","w":"blue"})",
      "t");
  ASSERT_TRUE(document.has_value());
  Problems problems;
  Reader reader(*document, document->root, problems);
  EXPECT_EQ(reader.required_string("s"), "x");
  EXPECT_EQ(reader.integer("i", 0, 9), 7);
  EXPECT_EQ(reader.number("n"), 7.0);
  EXPECT_EQ(reader.boolean("b"), true);
  EXPECT_EQ(reader.duration("d"), minutes(90));
  EXPECT_EQ(reader.duration_or_seconds("q"), seconds(20));
  EXPECT_EQ(reader.rate("r"), Rate{120});
  EXPECT_EQ(reader.time_of_day("t"), hours(10));
  EXPECT_EQ(reader.time("at"), Time{1'000'000});
  EXPECT_EQ(reader.word("w", {"red", "blue"}), 1U);
  EXPECT_EQ(reader.string("absent"), std::nullopt);
  reader.finish();
  EXPECT_TRUE(problems.empty());
}

}  // namespace
}  // namespace switchyard::codec
