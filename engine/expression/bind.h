// From what was written to what is run.
#pragma once

#include "engine/expression/expression.h"
#include "engine/expression/program.h"
#include "engine/expression/slots.h"

namespace switchyard::expression {

// Interns the names of `expression` in `slots` and lays out its comparisons with short-circuit jumps, in the
// order in which they were written. Linear but for the look-up of names.
Program bind(const Expression& expression, Slots& slots);

}  // namespace switchyard::expression
