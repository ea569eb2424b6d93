// Workspaces and scenarios of up to 100 MB: refused with a place, or read, and never dear.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "cli/workspace/generate.h"
#include "engine/codec/document/document.h"
#include "engine/codec/workspace/compile.h"
#include "sim/scenario/read_scenario.h"
#include "tests/limits/big_file.h"

namespace switchyard::tests {
namespace {

constexpr std::size_t largest = 63 * megabyte;  // below the limit on documents

std::string workspace_problems(const std::string& path) {
  const auto document = codec::read_document(path);
  if (!document) return codec::to_text(document.error());
  const auto compiled = codec::compile_workspace(*document, nullptr);
  return compiled ? "" : codec::to_text(compiled.error());
}

std::string scenario_problems(const std::string& path) {
  const auto read = sim::read_scenario(path);
  return read ? "" : codec::to_text(read.error());
}

// What is wrong with any document.
std::vector<BigFile> bad_documents() {
  return {
      {"100 MB of spaces", [] { return std::string(100 * megabyte, ' '); }, "at most 67108864 bytes"},
      {"100 MB of [", [] { return std::string(100 * megabyte, '['); }, "at most 67108864 bytes"},
      {"63 MB of spaces", [] { return std::string(largest, ' '); }, "the document is empty"},
      {"63 MB of [", [] { return std::string(largest, '['); },
       ":1:65: error: the document must nest at most 64"},
      {"63 MB of {\"a\":", [] { return repeated("{\"a\":", largest); }, "the document must nest at most 64"},
      {"63 MB of (", [] { return std::string(largest, '('); }, ":1:1: error: a value must stand here"},
      {"a list of 63 MB", [] { return "[1" + repeated(",1", largest) + "]"; }, "at most 4000000 values"},
      {"a list of empty texts", [] { return "[\"\"" + repeated(",\"\"", largest) + "]"; },
       "at most 4000000 values"},
      {"63 MB of one letter", [] { return std::string(largest, 'a'); },
       ":1:1: error: a value must stand here"},
      {"63 MB of commas", [] { return "{" + std::string(largest, ','); },
       ":1:2: error: a key in double quotes"},
      {"a number of 63 MB", [] { return "{\"version\": " + std::string(largest, '9') + "}"; },
       ":1:13: error: the number is beyond what a double holds"},
      {"a number of 400 digits", [] { return "{\"version\": " + std::string(400, '9') + "}"; },
       ":1:13: error: the number is beyond what a double holds"},
      {"1e999999", [] { return std::string("{\"version\": 1e999999}"); },
       ":1:13: error: the number is beyond what a double holds (found 1e999999)"},
      {"a text that does not end", [] { return "{\"name\": \"" + std::string(largest, 'x'); },
       "the string must end with a double quote"},
      {"63 MB of quotes in a text", [] { return "[\"" + repeated("\\\"", largest) + "\", ]]"; },
       "nothing must follow the document"},
      {"63 MB of backslashes", [] { return "[\"" + repeated("\\\\", largest) + "\", ]]"; },
       "nothing must follow the document"},
      {"a comment that does not end", [] { return "{/*" + std::string(largest, '*'); }, "comments are //"},
      {"63 MB of comments", [] { return repeated("//\n", largest); }, "a value must stand here"},
      {"a key of 63 MB", [] { return "{\"" + std::string(largest, 'k') + "\": 1}"; },
       ":1:2: error: a key must have at most 1000 bytes"},
      {"one key a million times", [] { return "{\"a\":1" + repeated(",\"a\":1", 8 * megabyte) + "}"; },
       ":1:8: error: a key must stand once in an object (found \"a\" again)"},
      {"a NUL at the end", [] { return "{\"name\": \"" + std::string(largest, 'x') + '\0'; },
       "found a NUL byte"},
      {"a wrong byte at the end", [] { return "{\"name\": \"" + std::string(largest, 'x') + "\xFF\"}"; },
       "must be UTF-8"},
      {"a byte order mark", [] { return "\xEF\xBB\xBF{\"name\": \"" + std::string(largest, 'x') + "\"}"; },
       "byte order mark"},
      {"a torn tail", [] { return "{\"workers\": [{}" + repeated(",{}", 8 * megabyte); },
       "a comma or ] must follow the value (found the end of the text)"},
  };
}

std::string worker_list(const std::string& worker, std::size_t size) {
  return "{\"version\": 1, \"name\": \"w\", \"workers\": [" + worker + repeated("," + worker, size) + "]}";
}

TEST(LargeDocuments, are_refused_as_workspaces) {
  expect_answers(bad_documents(), "workspace.json", workspace_problems);
}

TEST(LargeDocuments, are_refused_as_scenarios) {
  expect_answers(bad_documents(), "scenario.json", scenario_problems);
}

TEST(LargeWorkspaces, are_read_or_refused) {
  const std::string head = "{\"version\": 1, \"name\": \"w\", ";
  const std::string broken_names = "{\"name\": \"q\", \"tenant\": \"nobody\"}";
  expect_answers(
      {
          {"a name of 63 MB",
           [&] { return "{\"version\": 1, \"name\": \"" + std::string(largest, 'x') + "\"}"; },
           "name must have at most 64 characters"},
          {"an expression of 63 MB",
           [&] {
             return head + "\"task_queues\": [{\"name\": \"q\", \"target_workers\": \"" +
                    std::string(largest, '(') + "\"}]}";
           },
           "at most 100000 bytes"},
          {"many workers without a name", [&] { return worker_list("{}", 8 * megabyte); },
           "\"name\" is missing here"},
          {"one worker again and again", [&] { return worker_list("{\"name\": \"ann\"}", 24 * megabyte); },
           "there must be one worker of a name"},
          {"a worker with attributes of 8 MB, 100,000 times",
           [&] {
             return worker_list("{\"name\": \"w-\", \"count\": 100000, \"attributes\": {\"a\": \"" +
                                    std::string(8 * megabyte, 'a') + "\"}}",
                                0);
           },
           "the workers must take at most 512 MB"},
          {"a worker with a name of 8 MB, 100,000 times",
           [&] {
             return worker_list("{\"name\": \"" + std::string(8 * megabyte, 'a') + "\", \"count\": 100000}",
                                0);
           },
           "the workers must take at most 512 MB"},
          {"names that nobody has, among many",
           [&] {
             std::string text = head + "\"tenants\": [";
             for (int i = 0; i < 300'000; ++i) text += "{\"name\": \"no-one" + std::to_string(i) + "\"},";
             text += "],\"task_queues\": [" + repeated(broken_names + ",", 10 * megabyte);
             return text + "]}";
           },
           "there is no tenant \"nobody\""},
      },
      "workspace.json", workspace_problems);
}

TEST(LargeScenarios, are_read_or_refused) {
  expect_answers(
      {
          {"a circle of extensions",
           [] {
             return "{\"extends\": \"scenario.json\", \"name\": \"" + std::string(10 * megabyte, 'x') + "\"}";
           },
           "a scenario with those that it extends must have at most 67108864 bytes"},
          {"many values set in an extension",
           [] {
             std::string text =
                 "{\"extends\": \"" SWITCHYARD_ROOT "/scenarios/bank-1999/scenario.json\", \"set\": {";
             for (int i = 0; i < 1'000'000; ++i) text += "\"a.b" + std::to_string(i) + "\": 1,";
             return text + "}}";
           },
           "a scenario must replace at most 1000 values of the one that it extends"},
          {"many moments",
           [] {
             return "{\"version\": 1, \"name\": \"s\", \"workspace\": {\"version\": 1, \"name\": \"w\", "
                    "\"default_activity\": \"Available\", \"workers\": [{\"name\": \"ann\"}], "
                    "\"task_queues\": [{\"name\": \"q\"}]}, \"start\": "
                    "\"2026-01-01T00:00:00Z\", \"length\": "
                    "\"1h\", \"traffic\": [{\"name\": \"t\", \"queue\": \"q\", \"handle_time\": \"1m\", "
                    "\"at\": [\"00:10\"" +
                    repeated(",\"00:10\"", 20 * megabyte) + "]}]}";
           },
           ""},
      },
      "scenario.json", scenario_problems);
}

// A template of a few bytes and a table of two columns make a document as long as anybody likes.
TEST(LargeTemplates, are_filled_or_refused) {
  const std::string table = testing::TempDir() + "limits-table.csv";
  std::ofstream(table) << "name,text\n" + repeated("n,ttttttttttttttt\n", 16 * megabyte);
  const auto problems = [&](const std::string& path) {
    return codec::to_text(cli::generate_workspace(path, table).problems);
  };
  expect_answers({{"a million rows of a long entry",
                   [] {
                     return "{\"version\": 1, \"name\": \"w\", \"workers\": [{\"for_each_row\": {\"name\": "
                            "\"{{name}}\", "
                            "\"attributes\": {\"a\": \"" +
                            repeated("{{text}}", megabyte) + "\"}}}]}";
                   },
                   "the document must have at most 67108864 bytes"}},
                 "template.json", problems);
  std::filesystem::remove(table);
}

}  // namespace
}  // namespace switchyard::tests
