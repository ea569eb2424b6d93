// A task, a worker, a queue and a moment for conditions to be asked about.
#pragma once

#include <string>
#include <string_view>

#include "engine/base/attributes.h"
#include "engine/base/time.h"
#include "engine/expression/bind.h"
#include "engine/expression/expression.h"

namespace switchyard::tests {

// Everything that is not settable is the same in every world: the worker bob (WK1), in the activity Available
// (WA1), with one of two voice places taken; 3 workers available, 2 unavailable, of these 1 at Lunch.
struct World {
  Value task;
  Value worker;
  Time now;  // 1970-01-01, a Thursday, is the first day
};

// The value of a name, found in the tree.
Value value_of(const expression::Name& name, const World& world);

// Whether `text` holds, through the parser, the binder and the evaluator. Throws std::invalid_argument with
// the message when there is a problem.
bool holds(std::string_view text, expression::Dialect dialect, const World& world);
bool holds(const expression::Expression& expression, const World& world);

// Whether a bound program holds: `slots` are those it was bound with.
bool holds(const expression::Program& program, const expression::Slots& slots, const World& world);

// Parses, or throws as above.
expression::Expression parsed(std::string_view text, expression::Dialect dialect);

}  // namespace switchyard::tests
