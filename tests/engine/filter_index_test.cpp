// The index of filters against asking one after the other, and how few it asks.
#include "engine/state/filter_index.h"

#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/expression/bind.h"
#include "engine/expression/evaluate.h"
#include "tests/support/expression_world.h"

namespace switchyard::tests {
namespace {

struct Filters {
  Workflow workflow;
  expression::Slots slots;

  explicit Filters(const std::vector<std::string>& conditions) {
    for (const std::string& condition : conditions) {
      Filter filter;
      filter.expression = expression::bind(parsed(condition, expression::Dialect::task), slots);
      workflow.filters.push_back(filter);
    }
  }

  std::uint32_t count() const { return static_cast<std::uint32_t>(workflow.filters.size()); }

  bool holds(std::uint32_t filter, const Attributes& task) const {
    return expression::evaluate(workflow.filters[filter].expression, {slots, task.view()}, {});
  }

  std::uint32_t one_after_the_other(const Attributes& task, std::uint32_t from) const {
    while (from < count() && !holds(from, task)) ++from;
    return from;
  }

  std::uint32_t by_index(const Attributes& task, std::uint32_t from, int& asked) const {
    const FilterIndex index = index_filters(workflow);
    const bool has_slot = index.task_slot != FilterIndex::no_slot_asked;
    const std::string_view value =
        has_slot ? expression::task_value({slots, task.view()}, index.task_slot).bytes() : "";
    return first_filter(index, value, from, count(),
                        [&](std::uint32_t filter) { return ++asked, holds(filter, task); });
  }
};

Attributes task_of(const std::string& dealer, std::int64_t level) {
  return Attributes(Value{Value::Object{{"dealer", Value{dealer}}, {"level", Value{level}}}});
}

TEST(FilterIndex, finds_what_asking_one_after_the_other_finds) {
  const Filters filters({"dealer == 'a' AND level > 5", "level > 8", "dealer IN ['a', 'b', 'a']",
                         "dealer == 'b'", "level == 'a'", "dealer == 'c' OR level == 1", "1 == 1",
                         "dealer == 'a'"});
  int asked = 0;
  for (const char* dealer : {"a", "b", "c", "d", ""}) {
    for (std::int64_t level = 0; level < 11; ++level) {
      for (std::uint32_t from = 0; from <= filters.count(); ++from) {
        const Attributes task = task_of(dealer, level);
        EXPECT_EQ(filters.by_index(task, from, asked), filters.one_after_the_other(task, from))
            << dealer << ' ' << level << " from " << from;
      }
    }
  }
}

TEST(FilterIndex, works_for_tasks_without_the_attribute_and_for_no_filters) {
  int asked = 0;
  EXPECT_EQ(Filters({}).by_index(Attributes(), 0, asked), 0U);
  EXPECT_EQ(Filters({"dealer == 'a'", "1 == 1"}).by_index(Attributes(), 0, asked), 1U);
}

TEST(FilterIndex, asks_one_filter_of_a_thousand) {
  std::vector<std::string> conditions;
  for (int f = 0; f < 1'000; ++f) conditions.push_back("dealer == 'd" + std::to_string(f) + "'");
  int asked = 0;
  EXPECT_EQ(Filters(conditions).by_index(task_of("d770", 1), 0, asked), 770U);
  EXPECT_EQ(asked, 1);
}

}  // namespace
}  // namespace switchyard::tests
