// What names mean in each of the four places where conditions stand.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "engine/expression/names.h"
#include "engine/expression/parse.h"
#include "tests/support/expression_world.h"
#include "tests/support/value_text.h"

namespace switchyard::tests {
namespace {

using namespace switchyard::expression;

const World& friday_at_nine() {
  static const World world{
      value("{type: 'sales', lang: 'en', worker: {x: 1}, deep: {list: [1, {a: 'b'}]}, '_$1': 7}"),
      value("{skill: 'q7', worker: 1, channel: 'voice', langs: ['en', 'de'], IN: 2, sid: 'no'}"),
      Time{} + days(1) + hours(9) + minutes(5)};
  return world;
}

struct Case {
  std::string text;
  Dialect dialect;
  bool expected = true;
};

void check_expression(const Case& c) {
  EXPECT_EQ(holds(c.text, c.dialect, friday_at_nine()), c.expected) << c.text;
}

void check_all(const std::vector<Case>& cases) {
  for (const Case& c : cases) check_expression(c);
}

TEST(Names, in_target_workers_are_the_workers_with_or_without_prefix) {
  check_all({
      {"skill == 'q7'", Dialect::worker},
      {"worker.skill == 'q7'", Dialect::worker},
      {"worker == 1", Dialect::worker},
      {"langs[0] == 'en'", Dialect::worker},
      {"worker.langs[1] == 'de'", Dialect::worker},
      {"langs[2] == null", Dialect::worker},
      {"langs.x == null", Dialect::worker},
      {"skill[0] == null", Dialect::worker},
      {"worker[0] == null", Dialect::worker},
      {"Skill == null", Dialect::worker},
      {"worker.IN == 2", Dialect::worker},
      {"type == null", Dialect::worker},
  });
}

TEST(Names, of_the_worker_himself_hide_attributes) {
  check_all({
      {"sid == 'WK1'", Dialect::worker},
      {"worker.sid == 'WK1'", Dialect::worker},
      {"friendly_name == 'bob'", Dialect::worker},
      {"activity_sid == 'WA1'", Dialect::worker},
      {"activity_name == 'Available'", Dialect::worker},
      {"worker.friendly_name == 'bob'", Dialect::target},
      {"sid.x == null", Dialect::worker},
      {"channel == 'voice'", Dialect::worker},
      {"channel.voice.configured_capacity == 2", Dialect::worker},
      {"worker.channel.voice.assigned_tasks == 1", Dialect::worker},
      {"worker.channel.voice.available_capacity_percentage >= 50", Dialect::target},
      {"worker.channel.chat.assigned_tasks == null", Dialect::target},
      {"worker.channel.voice.other == null", Dialect::target},
  });
}

TEST(Names, in_filters_are_the_tasks) {
  check_all({
      {"type == 'sales'", Dialect::task},
      {"worker.x == 1", Dialect::task},
      {"deep.list[1].a == 'b'", Dialect::task},
      {"deep.list[1].a.c == null", Dialect::task},
      {"_$1 == 7", Dialect::task},
      {"sid == null", Dialect::task},
      {"skill == null", Dialect::task},
  });
}

TEST(Names, in_targets_say_whose_they_are) {
  check_all({
      {"task.lang IN worker.langs", Dialect::target},
      {"worker.langs HAS task.lang", Dialect::target},
      {"task.type != worker.skill", Dialect::target},
      {"task.type == worker.type", Dialect::target, false},
  });
}

TEST(Names, of_the_clock_work_in_filters_targets_and_queues) {
  for (const Dialect dialect : {Dialect::worker, Dialect::task, Dialect::target}) {
    check_all({
        {"taskrouter.currentTime == 905", dialect},
        {"taskrouter.currentTime >= 0800 AND taskrouter.currentTime < 1700", dialect},
        {"taskrouter.currentHour == 9", dialect},
        {"taskrouter.currentHour == '09'", dialect},
        {"taskrouter.currentHour == '9'", dialect, false},
        {"taskrouter.currentHour < 10", dialect},
        {"10 > taskrouter.currentHour", dialect},
        {"taskrouter.currentHour < 9.5", dialect},
        {"9.5 <= taskrouter.currentHour", dialect, false},
        {"taskrouter.currentHour != 9", dialect, false},
        {"taskrouter.currentHour != true", dialect},
        {"taskrouter.currentHour IN [8, 9]", dialect},
        {"taskrouter.currentHour IN ['09']", dialect},
        {"taskrouter.currentHour NOT IN [8, 10]", dialect},
        {"[8, taskrouter.currentHour] HAS 9", dialect},
        {"taskrouter.currentMin == 5", dialect},
        {"taskrouter.dayOfWeek == 'Fri'", dialect},
        {"taskrouter.dayOfWeek == 'FRI'", dialect},
        {"'fri' == taskrouter.dayOfWeek", dialect},
        {"taskrouter.dayOfWeek != 'fri'", dialect, false},
        {"taskrouter.dayOfWeek IN ['SAT', 'FRI']", dialect},
        {"taskrouter.dayOfWeek NOT IN ['SAT', 'SUN']", dialect},
        {"taskrouter.dayOfWeek CONTAINS 'FR'", dialect},
        {"taskrouter.dayOfWeek > 'FR'", dialect},
        {"taskrouter.dayOfWeek == 5", dialect, false},
    });
  }
}

TEST(Names, in_skip_if_count_workers) {
  check_all({
      {"workers.available == 3", Dialect::skip_if},
      {"workers.unavailable > 1 AND workers.Lunch == 1", Dialect::skip_if},
      {"workers.Available == null", Dialect::skip_if},
      {"1 == 1", Dialect::skip_if},
  });
}

TEST(Names, are_printed_as_they_were_written) {
  EXPECT_EQ(expression::to_text(Path{"task", "a", 0U, "b", 12U}), "task.a[0].b[12]");
}

}  // namespace
}  // namespace switchyard::tests
