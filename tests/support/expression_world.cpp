// Feeds a world to the evaluator as the engine would: one encoded value a slot.
#include "tests/support/expression_world.h"

#include <stdexcept>
#include <vector>

#include "engine/base/match.h"
#include "engine/expression/clock.h"
#include "engine/expression/evaluate.h"
#include "engine/expression/parse.h"

namespace switchyard::tests {
namespace {

using namespace switchyard::expression;

Value step_into(const Value& value, const PathStep& step) {
  const auto* members = std::get_if<Value::Object>(&value.data);
  const auto* elements = std::get_if<Value::Array>(&value.data);
  return match(
      step,
      [&](const std::string& name) {
        if (members == nullptr) return Value();
        for (const auto& [key, member] : *members) {
          if (key == name) return member;
        }
        return Value();
      },
      [&](std::uint32_t index) {
        return elements != nullptr && index < elements->size() ? (*elements)[index] : Value();
      });
}

Value walk(Value value, const Path& path) {
  for (const PathStep& step : path) value = step_into(Value(value), step);
  return value;
}

Value field(WorkerField field) {
  switch (field) {
    case WorkerField::sid:
      return {"WK1"};
    case WorkerField::friendly_name:
      return {"bob"};
    case WorkerField::activity_sid:
      return {"WA1"};
    case WorkerField::activity_name:
      break;
  }
  return {"Available"};
}

Value channel(const WorkerChannel& channel) {
  if (channel.unique_name != "voice") return {};
  if (channel.figure == ChannelFigure::configured_capacity) return {std::int64_t{2}};
  return {std::int64_t{channel.figure == ChannelFigure::assigned_tasks ? 1 : 50}};
}

Value count(const WorkerCount& count) {
  if (count.of == WorkerCount::Of::available) return {std::int64_t{3}};
  if (count.of == WorkerCount::Of::unavailable) return {std::int64_t{2}};
  return count.activity == "Lunch" ? Value{std::int64_t{1}} : Value();
}

// Encoded values, and what looks at them.
struct Row {
  std::vector<std::string> bytes;
  std::vector<ValueView> views;

  Row(const std::vector<Name>& names, const World& world) {
    for (const Name& name : names) bytes.push_back(encode(value_of(name, world)));
    for (const std::string& encoded : bytes) views.emplace_back(encoded);
  }
};

}  // namespace

Value value_of(const Name& name, const World& world) {
  return match(
      name, [&](const TaskAttribute& attribute) { return walk(world.task, attribute.path); },
      [&](const WorkerAttribute& attribute) { return walk(world.worker, attribute.path); },
      [](WorkerField worker_field) { return field(worker_field); },
      [](const WorkerChannel& worker_channel) { return channel(worker_channel); },
      [&](ClockName clock) { return clock_value(clock, world.now); },
      [](const WorkerCount& worker_count) { return count(worker_count); });
}

bool holds(const Program& program, const Slots& slots, const World& world) {
  const Row task(slots.task, world);
  const Row worker(slots.worker, world);
  const Row clock(slots.clock, world);
  const Row workers(slots.workers, world);
  return evaluate(program, {task.views, worker.views, clock.views, workers.views});
}

bool holds(const Expression& expression, const World& world) {
  Slots slots;
  const Program program = bind(expression, slots);
  return holds(program, slots, world);
}

bool holds(std::string_view text, Dialect dialect, const World& world) {
  return holds(parsed(text, dialect), world);
}

Expression parsed(std::string_view text, Dialect dialect) {
  ParseResult result = parse(text, dialect);
  if (const auto* problem = std::get_if<ParseProblem>(&result)) {
    throw std::invalid_argument(std::to_string(problem->offset) + ": " + message(*problem));
  }
  return std::get<Expression>(std::move(result));
}

}  // namespace switchyard::tests
