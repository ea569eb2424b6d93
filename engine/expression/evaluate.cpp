// The meaning of the operators.
#include "engine/expression/evaluate.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <variant>

#include "engine/expression/path.h"

namespace switchyard::expression {
namespace {

struct Reading {
  ValueView value;
  Source::Reading reading = Source::Reading::plain;
};

// How two values stand to each other, as bits: an operator accepts a set of them.
enum Relation : std::uint8_t {
  incomparable = 0,  // an array or object with anything but null
  different = 1,     // without an order
  same = 2,          // without an order
  less = 4,
  equal = 8,
  greater = 16
};

constexpr std::array<std::uint8_t, 6> accepted = {
    same | equal,                // ==
    different | less | greater,  // !=
    less,                        // <
    less | equal,                // <=
    greater,                     // >
    greater | equal              // >=
};

bool is_number(ValueKind kind) {
  return kind == ValueKind::integer || kind == ValueKind::decimal;
}
bool is_container(ValueKind kind) {
  return kind == ValueKind::array || kind == ValueKind::object;
}

template <class Ordering>
Relation relation(Ordering ordering) {
  if (ordering < 0) return less;
  return ordering > 0 ? greater : equal;
}

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool precedes_in_any_case(std::string_view a, std::string_view b) {
  return std::lexicographical_compare(a.begin(), a.end(), b.begin(), b.end(),
                                      [](char x, char y) { return lower(x) < lower(y); });
}

bool in_any_case(const Reading& a, const Reading& b) {
  return a.reading == Source::Reading::day || b.reading == Source::Reading::day;
}

Relation relate_strings(const Reading& a, const Reading& b) {
  const std::string_view x = a.value.as_string();
  const std::string_view y = b.value.as_string();
  if (!in_any_case(a, b)) return relation(x.compare(y));
  if (precedes_in_any_case(x, y)) return less;
  return precedes_in_any_case(y, x) ? greater : equal;
}

// The hour is the string "HH".
Relation relate_hour(std::string_view hour, ValueView number) {
  std::int64_t value = 0;
  for (char digit : hour) value = value * 10 + (digit - '0');
  std::array<char, 1 + sizeof value> bytes{static_cast<char>(ValueKind::integer)};
  std::memcpy(bytes.data() + 1, &value, sizeof value);
  return relation(compare_numbers(ValueView({bytes.data(), bytes.size()}), number));
}

Relation reversed(Relation relation) {
  if (relation == less) return greater;
  return relation == greater ? less : relation;
}

bool is_hour(const Reading& operand, ValueKind kind) {
  return operand.reading == Source::Reading::hour && kind == ValueKind::string;
}

Relation relate_kinds(const Reading& a, ValueKind a_kind, const Reading& b, ValueKind b_kind) {
  if (is_number(a_kind) && is_number(b_kind)) return relation(compare_numbers(a.value, b.value));
  if (a_kind == ValueKind::null || b_kind == ValueKind::null) return different;
  if (is_container(a_kind) || is_container(b_kind)) return incomparable;
  if (is_hour(a, a_kind) && is_number(b_kind)) return relate_hour(a.value.as_string(), b.value);
  if (is_hour(b, b_kind) && is_number(a_kind)) return reversed(relate_hour(b.value.as_string(), a.value));
  return different;
}

Relation relate(const Reading& a, const Reading& b) {
  const ValueKind a_kind = a.value.kind();
  const ValueKind b_kind = b.value.kind();
  if (a_kind != b_kind) return relate_kinds(a, a_kind, b, b_kind);
  switch (a_kind) {
    case ValueKind::null:
      return same;
    case ValueKind::boolean:
      return a.value.as_boolean() == b.value.as_boolean() ? same : different;
    case ValueKind::integer:
    case ValueKind::decimal:
      return relation(compare_numbers(a.value, b.value));
    case ValueKind::string:
      return relate_strings(a, b);
    case ValueKind::array:
    case ValueKind::object:
      break;
  }
  return incomparable;
}

bool are_equal(const Reading& a, const Reading& b) {
  return (relate(a, b) & (same | equal)) != 0;
}

bool contains(const Reading& a, const Reading& b) {
  if (a.value.kind() != ValueKind::string || b.value.kind() != ValueKind::string) return false;
  const std::string_view text = a.value.as_string();
  const std::string_view part = b.value.as_string();
  if (!in_any_case(a, b)) return text.find(part) != std::string_view::npos;
  return std::search(text.begin(), text.end(), part.begin(), part.end(),
                     [](char x, char y) { return lower(x) == lower(y); }) != text.end();
}

enum class Membership : std::uint8_t { not_asked, absent, present };

ValueView at(std::span<const ValueView> values, std::uint32_t slot) {
  SY_CHECK(slot < values.size());
  return values[slot];
}

// Where the values of all four sides come from.
struct FromSpans {
  const Inputs& inputs;
  ValueView task(std::uint32_t slot) const { return at(inputs.task, slot); }
  ValueView worker(std::uint32_t slot) const { return at(inputs.worker, slot); }
  ValueView clock(std::uint32_t slot) const { return at(inputs.clock, slot); }
  ValueView workers(std::uint32_t slot) const { return at(inputs.workers, slot); }
};

struct FromTask {
  const TaskInputs& inputs;
  std::span<const ValueView> clock_values;
  ValueView task(std::uint32_t slot) const { return task_value(inputs, slot); }
  ValueView worker(std::uint32_t slot) const { return at({}, slot); }
  ValueView clock(std::uint32_t slot) const { return at(clock_values, slot); }
  ValueView workers(std::uint32_t slot) const { return at({}, slot); }
};

template <class Values>
class Evaluation {
 public:
  Evaluation(const Program& program, const Values& values) : program_(program), values_(values) {}

  bool accepts() const {
    std::uint32_t test = program_.tests.empty() ? Test::reject : 0;
    while (test < program_.tests.size()) {
      test = holds(program_.tests[test]) ? program_.tests[test].if_true : program_.tests[test].if_false;
    }
    return test == Test::accept;
  }

 private:
  bool holds(const Test& test) const {
    switch (test.op) {
      case Operator::contains:
        return contains(read(test.left), read(test.right));
      case Operator::has:
        return membership(test.right, test.left) == Membership::present;
      case Operator::in:
        return membership(test.left, test.right) == Membership::present;
      case Operator::not_in:
        return membership(test.left, test.right) == Membership::absent;
      default:
        return (relate(read(test.left), read(test.right)) & accepted[static_cast<std::size_t>(test.op)]) != 0;
    }
  }

  // A list that contains names has no value of its own; where no element is asked for, any array will do.
  Reading read(const Source& source) const {
    static constexpr std::string_view empty_array{"\5\0\0\0\0\0\0\0\0", 9};
    switch (source.from) {
      case Source::From::task:
        return {values_.task(source.index), source.reading};
      case Source::From::worker:
        return {values_.worker(source.index), source.reading};
      case Source::From::clock:
        return {values_.clock(source.index), source.reading};
      case Source::From::workers:
        return {values_.workers(source.index), source.reading};
      case Source::From::literal:
        return {ValueView(std::string_view(program_.literals).substr(source.index)), source.reading};
      case Source::From::list:
        break;
    }
    return {ValueView(empty_array), source.reading};
  }

  Membership membership(const Source& element, const Source& array) const {
    const Reading wanted = read(element);
    if (is_container(wanted.value.kind())) return Membership::not_asked;
    if (array.from == Source::From::list) return among_items(wanted, array);
    const ValueView elements = read(array).value;
    if (elements.kind() != ValueKind::array) return Membership::not_asked;
    for (ValueCursor cursor(elements); !cursor.at_end(); cursor.advance()) {
      if (are_equal(wanted, {cursor.value(), Source::Reading::plain})) return Membership::present;
    }
    return Membership::absent;
  }

  Membership among_items(const Reading& wanted, const Source& list) const {
    for (std::uint32_t item = 0; item < list.count; ++item) {
      if (are_equal(wanted, read(program_.items[list.index + item]))) return Membership::present;
    }
    return Membership::absent;
  }

  const Program& program_;
  const Values& values_;
};

}  // namespace

bool evaluate(const Program& program, const Inputs& inputs) {
  return Evaluation(program, FromSpans{inputs}).accepts();
}

bool evaluate(const Program& program, const TaskInputs& task, std::span<const ValueView> clock) {
  return Evaluation(program, FromTask{task, clock}).accepts();
}

ValueView task_value(const TaskInputs& task, std::uint32_t slot) {
  SY_CHECK(slot < task.slots.task.size());
  const auto* name = std::get_if<TaskAttribute>(&task.slots.task[slot]);
  return name == nullptr ? ValueView() : find(task.attributes, name->path);
}

}  // namespace switchyard::expression
