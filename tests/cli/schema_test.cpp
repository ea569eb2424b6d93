// `switchyard schema`: each schema is sound, and what the program writes is of the form that it prints.
#include <gtest/gtest.h>

#include <sstream>

#include "engine/codec/schema/schema.h"
#include "tests/cli/program.h"

namespace switchyard::cli_test {
namespace {

TEST(Schema, EachKindIsSound) {
  const Folder folder;
  for (const std::string kind : {"workspace", "scenario", "event"}) {
    SCOPED_TRACE(kind);
    const Ran ran = folder.run("schema " + kind);
    ASSERT_EQ(ran.code, 0);
    const auto document = codec::parse_document(ran.out, kind);
    ASSERT_TRUE(document);
    EXPECT_EQ(codec::to_text(codec::check_schema(*document)), "");
  }
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
    codec::validate(*document, schema, problems);
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
    codec::validate(*codec::parse_document(line, "line"), schema, problems);
    EXPECT_TRUE(problems.has_errors()) << line;
  }
}

}  // namespace
}  // namespace switchyard::cli_test
