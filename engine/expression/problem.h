// What is wrong with a text that somebody wrote, said so that he can mend it.
#pragma once

#include <cstddef>
#include <string>

namespace switchyard::expression {

struct ParseProblem {
  std::size_t offset = 0;  // bytes from the beginning of the text
  std::string found;       // always printable text
  std::string expected;
  std::string hint;  // may be empty

  friend bool operator==(const ParseProblem&, const ParseProblem&) = default;
};

// The problem without its place: "found '-', expected an operator; a name has no hyphen".
std::string message(const ParseProblem& problem);

}  // namespace switchyard::expression
