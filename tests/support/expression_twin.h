// The expression language a second time, slow and obvious, for the fast one to be compared with.
#pragma once

#include <random>
#include <string>

#include "engine/expression/expression.h"
#include "tests/support/expression_world.h"

namespace switchyard::tests {

// The meaning of the whole tree, found by recursion over values.
bool twin_holds(const expression::Expression& expression, const World& world);

// A text that reads as `expression` in the dialect `target`.
std::string print(const expression::Expression& expression);

// Any expression of the dialect `target`, with names that worlds often have.
expression::Expression random_expression(std::mt19937_64& random, int depth);

}  // namespace switchyard::tests
