// One wording for all problems of a text.
#include "engine/expression/problem.h"

namespace switchyard::expression {

std::string message(const ParseProblem& problem) {
  std::string text = "found " + problem.found + ", expected " + problem.expected;
  if (!problem.hint.empty()) text += "; " + problem.hint;
  return text;
}

}  // namespace switchyard::expression
