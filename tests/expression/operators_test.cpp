// Every operator with every kind of value on both sides.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/support/expression_world.h"
#include "tests/support/value_text.h"

namespace switchyard::tests {
namespace {

using expression::Dialect;

struct Case {
  std::string text;
  std::string worker;
  bool expected;
};

void check_expression(const Case& c) {
  EXPECT_EQ(holds(c.text, Dialect::worker, World{value("{}"), value(c.worker), Time{}}), c.expected)
      << c.text << "   with " << c.worker;
}

void check_all(const std::vector<Case>& cases) {
  for (const Case& c : cases) check_expression(c);
}

TEST(Operators, equality_compares_scalars_of_one_type_by_value) {
  check_all({
      {"1 == 1", "{}", true},
      {"1==2", "{}", false},
      {"skill == 'q7'", "{skill: 'q7'}", true},
      {"skill = 'q7'", "{skill: 'q7'}", true},
      {"skill == \"q7\"", "{skill: 'q8'}", false},
      {"skill == 'q7'", "{skill: 'Q7'}", false},
      {"skill == 'q7'", "{skill: 'q77'}", false},
      {"skill == ''", "{skill: ''}", true},
      {"skill != 'q7'", "{skill: 'q8'}", true},
      {"skill != 'q7'", "{skill: 'q7'}", false},
      {"level == 3", "{level: 3}", true},
      {"level == 3", "{level: 3.0}", true},
      {"level == 3.0", "{level: 3}", true},
      {"level == 3", "{level: 3.5}", false},
      {"level == -3", "{level: -3}", true},
      {"level == 0800", "{level: 800}", true},
      {"level == 0.1", "{level: 0.1}", true},
      {"vip == true", "{vip: true}", true},
      {"vip == TRUE", "{vip: true}", true},
      {"vip == true", "{vip: false}", false},
      {"vip != true", "{vip: false}", true},
      {"'q7' == skill", "{skill: 'q7'}", true},
      {"first == second", "{first: 'x', second: 'x'}", true},
      {"first == second", "{first: 'x', second: 'y'}", false},
  });
}

TEST(Operators, values_of_different_types_are_not_equal_and_have_no_order) {
  const std::vector<std::string> values = {"1", "'1'", "true", "null"};
  for (const std::string& a : values) {
    for (const std::string& b : values) {
      if (a == b) continue;
      const std::string worker = "{a: " + a + ", b: " + b + "}";
      check_all({{"a == b", worker, false},
                 {"a != b", worker, true},
                 {"a < b", worker, false},
                 {"a <= b", worker, false},
                 {"a > b", worker, false},
                 {"a >= b", worker, false}});
    }
  }
}

TEST(Operators, null_is_what_is_missing_and_equals_only_itself) {
  check_all({
      {"agent == null", "{}", true},
      {"agent == NULL", "{agent: null}", true},
      {"agent != null", "{}", false},
      {"agent != null", "{agent: 'x'}", true},
      {"agent == null", "{agent: ''}", false},
      {"agent == null", "{agent: 0}", false},
      {"agent == null", "{agent: false}", false},
      {"missing == absent", "{}", true},
      {"missing < 3", "{}", false},
      {"missing <= absent", "{}", false},
      {"missing >= null", "{}", false},
      {"missing != 'x'", "{}", true},
  });
}

TEST(Operators, numbers_are_ordered_by_exact_value) {
  check_all({
      {"level > 3", "{level: 4}", true},
      {"level > 3", "{level: 3}", false},
      {"level >= 3", "{level: 3}", true},
      {"level < 3", "{level: 2.5}", true},
      {"level < 2.5", "{level: 2}", true},
      {"level <= 2.5", "{level: 3}", false},
      {"level < -2", "{level: -3}", true},
      {"3 < level", "{level: 4}", true},
      {"n > 9007199254740992.0", "{n: 9007199254740993}", true},
      {"n == 9007199254740992.0", "{n: 9007199254740993}", false},
      {"n < 9223372036854775808", "{n: 9223372036854775807}", true},
      {"n > -9223372036854775809.5", "{n: -9223372036854775807}", true},
      {"n >= -9223372036854775808.0", "{n: -9223372036854775808}", true},
      {"n <= -9223372036854775808.0", "{n: -9223372036854775808}", true},
      {"n > -0.5", "{n: 0}", true},
      {"n < -0.5", "{n: -1}", true},
  });
}

TEST(Operators, strings_are_ordered_by_their_bytes) {
  check_all({
      {"name < 'b'", "{name: 'a'}", true},
      {"name < 'a'", "{name: 'B'}", true},
      {"name > 'a'", "{name: 'ab'}", true},
      {"name >= 'ab'", "{name: 'ab'}", true},
      {"name > '10'", "{name: '9'}", true},
      {"name > 'z'", "{name: 'é'}", true},
  });
}

TEST(Operators, booleans_have_no_order) {
  check_all({
      {"vip > false", "{vip: true}", false},
      {"vip < true", "{vip: false}", false},
      {"vip >= true", "{vip: true}", false},
      {"vip <= true", "{vip: true}", false},
  });
}

TEST(Operators, a_scalar_operator_on_an_array_or_object_is_false) {
  for (const std::string op : {"==", "!=", "<", "<=", ">", ">="}) {
    for (const std::string container : {"[1]", "[]", "{a: 1}", "{}"}) {
      const std::string worker = "{x: " + container + ", y: " + container + "}";
      check_all({{"x " + op + " 1", worker, false},
                 {"1 " + op + " x", worker, false},
                 {"x " + op + " 'a'", worker, false},
                 {"x " + op + " y", worker, false},
                 {"x " + op + " [1]", worker, false},
                 {"x " + op + " [missing]", worker, false}});
    }
  }
}

TEST(Operators, an_array_or_object_is_there_so_it_is_not_null) {
  check_all({
      {"agents != null", "{agents: ['a']}", true},
      {"agents == null", "{agents: ['a']}", false},
      {"null != agents", "{agents: {}}", true},
      {"agents < null", "{agents: []}", false},
      {"[missing] != null", "{}", true},
  });
}

TEST(Operators, contains_finds_a_string_in_a_string) {
  check_all({
      {"city CONTAINS 'York'", "{city: 'New York'}", true},
      {"city contains 'york'", "{city: 'New York'}", false},
      {"city CONTAINS ''", "{city: 'x'}", true},
      {"city CONTAINS 'New York City'", "{city: 'New York'}", false},
      {"city CONTAINS 1", "{city: '1'}", false},
      {"city CONTAINS '1'", "{city: 1}", false},
      {"city CONTAINS 'a'", "{city: ['a']}", false},
      {"city CONTAINS 'a'", "{}", false},
      {"city CONTAINS null", "{city: 'null'}", false},
      {"'xay' CONTAINS part", "{part: 'a'}", true},
  });
}

TEST(Operators, has_finds_a_scalar_in_an_array) {
  check_all({
      {"langs HAS 'en'", "{langs: ['de', 'en']}", true},
      {"langs Has 'en'", "{langs: ['de', 'en']}", true},
      {"langs HAS 'fr'", "{langs: ['de', 'en']}", false},
      {"langs HAS 'en'", "{langs: []}", false},
      {"langs HAS 'en'", "{langs: 'en'}", false},
      {"langs HAS 'en'", "{langs: {en: 'en'}}", false},
      {"langs HAS 'en'", "{}", false},
      {"level HAS 'x'", "{level: 3}", false},
      {"levels HAS 3", "{levels: [1, 3.0]}", true},
      {"levels HAS '3'", "{levels: [1, 3]}", false},
      {"levels HAS true", "{levels: [1, true]}", true},
      {"levels HAS null", "{levels: [1, null]}", true},
      {"levels HAS missing", "{levels: [1]}", false},
      {"levels HAS [1]", "{levels: [[1], 1]}", false},
      {"['de', 'en'] HAS lang", "{lang: 'en'}", true},
      {"langs HAS lang", "{langs: ['a', 'b'], lang: 'b'}", true},
  });
}

TEST(Operators, in_finds_a_scalar_in_an_array) {
  check_all({
      {"lang IN ['de', 'en']", "{lang: 'en'}", true},
      {"lang in ['de', 'en']", "{lang: 'en'}", true},
      {"lang IN ['de', 'en']", "{lang: 'fr'}", false},
      {"lang IN []", "{lang: 'fr'}", false},
      {"lang IN ['de', null]", "{}", true},
      {"lang IN ['de']", "{}", false},
      {"lang IN 'en'", "{lang: 'en'}", false},
      {"lang IN langs", "{lang: 'en', langs: ['en']}", true},
      {"lang IN langs", "{lang: 'en', langs: 'en'}", false},
      {"lang IN langs", "{lang: ['en'], langs: ['en']}", false},
      {"1 IN [0.5, 1.0]", "{}", true},
  });
}

TEST(Operators, not_in_wants_a_scalar_and_an_array_too) {
  check_all({
      {"lang NOT IN ['de', 'en']", "{lang: 'fr'}", true},
      {"lang not  in ['de', 'en']", "{lang: 'en'}", false},
      {"lang NOT IN []", "{lang: 'en'}", true},
      {"lang NOT IN ['de']", "{}", true},
      {"lang NOT IN [null]", "{}", false},
      {"lang NOT IN 'en'", "{lang: 'fr'}", false},
      {"lang NOT IN missing", "{lang: 'fr'}", false},
      {"lang NOT IN ['de']", "{lang: ['en']}", false},
      {"lang NOT IN ['de']", "{lang: {}}", false},
  });
}

TEST(Operators, lists_may_hold_names_and_lists) {
  check_all({
      {"lang IN [first, second]", "{lang: 'en', first: 'de', second: 'en'}", true},
      {"lang IN [first, 'en']", "{lang: 'en'}", true},
      {"lang NOT IN [first, 'en']", "{lang: 'fr', first: 'fr'}", false},
      {"lang NOT IN [first, 'en']", "{lang: 'fr', first: 'de'}", true},
      {"lang IN [first, null]", "{}", true},
      {"[lang, 'en'] HAS 'de'", "{lang: 'de'}", true},
      {"lang IN [langs, 'x']", "{lang: 'en', langs: ['en']}", false},
      {"lang IN [[lang], lang]", "{lang: 'en'}", true},
      {"lang IN [[lang]]", "{lang: 'en'}", false},
      {"[lang] IN [[lang]]", "{lang: 'en'}", false},
      {"null IN [[lang]]", "{lang: 'en'}", false},
      {"[lang] CONTAINS 'en'", "{lang: 'en'}", false},
  });
}

TEST(Operators, and_binds_tighter_than_or) {
  const std::string worker = "{t: true, f: false}";
  check_all({
      {"t == true OR t == true AND f == true", worker, true},
      {"(t == true OR t == true) AND f == true", worker, false},
      {"f == true AND f == true OR t == true", worker, true},
      {"f == true and (f == true or t == true)", worker, false},
      {"t == true AND t == true AND t == true", worker, true},
      {"t == true AND t == true AND f == true", worker, false},
      {"f == true OR f == true OR t == true", worker, true},
      {"f == true OR f == true OR f == true", worker, false},
      {"((f == true) OR ((t == true) AND (f == false)))", worker, true},
      {"(t == true OR f == true) AND (f == true OR t == true)", worker, true},
      {"(t == true OR f == true) AND (f == true OR f == true)", worker, false},
      {"(t == true AND f == true) OR (f == true AND t == true) OR t == true", worker, true},
  });
}

TEST(Operators, a_default_program_is_never_true) {
  EXPECT_FALSE(holds(expression::Program(), expression::Slots(), World{}));
}

}  // namespace
}  // namespace switchyard::tests
