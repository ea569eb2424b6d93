// Thousands of broken workspaces: none crashes, none hangs, and every refusal has a place inside the text.
#include <gtest/gtest.h>

#include <cstdint>

#include "tests/codec/workspace_text.h"

namespace switchyard::codec {
namespace {

// xorshift64: the same mutations on every run.
struct Random {
  std::uint64_t state;
  std::size_t below(std::size_t limit) {
    state ^= state << 13, state ^= state >> 7, state ^= state << 17;
    return static_cast<std::size_t>(state % limit);
  }
};

const std::string_view pieces[] = {"{",     "}",       "[",    "]",     ",",       ":",
                                   "\"",    "\\",      "null", "-1",    "1e99",    "\"\"",
                                   "true",  "//",      "/*",   "\xFF",  "\n",      "\\u0000",
                                   "{}",    "[]",      "\"WQ", " AND ", "worker.", "9999999999999999999",
                                   "task.", "\"10s\"", "'",    "(",     "$ref",    "0"};

void mutate(std::string& text, Random& random) {
  std::size_t at = random.below(text.size());
  std::size_t length = random.below(12);
  switch (random.below(5)) {
    case 0:
      text.erase(at, length);
      break;
    case 1:
      text.insert(at, pieces[random.below(std::size(pieces))]);
      break;
    case 2:
      text[at] = static_cast<char>(random.below(256));
      break;
    case 3:
      text.replace(at, length, pieces[random.below(std::size(pieces))]);
      break;
    default:
      text.insert(at, text.substr(random.below(text.size()), length * 4));
      break;
  }
}

void expect_sane(const Problems& problems, const std::string& text) {
  ASSERT_TRUE(problems.has_errors());
  for (const Problem& problem : problems.list()) {
    ASSERT_FALSE(problem.message.empty());
    ASSERT_LE(problem.line, text.size() + 1);
    ASSERT_LE(problem.excerpt.size(), 1'000U);
    ASSERT_LE(to_text(problem).size(), 5'000U);
    ASSERT_FALSE(to_json_line(problem).empty());
  }
}

TEST(Mutations, of_a_good_workspace_are_compiled_or_refused) {
  Random random{88172645463325252U};
  const Files files = full_files();
  int compiled_count = 0;
  for (int i = 0; i < 1'500; ++i) {
    std::string text = full_workspace();
    for (std::size_t edits = 1 + random.below(3); edits > 0; --edits) mutate(text, random);
    auto compiled = compile_text(text, nullptr, files);
    if (compiled) {
      ++compiled_count;
      ASSERT_TRUE(compile_text(compiled->workspace.source).has_value()) << text;
    } else {
      expect_sane(compiled.error(), text);
    }
  }
  EXPECT_GT(compiled_count, 0);
}

TEST(Mutations, of_values_reach_the_meaning_check) {
  const Files files = full_files();
  const std::string_view values[] = {"null", "-1", "1.5", "\"\"", "\"x\"", "[1]", "{\"name\":1}"};
  auto document = parse_document(full_workspace(), "t");
  ASSERT_TRUE(document.has_value());
  std::vector<const Node*> nodes{&document->root};
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    for (const Node& child : nodes[i]->children) nodes.push_back(&child);
  }
  for (const Node* node : nodes) {
    for (std::string_view value : values) {
      std::string text = full_workspace();
      text.replace(node->offset, node->end - node->offset, value);
      auto compiled = compile_text(text, nullptr, files);
      if (!compiled) expect_sane(compiled.error(), text);
    }
  }
  EXPECT_GT(nodes.size(), 140U);
}

}  // namespace
}  // namespace switchyard::codec
