// Lays the tree of a condition out flat, so that asking it neither recurses nor allocates.
#include "engine/expression/bind.h"

#include <algorithm>
#include <numeric>
#include <utility>

#include "engine/base/match.h"

namespace switchyard::expression {
namespace {

bool is_literal(const Operand& operand) {
  const auto* items = std::get_if<Operand::List>(&operand.content);
  if (items == nullptr) return std::holds_alternative<Value>(operand.content);
  return std::all_of(items->begin(), items->end(), is_literal);
}

// Of a literal only.
Value value_of(const Operand& operand) {
  if (const Value* value = std::get_if<Value>(&operand.content)) return *value;
  Value::Array elements;
  for (const Operand& item : std::get<Operand::List>(operand.content)) elements.push_back(value_of(item));
  return {std::move(elements)};
}

Source::From from(Side side) {
  switch (side) {
    case Side::task:
      return Source::From::task;
    case Side::worker:
      return Source::From::worker;
    case Side::clock:
      return Source::From::clock;
    case Side::workers:
      break;
  }
  return Source::From::workers;
}

Source::Reading reading_of(const Name& name) {
  if (name == Name(ClockName::current_hour)) return Source::Reading::hour;
  if (name == Name(ClockName::day_of_week)) return Source::Reading::day;
  return Source::Reading::plain;
}

void sort_unique(std::vector<std::uint32_t>& slots) {
  std::sort(slots.begin(), slots.end());
  slots.erase(std::unique(slots.begin(), slots.end()), slots.end());
}

class Binder {
 public:
  explicit Binder(Slots& slots) : slots_(slots) {}

  Program bind(const Expression& expression) {
    lay_out(expression, Test::accept, Test::reject);
    for (auto* reads :
         {&program_.task_reads, &program_.worker_reads, &program_.clock_reads, &program_.workers_reads}) {
      sort_unique(*reads);
    }
    return std::move(program_);
  }

 private:
  void lay_out(const Expression& expression, std::uint32_t if_true, std::uint32_t if_false) {
    if (expression.kind == Expression::Kind::comparison) {
      const Comparison& comparison = expression.comparison;
      const Source left = source(comparison.left);
      const Source right = source(comparison.right);
      program_.tests.push_back({comparison.op, left, right, if_true, if_false});
      return;
    }
    for (const Expression& part : expression.parts) lay_out_part(expression, part, if_true, if_false);
  }

  // A part that does not decide the group goes on to the next part, which begins behind its own tests. Where
  // that is, is known only afterwards, so such a part jumps to `undecided`, which is then replaced.
  void lay_out_part(const Expression& group, const Expression& part, std::uint32_t if_true,
                    std::uint32_t if_false) {
    if (&part == &group.parts.back()) return lay_out(part, if_true, if_false);
    const std::size_t first = program_.tests.size();
    const std::uint32_t undecided = Test::reject - 1 - nesting_++;
    const bool is_all_of = group.kind == Expression::Kind::all_of;
    lay_out(part, is_all_of ? undecided : if_true, is_all_of ? if_false : undecided);
    --nesting_;
    const auto next = static_cast<std::uint32_t>(program_.tests.size());
    for (std::size_t at = first; at < next; ++at) {
      if (program_.tests[at].if_true == undecided) program_.tests[at].if_true = next;
      if (program_.tests[at].if_false == undecided) program_.tests[at].if_false = next;
    }
  }

  Source source(const Operand& operand) {
    if (is_literal(operand)) return literal(value_of(operand));
    if (const Name* name = std::get_if<Name>(&operand.content)) return slot(*name);
    return list(std::get<Operand::List>(operand.content));
  }

  Source literal(const Value& value) {
    const auto offset = static_cast<std::uint32_t>(program_.literals.size());
    program_.literals += encode(value);
    return {Source::From::literal, Source::Reading::plain, offset, 0};
  }

  Source slot(const Name& name) {
    const Side side = side_of(name);
    const std::uint32_t number = intern(name, slots_);
    reads(side).push_back(number);
    return {from(side), reading_of(name), number, 0};
  }

  Source list(const Operand::List& list) {
    std::vector<Source> items;
    for (const Operand& item : list) items.push_back(list_item(item));
    const auto first = static_cast<std::uint32_t>(program_.items.size());
    program_.items.insert(program_.items.end(), items.begin(), items.end());
    return {Source::From::list, Source::Reading::plain, first, static_cast<std::uint32_t>(items.size())};
  }

  // A list within a list equals nothing, whatever it holds: the empty one stands for all.
  Source list_item(const Operand& item) {
    const bool is_list = std::holds_alternative<Operand::List>(item.content);
    return is_list ? literal(Value(Value::Array())) : source(item);
  }

  std::vector<std::uint32_t>& reads(Side side) {
    switch (side) {
      case Side::task:
        return program_.task_reads;
      case Side::worker:
        return program_.worker_reads;
      case Side::clock:
        return program_.clock_reads;
      case Side::workers:
        break;
    }
    return program_.workers_reads;
  }

  Slots& slots_;
  Program program_;
  std::uint32_t nesting_ = 0;
};

}  // namespace

Program bind(const Expression& expression, Slots& slots) {
  return Binder(slots).bind(expression);
}

}  // namespace switchyard::expression
