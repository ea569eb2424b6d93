// Asks a condition whether it holds, which happens for every task and worker.
#pragma once

#include <span>

#include "engine/base/attributes.h"
#include "engine/expression/program.h"
#include "engine/expression/slots.h"

namespace switchyard::expression {

// The present values of the slots; a span must reach as far as the program's slots do, and may be empty where
// the program reads none. A value that is missing is null.
struct Inputs {
  std::span<const ValueView> task, worker, clock, workers;
};

// The task's side as it came: a value is looked up when it is asked for.
struct TaskInputs {
  const Slots& slots;
  ValueView attributes;
};

// Without allocation, in the order of the text, stopping when the answer is known. Never fails:
// * == and != compare scalars of one type: numbers by exact value, whether integer or decimal; strings byte
// by
//   byte; values of different types are not equal. null equals only null, and a missing value is null.
// * < <= > >= order numbers, and strings byte by byte. Anything else is false: booleans, null, different
// types.
// * An array or object with one of these six is false, but with null: it is not null.
// * a CONTAINS b: both strings, b somewhere in a. a HAS b, b IN a: a an array, b a scalar equal to one
// element.
//   a NOT IN b: a a scalar, b an array without it. With other kinds these are false, NOT IN too.
// * taskrouter.currentHour is compared with a number as a number; taskrouter.dayOfWeek with any case.
bool evaluate(const Program& program, const Inputs& inputs);

// The same for conditions that read tasks and the clock only, as those of filters do.
bool evaluate(const Program& program, const TaskInputs& task, std::span<const ValueView> clock);

// The value of one of the slots for tasks.
ValueView task_value(const TaskInputs& task, std::uint32_t slot);

}  // namespace switchyard::expression
