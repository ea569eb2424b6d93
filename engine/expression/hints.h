// Advice for the mistakes that people make in conditions who know SQL, JavaScript or Python.
#pragma once

#include <string>

#include "engine/expression/lexer.h"

namespace switchyard::expression {

// For a token where an operand, an operator or the end of a comparison should be; empty when there is none.
std::string hint_for_operand(const Token& found);
std::string hint_for_operator(const Token& found);
std::string hint_after_comparison(const Token& found);

}  // namespace switchyard::expression
