// Random conditions on random worlds: the fast evaluator and its slow twin must agree.
#include <gtest/gtest.h>

#include <random>
#include <string>

#include "tests/support/expression_twin.h"
#include "tests/support/value_text.h"

namespace switchyard::tests {
namespace {

using namespace switchyard::expression;

Value random_attributes(std::mt19937_64& random) {
  Value::Object members;
  for (const char* name : {"a", "b", "c"}) {
    if (random() % 5 != 0) members.emplace_back(name, random_value(random, 2));
  }
  return {std::move(members)};
}

World random_world(std::mt19937_64& random) {
  World world;
  world.task = random_attributes(random);
  world.worker = random_attributes(random);
  world.now = Time{} + minutes(static_cast<std::int64_t>(random() % 100'000) - 50'000);
  return world;
}

TEST(RandomExpressions, read_as_they_were_printed) {
  std::mt19937_64 random(1);
  for (int round = 0; round < 1'500; ++round) {
    const Expression expression = random_expression(random, 3);
    ASSERT_EQ(parsed(print(expression), Dialect::target), expression) << round << ": " << print(expression);
  }
}

TEST(RandomExpressions, mean_the_same_to_the_evaluator_and_to_its_slow_twin) {
  std::mt19937_64 random(2);
  int true_ones = 0;
  constexpr int rounds = 3'000;
  for (int round = 0; round < rounds; ++round) {
    const Expression expression = random_expression(random, static_cast<int>(random() % 4));
    const World world = random_world(random);
    const bool expected = twin_holds(expression, world);
    true_ones += expected ? 1 : 0;
    ASSERT_EQ(holds(parsed(print(expression), Dialect::target), world), expected)
        << round << ": " << print(expression) << "\ntask: " << to_text(world.task)
        << "\nworker: " << to_text(world.worker);
  }
  EXPECT_GT(true_ones, rounds / 10);  // or the comparison would say little
  EXPECT_LT(true_ones, rounds * 9 / 10);
}

TEST(RandomExpressions, share_one_table_of_names) {
  std::mt19937_64 random(3);
  Slots slots;
  for (int round = 0; round < 400; ++round) {
    const Expression expression = random_expression(random, 2);
    const World world = random_world(random);
    const Program program = bind(expression, slots);
    ASSERT_EQ(holds(program, slots, world), twin_holds(expression, world)) << print(expression);
  }
}

}  // namespace
}  // namespace switchyard::tests
