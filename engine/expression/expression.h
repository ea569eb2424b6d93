// A condition of the TaskRouter language as a value: what its author wrote, with every name understood.
#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "engine/base/attributes.h"
#include "engine/expression/path.h"

namespace switchyard::expression {

// Where a text stands decides what its names mean. taskrouter.* is the clock in all of them but skip_if.
enum class Dialect : std::uint8_t {
  worker,  // target workers of a queue: `skill` and `worker.skill` are both the worker's attribute
  task,    // filter of a workflow: `type` is the task's attribute
  target,  // target of a workflow: every name begins with task., worker. or taskrouter.
  skip_if  // only workers.available, workers.unavailable and workers.<activity>
};

struct TaskAttribute {
  Path path;
  friend auto operator<=>(const TaskAttribute&, const TaskAttribute&) = default;
};

struct WorkerAttribute {
  Path path;
  friend auto operator<=>(const WorkerAttribute&, const WorkerAttribute&) = default;
};

// What every worker has without an attribute; these words hide an attribute of the same name.
enum class WorkerField : std::uint8_t { sid, friendly_name, activity_sid, activity_name };

enum class ChannelFigure : std::uint8_t {
  configured_capacity,
  assigned_tasks,
  available_capacity_percentage
};

// worker.channel.<unique_name>.<figure>
struct WorkerChannel {
  std::string unique_name;
  ChannelFigure figure = ChannelFigure::configured_capacity;
  friend auto operator<=>(const WorkerChannel&, const WorkerChannel&) = default;
};

// taskrouter.currentTime, .currentHour, .currentMin, .dayOfWeek; all in UTC. Their values: clock.h.
enum class ClockName : std::uint8_t { current_time, current_hour, current_minute, day_of_week };

// How many workers of the target's queue are in any available activity, any unavailable one, or the named
// one.
struct WorkerCount {
  enum class Of : std::uint8_t { available, unavailable, activity };
  Of of = Of::available;
  std::string activity;  // friendly name or SID as written; empty unless `of` is activity
  friend auto operator<=>(const WorkerCount&, const WorkerCount&) = default;
};

using Name = std::variant<TaskAttribute, WorkerAttribute, WorkerField, WorkerChannel, ClockName, WorkerCount>;

// A literal, a name, or a list of operands. A literal is never an array or an object.
struct Operand {
  using List = std::vector<Operand>;
  std::variant<Value, Name, List> content;

  friend bool operator==(const Operand& a, const Operand& b);
};

enum class Operator : std::uint8_t {
  equal,
  not_equal,
  less,
  less_or_equal,
  greater,
  greater_or_equal,
  contains,
  has,
  in,
  not_in
};

struct Comparison {
  Operator op = Operator::equal;
  Operand left;
  Operand right;

  friend bool operator==(const Comparison& a, const Comparison& b);
};

// A comparison, or two and more expressions joined by AND (all_of) or OR (any_of).
struct Expression {
  enum class Kind : std::uint8_t { comparison, all_of, any_of };
  Kind kind = Kind::comparison;
  Comparison comparison;          // when kind is comparison
  std::vector<Expression> parts;  // else

  friend bool operator==(const Expression& a, const Expression& b);
};

}  // namespace switchyard::expression
