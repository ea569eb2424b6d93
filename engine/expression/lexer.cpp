// The characters of the expression language.
#include "engine/expression/lexer.h"

#include <algorithm>
#include <array>

#include "engine/base/check.h"

namespace switchyard::expression {
namespace {

constexpr std::string_view white_space = " \t\r\n";
constexpr std::string_view comparison_signs = "=!<>&|";
constexpr std::string_view single_signs = "()[],.";
constexpr std::size_t longest_description = 40;

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool begins_name(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '$';
}
bool continues_name(char c) {
  return begins_name(c) || is_digit(c);
}
char upper(char c) {
  return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
}

template <class Predicate>
std::size_t run(std::string_view text, Predicate belongs) {
  return static_cast<std::size_t>(std::find_if_not(text.begin(), text.end(), belongs) - text.begin());
}

std::string hexadecimal(std::uint32_t number, int digits) {
  std::string text;
  for (int shift = 4 * (digits - 1); shift >= 0; shift -= 4) text += "0123456789ABCDEF"[number >> shift & 15];
  return text;
}

// The bytes that a UTF-8 character has by its first byte; 0 when none begins so.
std::size_t character_size(unsigned char first) {
  if (first < 0x80) return 1;
  if (first < 0xC2) return 0;
  if (first < 0xE0) return 2;
  if (first < 0xF0) return 3;
  return first < 0xF5 ? 4 : 0;
}

// Takes a run of bytes for the whole UTF-8 character that begins it, or for one byte when none does.
std::string_view first_character(std::string_view text) {
  const std::size_t size = character_size(static_cast<unsigned char>(text.front()));
  if (size == 0 || size > text.size()) return text.substr(0, 1);
  const auto continues = [](char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; };
  const std::string_view tail = text.substr(1, size - 1);
  return std::all_of(tail.begin(), tail.end(), continues) ? text.substr(0, size) : text.substr(0, 1);
}

std::string describe_character(std::string_view character) {
  const auto first = static_cast<unsigned char>(character.front());
  if (character.size() > 1) {
    std::uint32_t code = first & (0x7FU >> character.size());
    for (char c : character.substr(1)) code = code << 6 | (static_cast<unsigned char>(c) & 0x3FU);
    return "the character U+" + hexadecimal(code, code > 0xFFFF ? 6 : 4);
  }
  if (first < 0x20 || first >= 0x7F) return "the byte 0x" + hexadecimal(first, 2);
  return "'" + std::string(character) + "'";
}

}  // namespace

bool Token::is_word(std::string_view upper_case_word) const {
  return kind == TokenKind::name && text.size() == upper_case_word.size() &&
         std::equal(text.begin(), text.end(), upper_case_word.begin(),
                    [](char a, char b) { return upper(a) == b; });
}

bool is_reserved(const Token& token) {
  constexpr std::array<std::string_view, 6> words = {"AND", "OR", "CONTAINS", "HAS", "IN", "NOT"};
  return std::any_of(words.begin(), words.end(), [&](std::string_view word) { return token.is_word(word); });
}

std::string describe(const Token& token) {
  switch (token.kind) {
    case TokenKind::end:
      return "the end";
    case TokenKind::string:
      return "a string";
    case TokenKind::unterminated_string:
      return "a string without its closing quote";
    case TokenKind::unknown:
      return describe_character(token.text);
    case TokenKind::name:
    case TokenKind::number:
    case TokenKind::sign:
      break;
  }
  const bool is_long = token.text.size() > longest_description;
  return "'" + std::string(token.text.substr(0, longest_description)) + (is_long ? "...'" : "'");
}

Lexer::Lexer(std::string_view text) : rest_(text) {
  next_ = scan();
}

Token Lexer::take() {
  const Token token = next_;
  next_ = scan();
  return token;
}

bool Lexer::take_sign(std::string_view sign) {
  if (!next_.is_sign(sign)) return false;
  take();
  return true;
}

bool Lexer::take_word(std::string_view upper_case) {
  if (!next_.is_word(upper_case)) return false;
  take();
  return true;
}

Token Lexer::cut(TokenKind kind, std::size_t size) {
  const Token token{kind, offset_, rest_.substr(0, size)};
  rest_.remove_prefix(token.text.size());
  offset_ += token.text.size();
  return token;
}

Token Lexer::scan() {
  const auto is_one_of = [](std::string_view set) {
    return [set](char c) { return set.find(c) != std::string_view::npos; };
  };
  cut(TokenKind::unknown, run(rest_, is_one_of(white_space)));
  if (rest_.empty()) return cut(TokenKind::end, 0);
  const char first = rest_.front();
  if (begins_name(first)) return cut(TokenKind::name, run(rest_, continues_name));
  if (first == '\'' || first == '"') return scan_string();
  if (const std::size_t size = number_size(); size > 0) return cut(TokenKind::number, size);
  if (single_signs.find(first) != std::string_view::npos) return cut(TokenKind::sign, 1);
  if (const std::size_t size = run(rest_, is_one_of(comparison_signs)); size > 0)
    return cut(TokenKind::sign, size);
  return cut(TokenKind::unknown, first_character(rest_).size());
}

Token Lexer::scan_string() {
  for (std::size_t at = 1; at < rest_.size(); ++at) {
    if (rest_[at] == '\\') {
      ++at;
    } else if (rest_[at] == rest_.front()) {
      return cut(TokenKind::string, at + 1);
    }
  }
  return cut(TokenKind::unterminated_string, rest_.size());
}

// A minus, digits, and a point with digits; 0 when no number begins here.
std::size_t Lexer::number_size() const {
  const std::size_t sign = rest_.front() == '-' ? 1 : 0;
  const std::size_t whole = run(rest_.substr(sign), is_digit);
  if (whole == 0) return 0;
  const std::string_view behind = rest_.substr(sign + whole);
  if (behind.empty() || behind.front() != '.') return sign + whole;
  const std::size_t fraction = run(behind.substr(1), is_digit);
  return fraction == 0 ? sign + whole : sign + whole + 1 + fraction;
}

}  // namespace switchyard::expression
