// Reads orders of workers and applies them.
#include "engine/expression/order_by.h"

#include <optional>

#include "engine/expression/key.h"
#include "engine/expression/names.h"

namespace switchyard::expression {
namespace {

Direction take_direction(Lexer& lexer) {
  if (lexer.take_word("DESC")) return Direction::descending;
  lexer.take_word("ASC");
  return Direction::ascending;
}

std::variant<OrderClause, ParseProblem> parse_clause(Lexer& lexer) {
  const Token first = lexer.peek();
  auto key = parse_key(lexer);
  if (auto* problem = std::get_if<ParseProblem>(&key)) return std::move(*problem);
  Path path = std::get<Path>(std::move(key));
  const bool has_member = path.size() > 1 && std::holds_alternative<std::string>(path[1]);
  if (first.text != "worker" || !has_member) {
    return unexpected(first, "a name that begins with worker.", "such as worker.level DESC");
  }
  path.erase(path.begin());
  Name name = resolve_worker_name(std::move(path));
  const Direction direction = take_direction(lexer);
  return OrderClause{std::move(name), direction};
}

std::weak_ordering compare_values(ValueView a, ValueView b, Direction direction) {
  const bool a_counts = a.kind() == ValueKind::integer;
  const bool b_counts = b.kind() == ValueKind::integer;
  if (!a_counts || !b_counts) return b_counts <=> a_counts;
  return direction == Direction::ascending ? a.as_integer() <=> b.as_integer()
                                           : b.as_integer() <=> a.as_integer();
}

}  // namespace

std::variant<OrderBy, ParseProblem> parse_order_by(std::string_view text) {
  if (auto problem = too_long(text)) return *std::move(problem);
  Lexer lexer(text);
  OrderBy order;
  if (lexer.peek().kind == TokenKind::end) return order;
  do {
    auto clause = parse_clause(lexer);
    if (auto* problem = std::get_if<ParseProblem>(&clause)) return std::move(*problem);
    order.push_back(std::get<OrderClause>(std::move(clause)));
  } while (lexer.take_sign(","));
  if (lexer.peek().kind != TokenKind::end) return unexpected(lexer.peek(), "ASC, DESC, ',' or the end");
  return order;
}

std::vector<BoundOrderClause> bind_order_by(const OrderBy& order, Slots& slots) {
  std::vector<BoundOrderClause> bound;
  for (const OrderClause& clause : order) bound.push_back({intern(clause.name, slots), clause.direction});
  return bound;
}

std::weak_ordering compare_workers(std::span<const BoundOrderClause> order, std::span<const ValueView> a,
                                   std::span<const ValueView> b) {
  for (const BoundOrderClause& clause : order) {
    SY_CHECK(clause.slot < a.size() && clause.slot < b.size());
    const std::weak_ordering ordering = compare_values(a[clause.slot], b[clause.slot], clause.direction);
    if (ordering != std::weak_ordering::equivalent) return ordering;
  }
  return std::weak_ordering::equivalent;
}

}  // namespace switchyard::expression
