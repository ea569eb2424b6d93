// Follows the tests that every way to `true` goes through: those whose `no` ends it all.
#include "engine/expression/guard.h"

#include <optional>
#include <string_view>

namespace switchyard::expression {

namespace {

bool is_task_value(const Source& source) {
  return source.from == Source::From::task && source.reading == Source::Reading::plain;
}

std::optional<ValueView> literal_of(const Program& program, const Source& source) {
  if (source.from != Source::From::literal) return std::nullopt;
  return ValueView(std::string_view(program.literals).substr(source.index));
}

// Nothing when one of them is not a string.
std::optional<std::vector<std::string>> texts_of(ValueView array) {
  std::vector<std::string> texts;
  for (ValueCursor cursor(array); !cursor.at_end(); cursor.advance()) {
    if (cursor.value().kind() != ValueKind::string) return std::nullopt;
    texts.emplace_back(cursor.value().bytes());
  }
  return texts;
}

std::optional<Guard> equality(const Program& program, const Source& name, const Source& value) {
  const std::optional<ValueView> literal = literal_of(program, value);
  if (!is_task_value(name) || !literal || literal->kind() != ValueKind::string) return std::nullopt;
  return Guard{name.index, {std::string(literal->bytes())}};
}

std::optional<Guard> membership(const Program& program, const Test& test) {
  const std::optional<ValueView> literal = literal_of(program, test.right);
  if (!is_task_value(test.left) || !literal || literal->kind() != ValueKind::array) return std::nullopt;
  std::optional<std::vector<std::string>> texts = texts_of(*literal);
  if (!texts) return std::nullopt;
  return Guard{test.left.index, std::move(*texts)};
}

std::optional<Guard> guard_of(const Program& program, const Test& test) {
  if (test.op == Operator::in) return membership(program, test);
  if (test.op != Operator::equal) return std::nullopt;
  const std::optional<Guard> guard = equality(program, test.left, test.right);
  return guard ? guard : equality(program, test.right, test.left);
}

}  // namespace

std::vector<Guard> guards_of(const Program& program) {
  std::vector<Guard> guards;
  std::uint32_t at = 0;
  while (at < program.tests.size() && program.tests[at].if_false == Test::reject) {
    if (std::optional<Guard> guard = guard_of(program, program.tests[at]))
      guards.push_back(std::move(*guard));
    at = program.tests[at].if_true;
  }
  return guards;
}

}  // namespace switchyard::expression
