// Rows of events, what a search finds in them, the spans of a task's life, and two runs on one axis.
#include <gtest/gtest.h>

#include "tests/viz_view/hand_made.h"
#include "viz/view/comparison.h"
#include "viz/view/event_row.h"
#include "viz/view/task_life.h"

namespace switchyard::viz {
namespace {

TEST(EventRow, SaysWhatHappenedAsStoriesDo) {
  const EventRow row =
      row_of(7, 2, at(60), ReservationAccepted{ReservationId{4}, TaskId{3}, bob}, hand_made_workspace());
  EXPECT_EQ(row.text, "reservation_accepted reservation=4 task=3 worker=bob");
  EXPECT_EQ(row.kind, "reservation_accepted");
  EXPECT_EQ(row.sequence, 7U);
  EXPECT_EQ(row.index, 2U);
  EXPECT_EQ(row.concerned.task, TaskId{3});
  EXPECT_EQ(row.concerned.reservation, ReservationId{4});
  EXPECT_EQ(row.concerned.worker, bob);
  EXPECT_TRUE(row.concerned.queue.is_none());
}

TEST(SearchText, WantsAllWordsWhateverTheirCase) {
  constexpr const char* row = "task_queue_entered task=12 queue=Sales priority=0";
  struct Case {
    const char* typed;
    bool found;
  };
  constexpr Case cases[] = {{"sales", true},        {"QUEUE=sales task=12", true},
                            {"task=12 bob", false}, {"  entered   12 ", true},
                            {"task=13", false},     {"", true}};
  for (const Case& one : cases) EXPECT_EQ(matches(search_text(one.typed), row), one.found) << one.typed;
  EXPECT_TRUE(search_text("   ").words.empty());
}

std::string spans_text(const TaskLife& life) {
  static constexpr const char* kinds[] = {"waits", "offered", "on_task", "wraps_up", "elsewhere"};
  std::string out;
  for (const LifeSpan& span : life.spans) {
    out += std::string(kinds[static_cast<std::size_t>(span.kind)]) + " " + span.what + " " +
           std::to_string((span.from - midnight).microseconds / 1'000'000) + "-" +
           std::to_string((span.to - midnight).microseconds / 1'000'000) + "\n";
  }
  return out;
}

TEST(TaskLife, HasASpanForEachThingThatGoesOn) {
  const Workspace workspace = hand_made_workspace();
  LifeFold fold(TaskId{1});
  std::uint64_t sequence = 0;
  const auto see = [&](double seconds, std::vector<Event> events) {
    fold.see(++sequence, at(seconds), events, workspace);
  };
  see(1, {TaskCreated{TaskId{2}, TenantId{0}, voice, WorkflowId{0}, 0}});
  EXPECT_FALSE(fold.found());
  see(10,
      {TaskCreated{TaskId{1}, TenantId{1}, voice, WorkflowId{0}, 0}, TaskQueueEntered{TaskId{1}, sales, 0}});
  see(20, {ReservationCreated{ReservationId{1}, TaskId{1}, ann, sales, at(40)},
           ReservationCreated{ReservationId{2}, TaskId{1}, bob, sales, at(40)}});
  see(30, {ReservationRejected{ReservationId{1}, TaskId{1}, ann}});
  see(40, {ReservationAccepted{ReservationId{2}, TaskId{1}, bob}, TaskAssigned{TaskId{1}, bob}});
  see(41, {TaskCompleted{TaskId{2}}});
  EXPECT_EQ(spans_text(fold.life(at(50))),
            "waits  10-10\nwaits sales 10-40\noffered ann 20-30\noffered bob 20-40\non_task bob 40-50\n");
  see(90, {ReservationWrapping{ReservationId{2}, TaskId{1}, bob}, TaskWrapping{TaskId{1}}});
  see(100, {ReservationCompleted{ReservationId{2}, TaskId{1}, bob}, TaskCompleted{TaskId{1}}});
  const TaskLife life = fold.life(at(500));
  EXPECT_TRUE(life.ended);
  EXPECT_EQ(life.known_until, at(100));
  EXPECT_EQ(life.explanation.outcome, "completed");
  EXPECT_EQ(life.explanation.tenant, "bolt");
  EXPECT_EQ(life.explanation.moments.size(), 6U);
  EXPECT_EQ(life.explanation.moments[2].events,
            (std::vector<std::string>{"reservation_rejected reservation=1 task=1 worker=ann"}));
  EXPECT_EQ(spans_text(life),
            "waits  10-10\nwaits sales 10-40\noffered ann 20-30\noffered bob 20-40\non_task bob 40-90\n"
            "wraps_up bob 90-100\n");
}

TEST(Comparison, PutsTwoRunsOnOneAxis) {
  HandMade first;
  HandMade second;
  first.history.reach(at(100));
  second.history.reach(at(100));
  EXPECT_EQ(shift_of_other(first.history, second.history), Duration{});
  Board later = begin_board(second.names, at(1000));
  const History other(second.names, later);
  EXPECT_EQ(shift_of_other(first.history, other), seconds(-1000));
}

TEST(Comparison, FindsAQueueByItsNameAndTenant) {
  const Names names = names_of(hand_made_workspace());
  Workspace turned = hand_made_workspace();
  std::swap(turned.queues[0], turned.queues[1]);
  EXPECT_EQ(same_queue(names, sales, names_of(turned)), TaskQueueId{1});
  turned.queues[1].tenant = TenantId{1};
  EXPECT_TRUE(same_queue(names, sales, names_of(turned)).is_none());
  EXPECT_TRUE(same_queue(names, TaskQueueId{9}, names).is_none());
}

}  // namespace
}  // namespace switchyard::viz
