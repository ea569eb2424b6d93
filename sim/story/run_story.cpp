// Reads, tells, and puts what came out into the text.
#include "sim/story/run_story.h"

#include <algorithm>
#include <utility>

#include "engine/codec/text/utf8.h"
#include "sim/story/teller.h"

namespace switchyard::sim::story {

namespace {

bool stands_before(const codec::Problem& a, const codec::Problem& b) {
  return std::pair(a.line, a.column) < std::pair(b.line, b.column);
}

}  // namespace

StoryResult run_story(const std::string& text, const StoryOptions& options) {
  StoryResult result{text, {}, false};
  const Script script = read_script(text, options.file);
  const std::size_t invalid = codec::first_invalid_byte(text);
  if (invalid < text.size()) {
    result.problems.push_back(script.document.problem_at(invalid, "a story must be UTF-8"));
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
