// Finds function bodies by braces: good enough for code that clang-format has laid out, and tested on
// samples.
#include "tests/architecture/functions.h"

#include <algorithm>
#include <cctype>

#include "tests/architecture/source_text.h"

namespace switchyard::architecture {

namespace {

enum class Brace { scope, function, value };

bool is_word_character(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_';
}

bool begins_with_word(std::string_view text, std::string_view word) {
  return text.starts_with(word) && (text.size() == word.size() || !is_word_character(text[word.size()]));
}

std::string_view without_template_head(std::string_view head) {
  while (begins_with_word(head, "template")) {
    std::size_t depth = 0;
    std::size_t end = head.find('<');
    for (; end < head.size(); ++end) {
      if (head[end] == '<') ++depth;
      if (head[end] == '>' && --depth == 0) break;
    }
    head = trimmed(head.substr(std::min(end + 1, head.size())));
  }
  return head;
}

bool opens_scope(std::string_view head) {
  for (const auto* word : {"namespace", "inline namespace", "extern", "class", "struct", "enum", "union"}) {
    if (begins_with_word(head, word) && head.find('(') == std::string_view::npos) return true;
  }
  return false;
}

bool has_initializer_sign(std::string_view head) {
  const auto list = head.find('(');
  const auto sign = head.find('=');
  return sign != std::string_view::npos && sign < list && head.find("operator") == std::string_view::npos;
}

// `A::A() : x_{1} {`: a brace right behind a name, after the colon of an initializer list, starts a member's
// value.
bool is_member_value(std::string_view head) {
  const auto colon = head.find(") :");
  return colon != std::string_view::npos && (is_word_character(head.back()) || head.back() == '>');
}

Brace kind_of(std::string_view raw_head) {
  const auto head = without_template_head(trimmed(raw_head));
  if (head.empty() || opens_scope(head)) return Brace::scope;
  if (has_initializer_sign(head) || head.find('(') == std::string_view::npos) return Brace::value;
  return is_member_value(head) ? Brace::value : Brace::function;
}

std::size_t closing_brace(std::string_view text, std::size_t open) {
  std::size_t depth = 0;
  for (std::size_t i = open; i < text.size(); ++i) {
    if (text[i] == '{') ++depth;
    if (text[i] == '}' && --depth == 0) return i;
  }
  return text.size() - 1;
}

// Preprocessor lines would put their braces and names into a head.
std::string without_directives(std::string text) {
  bool directive = false;
  bool at_line_start = true;
  bool continued = false;
  for (auto& c : text) {
    if (at_line_start && c == '#') directive = true;
    if (c == '\n') {
      directive = directive && continued;
      at_line_start = true;
      continued = false;
      continue;
    }
    if (c != ' ') at_line_start = false;
    continued = c == '\\';
    if (directive) c = ' ';
  }
  return text;
}

// A brace behind `=`, `return` or a type's `>` starts a value.
bool opens_table(std::string_view body, std::size_t open) {
  if (body[open] != '{') return false;
  const auto before = trimmed(body.substr(0, open));
  const bool touches = before.size() == open;
  return before.ends_with("=") || before.ends_with("return") || (touches && before.ends_with(">"));
}

std::size_t rows_of_tables(std::string_view body) {
  std::size_t rows = 0;
  for (std::size_t at = 1; at < body.size(); ++at) {
    if (!opens_table(body, at)) continue;
    const auto close = closing_brace(body, at);
    rows += line_at(body, close) - line_at(body, at);
    at = close;
  }
  return rows;
}

bool ends_head(std::string_view text, std::size_t at) {
  if (text[at] == ':') {  // `public:` ends a head, `a::b` and `A() : x_(1)` do not
    const auto before = trimmed(text.substr(0, at));
    return before.ends_with("public") || before.ends_with("private") || before.ends_with("protected");
  }
  return text[at] == ';' || text[at] == '}';
}

Function function_at(std::string_view text, std::size_t head_begin, std::size_t open, std::size_t close) {
  const auto head = trimmed(text.substr(head_begin, open - head_begin));
  const auto begin = static_cast<std::size_t>(head.data() - text.data());
  const auto first = line_at(text, begin);
  return {std::string(head.substr(0, std::min<std::size_t>(head.find('\n'), 70))), first,
          line_at(text, close) - first + 1, rows_of_tables(text.substr(open, close - open + 1))};
}

}  // namespace

std::vector<Function> functions_of(std::string_view source) {
  const std::string text = without_directives(without_comments(source, Strings::blank));
  std::vector<Function> functions;
  std::size_t head_begin = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (ends_head(text, at)) head_begin = at + 1;
    if (text[at] != '{') continue;
    const auto kind = kind_of(std::string_view(text).substr(head_begin, at - head_begin));
    if (kind == Brace::scope) {
      head_begin = at + 1;
      continue;
    }
    const auto close = closing_brace(text, at);
    if (kind == Brace::function) {
      functions.push_back(function_at(text, head_begin, at, close));
      head_begin = close + 1;
    }
    at = close;
  }
  return functions;
}

}  // namespace switchyard::architecture
