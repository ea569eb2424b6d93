// The schemas themselves, and the validator that holds documents against them.
#include "engine/codec/schema/schema.h"

#include <gtest/gtest.h>

#include "tests/codec/problem_text.h"

namespace switchyard::codec {
namespace {

std::string refusals(const std::string& schema_text, const std::string& text) {
  auto schema = parse_document(schema_text, "schema");
  auto document = parse_document(text, "test.json");
  EXPECT_TRUE(schema.has_value() && document.has_value());
  Problems problems;
  validate(*document, *schema, problems);
  return short_form(problems);
}

TEST(WorkspaceSchema, is_sound_and_describes_every_property) {
  auto schema = read_document(SWITCHYARD_ROOT "/engine/codec/schema/workspace.schema.json");
  ASSERT_TRUE(schema.has_value());
  EXPECT_EQ(short_form(check_schema(*schema)), "");
  EXPECT_EQ(schema->text, workspace_schema_text());
}

TEST(SchemaCheck, finds_what_is_wrong_with_a_schema) {
  auto schema = parse_document(R"({"properties": {
    "a": {"title": "A", "description": "d", "type": "string"},
    "b": {"title": "B", "description": "d", "type": "integer", "default": "x", "examples": [1, "y"]},
    "c": {"$ref": "#/definitions/none"},
    "d": {"title": "D", "description": "d", "default": null, "examples": [], "pattern": "^x"},
    "e": {"title": "E", "description": "d", "default": null, "examples": [],
          "anyOf": [{"type": "string"}, {"type": "string"}, {"enum": [1]}]}}})",
                               "schema");
  ASSERT_TRUE(schema.has_value());
  Problems problems = check_schema(*schema);
  std::string found;
  for (const Problem& problem : problems.list()) found += problem.pointer + ": " + problem.message + "\n";
  EXPECT_EQ(
      found,
      "/properties/a: it has no default\n"
      "/properties/b/default: the schema refuses it: default must be a whole number (found \"x\")\n"
      "/properties/b/examples/1: the schema refuses it: the value must be a whole number (found \"y\")\n"
      "/properties/c: the $ref leads nowhere\n"
      "/properties/d/pattern: validate() knows no keyword pattern\n"
      "/properties/e/anyOf/1: an alternative must have a type that no other has\n"
      "/properties/e/anyOf/2: an alternative must have a type that no other has\n");
}

TEST(Validator, knows_each_keyword) {
  struct Row {
    std::string schema;
    std::string good;
    std::string bad;
    std::string problem;
  };
  const Row rows[] = {
      {R"({"type":"integer"})", "1", "1.0", "1:1 error : the value must be a whole number (found 1.0)"},
      {R"({"type":"number"})", "1.5", "\"1\"", "1:1 error : the value must be a number (found \"1\")"},
      {R"({"type":"boolean"})", "true", "0", "1:1 error : the value must be true or false (found 0)"},
      {R"({"type":"null"})", "null", "0", "1:1 error : the value must be null (found 0)"},
      {R"({"type":"string","examples":["10s"]})", "\"x\"", "5",
       "1:1 error : the value must be a string (found 5) [such as \"10s\"]"},
      {R"({"enum":["red","blue"]})", "\"red\"", "\"rde\"",
       "1:1 error : the value must be one of \"red\", \"blue\" (found \"rde\") [did you mean \"red\"?]"},
      {R"({"enum":[1]})", "1", "2", "1:1 error : the value must be 1 (found 2)"},
      {R"({"minimum":1})", "1", "0.5", "1:1 error : the value must be at least 1 (found 0.5)"},
      {R"({"maximum":9})", "9", "10", "1:1 error : the value must be at most 9 (found 10)"},
      {R"({"minLength":1})", "\"\xC3\xA9\"", "\"\"", "1:1 error : the value must not be empty (found \"\")"},
      {R"({"minLength":2})", "\"ab\"", "\"\xC3\xA9\"",
       "1:1 error : the value must have at least 2 characters (found \"\xC3\xA9\")"},
      {R"({"maxLength":1})", "\"\xC3\xA9\"", "\"ab\"",
       "1:1 error : the value must have at most 1 characters (found \"ab\")"},
      {R"({"minItems":1})", "[0]", "[]", "1:1 error : the value must not be empty (found [])"},
      {R"({"maxItems":1})", "[0]", "[0,0]",
       "1:1 error : the value must have at most 1 elements (found an array)"},
      {R"({"items":{"type":"string"}})", "[\"a\"]", "[\"a\",1]",
       "1:6 error /1: the value must be a string (found 1)"},
      {R"({"required":["a","b"]})", "{\"a\":1,\"b\":2}", "{}",
       "1:1 error : \"a\" is missing here\n1:1 error : \"b\" is missing here"},
      {R"({"properties":{"name":{}},"additionalProperties":false})", "{\"name\":1}", "{\"nam\":1}",
       "1:2 error /nam: there is no key \"nam\" here [did you mean \"name\"?]"},
      {R"({"additionalProperties":{"type":"integer"}})", "{\"x\":1}", "{\"x\":\"1\"}",
       "1:6 error /x: x must be a whole number (found \"1\")"},
      {R"({"anyOf":[{"type":"string","enum":["all"]},{"type":"object","required":["best"]}]})", "\"all\"",
       "{}", "1:1 error : \"best\" is missing here"},
      {R"({"anyOf":[{"type":"string"},{"type":"object"}]})", "{}", "1",
       "1:1 error : the value must be a string or an object (found 1)"},
      {R"({"$ref":"#/definitions/x","definitions":{"x":{"type":"string"}}})", "\"a\"", "1",
       "1:1 error : the value must be a string (found 1)"},
  };
  for (const Row& row : rows) {
    EXPECT_EQ(refusals(row.schema, row.good), "") << row.schema;
    EXPECT_EQ(refusals(row.schema, row.bad), row.problem) << row.schema;
  }
}

}  // namespace
}  // namespace switchyard::codec
