// Reads a condition: the TaskRouter expression language, whole.
#pragma once

#include <cstddef>
#include <string_view>
#include <variant>

#include "engine/expression/expression.h"
#include "engine/expression/problem.h"

namespace switchyard::expression {

// Deeper parentheses and lists are problems, so that no text can exhaust the stack.
inline constexpr int deepest_nesting = 64;

using ParseResult = std::variant<Expression, ParseProblem>;

//   expr    := and (OR and)*          AND binds tighter than OR
//   and     := cmp (AND cmp)*
//   cmp     := '(' expr ')' | operand op operand
//   op      := == | = | != | > | >= | < | <= | CONTAINS | HAS | IN | NOT IN
//   operand := "str" | 'str' | number | true | false | null | '[' operand, ... ']' | key
//   key     := name ( '.' name | '[' index ']' )*
//
// Words that join and compare, and true, false and null, may have any case; names may not. Gives the first
// problem. An empty text is a problem: what an absent condition means is for the caller to say. Time and
// memory are linear in the text.
ParseResult parse(std::string_view text, Dialect dialect);

}  // namespace switchyard::expression
