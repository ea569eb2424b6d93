// Tasks of two runs are matched by the best mark that they share, and each of them once.
#include <gtest/gtest.h>

#include "reports/difference/compare.h"

namespace switchyard::reports {
namespace {

// A run made by hand: its tasks arrive at the seconds that are named.
struct MadeRun {
  RunOutcomes outcomes;

  TaskId task(std::int64_t second, std::uint64_t arrival, std::uint64_t place) {
    TaskOutcome outcome;
    outcome.marks = {arrival, place};
    outcome.arrived = Time{} + seconds(second);
    outcome.workers = outcomes.texts.number_of("ann");
    outcomes.tasks.push_back(outcome);
    return TaskId{outcomes.tasks.size()};
  }
  void callback(std::int64_t second, TaskId missed) {
    const TaskId task = this->task(second, 0, 0);
    outcomes.callbacks.push_back({missed, task});
  }
};

using Pairs = std::vector<std::pair<std::uint64_t, std::uint64_t>>;

Pairs matched(const MadeRun& before, const MadeRun& after) {
  Pairs pairs;
  for (const TaskPair& pair : match_tasks(before.outcomes, after.outcomes))
    pairs.emplace_back(pair.before.value, pair.after.value);
  return pairs;
}

TEST(MatchTasks, goes_by_the_senders_key_first) {
  MadeRun before;
  MadeRun after;
  before.outcomes.keyed = {{77, before.task(0, 1, 1)}, {88, before.task(1, 2, 1)}};
  after.outcomes.keyed = {{88, after.task(0, 1, 1)}, {77, after.task(1, 2, 1)}};
  EXPECT_EQ(matched(before, after), (Pairs{{1, 2}, {2, 1}}));
}

TEST(MatchTasks, takes_equal_arrivals_in_their_order_and_tells_who_is_left) {
  MadeRun before;
  MadeRun after;
  for (int i = 0; i < 3; ++i) before.task(0, 5, 1);
  for (int i = 0; i < 2; ++i) after.task(0, 5, 1);
  EXPECT_EQ(matched(before, after), (Pairs{{1, 1}, {2, 2}, {3, 0}}));
  EXPECT_EQ(matched(after, before), (Pairs{{1, 1}, {2, 2}, {0, 3}}));
}

TEST(MatchTasks, goes_by_moment_and_place_when_the_attributes_are_others) {
  MadeRun before;
  MadeRun after;
  before.task(0, 5, 1);
  before.task(0, 6, 2);
  after.task(0, 7, 2);
  after.task(0, 8, 1);
  after.task(1, 9, 1);
  EXPECT_EQ(matched(before, after), (Pairs{{1, 2}, {2, 1}, {0, 3}}));
}

TEST(MatchTasks, goes_by_the_place_in_the_thread_when_the_moment_is_another) {
  MadeRun before;
  MadeRun after;
  before.outcomes.threaded = {{9, before.task(0, 1, 4)}, {9, before.task(10, 2, 4)}};
  after.outcomes.threaded = {{9, after.task(0, 1, 4)}, {9, after.task(17, 3, 4)}};
  EXPECT_EQ(matched(before, after), (Pairs{{1, 1}, {2, 2}}));
}

TEST(MatchTasks, finds_callbacks_by_what_they_are_for_however_deep) {
  MadeRun before;
  MadeRun after;
  before.callback(10, before.task(0, 1, 1));
  before.callback(20, TaskId{2});
  after.task(-5, 2, 1);
  const TaskId missed = after.task(0, 1, 1);
  after.callback(11, missed);
  after.callback(25, TaskId{3});
  EXPECT_EQ(matched(before, after), (Pairs{{0, 1}, {1, 2}, {2, 3}, {3, 4}}));
}

TEST(MatchTasks, of_nothing_is_nothing) {
  EXPECT_EQ(matched({}, {}), Pairs{});
}

TEST(CompareRuns, compares_texts_whatever_their_numbers_are) {
  MadeRun before;
  MadeRun after;
  after.outcomes.texts.number_of("bob");
  before.task(0, 1, 1);
  after.task(0, 1, 1);
  RunDifference difference = compare_runs(before.outcomes, after.outcomes, seconds(20));
  // No outcome was given, so text 0 stands for queue and end: "ann" before, "bob" after.
  EXPECT_EQ(difference.by_field, (std::array<std::uint64_t, task_fields>{1, 0, 0, 1}));
  EXPECT_EQ(difference.differ, 1U);
  after.outcomes.tasks[0].queues = after.outcomes.tasks[0].end = after.outcomes.texts.number_of("ann");
  difference = compare_runs(before.outcomes, after.outcomes, seconds(20));
  EXPECT_EQ(difference.same, 1U);
  EXPECT_FALSE(difference.any());
}

TEST(CompareRuns, leaves_out_queues_to_which_nobody_came) {
  MadeRun before;
  MadeRun after;
  before.outcomes.totals = {{"", {1}}, {"sales", {1}}, {"gone", {1}}, {"old", {0}}};
  after.outcomes.totals = {{"", {1}}, {"new", {0}}, {"sales", {2}}};
  const RunDifference difference = compare_runs(before.outcomes, after.outcomes, seconds(20));
  ASSERT_EQ(difference.totals.size(), 3U);
  EXPECT_FALSE(difference.totals[0].differs());
  EXPECT_TRUE(difference.totals[1].differs());
  EXPECT_EQ(difference.totals[2].queue, "gone");
  EXPECT_FALSE(difference.totals[2].after);
  EXPECT_TRUE(difference.any());
}

}  // namespace
}  // namespace switchyard::reports
