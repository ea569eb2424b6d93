// Paths: the known worker's, and what they find.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "engine/expression/path.h"
#include "tests/support/value_text.h"

namespace switchyard::tests {
namespace {

using namespace switchyard::expression;

TEST(TaskPaths, name_an_attribute_of_the_task) {
  EXPECT_EQ(std::get<Path>(parse_task_path("task.agent_sid")), (Path{"agent_sid"}));
  EXPECT_EQ(std::get<Path>(parse_task_path(" task.agents[2].sid ")), (Path{"agents", 2U, "sid"}));
}

struct Wrong {
  std::string text;
  std::size_t offset;
  std::string message;
};

TEST(TaskPaths, are_refused_with_a_place_when_they_are_none) {
  const std::string start = ", expected a path in the task's attributes; such as task.agent_sid";
  const std::vector<Wrong> cases = {
      {"", 0, "found the end, expected a name"},
      {"agent_sid", 0, "found 'agent_sid'" + start},
      {"worker.sid", 0, "found 'worker'" + start},
      {"task", 0, "found 'task'" + start},
      {"task[0]", 0, "found 'task'" + start},
      {"task.", 5, "found the end, expected a name"},
      {"task.agent-sid", 10, "found '-', expected the end; only a path may stand here, no condition"},
      {"task.a == 'x'", 7, "found '==', expected the end; only a path may stand here, no condition"},
      {"'task.a'", 0, "found a string, expected a name"},
  };
  for (const Wrong& c : cases) {
    const std::variant<Path, ParseProblem> path = parse_task_path(c.text);
    const auto* problem = std::get_if<ParseProblem>(&path);
    ASSERT_NE(problem, nullptr) << c.text;
    EXPECT_EQ(problem->offset, c.offset) << c.text;
    EXPECT_EQ(message(*problem), c.message) << c.text;
  }
}

TEST(Paths, find_a_value_or_null) {
  const Attributes attributes(value("{a: {b: [10, {c: 'x'}]}, d: 1}"));
  const auto found = [&](const Path& path) { return to_text(to_value(find(attributes.view(), path))); };
  EXPECT_EQ(found({}), "{'a': {'b': [10, {'c': 'x'}]}, 'd': 1}");
  EXPECT_EQ(found({"d"}), "1");
  EXPECT_EQ(found({"a", "b", 0U}), "10");
  EXPECT_EQ(found({"a", "b", 1U, "c"}), "'x'");
  EXPECT_EQ(found({"a", "b", 2U}), "null");
  EXPECT_EQ(found({"a", "c"}), "null");
  EXPECT_EQ(found({"a", 0U}), "null");
  EXPECT_EQ(found({"d", "x"}), "null");
  EXPECT_EQ(found({"a", "b", "length"}), "null");
}

}  // namespace
}  // namespace switchyard::tests
