// What the columns of a recording say between two moments.
#include "viz/view/history.h"

#include <gtest/gtest.h>

#include "tests/viz_view/hand_made.h"

namespace switchyard::viz {
namespace {

using reports::WorkerState;

std::vector<std::uint32_t> depths(const History& history, Series series, double from, double to,
                                  std::size_t parts) {
  std::vector<std::uint32_t> out(parts);
  history.deepest(series, at(from), at(to), out);
  return out;
}

constexpr Series of_sales{Series::Kind::queue, 0};
constexpr Series of_support{Series::Kind::queue, 1};
constexpr Series of_bolt{Series::Kind::tenant, 1};

// Waiting in sales: 1 from 10, 2 from 12, 1 from 25, 0 from 40; in support: 1 from 30.
HandMade two_queues() {
  HandMade made;
  made.arrives(10, 1, sales);
  made.arrives(12, 2, sales);
  made.turn(25, TaskCanceled{TaskId{1}, CancelReason::abandoned});
  made.arrives(30, 3, support);
  made.turn(40, TaskCanceled{TaskId{2}, CancelReason::abandoned});
  made.history.reach(at(60));
  return made;
}

TEST(History, ShowsTheDeepestMomentOfEachPart) {
  const HandMade made = two_queues();
  EXPECT_EQ(depths(made.history, of_sales, 0, 60, 6), (std::vector<std::uint32_t>{0, 2, 2, 1, 1, 0}));
  EXPECT_EQ(depths(made.history, of_support, 0, 60, 6), (std::vector<std::uint32_t>{0, 0, 0, 1, 1, 1}));
  EXPECT_EQ(depths(made.history, of_bolt, 0, 60, 6), (std::vector<std::uint32_t>{0, 0, 0, 1, 1, 1}));
  EXPECT_EQ(depths(made.history, {}, 0, 60, 6), (std::vector<std::uint32_t>{0, 2, 2, 2, 2, 1}));
  EXPECT_EQ(made.history.deepest(of_sales), 2U);
  EXPECT_EQ(made.history.deepest({}), 2U);
}

TEST(History, ShowsNothingWhereNothingIsKnown) {
  const HandMade made = two_queues();
  EXPECT_EQ(depths(made.history, of_support, 40, 140, 5), (std::vector<std::uint32_t>{1, 1, 0, 0, 0}));
  EXPECT_EQ(depths(made.history, of_support, -100, 0, 2), (std::vector<std::uint32_t>{0, 0}));
  EXPECT_EQ(depths(made.history, {Series::Kind::queue, 7}, 0, 60, 2), (std::vector<std::uint32_t>{0, 0}));
  EXPECT_EQ(depths(made.history, of_support, 60, 60, 2), (std::vector<std::uint32_t>{0, 0}));
}

// ann: idle, reserved from 20, on_task from 30, wrap_up from 50, idle from 60.
HandMade one_call() {
  HandMade made;
  made.arrives(20, 1, sales);
  made.offered(20, 1, sales, ann);
  made.accepted(30, 1, ann);
  made.wraps(50, 1, ann);
  made.completed(60, 1, ann);
  made.history.reach(at(100));
  return made;
}

TEST(History, ShowsTheStateThatTookMostOfEachPart) {
  const HandMade made = one_call();
  std::vector<WorkerState> states(5);
  made.history.states(ann, at(0), at(100), states);
  EXPECT_EQ(states, (std::vector<WorkerState>{WorkerState::idle, WorkerState::reserved, WorkerState::on_task,
                                              WorkerState::idle, WorkerState::idle}));
  made.history.states(bob, at(0), at(100), states);
  EXPECT_EQ(states, std::vector<WorkerState>(5, WorkerState::offline));
  made.history.states(ann, at(100), at(200), states);
  EXPECT_EQ(states, std::vector<WorkerState>(5, WorkerState::offline));
}

TEST(History, TellsTheSpansOfStatesCutAtTheEnds) {
  const HandMade made = one_call();
  const auto spans = made.history.state_spans(ann, at(25), at(55));
  ASSERT_EQ(spans.size(), 3U);
  EXPECT_EQ(spans[0].state, WorkerState::reserved);
  EXPECT_EQ(spans[0].from, at(25));
  EXPECT_EQ(spans[0].to, at(30));
  EXPECT_EQ(spans[1].state, WorkerState::on_task);
  EXPECT_EQ(spans[2].state, WorkerState::wrap_up);
  EXPECT_EQ(spans[2].to, at(55));
}

TEST(History, CountsServiceByBucketsOfFiveMinutes) {
  HandMade made;
  made.arrives(290, 1, sales);
  made.offered(290, 1, sales, ann);
  made.accepted(301, 1, ann);
  const std::vector<Counts> expected = {{1, 0, 0, 0}, {0, 1, 1, 0}};
  EXPECT_EQ(made.history.service(of_sales), expected);
  EXPECT_EQ(made.history.service({}), expected);
  EXPECT_TRUE(made.history.service(of_support).empty());
  EXPECT_EQ(made.history.service_begin(), at(0));
}

TEST(History, KeepsARowOfEachTask) {
  const HandMade made = one_call();
  const PastTask* task = made.history.find(TaskId{1});
  ASSERT_NE(task, nullptr);
  EXPECT_EQ(task->arrived, at(20));
  EXPECT_EQ(task->sequence, 1U);
  EXPECT_EQ(task->wait_ms, 10'000U);
  EXPECT_EQ(task->lasted_ms, 40'000U);
  EXPECT_EQ(task->queue, sales);
  EXPECT_EQ(task->worker, ann);
  EXPECT_TRUE(task->ended);
  EXPECT_EQ(made.history.find(TaskId{2}), nullptr);
  EXPECT_EQ(made.history.find(TaskId{}), nullptr);
}

TEST(History, KeepsMarksByTime) {
  HandMade made;
  made.history.add_mark({at(50), Mark::Kind::bookmark, "b"});
  made.history.add_mark({at(10), Mark::Kind::surge_begins, "a"});
  made.history.add_mark({at(50), Mark::Kind::bookmark, "c"});
  std::string texts;
  for (const Mark& mark : made.history.marks()) texts += mark.text;
  EXPECT_EQ(texts, "abc");
}

}  // namespace
}  // namespace switchyard::viz
