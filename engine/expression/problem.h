// What is wrong with a text that somebody wrote, said so that he can mend it.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace switchyard::expression {

struct ParseProblem {
  std::size_t offset = 0;  // bytes from the beginning of the text
  std::string found;       // always printable text
  std::string expected;
  std::string hint;  // may be empty

  friend bool operator==(const ParseProblem&, const ParseProblem&) = default;
};

// Longer texts are problems, so that none can exhaust memory.
inline constexpr std::size_t longest_text = 100'000;  // bytes
std::optional<ParseProblem> too_long(std::string_view text);

// The problem without its place: "found '-', expected an operator; a name has no hyphen".
std::string message(const ParseProblem& problem);

}  // namespace switchyard::expression
