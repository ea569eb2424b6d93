// A recursive-descent parser, one function a line of the grammar.
#include "engine/expression/parse.h"

#include <array>
#include <optional>
#include <string>
#include <utility>

#include "engine/expression/hints.h"
#include "engine/expression/key.h"
#include "engine/expression/literal.h"
#include "engine/expression/names.h"

namespace switchyard::expression {
namespace {

struct SignOperator {
  std::string_view sign;
  Operator op;
};

constexpr std::array<SignOperator, 7> sign_operators = {{{"==", Operator::equal},
                                                         {"=", Operator::equal},
                                                         {"!=", Operator::not_equal},
                                                         {">", Operator::greater},
                                                         {">=", Operator::greater_or_equal},
                                                         {"<", Operator::less},
                                                         {"<=", Operator::less_or_equal}}};

constexpr std::string_view operand_expected = "a name, a string, a number, true, false, null or a list";
constexpr std::string_view operator_expected = "an operator (== != < <= > >= CONTAINS HAS IN NOT IN)";

// Each function takes what it names; after the first problem all of them return at once.
class Parser {
 public:
  Parser(std::string_view text, Dialect dialect) : lexer_(text), dialect_(dialect) {}

  ParseResult parse() {
    Expression whole = any_of();
    if (!problem_ && lexer_.peek().kind != TokenKind::end) fail_after_comparison("AND, OR or the end");
    if (problem_) return std::move(*problem_);
    return whole;
  }

 private:
  Expression any_of() {
    return joined(Expression::Kind::any_of, "OR", [this] { return all_of(); });
  }

  Expression all_of() {
    return joined(Expression::Kind::all_of, "AND", [this] { return term(); });
  }

  template <class Part>
  Expression joined(Expression::Kind kind, std::string_view word, Part part) {
    Expression first = part();
    if (problem_ || !lexer_.peek().is_word(word)) return first;
    Expression group;
    group.kind = kind;
    group.parts.push_back(std::move(first));
    while (!problem_ && lexer_.take_word(word)) group.parts.push_back(part());
    return group;
  }

  Expression term() {
    const Token open = lexer_.peek();
    if (!lexer_.take_sign("(")) return comparison();
    if (!enter(open)) return {};
    Expression inner = any_of();
    if (!problem_ && !lexer_.take_sign(")")) fail_after_comparison("AND, OR or ')'");
    --depth_;
    return inner;
  }

  Expression comparison() {
    Expression expression;
    expression.comparison.left = operand();
    if (!problem_) expression.comparison.op = comparison_operator();
    if (!problem_) expression.comparison.right = operand();
    return expression;
  }

  Operator comparison_operator() {
    const Token token = lexer_.peek();
    for (const SignOperator& row : sign_operators) {
      if (lexer_.take_sign(row.sign)) return row.op;
    }
    if (lexer_.take_word("CONTAINS")) return Operator::contains;
    if (lexer_.take_word("HAS")) return Operator::has;
    if (lexer_.take_word("IN")) return Operator::in;
    if (lexer_.take_word("NOT") && lexer_.take_word("IN")) return Operator::not_in;
    fail(token, operator_expected, hint_for_operator(token));
    return Operator::equal;
  }

  Operand operand() {
    const Token token = lexer_.peek();
    if (token.kind == TokenKind::string) return string();
    if (token.kind == TokenKind::number) return number();
    if (token.is_sign("[")) return list();
    if (lexer_.take_word("TRUE")) return {Value(true)};
    if (lexer_.take_word("FALSE")) return {Value(false)};
    if (lexer_.take_word("NULL")) return {Value()};
    if (token.kind == TokenKind::name && !is_reserved(token)) return name();
    fail(token, operand_expected, hint_for_operand(token));
    return {};
  }

  Operand string() {
    auto literal = string_literal(lexer_.take());
    if (Value* value = std::get_if<Value>(&literal)) return {std::move(*value)};
    problem_ = std::get<ParseProblem>(std::move(literal));
    return {};
  }

  Operand number() {
    const Token token = lexer_.take();
    std::optional<Value> value = number_literal(token.text);
    if (value) return {std::move(*value)};
    fail(token, "a number of at most 308 digits", "");
    return {};
  }

  Operand list() {
    Operand::List items;
    if (!enter(lexer_.take())) return {};
    if (!lexer_.take_sign("]")) {
      do {
        items.push_back(operand());
      } while (!problem_ && lexer_.take_sign(","));
      if (!problem_ && !lexer_.take_sign("]")) fail(lexer_.peek(), "',' or ']'", "");
    }
    --depth_;
    return {std::move(items)};
  }

  Operand name() {
    const Token first = lexer_.peek();
    auto key = parse_key(lexer_);
    if (auto* problem = std::get_if<ParseProblem>(&key)) {
      problem_ = std::move(*problem);
      return {};
    }
    const Path& path = std::get<Path>(key);
    auto resolved = resolve_name(path, dialect_);
    if (Name* name = std::get_if<Name>(&resolved)) return {std::move(*name)};
    const std::string text = to_text(path);
    const ParseProblem& problem = std::get<ParseProblem>(resolved);
    fail({TokenKind::name, first.offset, text}, problem.expected, problem.hint);
    return {};
  }

  bool enter(const Token& opening) {
    if (++depth_ <= deepest_nesting) return true;
    fail(opening, "at most " + std::to_string(deepest_nesting) + " nested parentheses and lists", "");
    return false;
  }

  void fail_after_comparison(std::string_view expected) {
    fail(lexer_.peek(), expected, hint_after_comparison(lexer_.peek()));
  }

  void fail(const Token& token, std::string_view expected, std::string hint) {
    problem_ = unexpected(token, std::string(expected), std::move(hint));
  }

  Lexer lexer_;
  Dialect dialect_;
  int depth_ = 0;
  std::optional<ParseProblem> problem_;
};

}  // namespace

ParseResult parse(std::string_view text, Dialect dialect) {
  if (auto problem = too_long(text)) return *std::move(problem);
  return Parser(text, dialect).parse();
}

}  // namespace switchyard::expression
