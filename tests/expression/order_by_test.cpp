// Orders of workers: how they are read, and who comes first.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "engine/expression/order_by.h"
#include "tests/support/expression_world.h"
#include "tests/support/value_text.h"

namespace switchyard::tests {
namespace {

using namespace switchyard::expression;

TEST(OrderBy, reads_clauses_with_and_without_direction) {
  const std::variant<OrderBy, ParseProblem> order = parse_order_by(
      " worker.level DESC, worker.languages.en asc,worker.ranks[1] , worker.channel.voice.assigned_tasks "
      "Desc");
  ASSERT_TRUE(std::holds_alternative<OrderBy>(order));
  EXPECT_EQ(std::get<OrderBy>(order),
            (OrderBy{{WorkerAttribute{{"level"}}, Direction::descending},
                     {WorkerAttribute{{"languages", "en"}}, Direction::ascending},
                     {WorkerAttribute{{"ranks", 1U}}, Direction::ascending},
                     {WorkerChannel{"voice", ChannelFigure::assigned_tasks}, Direction::descending}}));
  EXPECT_EQ(std::get<OrderBy>(parse_order_by("  ")), OrderBy{});
}

struct Wrong {
  std::string text;
  std::size_t offset;
  std::string message;
};

TEST(OrderBy, says_what_is_wrong) {
  const std::string named = ", expected a name that begins with worker.; such as worker.level DESC";
  const std::string end = ", expected ASC, DESC, ',' or the end";
  const std::vector<Wrong> cases = {
      {"level DESC", 0, "found 'level'" + named},           {"worker", 0, "found 'worker'" + named},
      {"worker[0]", 0, "found 'worker'" + named},           {"worker.a, task.b", 10, "found 'task'" + named},
      {"worker.a,", 9, "found the end, expected a name"},   {"worker.a DOWN", 9, "found 'DOWN'" + end},
      {"worker.a ASC DESC", 13, "found 'DESC'" + end},      {"worker.a worker.b", 9, "found 'worker'" + end},
      {"worker.skill-level", 12, "found '-'" + end},        {"worker.a > 3", 9, "found '>'" + end},
      {"'worker.a'", 0, "found a string, expected a name"},
  };
  for (const Wrong& c : cases) {
    const std::variant<OrderBy, ParseProblem> order = parse_order_by(c.text);
    const auto* problem = std::get_if<ParseProblem>(&order);
    ASSERT_NE(problem, nullptr) << c.text;
    EXPECT_EQ(problem->offset, c.offset) << c.text;
    EXPECT_EQ(message(*problem), c.message) << c.text;
  }
}

struct Pair {
  std::string order;
  std::string first;
  std::string second;
};

std::weak_ordering compared(const std::string& text, const std::string& one, const std::string& other) {
  Slots slots;
  slots.worker.emplace_back(WorkerField::sid);  // a slot of other conditions
  const auto order = bind_order_by(std::get<OrderBy>(parse_order_by(text)), slots);
  const Attributes one_worker(value(one));
  const Attributes other_worker(value(other));
  std::vector<ValueView> a;
  std::vector<ValueView> b;
  for (const Name& name : slots.worker) {
    const auto* attribute = std::get_if<WorkerAttribute>(&name);
    a.push_back(attribute != nullptr ? find(one_worker.view(), attribute->path) : ValueView());
    b.push_back(attribute != nullptr ? find(other_worker.view(), attribute->path) : ValueView());
  }
  return compare_workers(order, a, b);
}

TEST(OrderBy, puts_the_better_worker_first) {
  const std::vector<Pair> cases = {
      {"worker.level DESC", "{level: 5}", "{level: 3}"},
      {"worker.level ASC", "{level: 3}", "{level: 5}"},
      {"worker.level", "{level: -3}", "{level: 0}"},
      {"worker.level ASC", "{level: 9}", "{}"},
      {"worker.level DESC", "{level: -9}", "{}"},
      {"worker.level DESC", "{level: 1}", "{level: 'z'}"},
      {"worker.level DESC", "{level: 1}", "{level: 2.5}"},
      {"worker.level DESC", "{level: 1}", "{level: null}"},
      {"worker.level DESC, worker.lang.en ASC", "{level: 5, lang: {en: 1}}", "{level: 5, lang: {en: 2}}"},
      {"worker.level DESC, worker.lang.en ASC", "{level: 6, lang: {en: 2}}", "{level: 5, lang: {en: 1}}"},
      {"worker.name ASC, worker.level DESC", "{name: 'z', level: 2}", "{name: 'a', level: 1}"},
      {"worker.ranks[1] DESC", "{ranks: [0, 2]}", "{ranks: [9, 1]}"},
  };
  for (const Pair& c : cases) {
    EXPECT_EQ(compared(c.order, c.first, c.second), std::weak_ordering::less) << c.order << " " << c.first;
    EXPECT_EQ(compared(c.order, c.second, c.first), std::weak_ordering::greater) << c.order << " " << c.first;
    EXPECT_EQ(compared(c.order, c.first, c.first), std::weak_ordering::equivalent) << c.order;
  }
}

TEST(OrderBy, leaves_equals_to_the_next_rule) {
  EXPECT_EQ(compared("worker.level DESC", "{level: 3, x: 1}", "{level: 3}"), std::weak_ordering::equivalent);
  EXPECT_EQ(compared("worker.level DESC", "{}", "{level: 'high'}"), std::weak_ordering::equivalent);
  EXPECT_EQ(compared("", "{level: 3}", "{level: 4}"), std::weak_ordering::equivalent);
}

}  // namespace
}  // namespace switchyard::tests
