// Texts that are no documents, and where the trees of those that are stand.
#include "engine/codec/document/document.h"

#include <gtest/gtest.h>

#include <cstdio>
#include <filesystem>
#include <fstream>

#include "engine/codec/document/string_source.h"
#include "tests/codec/problem_text.h"

namespace switchyard::codec {
namespace {

TEST(Documents, that_are_wrong_say_where_and_why) {
  struct Row {
    std::string text;
    std::string expected;
  };
  const Row rows[] = {
      {"", "1:1 error : the document is empty [it begins with { and ends with }]"},
      {" \n\t", "1:1 error : the document is empty [it begins with { and ends with }]"},
      {"\xEF\xBB\xBF{}",
       "1:1 error : the document must not begin with a byte order mark [save it as UTF-8 without BOM]"},
      {std::string("{}\n\0", 4),
       "2:1 error : the document must be text (found a NUL byte) [is it UTF-16, or not text at all? Save it "
       "as UTF-8]"},
      {"{\"a\": \"\xC3\xA9\xFF\"}",
       "1:9 error : the document must be UTF-8 (found a byte that is not) [save it as UTF-8]"},
      {"[1,2", "1:5 error : a comma or ] must follow the value (found the end of the text)"},
      {"[1 2]", "1:4 error : a comma or ] must follow the value (found 2)"},
      {"[01]", "1:3 error : a comma or ] must follow the value (found 1) [a number does not begin with 0]"},
      {"{\"a\":1 \"b\":2}", "1:8 error : a comma or } must follow the value (found \")"},
      {"{\n  'a': 1}",
       "2:3 error : a key in double quotes or } must stand here (found ') [strings and keys stand in double "
       "quotes]"},
      {"{\"a\" 1}", "1:6 error : a colon must follow the key (found 1)"},
      {"{\"a\":NaN}", "1:6 error : a value must stand here (found NaN) [JSON has no such number]"},
      {"[-Infinity]", "1:2 error : a value must stand here (found -Infinity) [JSON has no such number]"},
      {"[True]",
       "1:2 error : a value must stand here (found True) [true and false are written in lower case]"},
      {"[undefined]",
       "1:2 error : a value must stand here (found undefined) [write null, or leave the key out]"},
      {"[1,,2]", "1:4 error : a value must stand here (found ,) [one comma between two values]"},
      {"# yaml", "1:1 error : a value must stand here (found #) [comments begin with //]"},
      {"[1e999]", "1:2 error : the number is beyond what a double holds (found 1e999)"},
      {"[1.]", "1:4 error : a digit must follow the point (found ])"},
      {"[1e]", "1:4 error : a digit must follow the exponent's e (found ])"},
      {"[\"a\nb\"]",
       "1:4 error : the string must end with a double quote (found the end of the line) [a string does not "
       "go on in the next line]"},
      {"[\"a\tb\"]", "1:4 error : control characters must be escaped, as \\n or \\t (found  )"},
      {"[\"\\x\"]", "1:3 error : a backslash must stand before one of \" \\ / b f n r t u (found \\x)"},
      {"[\"\\u12g4\"]", "1:3 error : \\u must have four hexadecimal digits (found \\u12g4)"},
      {"[\"\\ud800\"]", "1:3 error : \\u escapes must not have half of a surrogate pair (found \\ud800)"},
      {"[\"x\", \"\\udc00\"]", "1:7 error : \\u escapes must not have half of a surrogate pair"},
      {"[\"\\u0000\"]", "1:2 error : a string must not have the character NUL (found \\u0000)"},
      {"{\"a\":1}x", "1:8 error : nothing must follow the document (found x)"},
      {"{} {}", "1:4 error : nothing must follow the document (found {)"},
      {"/* open",
       "1:8 error : the text is not JSON here (found the end of the text) [comments are // to the end of the "
       "line, or /* to */]"},
      {"{\"a\":1,\n \"b\":{\"c\":1,\"c\":2},\"a\":3}",
       "2:13 error /b/c: a key must stand once in an object (found \"c\" again) [which of them was meant? "
       "Remove the other]\n"
       "2:20 error /a: a key must stand once in an object (found \"a\" again) [which of them was meant? "
       "Remove the other]"},
  };
  for (const Row& row : rows) {
    std::string expected = row.expected;
    std::string found = problems_of(row.text);
    EXPECT_EQ(found, expected) << row.text;
  }
}

TEST(Documents, have_comments_and_trailing_commas) {
  auto document = parse_document("// head\n{\"a\": [1, 2,], /* mid */ \"b\": {\"c\": null,},} // end", "t");
  ASSERT_TRUE(document.has_value());
  EXPECT_EQ(document->root.children.size(), 2U);
  EXPECT_EQ(document->root.member("a")->children.size(), 2U);
}

TEST(Documents, know_the_place_of_every_value) {
  const std::string text =
      R"({"a":[[1,-2.5e3],{"b\"\\":"x\"y\\"}],"n":null,"t":true,"f" : false,"e":[],"o":{}})";
  auto document = parse_document(text, "t");
  ASSERT_TRUE(document.has_value());
  auto written = [&](const Node& node) { return text.substr(node.offset, node.end - node.offset); };
  const Node& root = document->root;
  EXPECT_EQ(written(root), text);
  EXPECT_EQ(written(*root.member("a")), R"([[1,-2.5e3],{"b\"\\":"x\"y\\"}])");
  EXPECT_EQ(written(root.member("a")->children[0]), "[1,-2.5e3]");
  EXPECT_EQ(written(root.member("a")->children[0].children[1]), "-2.5e3");
  EXPECT_EQ(written(root.member("a")->children[1].children[0]), R"("x\"y\\")");
  EXPECT_EQ(root.member("a")->children[1].children[0].key, "b\"\\");
  EXPECT_EQ(written(*root.member("n")), "null");
  EXPECT_EQ(written(*root.member("t")), "true");
  EXPECT_EQ(written(*root.member("f")), "false");
  EXPECT_EQ(written(*root.member("e")), "[]");
  EXPECT_EQ(written(*root.member("o")), "{}");
  EXPECT_EQ(text.substr(root.member("f")->key_offset, 3), "\"f\"");
}

TEST(Documents, point_by_RFC_6901) {
  auto document = parse_document(R"({"a/b":[{"m~n":1},2],"":{"x":3}})", "t");
  ASSERT_TRUE(document.has_value());
  const Node& list = document->root.children[0];
  EXPECT_EQ(document->pointer_of(document->root), "");
  EXPECT_EQ(document->pointer_of(list.children[0].children[0]), "/a~1b/0/m~0n");
  EXPECT_EQ(document->pointer_of(list.children[1]), "/a~1b/1");
  EXPECT_EQ(document->pointer_of(document->root.children[1].children[0]), "//x");
}

TEST(Documents, keep_numbers_exactly) {
  struct Row {
    std::string text;
    Value expected;
  };
  const Row rows[] = {{"0", Value{std::int64_t{0}}},
                      {"-0", Value{std::int64_t{0}}},
                      {"9223372036854775807", Value{std::numeric_limits<std::int64_t>::max()}},
                      {"-9223372036854775808", Value{std::numeric_limits<std::int64_t>::min()}},
                      {"9223372036854775808", Value{9223372036854775808.0}},
                      {"1.0", Value{1.0}},
                      {"1e2", Value{100.0}},
                      {"1e-999", Value{0.0}},
                      {"0.1", Value{0.1}},
                      {"1.7976931348623157e308", Value{1.7976931348623157e308}}};
  for (const Row& row : rows) {
    auto document = parse_document(row.text, "t");
    ASSERT_TRUE(document.has_value()) << row.text;
    EXPECT_TRUE(to_value(document->root) == row.expected) << row.text;
  }
}

TEST(Documents, are_strict_where_it_is_asked_for) {
  Limits strict;
  strict.comments = false;
  EXPECT_TRUE(parse_document(R"( {"a": [1, -2.5e3, "\u00fc"], "b": {}} )", "t", strict).has_value());
  for (const char* text : {"{\"a\":1,}", "[1,]", "// a\n{}", "{} /* b */", "[1 /**/]", "{'a':1}", "[01]"})
    EXPECT_FALSE(parse_document(text, "t", strict).has_value()) << text;
}

TEST(Documents, nest_and_grow_only_so_far) {
  EXPECT_EQ(problems_of(std::string(64, '[') + std::string(64, ']')), "");
  std::string deep = problems_of(std::string(65, '[') + std::string(65, ']'));
  EXPECT_EQ(deep.substr(0, 14), "1:65 error /0/");
  EXPECT_NE(deep.find("nest at most 64 deep"), std::string::npos);
  EXPECT_NE(problems_of(std::string(1'000'000, '[')).find("nest at most 64 deep"), std::string::npos);
  Limits limits;
  limits.bytes = 10;
  EXPECT_FALSE(parse_document("[1,2,3,4,5]", "t", limits).has_value());
  limits = Limits{};
  limits.values = 3;
  EXPECT_TRUE(parse_document("[1,2]", "t", limits).has_value());
  EXPECT_FALSE(parse_document("[1,2,3]", "t", limits).has_value());
}

TEST(Documents, map_a_byte_inside_a_string_to_the_text) {
  const std::string text = R"(["a\n\u00e9\ud83d\ude00\u20acz"])";  // a, LF, é (2), emoji (4), euro (3), z
  const std::size_t expected[] = {2, 3, 5, 5, 11, 11, 11, 11, 23, 23, 23, 29, 30};
  for (std::size_t byte = 0; byte < std::size(expected); ++byte) {
    EXPECT_EQ(source_offset(text, 1, byte), expected[byte]) << byte;
  }
  EXPECT_EQ(source_offset(text, 1, 1'000), 30U);
}

class Files : public testing::Test {
 protected:
  void SetUp() override { std::filesystem::create_directories(folder_); }
  void TearDown() override { std::filesystem::remove_all(folder_); }

  std::string folder_ = testing::TempDir() + "switchyard_documents";
};

TEST_F(Files, that_are_not_there_are_the_environments_fault) {
  std::ofstream(folder_ + "/surge.json") << "{}";
  auto missing = read_document(folder_ + "/surg.json");
  ASSERT_FALSE(missing.has_value());
  EXPECT_TRUE(missing.error().only_environment());
  EXPECT_EQ(to_text(missing.error()), folder_ +
                                          "/surg.json: error: there is no such file\n  hint: did you mean " +
                                          folder_ + "/surge.json?\n");
  auto folder = read_document(folder_);
  ASSERT_FALSE(folder.has_value());
  EXPECT_TRUE(folder.error().only_environment());
  EXPECT_EQ(to_text(folder.error()), folder_ + ": error: a file is needed (found a folder)\n");
  auto nowhere = read_document(folder_ + "/none/x.json");
  EXPECT_EQ(nowhere.error().list()[0].hint, "there is no folder " + folder_ + "/none");
}

TEST_F(Files, that_are_too_long_are_not_read_whole) {
  std::ofstream(folder_ + "/long.json") << std::string(300'000, ' ');
  Limits limits;
  limits.bytes = 100'000;
  EXPECT_FALSE(read_file(folder_ + "/long.json", limits).has_value());
  EXPECT_EQ(read_file(folder_ + "/long.json")->size(), 300'000U);
}

}  // namespace
}  // namespace switchyard::codec
