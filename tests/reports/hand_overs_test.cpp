// Work that goes from hand to hand is one contact; what befell it is counted apart.
#include <gtest/gtest.h>

#include "tests/reports/hand_made.h"

namespace switchyard::reports {
namespace {

constexpr WorkerId nobody{};

std::uint64_t of(const PlaceMeasures& place, Happening what) {
  return place.contacts.of(what);
}

void expect_sound(const Measures& measures) {
  EXPECT_TRUE(measures.broken.empty()) << measures.broken.front();
}

HandMadeRun& in_hand(HandMadeRun& run) {
  return run.arrives(0, 1).offered(0, 1, ann).accepted(10, 1, ann);
}

Event starts(TransferMode mode, WorkerId worker, TaskQueueId queue) {
  return TransferStarted{{1}, {1}, mode, worker, queue};
}

TEST(HandOvers, a_cold_transfer_is_one_contact_and_a_second_stay) {
  HandMadeRun run;
  in_hand(run).turn(70, {starts(TransferMode::cold, nobody, support), ReservationCompleted{{1}, {1}, ann},
                         TaskQueueEntered{{1}, support, 0}});
  run.turn(100, {ReservationCreated{{2}, {1}, bob, support, never}});
  run.turn(105, {ReservationAccepted{{2}, {1}, bob}, TaskAssigned{{1}, bob}, TransferCompleted{{1}, bob}});
  run.turn(205, {TaskCompleted{{1}}, ReservationCompleted{{2}, {1}, bob}});
  const Measures measures = run.finish(3600);
  expect_sound(measures);
  const Contacts& total = measures.total.contacts;
  EXPECT_EQ(total.offered, 1U);
  EXPECT_EQ(total.answered, 1U);
  EXPECT_EQ(total.handled, 1U);
  EXPECT_EQ(total.wait_answered, seconds(10)) << "to the first answer";
  EXPECT_EQ(total.talk, seconds(60 + 100)) << "both workers' parts";
  EXPECT_EQ(of(measures.total, Happening::transfers_started), 1U);
  EXPECT_EQ(of(measures.queues[0], Happening::transfers_started), 1U);
  EXPECT_EQ(of(measures.queues[0], Happening::transfers_completed), 1U);
  EXPECT_EQ(measures.queues[0].contacts.talk, seconds(60));
  EXPECT_EQ(measures.queues[1].contacts.offered, 1U);
  EXPECT_EQ(of(measures.queues[1], Happening::transferred_in), 1U);
  EXPECT_EQ(measures.queues[1].contacts.overflowed_in, 0U) << "not by rule";
  EXPECT_EQ(measures.queues[1].contacts.wait_answered, seconds(35));
  EXPECT_EQ(measures.queues[1].contacts.talk, seconds(100));
  EXPECT_EQ(measures.workers[0].contacts.handled, 1U);
  EXPECT_EQ(measures.workers[0].contacts.of(Happening::transfers_started), 1U);
  EXPECT_EQ(measures.workers[1].contacts.wait_answered, seconds(35));
  EXPECT_EQ(measures.workers[1].contacts.talk, seconds(100));
}

TEST(HandOvers, a_warm_transfer_is_two_workers_at_once) {
  HandMadeRun run;
  in_hand(run).turn(70, {starts(TransferMode::warm, nobody, support), TaskQueueEntered{{1}, support, 0},
                         ReservationCreated{{2}, {1}, bob, support, never}});
  run.turn(80, {ReservationAccepted{{2}, {1}, bob}, TaskAssigned{{1}, bob}, TransferCompleted{{1}, bob}});
  run.turn(100, {ReservationCompleted{{1}, {1}, ann}});
  run.turn(150, {TaskWrapping{{1}}, ReservationWrapping{{2}, {1}, bob}});
  run.turn(160, {TaskCompleted{{1}}, ReservationCompleted{{2}, {1}, bob}});
  const Measures measures = run.finish(3600);
  expect_sound(measures);
  EXPECT_EQ(measures.total.contacts.talk, seconds(90 + 70));
  EXPECT_EQ(measures.total.contacts.wrap_up, seconds(10));
  EXPECT_EQ(measures.total.talking.area, seconds(90 + 70));
  EXPECT_EQ(measures.total.talking.highest, 2U);
  EXPECT_EQ(measures.queues[0].talking.area, seconds(90));
  EXPECT_EQ(measures.queues[1].wrapping_up.area, seconds(10));
}

TEST(HandOvers, who_takes_over_may_leave_first) {
  HandMadeRun run;
  in_hand(run).turn(70, {starts(TransferMode::warm, nobody, support), TaskQueueEntered{{1}, support, 0},
                         ReservationCreated{{2}, {1}, bob, support, never}});
  run.turn(80, {ReservationAccepted{{2}, {1}, bob}, TaskAssigned{{1}, bob}, TransferCompleted{{1}, bob}});
  run.turn(100, {ReservationCompleted{{2}, {1}, bob}});
  run.turn(150, {TaskCompleted{{1}}, ReservationCompleted{{1}, {1}, ann}});
  const Measures measures = run.finish(3600);
  expect_sound(measures);
  EXPECT_EQ(measures.total.contacts.handled, 1U);
  EXPECT_EQ(measures.total.contacts.talk, seconds(140 + 20));
}

TEST(HandOvers, a_warm_transfer_that_nobody_takes_is_with_its_first_worker_again) {
  HandMadeRun run;
  in_hand(run).turn(70, {starts(TransferMode::warm, nobody, support), TaskQueueEntered{{1}, support, 0}});
  run.turn(90, {TransferFailed{{1}, TransferFailure::timed_out}});
  run.turn(100, {TaskCompleted{{1}}, ReservationCompleted{{1}, {1}, ann}});
  const Measures measures = run.finish(3600);
  expect_sound(measures);
  EXPECT_EQ(measures.total.contacts.talk, seconds(90));
  EXPECT_EQ(measures.total.depth.area, seconds(10 + 20));
  EXPECT_EQ(measures.queues[1].contacts.left, 1U);
  EXPECT_EQ(measures.queues[1].contacts.timed_out, 1U);
  EXPECT_EQ(of(measures.queues[0], Happening::transfers_failed), 1U);
}

TEST(HandOvers, a_warm_transfer_whose_first_worker_has_gone_waits_on_when_nobody_takes_it) {
  HandMadeRun run;
  in_hand(run).turn(70, {starts(TransferMode::warm, nobody, support), TaskQueueEntered{{1}, support, 0}});
  run.turn(80, {ReservationCompleted{{1}, {1}, ann}});
  run.turn(90, {TransferFailed{{1}, TransferFailure::timed_out}, TaskQueueLeft{{1}, support},
                TaskQueueEntered{{1}, sales, 0}});
  run.canceled(95, 1, CancelReason::abandoned);
  const Measures measures = run.finish(3600);
  expect_sound(measures);
  EXPECT_EQ(measures.queues[1].depth.area, seconds(20));
  EXPECT_EQ(measures.queues[0].contacts.abandoned, 1U);
}

TEST(HandOvers, a_customer_who_leaves_in_a_transfer_was_answered_and_lost_again) {
  HandMadeRun run;
  in_hand(run).turn(70, {starts(TransferMode::cold, nobody, support), ReservationCompleted{{1}, {1}, ann},
                         TaskQueueEntered{{1}, support, 0}});
  run.canceled(95, 1, CancelReason::abandoned);
  const Measures measures = run.finish(3600);
  expect_sound(measures);
  EXPECT_EQ(measures.total.contacts.answered, 1U);
  EXPECT_EQ(measures.total.contacts.abandoned, 0U);
  EXPECT_EQ(measures.total.contacts.handled, 1U);
  EXPECT_EQ(of(measures.total, Happening::abandoned_again), 1U);
  EXPECT_EQ(measures.queues[1].contacts.abandoned, 1U);
  EXPECT_EQ(measures.queues[1].contacts.wait_abandoned, seconds(25));
}

TEST(HandOvers, work_handed_back_waits_in_its_queue_a_second_time) {
  HandMadeRun run;
  run.arrives(0, 1).turn(
      30, {TaskQueueTimedOut{{1}, sales}, TaskQueueLeft{{1}, sales}, TaskQueueEntered{{1}, support, 0},
           SharedTeamEntered{{1}, support, sales, nobody, OriginCause::task_timeout}});
  run.offered(30, 1, bob, support).accepted(35, 1, bob);
  run.turn(50, {TaskHandedBack{{1}, bob, sales, nobody}, ReservationCompleted{{1}, {1}, bob},
                TaskQueueEntered{{1}, sales, 0}});
  run.turn(60, {ReservationCreated{{2}, {1}, ann, sales, never}});
  run.turn(60, {ReservationAccepted{{2}, {1}, ann}, TaskAssigned{{1}, ann}});
  run.turn(90, {TaskCompleted{{1}}, ReservationCompleted{{2}, {1}, ann}});
  const Measures measures = run.finish(3600);
  expect_sound(measures);
  EXPECT_EQ(measures.total.contacts.offered, 1U);
  EXPECT_EQ(of(measures.total, Happening::to_shared_team), 1U);
  const auto cause = static_cast<std::size_t>(OriginCause::task_timeout);
  EXPECT_EQ(measures.queues[1].contacts.to_shared_team[cause], 1U);
  EXPECT_EQ(of(measures.queues[1], Happening::handed_back), 1U);
  EXPECT_EQ(measures.workers[1].contacts.of(Happening::handed_back), 1U);
  EXPECT_EQ(measures.queues[0].contacts.offered, 2U) << "two stays";
  EXPECT_EQ(of(measures.queues[0], Happening::handed_back_in), 1U);
}

TEST(HandOvers, a_voicemail_is_neither_answered_nor_abandoned) {
  HandMadeRun run;
  run.arrives(0, 1).turn(30,
                         {TaskQueueTimedOut{{1}, sales}, TaskQueueLeft{{1}, sales}, VoicemailEntered{{1}}});
  run.turn(70,
           {VoicemailLeft{{1}, {2}}, TaskCreated{{2}, {0}, voice, {0}, 0}, CallbackCreated{{2}, {1}, at(200)},
            TaskQueueEntered{{2}, support, 0}, TaskCanceled{{1}, CancelReason::voicemail}});
  run.turn(200, {CallbackBecameOverdue{{2}}}).offered(300, 2, bob, support).accepted(300, 2, bob);
  const Measures measures = run.finish(3600);
  expect_sound(measures);
  EXPECT_EQ(of(measures.total, Happening::voicemail), 1U);
  EXPECT_EQ(of(measures.queues[0], Happening::voicemail), 1U);
  EXPECT_EQ(measures.queues[0].contacts.left, 0U) << "it is the end of the stay";
  EXPECT_EQ(measures.queues[0].depth.area, seconds(30)) << "nobody waits for a worker at the voicemail";
  EXPECT_EQ(measures.total.contacts.canceled_waiting(), 0U);
  EXPECT_EQ(of(measures.queues[1], Happening::callbacks_created), 1U);
  EXPECT_EQ(of(measures.queues[1], Happening::callbacks_overdue), 1U);
  EXPECT_EQ(of(measures.total, Happening::callbacks_answered), 1U);
}

TEST(HandOvers, hanging_up_at_the_greeting_is_abandoned) {
  HandMadeRun run;
  run.arrives(0, 1).turn(30, {TaskQueueLeft{{1}, sales}, VoicemailEntered{{1}}});
  run.canceled(36, 1, CancelReason::abandoned);
  const Measures measures = run.finish(3600);
  expect_sound(measures);
  EXPECT_EQ(measures.queues[0].contacts.abandoned, 1U);
  EXPECT_EQ(measures.total.contacts.wait_abandoned, seconds(36));
}

TEST(HandOvers, a_call_that_cannot_be_forwarded_waits_again) {
  HandMadeRun run;
  run.arrives(0, 1).arrives(0, 2);
  run.turn(10, {TaskForwarding{{1}, {0}}, TaskForwarding{{2}, {0}}});
  run.canceled(12, 1, CancelReason::forwarded).turn(20, {TaskQueueEntered{{2}, sales, 0}});
  run.offered(25, 2, ann).accepted(25, 2, ann);
  const Measures measures = run.finish(3600);
  expect_sound(measures);
  EXPECT_EQ(of(measures.queues[0], Happening::forwarded), 1U);
  EXPECT_EQ(measures.queues[0].contacts.answered, 1U);
  EXPECT_EQ(measures.queues[0].contacts.offered, 2U);
  EXPECT_EQ(measures.queues[0].depth.area, seconds(10 + 10 + 5));
}

TEST(HandOvers, calls_to_customers_are_counted_where_the_lead_is) {
  HandMadeRun run;
  in_hand(run).turn_with(20, {}, {PlaceCall{{1}, {1}, ann, {}}});
  run.turn(30, {CallFailed{{1}, {1}, ann}}).turn_with(60, {}, {PlaceCall{{1}, {1}, ann, {}}});
  run.completes(90, 1, ann);
  const Measures measures = run.finish(3600);
  expect_sound(measures);
  EXPECT_EQ(of(measures.total, Happening::calls_placed), 2U);
  EXPECT_EQ(of(measures.queues[0], Happening::calls_placed), 2U);
  EXPECT_EQ(of(measures.queues[0], Happening::calls_failed), 1U);
  EXPECT_EQ(measures.workers[0].contacts.of(Happening::calls_failed), 1U);
}

TEST(HandOvers, callbacks_that_customers_ask_for_are_the_same_contact) {
  HandMadeRun run;
  const TaskChanges asks{{1}, {}, {}, {}, {}, true};
  run.arrives(0, 1).turn(20, {TaskUpdated{{1}}}, asks).turn(25, {TaskUpdated{{1}}}, asks);
  run.turn(30, {CommandRefused{Refusal::task_ended, {9}, {}}}, TaskChanges{{9}, {}, {}, {}, {}, true});
  run.turn(40, {TaskUpdated{{1}}}, TaskChanges{{1}, {}, 5, {}, {}, {}});
  run.offered(50, 1, ann).accepted(50, 1, ann).completes(90, 1, ann);
  const Measures measures = run.finish(3600);
  expect_sound(measures);
  EXPECT_EQ(measures.total.contacts.offered, 1U);
  EXPECT_EQ(measures.total.contacts.answered, 1U);
  EXPECT_EQ(of(measures.total, Happening::callbacks_requested), 1U) << "asking again changes nothing";
  EXPECT_EQ(of(measures.queues[0], Happening::callbacks_requested), 1U);
  EXPECT_EQ(of(measures.total, Happening::callbacks_answered), 1U);
  EXPECT_EQ(measures.workers[0].contacts.of(Happening::callbacks_answered), 1U);
  EXPECT_EQ(of(measures.total, Happening::callbacks_created), 0U);
}

TEST(HandOvers, work_taken_by_the_button_is_counted_at_its_queue_and_its_worker) {
  HandMadeRun run;
  run.arrives(0, 1).turn(5, {CommandRefused{Refusal::no_capacity, {1}, {}}}, WorkerTakesTask{bob, {1}});
  run.turn(10,
           {ReservationCreated{{1}, {1}, bob, sales, never}, ReservationAccepted{{1}, {1}, bob},
            TaskAssigned{{1}, bob}},
           WorkerTakesTask{bob, {1}});
  run.completes(60, 1, bob);
  const Measures measures = run.finish(3600);
  expect_sound(measures);
  EXPECT_EQ(of(measures.total, Happening::taken_by_button), 1U);
  EXPECT_EQ(of(measures.queues[0], Happening::taken_by_button), 1U);
  EXPECT_EQ(measures.workers[1].contacts.of(Happening::taken_by_button), 1U);
  EXPECT_EQ(measures.workers[0].contacts.of(Happening::taken_by_button), 0U);
}

TEST(HandOvers, messages_that_join_a_task_are_counted_where_it_waits_or_was_answered) {
  HandMadeRun run;
  run.arrives(0, 1).turn(4, {ThreadJoined{{1}}});
  run.offered(5, 1, ann).accepted(10, 1, ann).turn(30, {ThreadJoined{{1}}}).completes(60, 1, ann);
  const Measures measures = run.finish(3600);
  expect_sound(measures);
  EXPECT_EQ(of(measures.total, Happening::messages_joined), 2U);
  EXPECT_EQ(of(measures.queues[0], Happening::messages_joined), 2U);
  EXPECT_EQ(measures.total.contacts.offered, 1U);
}

TEST(HandOvers, work_still_at_the_voicemail_counts_as_waiting) {
  HandMadeRun run;
  run.arrives(0, 1).turn(30, {TaskQueueLeft{{1}, sales}, VoicemailEntered{{1}}});
  const Measures measures = run.finish(40);
  expect_sound(measures);
  EXPECT_EQ(measures.queues[0].contacts.waiting, 1U);
  EXPECT_EQ(measures.total.depth.area, seconds(30));
}

}  // namespace
}  // namespace switchyard::reports
