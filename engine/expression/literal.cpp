// Turns the text of literals into values, the same on every machine and in every locale.
#include "engine/expression/literal.h"

#include <charconv>
#include <string>
#include <system_error>

namespace switchyard::expression {
namespace {

template <class Number>
std::optional<Value> read(std::string_view digits) {
  Number number{};
  const char* const end = digits.data() + digits.size();
  const std::from_chars_result result = std::from_chars(digits.data(), end, number);
  if (result.ec != std::errc() || result.ptr != end) return std::nullopt;
  return Value(number);
}

// The character that a backslash and `letter` stand for, or nothing.
std::optional<char> escaped(char letter) {
  constexpr std::string_view letters = "\\'\"/nrtbf";
  constexpr std::string_view characters = "\\'\"/\n\r\t\b\f";
  const std::size_t at = letters.find(letter);
  if (at == std::string_view::npos) return std::nullopt;
  return characters[at];
}

}  // namespace

std::optional<Value> number_literal(std::string_view digits) {
  if (digits.find('.') == std::string_view::npos) {
    if (std::optional<Value> integer = read<std::int64_t>(digits)) return integer;
  }
  return read<double>(digits);
}

std::variant<Value, ParseProblem> string_literal(const Token& token) {
  const std::string_view body = token.text.substr(1, token.text.size() - 2);
  std::string characters;
  characters.reserve(body.size());
  for (std::size_t at = 0; at < body.size(); ++at) {
    if (body[at] != '\\') {
      characters += body[at];
      continue;
    }
    const std::optional<char> character = escaped(body[++at]);
    if (!character) {
      return ParseProblem{token.offset + at, "a backslash before something else",
                          "\\\\ \\' \\\" \\/ \\n \\r \\t \\b or \\f", "write \\\\ for a backslash"};
    }
    characters += *character;
  }
  return Value(std::move(characters));
}

}  // namespace switchyard::expression
