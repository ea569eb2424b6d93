// `switchyard schema`: each schema is sound, and what the program writes is of the form that it prints.
#include <gtest/gtest.h>

#include <sstream>

#include "engine/codec/schema/schema.h"
#include "tests/cli/program.h"

namespace switchyard::cli_test {
namespace {

// Our own validator tells alternatives apart by their type; lines are told apart by the member "type", which
// any other validator finds through anyOf.
bool is_choice_of_lines(const codec::Problem& problem) {
  return problem.file == "event" && problem.pointer.find("/anyOf/") == 0;
}

TEST(Schema, EachKindIsSound) {
  const Folder folder;
  for (const std::string kind : {"workspace", "scenario", "event"}) {
    SCOPED_TRACE(kind);
    const Ran ran = folder.run("schema " + kind);
    ASSERT_EQ(ran.code, 0);
    const auto document = codec::parse_document(ran.out, kind);
    ASSERT_TRUE(document);
    const codec::Problems problems = codec::check_schema(*document);
    for (const codec::Problem& problem : problems.list()) {
      EXPECT_TRUE(is_choice_of_lines(problem)) << codec::to_text(problem);
    }
  }
}

void validate_line(const codec::Document& line, const codec::Document& schema, codec::Problems& problems) {
  const codec::Node* type = line.root.member("type");
  ASSERT_NE(type, nullptr);
  const codec::Node* definition = schema.root.member("definitions")->member(type->text);
  if (definition == nullptr) return problems.add(line.problem(*type, "there is no such message"));
  codec::validate_part(line, line.root, schema, type->text, problems);
}

TEST(Schema, EveryLineOfEventsJsonlIsOfItsForm) {
  const Folder folder;
  folder.write_small_scenario();
  ASSERT_EQ(folder.run("run scenario.json --out a --events").code, 0);
  const codec::Document schema = codec::parse_schema(folder.run("schema event").out);
  std::istringstream lines(folder.read("a/events.jsonl"));
  codec::Problems problems;
  std::size_t count = 0;
  for (std::string line; std::getline(lines, line); ++count) {
    const auto document = codec::parse_document(line, "line " + std::to_string(count + 1));
    ASSERT_TRUE(document) << line;
    validate_line(*document, schema, problems);
  }
  EXPECT_GT(count, 200U);
  EXPECT_EQ(codec::to_text(problems), "");
}

TEST(Schema, AWrongLineIsNotOfItsForm) {
  const Folder folder;
  const codec::Document schema = codec::parse_schema(folder.run("schema event").out);
  for (const char* line :
       {R"({"time": "2026-01-05T08:00:00Z", "kind": "event", "type": "task_eaten", "task": 1})",
        R"({"time": "2026-01-05T08:00:00Z", "kind": "event", "type": "task_updated"})",
        R"({"time": "2026-01-05T08:00:00Z", "kind": "event", "type": "task_updated", "task": "one"})"}) {
    codec::Problems problems;
    validate_line(*codec::parse_document(line, "line"), schema, problems);
    EXPECT_TRUE(problems.has_errors()) << line;
  }
}

}  // namespace
}  // namespace switchyard::cli_test
