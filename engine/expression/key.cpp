// Reads keys, and finds what they lead to.
#include "engine/expression/key.h"

#include <charconv>
#include <system_error>
#include <utility>

#include "engine/base/match.h"

namespace switchyard::expression {
namespace {

std::optional<std::uint32_t> read_index(const Token& token) {
  std::uint32_t index = 0;
  const char* const end = token.text.data() + token.text.size();
  const std::from_chars_result result = std::from_chars(token.text.data(), end, index);
  if (token.kind != TokenKind::number || result.ec != std::errc() || result.ptr != end) return std::nullopt;
  return index;
}

// What follows the bracket.
std::optional<ParseProblem> parse_index(Lexer& lexer, Path& path) {
  const std::optional<std::uint32_t> index = read_index(lexer.peek());
  if (!index) {
    return unexpected(lexer.peek(), "an index from 0",
                      lexer.peek().kind == TokenKind::string ? "a member stands behind a point: a.b" : "");
  }
  lexer.take();
  path.emplace_back(*index);
  if (!lexer.take_sign("]")) return unexpected(lexer.peek(), "']'");
  return std::nullopt;
}

std::optional<ParseProblem> parse_member(Lexer& lexer, Path& path) {
  if (lexer.peek().kind != TokenKind::name) {
    return unexpected(lexer.peek(), "a name",
                      lexer.peek().kind == TokenKind::number ? "an index stands in brackets: a[0]" : "");
  }
  path.emplace_back(std::string(lexer.take().text));
  return std::nullopt;
}

}  // namespace

std::variant<Path, ParseProblem> parse_key(Lexer& lexer) {
  Path path;
  std::optional<ParseProblem> problem = parse_member(lexer, path);
  while (!problem) {
    if (lexer.take_sign(".")) {
      problem = parse_member(lexer, path);
    } else if (lexer.take_sign("[")) {
      problem = parse_index(lexer, path);
    } else {
      return path;
    }
  }
  return std::move(*problem);
}

ParseProblem unexpected(const Token& token, std::string expected, std::string hint) {
  return {token.offset, describe(token), std::move(expected), std::move(hint)};
}

std::variant<Path, ParseProblem> parse_task_path(std::string_view text) {
  if (auto problem = too_long(text)) return *std::move(problem);
  Lexer lexer(text);
  const Token first = lexer.peek();
  std::variant<Path, ParseProblem> parsed = parse_key(lexer);
  Path* path = std::get_if<Path>(&parsed);
  if (path == nullptr) return parsed;
  const bool has_member = path->size() > 1 && std::holds_alternative<std::string>((*path)[1]);
  if (first.text != "task" || !has_member) {
    return unexpected(first, "a path in the task's attributes", "such as task.agent_sid");
  }
  if (lexer.peek().kind != TokenKind::end) {
    return unexpected(lexer.peek(), "the end", "only a path may stand here, no condition");
  }
  path->erase(path->begin());
  return parsed;
}

ValueView find(ValueView root, const Path& path) {
  for (const PathStep& step : path) {
    root = match(
        step, [&](const std::string& name) { return root.member(name); },
        [&](std::uint32_t index) { return root.element(index); });
  }
  return root;
}

}  // namespace switchyard::expression
