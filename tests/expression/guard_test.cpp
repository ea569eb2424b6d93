// Guards: what a condition cannot do without, as a table, and never a value with which it could hold.
#include "engine/expression/guard.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include "engine/expression/evaluate.h"
#include "tests/support/expression_twin.h"
#include "tests/support/value_text.h"

namespace switchyard::tests {
namespace {

using namespace switchyard::expression;

// "0:a 0:b 1:c": each guard's slot and the texts that it allows.
std::string guards_text(std::string_view condition) {
  Slots slots;
  const Program program = bind(parsed(condition, Dialect::task), slots);
  std::string text;
  for (const Guard& guard : guards_of(program)) {
    for (const std::string& value : guard.values) {
      if (!text.empty()) text += ' ';
      text += std::to_string(guard.task_slot) + ":" + std::string(ValueView(value).as_string());
    }
  }
  return text;
}

TEST(Guards, are_equalities_and_lists_of_texts_that_every_way_asks) {
  struct Row {
    const char* condition;
    const char* guards;
  };
  const std::vector<Row> table = {
      {"dealer == 'a'", "0:a"},
      {"'a' == dealer", "0:a"},
      {"dealer IN ['a', 'b']", "0:a 0:b"},
      {"dealer == 'a' AND type == 'x'", "0:a 1:x"},
      {"level > 3 AND dealer == 'a'", "1:a"},
      {"dealer == 'a' AND (level > 3 OR type == 'x')", "0:a"},
      {"dealer == 'a' OR type == 'x'", ""},
      {"dealer == 'a' OR dealer == 'b'", ""},
      {"dealer != 'a'", ""},
      {"dealer == 3", ""},
      {"dealer IN ['a', 3]", ""},
      {"dealer IN ['a', type]", ""},
      {"dealer == null", ""},
      {"dealer == type", ""},
      {"dealer CONTAINS 'a'", ""},
      {"1 == 1", ""},
  };
  for (const Row& row : table) EXPECT_EQ(guards_text(row.condition), row.guards) << row.condition;
}

Value random_task(std::mt19937_64& random) {
  const std::vector<Value> dealers = {Value{"p"}, Value{"q"}, Value{"r"}, Value{std::int64_t{3}}, Value{}};
  return {Value::Object{{"a", dealers[random() % dealers.size()]}, {"b", random_value(random, 2)}}};
}

TEST(Guards, never_keep_out_a_task_for_which_the_condition_holds) {
  const std::vector<std::string> beginnings = {"task.a == 'p' AND ", "task.a IN ['p', 'q'] AND ",
                                               "'q' == task.a AND ", ""};
  std::mt19937_64 random(5);
  int guarded = 0;
  int held = 0;
  for (int round = 0; round < 4'000; ++round) {
    const Expression end = random_expression(random, static_cast<int>(random() % 3));
    const std::string text = beginnings[random() % beginnings.size()] + "(" + print(end) + ")";
    const Expression expression = parsed(text, Dialect::target);
    const Value task = random_task(random);
    Slots slots;
    const std::vector<Guard> guards = guards_of(bind(expression, slots));
    guarded += guards.empty() ? 0 : 1;
    if (!twin_holds(expression, {task, {}, {}})) continue;
    const Attributes attributes(task);
    for (const Guard& guard : guards) {
      const std::string_view value = task_value({slots, attributes.view()}, guard.task_slot).bytes();
      EXPECT_EQ(std::count(guard.values.begin(), guard.values.end(), value), 1) << text;
      ++held;
    }
  }
  EXPECT_GT(guarded, 2'000);
  EXPECT_GT(held, 100);
}

}  // namespace
}  // namespace switchyard::tests
