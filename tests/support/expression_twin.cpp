// Recursion over trees, one rule of the language after the other.
#include "tests/support/expression_twin.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <optional>

#include "engine/base/match.h"
#include "engine/expression/names.h"
#include "tests/support/value_text.h"

namespace switchyard::tests {
namespace {

using namespace switchyard::expression;

struct Seen {
  Value value;
  bool is_hour = false;
  bool is_day = false;
};

Seen see(const Operand& operand, const World& world) {
  return match(
      operand.content, [](const Value& literal) { return Seen{literal}; },
      [&](const Name& name) {
        return Seen{value_of(name, world), name == Name(ClockName::current_hour),
                    name == Name(ClockName::day_of_week)};
      },
      [&](const Operand::List& list) {
        Value::Array elements;
        for (const Operand& item : list) elements.push_back(see(item, world).value);
        return Seen{Value{elements}};
      });
}

template <class T>
bool is(const Seen& seen) {
  return std::holds_alternative<T>(seen.value.data);
}

bool is_null(const Seen& seen) {
  return is<std::monostate>(seen);
}
bool is_number(const Seen& seen) {
  return is<std::int64_t>(seen) || is<double>(seen);
}
bool is_scalar(const Seen& seen) {
  return !is<Value::Array>(seen) && !is<Value::Object>(seen);
}

std::string text_of(const Seen& seen, bool any_case) {
  std::string text = std::get<std::string>(seen.value.data);
  if (any_case) {
    for (char& c : text) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  }
  return text;
}

// x87's 64-bit mantissa holds every int64 and every double exactly.
long double number_of(const Seen& seen) {
  if (is<std::int64_t>(seen)) return static_cast<long double>(std::get<std::int64_t>(seen.value.data));
  if (is<double>(seen)) return static_cast<long double>(std::get<double>(seen.value.data));
  return std::stold(std::get<std::string>(seen.value.data));
}

// -1, 0, 1 when the two have an order.
std::optional<int> order(const Seen& a, const Seen& b) {
  const bool hour_as_number =
      (a.is_hour && is<std::string>(a) && is_number(b)) || (b.is_hour && is<std::string>(b) && is_number(a));
  if ((is_number(a) && is_number(b)) || hour_as_number) {
    return number_of(a) < number_of(b) ? -1 : number_of(a) > number_of(b) ? 1 : 0;
  }
  if (!is<std::string>(a) || !is<std::string>(b)) return std::nullopt;
  const bool any_case = a.is_day || b.is_day;
  const int difference = text_of(a, any_case).compare(text_of(b, any_case));
  return difference < 0 ? -1 : difference > 0 ? 1 : 0;
}

bool equal(const Seen& a, const Seen& b) {
  if (!is_scalar(a) || !is_scalar(b)) return false;
  if (const std::optional<int> known = order(a, b)) return known == 0;
  return a.value == b.value;
}

bool not_equal(const Seen& a, const Seen& b) {
  if (is_null(a) || is_null(b)) return !(is_null(a) && is_null(b));
  return is_scalar(a) && is_scalar(b) && !equal(a, b);
}

bool contains(const Seen& a, const Seen& b) {
  if (!is<std::string>(a) || !is<std::string>(b)) return false;
  const bool any_case = a.is_day || b.is_day;
  return text_of(a, any_case).find(text_of(b, any_case)) != std::string::npos;
}

std::vector<Seen> elements(const Operand& operand, const World& world) {
  std::vector<Seen> found;
  if (const auto* list = std::get_if<Operand::List>(&operand.content)) {
    for (const Operand& item : *list) found.push_back(see(item, world));
    return found;
  }
  const Seen seen = see(operand, world);
  for (const Value& element : std::get<Value::Array>(seen.value.data)) found.push_back(Seen{element});
  return found;
}

// Nothing when the question makes no sense: an array in an array, or anything in a scalar.
std::optional<bool> is_member(const Operand& element, const Operand& array, const World& world) {
  const Seen wanted = see(element, world);
  if (!is_scalar(wanted) || !is<Value::Array>(see(array, world))) return std::nullopt;
  const std::vector<Seen> all = elements(array, world);
  return std::any_of(all.begin(), all.end(), [&](const Seen& one) { return equal(wanted, one); });
}

bool compare(const Comparison& comparison, const World& world) {
  const Seen a = see(comparison.left, world);
  const Seen b = see(comparison.right, world);
  const std::optional<int> known = order(a, b);
  switch (comparison.op) {
    case Operator::equal:
      return equal(a, b);
    case Operator::not_equal:
      return not_equal(a, b);
    case Operator::less:
      return known && *known < 0;
    case Operator::less_or_equal:
      return known && *known <= 0;
    case Operator::greater:
      return known && *known > 0;
    case Operator::greater_or_equal:
      return known && *known >= 0;
    case Operator::contains:
      return contains(a, b);
    case Operator::has:
      return is_member(comparison.right, comparison.left, world) == true;
    case Operator::in:
      return is_member(comparison.left, comparison.right, world) == true;
    case Operator::not_in:
      break;
  }
  return is_member(comparison.left, comparison.right, world) == false;
}

std::string print(const Name& name) {
  constexpr std::array<const char*, 4> fields = {"sid", "friendly_name", "activity_sid", "activity_name"};
  constexpr std::array<const char*, 3> figures = {"configured_capacity", "assigned_tasks",
                                                  "available_capacity_percentage"};
  constexpr std::array<const char*, 4> clocks = {"currentTime", "currentHour", "currentMin", "dayOfWeek"};
  return match(
      name, [](const TaskAttribute& attribute) { return "task." + expression::to_text(attribute.path); },
      [](const WorkerAttribute& attribute) { return "worker." + expression::to_text(attribute.path); },
      [&](WorkerField field) { return std::string("worker.") + fields[static_cast<std::size_t>(field)]; },
      [&](const WorkerChannel& channel) {
        return "worker.channel." + channel.unique_name + "." +
               figures[static_cast<std::size_t>(channel.figure)];
      },
      [&](ClockName clock) { return std::string("taskrouter.") + clocks[static_cast<std::size_t>(clock)]; },
      [](const WorkerCount& count) { return "workers." + count.activity; });
}

std::string print(const Operand& operand) {
  return match(
      operand.content, [](const Value& literal) { return to_text(literal); },
      [](const Name& name) { return print(name); },
      [](const Operand::List& list) {
        std::string text;
        for (const Operand& item : list) text += (text.empty() ? "" : ", ") + print(item);
        return "[" + text + "]";
      });
}

std::string print(Operator op) {
  constexpr std::array<const char*, 10> texts = {"==", "!=",       "<",   "<=", ">",
                                                 ">=", "CONTAINS", "HAS", "IN", "NOT IN"};
  return texts[static_cast<std::size_t>(op)];
}

std::uint64_t below(std::mt19937_64& random, std::uint64_t limit) {
  return random() % limit;
}

Name random_name(std::mt19937_64& random) {
  const std::string word(1, "abc"[below(random, 3)]);
  Path path{word};
  if (below(random, 3) == 0) path.emplace_back(static_cast<std::uint32_t>(below(random, 3)));
  if (below(random, 6) == 0) path.emplace_back(word);
  switch (below(random, 6)) {
    case 0:
      return static_cast<ClockName>(below(random, 4));
    case 1:
      return static_cast<WorkerField>(below(random, 4));
    case 2:
      return WorkerChannel{below(random, 2) == 0 ? "voice" : "chat",
                           static_cast<ChannelFigure>(below(random, 3))};
    case 3:
      return TaskAttribute{path};
    default:
      return WorkerAttribute{path};
  }
}

Value random_literal(std::mt19937_64& random) {
  switch (below(random, 4)) {
    case 0:
      return {std::int64_t{static_cast<std::int64_t>(below(random, 24))}};
    case 1:
      return {std::array<const char*, 5>{"THU", "fri", "bob", "00", "A"}[below(random, 5)]};
    default:
      return random_value(random, 0);
  }
}

Operand random_operand(std::mt19937_64& random, int depth) {
  const std::uint64_t kind = below(random, 10);
  if (kind < 5) return {random_name(random)};
  if (kind < 8 || depth == 0) return {random_literal(random)};
  Operand::List list;
  for (std::uint64_t left = below(random, 4); left > 0; --left)
    list.push_back(random_operand(random, depth - 1));
  return {std::move(list)};
}

}  // namespace

bool twin_holds(const Expression& expression, const World& world) {
  const auto part_holds = [&](const Expression& part) { return twin_holds(part, world); };
  switch (expression.kind) {
    case Expression::Kind::comparison:
      return compare(expression.comparison, world);
    case Expression::Kind::all_of:
      return std::all_of(expression.parts.begin(), expression.parts.end(), part_holds);
    case Expression::Kind::any_of:
      break;
  }
  return std::any_of(expression.parts.begin(), expression.parts.end(), part_holds);
}

std::string print(const Expression& expression) {
  const Comparison& comparison = expression.comparison;
  if (expression.kind == Expression::Kind::comparison) {
    return print(comparison.left) + " " + print(comparison.op) + " " + print(comparison.right);
  }
  const std::string joint = expression.kind == Expression::Kind::all_of ? " AND " : " OR ";
  std::string text;
  for (const Expression& part : expression.parts) {
    const bool is_group = part.kind != Expression::Kind::comparison;
    text += (text.empty() ? "" : joint) + (is_group ? "(" + print(part) + ")" : print(part));
  }
  return text;
}

Expression random_expression(std::mt19937_64& random, int depth) {
  Expression expression;
  if (depth == 0 || below(random, 3) == 0) {
    expression.comparison.op = static_cast<Operator>(below(random, 10));
    expression.comparison.left = random_operand(random, 2);
    expression.comparison.right = random_operand(random, 2);
    return expression;
  }
  expression.kind = below(random, 2) == 0 ? Expression::Kind::all_of : Expression::Kind::any_of;
  for (std::uint64_t left = 2 + below(random, 3); left > 0; --left) {
    expression.parts.push_back(random_expression(random, depth - 1));
  }
  return expression;
}

}  // namespace switchyard::tests
