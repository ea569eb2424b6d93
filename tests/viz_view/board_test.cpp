// What a board says after events that were written by hand.
#include "viz/view/board.h"

#include <gtest/gtest.h>

#include "tests/viz_view/hand_made.h"

namespace switchyard::viz {
namespace {

using reports::WorkerState;

TEST(Board, BeginsWithEverybodyWhereTheWorkspaceSays) {
  const HandMade made;
  EXPECT_EQ(made.board.workers[0].state, WorkerState::idle);
  EXPECT_EQ(made.board.workers[1].state, WorkerState::offline);
  EXPECT_EQ(made.board.queues[0], (QueueBoard{0, 0, 0, {}, made.board.queues[0].recent}));
}

TEST(Board, FollowsATaskThroughItsQueue) {
  HandMade made;
  made.arrives(60, 1, sales);
  EXPECT_EQ(made.board.queues[0].waiting, 1U);
  EXPECT_EQ(made.board.queues[0].being_offered, 0U);
  made.offered(70, 1, sales, ann);
  EXPECT_EQ(made.board.queues[0].waiting, 1U);
  EXPECT_EQ(made.board.queues[0].being_offered, 1U);
  EXPECT_EQ(made.board.workers[0].state, WorkerState::reserved);
  EXPECT_EQ(made.board.tasks.find(TaskId{1})->asked, at(70));
  made.accepted(75, 1, ann);
  EXPECT_EQ(made.board.queues[0].waiting, 0U);
  EXPECT_EQ(made.board.queues[0].in_hand, 1U);
  EXPECT_EQ(made.board.workers[0].state, WorkerState::on_task);
  made.wraps(100, 1, ann);
  EXPECT_EQ(made.board.tasks.find(TaskId{1})->status, TaskStatus::wrapping);
  EXPECT_EQ(made.board.workers[0].state, WorkerState::wrap_up);
  made.completed(120, 1, ann);
  EXPECT_EQ(made.board.queues[0].in_hand, 0U);
  EXPECT_EQ(made.board.workers[0].state, WorkerState::idle);
  EXPECT_EQ(made.board.workers[0].since, at(120));
  EXPECT_EQ(made.board.tasks.size(), 0U);
  EXPECT_EQ(made.board.queues[0].today, (Counts{1, 1, 1, 0}));
}

TEST(Board, CountsAsWithinWhatWaitedNoLongerThanTheThreshold) {
  for (const auto& [wait, within] : {std::pair{20.0, 1U}, std::pair{20.000001, 0U}}) {
    HandMade made;
    made.arrives(0, 1, sales);
    made.offered(5, 1, sales, ann);
    made.accepted(wait, 1, ann);
    EXPECT_EQ(made.board.queues[0].today, (Counts{1, 1, within, 0})) << wait;
  }
}

TEST(Board, CountsWhoLeavesWhileWaitingAsAbandoned) {
  HandMade made;
  made.arrives(0, 1, sales);
  made.arrives(1, 2, sales);
  made.turn(30, TaskCanceled{TaskId{1}, CancelReason::abandoned});
  made.turn(40, TaskCanceled{TaskId{2}, CancelReason::by_command});
  EXPECT_EQ(made.board.queues[0].today, (Counts{2, 0, 0, 1}));
  EXPECT_EQ(made.board.queues[0].waiting, 0U);
  EXPECT_EQ(made.board.queues[0].today.service_level(), 0.0);
}

TEST(Board, SaysNoServiceLevelWhereNobodyWas) {
  EXPECT_EQ(Counts{}.service_level(), std::nullopt);
  EXPECT_DOUBLE_EQ((Counts{5, 3, 2, 1}).service_level().value(), 0.5);
}

TEST(Board, CountsAContactThatMovesOnInBothQueues) {
  HandMade made;
  made.arrives(0, 1, sales);
  made.turn(60, TaskQueueTimedOut{TaskId{1}, sales}, TaskQueueLeft{TaskId{1}, sales},
            TaskQueueEntered{TaskId{1}, support, 5});
  EXPECT_EQ(made.board.queues[0].waiting, 0U);
  EXPECT_EQ(made.board.queues[1].waiting, 1U);
  EXPECT_EQ(made.board.queues[0].today, (Counts{1, 0, 0, 0}));
  EXPECT_EQ(made.board.queues[1].today, (Counts{1, 0, 0, 0}));
  EXPECT_EQ(made.board.tasks.find(TaskId{1})->priority, 5);
  EXPECT_EQ(oldest_waits(made.board)[1], at(60));
}

TEST(Board, GoesOnWithTheStayOfWhoEntersTheSameQueueAgain) {
  HandMade made;
  made.arrives(0, 1, sales);
  made.turn(60, TaskQueueLeft{TaskId{1}, sales}, TaskQueueEntered{TaskId{1}, sales, 0});
  EXPECT_EQ(made.board.queues[0].waiting, 1U);
  EXPECT_EQ(made.board.queues[0].today, (Counts{1, 0, 0, 0}));
  EXPECT_EQ(oldest_waits(made.board)[0], at(0));
}

TEST(Board, ForgetsWhoLeftAQueueForNone) {
  HandMade made;
  made.arrives(0, 1, sales);
  made.turn(60, TaskQueueLeft{TaskId{1}, sales});
  EXPECT_EQ(made.board.queues[0].waiting, 0U);
  EXPECT_TRUE(made.board.tasks.find(TaskId{1})->queue.is_none());
}

TEST(Board, TakesBackWhatAFullQueueRefused) {
  HandMade made;
  made.turn(0, TaskCreated{TaskId{1}, TenantId{0}, voice, WorkflowId{0}, 0},
            TaskQueueEntered{TaskId{1}, sales, 0}, TaskQueueFull{TaskId{1}, sales});
  EXPECT_EQ(made.board.queues[0].today, Counts{});
  EXPECT_EQ(made.board.queues[0].waiting, 0U);
}

TEST(Board, KeepsWhoSpeaksToTheVoicemailOutOfTheLine) {
  HandMade made;
  made.arrives(0, 1, sales);
  made.turn(10, VoicemailEntered{TaskId{1}});
  EXPECT_EQ(made.board.queues[0].waiting, 0U);
  EXPECT_EQ(made.board.tasks.find(TaskId{1})->status, TaskStatus::elsewhere);
  made.turn(20, TaskQueueEntered{TaskId{1}, sales, 0});
  EXPECT_EQ(made.board.queues[0].waiting, 1U);
  EXPECT_EQ(made.board.queues[0].today.offered, 1U);
}

TEST(Board, GivesBackAWarmTransferThatNobodyTook) {
  HandMade made;
  made.arrives(0, 1, sales);
  made.offered(0, 1, sales, ann);
  made.accepted(1, 1, ann);
  made.turn(30, TransferStarted{TaskId{1}, ReservationId{1}, TransferMode::warm, {}, support},
            TaskQueueEntered{TaskId{1}, support, 0});
  EXPECT_EQ(made.board.queues[0].in_hand, 0U);
  EXPECT_EQ(made.board.queues[1].waiting, 1U);
  made.turn(60, TransferFailed{TaskId{1}, TransferFailure::timed_out});
  EXPECT_EQ(made.board.queues[1].waiting, 0U);
  EXPECT_EQ(made.board.queues[0].in_hand, 1U);
  EXPECT_EQ(made.board.tasks.find(TaskId{1})->status, TaskStatus::assigned);
  made.completed(90, 1, ann);
  EXPECT_EQ(made.board.queues[0].in_hand, 0U);
}

TEST(Board, SlidesOverTheLastFifteenMinutes) {
  HandMade made;
  made.arrives(30, 1, sales);
  pass(made.board, at(14 * 60 + 59));
  EXPECT_EQ(made.board.queues[0].recent.total(), (Counts{1, 0, 0, 0}));
  pass(made.board, at(15 * 60));
  EXPECT_EQ(made.board.queues[0].recent.total(), Counts{});
  EXPECT_EQ(made.board.queues[0].today, (Counts{1, 0, 0, 0}));
}

TEST(Board, BeginsTheDayAtMidnight) {
  HandMade made;
  made.arrives(86'000, 1, sales);
  pass(made.board, at(86'399));
  EXPECT_EQ(made.board.queues[0].today.offered, 1U);
  pass(made.board, at(86'400 + 600));
  EXPECT_EQ(made.board.queues[0].today, Counts{});
  EXPECT_EQ(made.board.workers[0].today.total(), seconds(600));
}

TEST(Board, MeasuresOccupancyOverTheTimeOfWorkAndIdleness) {
  HandMade made;
  made.arrives(100, 1, sales);
  made.offered(100, 1, sales, ann);
  made.accepted(110, 1, ann);
  made.completed(210, 1, ann);
  made.turn(310, WorkerActivityChanged{ann, available, on_break});
  pass(made.board, at(1000));
  // 100 s idle, 10 s ringing, 100 s on a task, 100 s idle, then a break.
  EXPECT_DOUBLE_EQ(made.board.workers[0].occupancy(at(1000)).value(), 100.0 / 300.0);
  EXPECT_EQ(made.board.workers[0].state, WorkerState::unavailable);
  EXPECT_EQ(made.board.workers[1].occupancy(at(1000)), std::nullopt);
}

TEST(Board, CoolsDownUntilToldOtherwise) {
  HandMade made;
  made.turn(10, CooldownStarted{ann, voice, at(20)});
  made.turn(12, CooldownStarted{ann, voice, at(22)});
  EXPECT_EQ(made.board.workers[0].state, WorkerState::cooldown);
  made.turn(22, CooldownEnded{ann, voice});
  EXPECT_EQ(made.board.workers[0].state, WorkerState::idle);
}

TEST(Board, GrowsWithTheWorkspace) {
  HandMade made;
  Workspace next = hand_made_workspace();
  next.queues.push_back(next.queues[0]);
  next.workers.push_back(next.workers[0]);
  next.workers[1].removed = true;
  made.names = names_of(next);
  extend(made.board, at(50), made.names);
  EXPECT_EQ(made.board.queues.size(), 3U);
  EXPECT_EQ(made.board.workers[2].state, WorkerState::idle);
  EXPECT_EQ(made.board.workers[2].since, at(50));
  EXPECT_EQ(made.board.workers[1].state, WorkerState::offline);
}

TEST(Board, PassesOverWhatBeganBeforeIt) {
  HandMade made;
  made.turn(5, ReservationAccepted{ReservationId{9}, TaskId{9}, ann}, TaskAssigned{TaskId{9}, ann},
            TaskCompleted{TaskId{9}}, TaskQueueEntered{TaskId{9}, TaskQueueId{77}, 0});
  EXPECT_EQ(made.board.tasks.size(), 0U);
  EXPECT_EQ(made.board.workers[0].state, WorkerState::idle);
}

TEST(Board, SumsTheQueuesOfATenant) {
  HandMade made;
  made.arrives(0, 1, sales);
  made.arrives(1, 2, support);
  made.arrives(2, 3, support);
  EXPECT_EQ(sum_of_queues(made.board, made.names).waiting, 3U);
  EXPECT_EQ(sum_of_queues(made.board, made.names, TenantId{1}).waiting, 2U);
  EXPECT_EQ(sum_of_queues(made.board, made.names, TenantId{1}).recent.total().offered, 2U);
}

TEST(SerialTable, FindsWhatIsOpenAndNothingElse) {
  SerialTable<OpenTask> table;
  for (std::uint64_t i = 1; i <= 5000; ++i) {
    table.open(TaskId{i}).priority = static_cast<std::int32_t>(i);
    if (i % 3 != 0) table.close(TaskId{i - i % 7});
  }
  std::size_t open = 0;
  table.for_each([&](const OpenTask& task) {
    ++open;
    ASSERT_EQ(table.find(task.id), &task);
    ASSERT_EQ(task.priority, static_cast<std::int32_t>(task.id.value));
  });
  EXPECT_EQ(open, table.size());
  EXPECT_GT(open, 1000U);
  EXPECT_EQ(table.find(TaskId{}), nullptr);
  EXPECT_EQ(table.find(TaskId{9999}), nullptr);
}

}  // namespace
}  // namespace switchyard::viz
