// Keys, the dotted words of the language: shared by conditions, orders of workers and known-worker paths.
#pragma once

#include <optional>
#include <variant>

#include "engine/expression/lexer.h"
#include "engine/expression/path.h"

namespace switchyard::expression {

// Takes name ( '.' name | '[' index ']' )* and nothing behind it.
std::variant<Path, ParseProblem> parse_key(Lexer& lexer);

// What is wrong with the token that stands where something else should.
ParseProblem unexpected(const Token& token, std::string expected, std::string hint = "");

}  // namespace switchyard::expression
