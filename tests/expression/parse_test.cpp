// What conditions read as, and what is said about those that cannot be read.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "engine/expression/parse.h"
#include "tests/support/expression_world.h"
#include "tests/support/value_text.h"

namespace switchyard::tests {
namespace {

using namespace switchyard::expression;

Value literal(std::string_view text) {
  return std::get<Value>(parsed("x == " + std::string(text), Dialect::worker).comparison.right.content);
}

TEST(Literals, are_numbers_strings_truth_values_and_null) {
  EXPECT_EQ(literal("3"), value("3"));
  EXPECT_EQ(literal("-3"), value("-3"));
  EXPECT_EQ(literal("0800"), value("800"));
  EXPECT_EQ(literal("3.50"), value("3.5"));
  EXPECT_EQ(literal("-0.25"), value("-0.25"));
  EXPECT_EQ(literal("9223372036854775807"), value("9223372036854775807"));
  EXPECT_EQ(literal("9223372036854775808"), value("9223372036854775808.0"));
  EXPECT_EQ(literal("'it'"), Value{"it"});
  EXPECT_EQ(literal("\"it's\""), Value{"it's"});
  EXPECT_EQ(literal(R"('a\'b\"c\\d\/e\n\r\t\b\f')"), Value{"a'b\"c\\d/e\n\r\t\b\f"});
  EXPECT_EQ(literal(std::string("'a\0b'", 5)), Value{std::string("a\0b", 3)});
  EXPECT_EQ(literal("tRue"), value("true"));
  EXPECT_EQ(literal("FALSE"), value("false"));
  EXPECT_EQ(literal("Null"), value("null"));
}

TEST(Expressions, ignore_white_space) {
  const Expression expected = parsed("a=='x' AND(b IN[1,2]OR c[0].d<3)", Dialect::worker);
  EXPECT_EQ(parsed(" a\t== 'x'\r\nAND ( b IN [ 1 , 2 ] OR c [ 0 ] . d < 3 ) ", Dialect::worker), expected);
}

TEST(Expressions, join_parts_of_one_kind_in_one_group) {
  const Expression expression = parsed("a==1 OR b==2 OR c==3 AND d==4", Dialect::worker);
  EXPECT_EQ(expression.kind, Expression::Kind::any_of);
  ASSERT_EQ(expression.parts.size(), 3U);
  EXPECT_EQ(expression.parts[2].kind, Expression::Kind::all_of);
  EXPECT_EQ(parsed("((a==1))", Dialect::worker), parsed("a==1", Dialect::worker));
}

TEST(Expressions, differ_in_every_part) {
  const Expression one = parsed("a==1 AND b==2", Dialect::worker);
  for (const char* other : {"a==1 OR b==2", "a!=1 AND b==2", "c==1 AND b==2", "a==2 AND b==2",
                            "a==1 AND b==2 AND b==2", "a==1 AND b==3", "a==1"}) {
    EXPECT_FALSE(parsed(other, Dialect::worker) == one) << other;
  }
  EXPECT_FALSE(parsed("a==1", Dialect::worker) == parsed("a==2", Dialect::worker));
  EXPECT_FALSE(parsed("a==1", Dialect::worker) == parsed("b==1", Dialect::worker));
}

struct Wrong {
  std::string text;
  std::size_t offset;
  std::string message;
  Dialect dialect = Dialect::worker;
};

void check_problem(const Wrong& c) {
  const ParseResult result = parse(c.text, c.dialect);
  const auto* problem = std::get_if<ParseProblem>(&result);
  ASSERT_NE(problem, nullptr) << c.text;
  EXPECT_EQ(problem->offset, c.offset) << c.text;
  EXPECT_EQ(message(*problem), c.message) << c.text;
}

void check_all(const std::vector<Wrong>& cases) {
  for (const Wrong& c : cases) check_problem(c);
}

const std::string operand = ", expected a name, a string, a number, true, false, null or a list";
const std::string op = ", expected an operator (== != < <= > >= CONTAINS HAS IN NOT IN)";
const std::string go_on = ", expected AND, OR or the end";
const std::string hyphen =
    "; names have no hyphen: write skill_level, not skill-level, and there is no arithmetic";
const std::string alone = "; a name alone is no condition: write name == true";

TEST(Problems, where_an_operand_should_be) {
  check_all({
      {"", 0, "found the end" + operand},
      {"   ", 3, "found the end" + operand},
      {"a ==", 4, "found the end" + operand},
      {"a == AND b == 1", 5,
       "found 'AND'" + operand + "; this word is an operator, so it cannot begin a name"},
      {"in == 3", 0, "found 'in'" + operand + "; this word is an operator, so it cannot begin a name"},
      {"NOT a == 1", 0, "found 'NOT'" + operand + "; there is no NOT: use != or NOT IN"},
      {"!a == 1", 0, "found '!'" + operand + "; there is no NOT: use != or NOT IN"},
      {"a == 1 && b == 1", 7, "found '&&'" + go_on + "; write AND"},
      {"a => 3", 2, "found '=>'" + op + "; write >="},
      {"a IN ('x', 'y')", 5, "found '('" + operand + "; a list stands in brackets: ['a', 'b']"},
      {"a == .5", 5, "found '.'" + operand + "; a number begins with a digit: 0.5"},
      {"a == +5", 5, "found '+'" + operand + "; there is no arithmetic"},
      {"a == - 5", 5, "found '-'" + operand},
      {"a == 'x", 5, "found a string without its closing quote" + operand},
      {"a == 'x\\'", 5, "found a string without its closing quote" + operand},
      {"a == \xE2\x80\x9Cx\xE2\x80\x9D", 5,
       "found the character U+201C" + operand + "; use plain quotes: ' or \""},
      {"\xF0\x9F\x98\x80 == 1", 0, "found the character U+01F600" + operand},
      {"\xFF == 1", 0, "found the byte 0xFF" + operand},
      {"\xE2\x80", 0, "found the byte 0xE2" + operand},
      {std::string("\0a == 1", 7), 0, "found the byte 0x00" + operand},
      {"() == 1", 1, "found ')'" + operand},
      {"a IN [1,]", 8, "found ']'" + operand},
      {"a == @x", 5, "found '@'" + operand},
      {"a == {}", 5, "found '{'" + operand},
  });
}

TEST(Problems, where_an_operator_should_be) {
  check_all({
      {"skill-level > 3", 5, "found '-'" + op + hyphen},
      {"skill-3 > 3", 5, "found '-3'" + op + hyphen},
      {"vip", 3, "found the end" + op + alone},
      {"(vip) AND a == 1", 4, "found ')'" + op + alone},
      {"vip AND a == 1", 4, "found 'AND'" + op + alone},
      {"a IS NULL", 2, "found 'IS'" + op + "; write == null or != null"},
      {"a LIKE 'x'", 2, "found 'LIKE'" + op + "; write CONTAINS"},
      {"a NOT HAS 'x'", 2, "found 'NOT'" + op + "; NOT stands only before IN"},
      {"a =< 3", 2, "found '=<'" + op + "; write <="},
      {"a <> 3", 2, "found '<>'" + op + "; write !="},
      {"a === 3", 2, "found '==='" + op + "; write =="},
      {"a !== 3", 2, "found '!=='" + op + "; write !="},
      {"a ! 3", 2, "found '!'" + op + "; there is no NOT: use != or NOT IN"},
      {"a || b", 2, "found '||'" + op + "; write OR"},
      {"upper(a) == 'X'", 5, "found '('" + op + "; there are no functions"},
      {"a + 1 == 2", 2, "found '+'" + op + "; there is no arithmetic"},
      {"a b", 2, "found 'b'" + op},
      {"a , b", 2, "found ','" + op},
      {"'a' 'b'", 4, "found a string" + op},
  });
}

TEST(Problems, after_a_comparison) {
  check_all({
      {"1 < a < 3", 6, "found '<'" + go_on + "; two comparisons are joined by AND or OR"},
      {"a == b-c", 6, "found '-'" + go_on + hyphen},
      {"a == 1 b == 2", 7, "found 'b'" + go_on},
      {"a == 1)", 6, "found ')'" + go_on},
      {"(a == 1", 7, "found the end, expected AND, OR or ')'"},
      {"(a == 1 | b == 2)", 8, "found '|', expected AND, OR or ')'; write OR"},
      {"a == 1e5", 6, "found 'e5'" + go_on},
      {"a IN [1 2]", 8, "found '2', expected ',' or ']'"},
      {"a IN [1", 7, "found the end, expected ',' or ']'"},
  });
}

TEST(Problems, inside_a_key) {
  check_all({
      {"a. == 1", 3, "found '==', expected a name"},
      {"a.1 == 1", 2, "found '1', expected a name; an index stands in brackets: a[0]"},
      {"a['b'] == 1", 2, "found a string, expected an index from 0; a member stands behind a point: a.b"},
      {"a[-1] == 1", 2, "found '-1', expected an index from 0"},
      {"a[1.5] == 1", 2, "found '1.5', expected an index from 0"},
      {"a[4294967296] == 1", 2, "found '4294967296', expected an index from 0"},
      {"a[1 == 1", 4, "found '==', expected ']'"},
  });
}

TEST(Problems, inside_literals) {
  check_all({
      {R"(a == 'x\d')", 7,
       R"(found a backslash before something else, expected \\ \' \" \/ \n \r \t \b or \f; write \\ for a backslash)"},
      {"a == 1" + std::string(400, '0'), 5,
       "found '1" + std::string(39, '0') + "...', expected a number of at most 308 digits"},
  });
}

TEST(Problems, of_names) {
  const std::string clock =
      ", expected taskrouter.currentTime, taskrouter.currentHour, taskrouter.currentMin or "
      "taskrouter.dayOfWeek";
  const std::string prefix = ", expected a name that begins with task., worker. or taskrouter.";
  const std::string counts =
      ", expected workers.available, workers.unavailable or workers.<activity>; skip_if only counts workers";
  check_all({
      {"taskrouter.currentHuor == 9", 0,
       "found 'taskrouter.currentHuor'" + clock + "; did you mean taskrouter.currentHour?"},
      {"taskrouter.CURRENTTIME == 9", 0,
       "found 'taskrouter.CURRENTTIME'" + clock + "; did you mean taskrouter.currentTime?"},
      {"taskrouter.currentMinute == 9", 0,
       "found 'taskrouter.currentMinute'" + clock + "; did you mean taskrouter.currentMin?"},
      {"taskrouter.temperature == 9", 0,
       "found 'taskrouter.temperature'" + clock + "; the clock has no other names"},
      {"a == 1 AND taskrouter == 9", 11, "found 'taskrouter'" + clock},
      {"taskrouter.currentTime.x == 9", 0, "found 'taskrouter.currentTime.x'" + clock + "; it has no parts"},
      {"type == 'x'", 0, "found 'type'" + prefix + "; text stands in quotes", Dialect::target},
      {"task.type == sales", 13, "found 'sales'" + prefix + "; text stands in quotes", Dialect::target},
      {"other.type == 'x'", 0, "found 'other.type'" + prefix, Dialect::target},
      {"task[0] == 'x'", 0, "found 'task[0]'" + prefix, Dialect::target},
      {"available == 0", 0, "found 'available'" + counts, Dialect::skip_if},
      {"workers == 0", 0, "found 'workers'" + counts, Dialect::skip_if},
      {"workers[0] == 0", 0, "found 'workers[0]'" + counts, Dialect::skip_if},
      {"workers.available.x == 0", 0, "found 'workers.available.x'" + counts, Dialect::skip_if},
      {"taskrouter.currentTime == 0", 0, "found 'taskrouter.currentTime'" + counts, Dialect::skip_if},
  });
}

}  // namespace
}  // namespace switchyard::tests
