// What the collector makes of runs whose every event is known.
#include <gtest/gtest.h>

#include "reports/measures/finish.h"
#include "tests/reports/hand_made.h"

namespace switchyard::reports {
namespace {

TEST(Measures, an_answered_call_is_counted_with_its_wait_ring_talk_and_wrap_up) {
  HandMadeRun run;
  run.arrives(10, 1).offered(13, 1, ann).accepted(18, 1, ann).wraps(78, 1, ann).completes(88, 1, ann);
  const Measures measures = run.finish(3600);
  const Contacts& queue = measures.queues[0].contacts;
  EXPECT_EQ(queue.offered, 1U);
  EXPECT_EQ(queue.answered, 1U);
  EXPECT_EQ(queue.handled, 1U);
  EXPECT_EQ(queue.at_once, 0U);
  EXPECT_EQ(queue.wait_answered, seconds(8));
  EXPECT_EQ(queue.longest_wait, seconds(8));
  EXPECT_EQ(queue.reservations.ring, seconds(5));
  EXPECT_EQ(queue.talk, seconds(60));
  EXPECT_EQ(queue.wrap_up, seconds(10));
  EXPECT_EQ(queue.answered_within[0], 1U);
  EXPECT_EQ(measures.total.contacts.answered, 1U);
  EXPECT_EQ(measures.channels[0].contacts.handle(), seconds(70));
  EXPECT_EQ(measures.tenants[0].contacts.reservations.accepted, 1U);
  EXPECT_EQ(measures.workers[0].contacts.answered, 1U);
  EXPECT_EQ(measures.workers[1].contacts.answered, 0U);
  EXPECT_TRUE(measures.broken.empty()) << measures.broken.front();
}

TEST(Measures, a_contact_belongs_to_the_interval_of_its_arrival) {
  HandMadeRun run;
  run.arrives(890, 1).offered(910, 1, ann).accepted(910, 1, ann).completes(2000, 1, ann);
  const Measures measures = run.finish(3600);
  EXPECT_EQ(measures.intervals.read(0).queues[0].contacts.answered, 1U);
  EXPECT_EQ(measures.intervals.read(0).queues[0].contacts.handle(), seconds(1090));
  EXPECT_EQ(measures.intervals.read(1).queues[0].contacts.answered, 0U);
  EXPECT_EQ(measures.intervals.read(1).queues[0].contacts.reservations.accepted, 1U)
      << "offers go by the clock";
  EXPECT_EQ(measures.intervals.read(0).queues[0].p95_wait_answered, seconds(20));
}

TEST(Measures, an_abandon_within_the_limit_is_short) {
  HandMadeRun run;
  run.arrives(0, 1).canceled(4.999999, 1, CancelReason::abandoned);
  run.arrives(10, 2).canceled(15, 2, CancelReason::abandoned);
  const Contacts queue = run.finish(3600).queues[0].contacts;
  EXPECT_EQ(queue.abandoned, 2U);
  EXPECT_EQ(queue.short_abandoned, 1U);
  EXPECT_EQ(queue.wait_abandoned, microseconds(9'999'999));
  EXPECT_EQ(queue.abandoned_within[0], 2U);
  EXPECT_TRUE(queue.conserved());
}

TEST(Measures, a_time_out_is_an_exit_of_one_queue_and_an_arrival_at_the_next) {
  HandMadeRun run;
  run.arrives(0, 1).turn(
      30, {TaskQueueTimedOut{{1}, sales}, TaskQueueLeft{{1}, sales}, TaskQueueEntered{{1}, support, 0}});
  run.offered(42, 1, bob, support).accepted(42, 1, bob).completes(100, 1, bob);
  const Measures measures = run.finish(3600);
  EXPECT_EQ(measures.queues[0].contacts.left, 1U);
  EXPECT_EQ(measures.queues[0].contacts.timed_out, 1U);
  EXPECT_EQ(measures.queues[0].contacts.wait_left, seconds(30));
  EXPECT_EQ(measures.queues[1].contacts.overflowed_in, 1U);
  EXPECT_EQ(measures.queues[1].contacts.wait_answered, seconds(12));
  EXPECT_EQ(measures.queues[1].contacts.wait_answered_since_first, seconds(42));
  EXPECT_EQ(measures.total.contacts.offered, 1U) << "one task, however many queues";
  EXPECT_EQ(measures.total.contacts.wait_answered, seconds(42));
  EXPECT_TRUE(measures.broken.empty()) << measures.broken.front();
}

TEST(Measures, the_same_queue_again_in_one_turn_is_one_stay) {
  HandMadeRun run;
  run.arrives(0, 1).turn(
      30, {TaskQueueTimedOut{{1}, sales}, TaskQueueLeft{{1}, sales}, TaskQueueEntered{{1}, sales, 0}});
  run.offered(40, 1, ann).accepted(40, 1, ann);
  const Contacts queue = run.finish(3600).queues[0].contacts;
  EXPECT_EQ(queue.offered, 1U);
  EXPECT_EQ(queue.timed_out, 0U);
  EXPECT_EQ(queue.wait_answered, seconds(40));
}

TEST(Measures, work_that_times_out_of_its_last_queue_left_it_and_is_canceled_at_the_centre) {
  HandMadeRun run;
  run.arrives(0, 1).turn(30, {TaskQueueTimedOut{{1}, sales}, TaskQueueLeft{{1}, sales},
                              WorkflowTimedOut{{1}, {0}}, TaskCanceled{{1}, CancelReason::workflow_timeout}});
  const Measures measures = run.finish(3600);
  EXPECT_EQ(measures.queues[0].contacts.timed_out, 1U);
  EXPECT_EQ(measures.queues[0].contacts.canceled_waiting(), 0U);
  EXPECT_EQ(measures.total.contacts.canceled[static_cast<std::size_t>(CancelReason::workflow_timeout)], 1U);
  EXPECT_TRUE(measures.broken.empty()) << measures.broken.front();
}

TEST(Measures, blocked_work_is_not_offered) {
  HandMadeRun run;
  run.turn(5,
           {TaskCreated{{1}, {0}, voice, {0}, 0}, TaskQueueEntered{{1}, sales, 0}, TaskQueueFull{{1}, sales},
            TaskQueueLeft{{1}, sales}, TaskCanceled{{1}, CancelReason::blocked}});
  const Measures measures = run.finish(3600);
  EXPECT_EQ(measures.queues[0].contacts.blocked, 1U);
  EXPECT_EQ(measures.queues[0].contacts.offered, 0U);
  EXPECT_EQ(measures.total.contacts.blocked, 1U);
  EXPECT_EQ(measures.total.contacts.offered, 0U);
  EXPECT_TRUE(measures.broken.empty()) << measures.broken.front();
}

TEST(Measures, each_reservation_has_one_result) {
  HandMadeRun run;
  const auto offer = [](std::uint64_t id, WorkerId worker) {
    return ReservationCreated{{id}, {1}, worker, sales, never};
  };
  run.arrives(0, 1).turn(0, {offer(1, ann), offer(2, bob)});
  run.turn(10, {ReservationTimedOut{{1}, {1}, ann}, ReservationRejected{{2}, {1}, bob}, TaskReturned{{1}}});
  run.turn(20, {offer(3, ann), offer(4, bob)});
  run.turn(22,
           {ReservationAccepted{{4}, {1}, bob}, ReservationRescinded{{3}, {1}, ann}, TaskAssigned{{1}, bob}});
  const Measures measures = run.finish(3600);
  const Reservations& counts = measures.queues[0].contacts.reservations;
  EXPECT_EQ(counts.offered, 4U);
  EXPECT_EQ(counts.accepted, 1U);
  EXPECT_EQ(counts.rejected, 1U);
  EXPECT_EQ(counts.timed_out, 1U);
  EXPECT_EQ(counts.rescinded, 1U);
  EXPECT_EQ(counts.canceled, 0U);
  EXPECT_EQ(measures.queues[0].contacts.at_once, 1U) << "it rang in the moment of its arrival";
  EXPECT_TRUE(measures.broken.empty()) << measures.broken.front();
}

TEST(Measures, the_depth_is_by_the_clock_and_a_moment_is_no_time) {
  HandMadeRun run;
  run.arrives(0, 1).arrives(600, 2);
  run.turn(900, {TaskCanceled{{1}, CancelReason::abandoned}});
  run.turn(1200, {TaskCanceled{{2}, CancelReason::abandoned}});
  run.arrives(1300, 3).canceled(1300, 3, CancelReason::abandoned);
  const Measures measures = run.finish(3600);
  const PlaceMeasures& sales_queue = measures.queues[0];
  EXPECT_EQ(measures.intervals.read(0).queues[0].depth.area, seconds(900 + 300));
  EXPECT_EQ(measures.intervals.read(0).queues[0].depth.highest, 2U);
  EXPECT_EQ(measures.intervals.read(1).queues[0].depth.area, seconds(300));
  EXPECT_EQ(measures.intervals.read(1).queues[0].depth.highest, 1U);
  EXPECT_EQ(sales_queue.depth.area, seconds(1500));
}

TEST(Measures, only_arrivals_in_the_window_count_but_time_in_it_counts_for_all) {
  Settings settings = hand_made_settings();
  settings.window = {at(900), at(1800), minutes(15)};
  HandMadeRun run(settings);
  run.arrives(800, 1).offered(1000, 1, ann).accepted(1000, 1, ann);
  run.arrives(1700, 2).offered(1900, 2, bob).accepted(1900, 2, bob).completes(1950, 2, bob);
  run.completes(2000, 1, ann);
  const Measures measures = run.finish(2500);
  EXPECT_EQ(measures.total.contacts.offered, 1U);
  EXPECT_EQ(measures.total.contacts.wait_answered, seconds(200));
  EXPECT_EQ(measures.total.depth.area, seconds(100 + 100));
  EXPECT_EQ(measures.workers[0].time.in(WorkerState::on_task), seconds(800));
  EXPECT_EQ(measures.workers[0].time.total(), seconds(900));
  EXPECT_TRUE(measures.broken.empty()) << measures.broken.front();
}

TEST(Measures, who_still_waits_at_the_end_is_counted_so) {
  HandMadeRun run;
  run.arrives(0, 1).arrives(10, 2).offered(10, 2, ann).accepted(10, 2, ann);
  const Measures measures = run.finish(3000);
  EXPECT_EQ(measures.queues[0].contacts.waiting, 1U);
  EXPECT_EQ(measures.queues[0].contacts.handled, 0U);
  EXPECT_EQ(measures.queues[0].depth.area, seconds(3000 + 0));
  EXPECT_EQ(measures.observed(), seconds(3000));
  EXPECT_TRUE(measures.broken.empty()) << measures.broken.front();
}

TEST(Measures, service_that_breaks_off_waits_again_and_is_answered_once) {
  HandMadeRun run;
  run.arrives(0, 1).offered(0, 1, ann).accepted(5, 1, ann);
  run.turn(15, {ReservationCanceled{{1}, {1}, ann, ReservationEnd::effect_failed}, TaskReturned{{1}}});
  run.turn(20, {ReservationCreated{{2}, {1}, bob, sales, never}});
  run.turn(20, {ReservationAccepted{{2}, {1}, bob}, TaskAssigned{{1}, bob}});
  run.turn(80, {ReservationCompleted{{2}, {1}, bob}, TaskCompleted{{1}}});
  const Measures measures = run.finish(3600);
  EXPECT_EQ(measures.queues[0].contacts.answered, 1U);
  EXPECT_EQ(measures.queues[0].contacts.wait_answered, seconds(5));
  EXPECT_EQ(measures.queues[0].contacts.talk, seconds(60));
  EXPECT_EQ(measures.queues[0].depth.area, seconds(10));
  EXPECT_TRUE(measures.broken.empty()) << measures.broken.front();
}

TEST(Measures, direct_work_belongs_to_no_queue) {
  HandMadeRun run;
  run.turn(0, {TaskCreated{{1}, {0}, voice, {}, 0}, ReservationCreated{{1}, {1}, ann, {}, never}});
  run.accepted(7, 1, ann).completes(20, 1, ann);
  const Measures measures = run.finish(3600);
  EXPECT_EQ(measures.queues[0].contacts.offered, 0U);
  EXPECT_EQ(measures.total.contacts.wait_answered, seconds(7));
  EXPECT_EQ(measures.total.contacts.handle(), seconds(13));
  EXPECT_TRUE(measures.broken.empty()) << measures.broken.front();
}

TEST(Measures, tasks_that_were_open_before_the_books_are_left_alone) {
  HandMadeRun run;
  run.offered(5, 77, ann).accepted(6, 77, ann).wraps(8, 77, ann).completes(9, 77, ann);
  run.canceled(10, 78, CancelReason::abandoned).turn(11, {TaskDeleted{{79}}});
  const Measures measures = run.finish(3600);
  EXPECT_EQ(measures.total.contacts.offered, 0U);
  EXPECT_TRUE(measures.broken.empty()) << measures.broken.front();
}

TEST(Measures, a_later_workspace_brings_new_queues_and_workers) {
  HandMadeRun run;
  run.call(0, 5, 65, 1, ann);
  Workspace later = hand_made_workspace();
  later.version = 2;
  later.channels.resize(3);
  later.channels[2].name = "email";
  later.tenants.emplace_back().name = "globex";
  later.queues.resize(3);
  later.queues[2].name = "returns";
  later.workers.push_back(hand_made_worker("cid"));
  later.workers[1].removed = true;
  run.turn(1000, {WorkspaceChanged{2}}, WorkspaceChanges{{later}, false});
  run.turn(1100, {TaskCreated{{2}, {1}, {2}, {0}, 0}, TaskQueueEntered{{2}, {2}, 0},
                  ReservationCreated{{2}, {2}, {2}, {2}, never}});
  run.accepted(1103, 2, {2}).completes(1203, 2, {2});
  const Measures measures = run.finish(3600);
  EXPECT_EQ(measures.names.queues[2], "returns");
  EXPECT_EQ(measures.queues[2].contacts.wait_answered, seconds(3));
  EXPECT_EQ(measures.channels[2].contacts.answered, 1U);
  EXPECT_EQ(measures.channels[0].contacts.answered, 1U) << "what was booked keeps its place";
  EXPECT_EQ(measures.tenants[1].contacts.answered, 1U);
  EXPECT_EQ(measures.workers[1].time.in(WorkerState::offline), seconds(2600)) << "removed";
  EXPECT_EQ(measures.workers[2].time.in(WorkerState::offline), seconds(1000)) << "not there before";
  EXPECT_TRUE(measures.broken.empty()) << measures.broken.front();
}

TEST(Measures, each_task_is_told_when_it_ends_and_open_ones_at_the_end) {
  HandMadeRun run;
  std::vector<std::string> told;
  run.collector().on_task_ended([&](const EndedTask& task) {
    told.push_back(std::to_string(task.task.value) + " " + std::string(task.outcome) + " " +
                   std::to_string(task.wait.microseconds / 1'000'000) + " " +
                   std::to_string(task.queues.size()));
  });
  run.call(0, 5, 65, 1, ann).arrives(70, 2).canceled(90, 2, CancelReason::abandoned);
  run.arrives(100, 3).turn(110, {TaskQueueLeft{{3}, sales}, TaskQueueEntered{{3}, support, 0}});
  run.arrives(120, 4).offered(120, 4, ann).accepted(121, 4, ann);
  run.arrives(130, 5).turn(131, {TaskDeleted{{5}}});
  run.finish(200);
  EXPECT_EQ(told, (std::vector<std::string>{"1 completed 5 1", "2 abandoned 20 1", "5 deleted 1 1",
                                            "3 waiting 100 2", "4 in_service 1 1"}));
}

TEST(SelfChecks, name_what_does_not_add_up) {
  const Workspace workspace = hand_made_workspace();
  Books books(hand_made_settings(), workspace);
  TaskLedger tasks(books);
  OfferLedger offers(books, tasks, workspace);
  books.queues[0].at(1).offered = 3;
  books.queues[1].add_waited(seconds(1));
  books.total.at(0).reservations.offered = 2;
  const Measures measures = gather(books, offers, at(3600));
  const std::vector<std::string> expected = {
      "queue sales: offered 3 is not answered 0 + abandoned 0 + left 0 + canceled 0 + voicemail 0 + "
      "forwarded 0 + "
      "waiting 0",
      "queue support: the area under the queue is 0 us, the waits together 1000000 us",
      "queue sales, interval 1: offered 3 is not answered 0 + abandoned 0 + left 0 + canceled 0 + voicemail "
      "0 + forwarded 0 + "
      "waiting 0",
      "worker ann: its states last 0 us together, the window 3600000000 us",
      "worker bob: its states last 0 us together, the window 3600000000 us",
      "reservations: 2 offered, 0 with a result, 0 pending"};
  EXPECT_EQ(measures.broken, expected);
}

}  // namespace
}  // namespace switchyard::reports
