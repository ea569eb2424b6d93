// Numbers and strings as a condition's author writes them.
#pragma once

#include <optional>
#include <string_view>
#include <variant>

#include "engine/base/attributes.h"
#include "engine/expression/lexer.h"
#include "engine/expression/problem.h"

namespace switchyard::expression {

// 0800 is 800; what has a point or does not fit 64 bits is a decimal. Nothing when it fits no double either.
std::optional<Value> number_literal(std::string_view digits);

// The characters between the quotes. A backslash stands before \ ' " / n r t b f.
std::variant<Value, ParseProblem> string_literal(const Token& token);

}  // namespace switchyard::expression
