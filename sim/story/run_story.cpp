// Reads, tells, and puts what came out into the text.
#include "sim/story/run_story.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "engine/codec/text/utf8.h"
#include "sim/story/teller.h"

namespace switchyard::sim::story {

namespace {

bool stands_before(const codec::Problem& a, const codec::Problem& b) {
  return std::pair(a.line, a.column) < std::pair(b.line, b.column);
}

// Before anything else is looked at.
std::optional<codec::Problem> fault_of_bytes(const codec::Document& story) {
  const std::string& text = story.text;
  const std::size_t invalid = codec::first_invalid_byte(text);
  if (invalid < text.size()) return story.problem_at(invalid, "a story must be UTF-8");
  const std::size_t nul = text.find('\0');
  if (nul != std::string::npos) return story.problem_at(nul, "a story must be text (found a NUL byte)");
  if (text.size() <= longest_story) return std::nullopt;
  return story.problem_at(longest_story,
                          "a story must have at most " + std::to_string(longest_story) + " bytes");
}

}  // namespace

StoryResult run_story(const std::string& text, const StoryOptions& options) {
  StoryResult result{text, {}, false};
  const Script script = read_script(text, options.file);
  if (auto fault = fault_of_bytes(script.document)) {
    result.problems.push_back(*std::move(fault));
    result.is_text = false;
    return result;
  }
  Teller teller(script, options);
  teller.tell();
  result.problems = teller.faults();
  std::stable_sort(result.problems.begin(), result.problems.end(), stands_before);
  if (result.problems.empty()) result.actual_text = with_outcomes(script, teller.outcomes());
  result.matches = result.problems.empty() && result.actual_text == text;
  return result;
}

}  // namespace switchyard::sim::story
