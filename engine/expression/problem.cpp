// One wording for all problems of a text.
#include "engine/expression/problem.h"

namespace switchyard::expression {

std::optional<ParseProblem> too_long(std::string_view text) {
  if (text.size() <= longest_text) return std::nullopt;
  return ParseProblem{longest_text, "a text of " + std::to_string(text.size()) + " bytes",
                      "at most " + std::to_string(longest_text) + " bytes", ""};
}

std::string message(const ParseProblem& problem) {
  std::string text = "found " + problem.found + ", expected " + problem.expected;
  if (!problem.hint.empty()) text += "; " + problem.hint;
  return text;
}

}  // namespace switchyard::expression
