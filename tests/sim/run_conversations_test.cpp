// Conversations of several messages in a run, with constant times so that every moment is known.
#include <gtest/gtest.h>

#include "tests/sim/diary.h"

namespace switchyard::sim {
namespace {

Scenario conversation(Duration delay) {
  Scenario scenario = with_calls(many_at_once(), {0});
  scenario.traffic[0].handle_time.reset();
  Conversation thread;
  thread.messages = Constant{2};
  thread.writing_time = Constant{10};
  thread.answer_delay = Constant{static_cast<double>(delay.microseconds) / 1e6};
  thread.close_after = seconds(60);
  scenario.traffic[0].conversation = thread;
  return scenario;
}

TEST(Conversations, go_on_message_by_message_in_one_task) {
  Scenario scenario = conversation(seconds(30));
  EXPECT_EQ(diary_of(scenario), (Lines{"0 arrives", "0 accepts", "40 arrives", "50 completes"}));
  const Watched watched = watched_run(scenario);
  EXPECT_EQ(watched.watch.count<TaskCreated>(), 1U);
  EXPECT_EQ(watched.watch.count<ThreadJoined>(), 1U);
  EXPECT_EQ(watched.result.open, 0U);
}

TEST(Conversations, that_were_closed_go_on_in_a_new_task) {
  Scenario scenario = conversation(seconds(100));
  EXPECT_EQ(diary_of(scenario),
            (Lines{"0 arrives", "0 accepts", "70 completes", "110 arrives", "110 accepts", "120 completes"}));
  const Watched watched = watched_run(scenario);
  EXPECT_EQ(watched.watch.count<TaskCreated>(), 2U);
  EXPECT_EQ(watched.result.open, 0U);
}

// So many messages in all, so many in a row.
Scenario bursts(double messages, double in_a_row, double gap) {
  Scenario scenario = conversation(seconds(30));
  scenario.traffic[0].conversation->messages = Constant{messages};
  scenario.traffic[0].conversation->burst = Burst{Constant{in_a_row}, Constant{gap}};
  return scenario;
}

TEST(Bursts, that_come_before_the_answer_are_answered_together) {
  EXPECT_EQ(diary_of(bursts(3, 3, 4)),
            (Lines{"0 arrives", "0 accepts", "4 arrives", "8 arrives", "10 completes"}));
}

TEST(Bursts, that_go_on_after_the_answer_need_another_one) {
  EXPECT_EQ(diary_of(bursts(3, 3, 8)),
            (Lines{"0 arrives", "0 accepts", "8 arrives", "16 arrives", "26 completes"}));
}

TEST(Bursts, end_with_the_conversation) {
  EXPECT_EQ(diary_of(bursts(5, 2, 4)), (Lines{"0 arrives", "0 accepts", "4 arrives", "40 arrives",
                                              "44 arrives", "80 arrives", "90 completes"}));
  EXPECT_EQ(diary_of(bursts(1, 7, 4)), (Lines{"0 arrives", "0 accepts", "10 completes"}));
}

TEST(Bursts, join_the_task_that_waits) {
  Scenario scenario = bursts(3, 3, 4);
  scenario.people.push_back(everybody(scenario));
  scenario.people[0].presence = std::vector<Shift>{{hours(8) + minutes(1), hours(9)}};
  const Lines lines = diary_of(scenario);
  EXPECT_EQ(Lines(lines.begin() + 1, lines.begin() + 7),
            (Lines{"0 arrives", "4 arrives", "8 arrives", "60 changes", "60 accepts", "70 completes"}));
  EXPECT_EQ(watched_run(scenario).watch.count<ThreadJoined>(), 2U);
}

TEST(Bursts, are_broken_off_by_who_loses_patience) {
  Scenario scenario = bursts(3, 3, 4);
  scenario.people.push_back(everybody(scenario));
  scenario.people[0].presence = std::vector<Shift>{{hours(9), hours(10)}};
  scenario.traffic[0].patience = Constant{6};
  const Lines lines = diary_of(scenario);
  EXPECT_EQ(Lines(lines.begin() + 1, lines.begin() + 4), (Lines{"0 arrives", "4 arrives", "6 leaves"}));
  EXPECT_EQ(lines.at(4), "3600 changes");
}

TEST(Bursts, go_on_while_the_work_is_passed_on) {
  Scenario scenario = bursts(3, 3, 8);
  scenario.people.push_back(everybody(scenario));
  TransferHabit transfer;
  transfer.probability = 1;
  transfer.queue = TaskQueueId{0};
  transfer.after = Constant{5};
  scenario.people[0].habits.transfers.push_back(transfer);
  scenario.drain = seconds(1);
  scenario.length = seconds(60);
  // The only worker is not asked again: the messages join the task that waits.
  EXPECT_EQ(diary_of(scenario), (Lines{"0 arrives", "0 accepts", "5 transfers", "8 arrives", "16 arrives"}));
}

TEST(Customers, who_write_again_get_a_new_task_of_the_thread) {
  Scenario scenario = conversation(seconds(30));
  scenario.traffic[0].conversation->messages = Constant{1};
  scenario.traffic[0].conversation->writes_again = {1, Constant{100}, 2};
  EXPECT_EQ(diary_of(scenario), (Lines{"0 arrives", "0 accepts", "10 completes", "110 arrives", "110 accepts",
                                       "120 completes", "220 arrives", "220 accepts", "230 completes"}));
  const Watched watched = watched_run(scenario);
  EXPECT_EQ(watched.watch.count<TaskCreated>(), 3U);
  EXPECT_EQ(watched.watch.count<ThreadOwned>(), 1U) << "it is one thread, and has its owner";
  EXPECT_EQ(watched.result.contacts, 3U);
  EXPECT_EQ(watched.result.customers, 1U);
}

TEST(Customers, who_write_in_the_wrap_up_join_the_task_that_ends) {
  Scenario scenario = conversation(seconds(30));
  scenario.traffic[0].conversation->messages = Constant{1};
  scenario.traffic[0].conversation->writes_again = {1, Constant{5}, 1};
  scenario.traffic[0].wrap_up = Constant{30};
  EXPECT_EQ(diary_of(scenario),
            (Lines{"0 arrives", "0 accepts", "10 finishes", "15 arrives", "40 completes"}));
  const Watched watched = watched_run(scenario);
  EXPECT_EQ(watched.watch.count<ThreadJoined>(), 1U);
  EXPECT_EQ(watched.result.contacts, 1U);
  EXPECT_EQ(watched.result.open, 0U);
}

// Texts and calls for the same people.
Scenario busy_threads() {
  Scenario scenario = scenario_of(workspace_of(R"({"version": 1, "name": "many",
    "task_channels": [{"name": "voice", "kind": "call"}, {"name": "sms", "kind": "messages"}],
    "workers": [{"name": "w", "count": 6, "activity": "Available", "channels": {"sms": 3}}],
    "task_queues": [{"name": "q"}],
    "workflows": [{"name": "in", "task_routing": {"default_filter": {"queue": "q"}}}]})"),
                                  60, 150, hours(5));
  Traffic texts = scenario.traffic[0];
  texts.name = "texts";
  texts.handle_time.reset();
  for (std::uint32_t i = 0; i < scenario.workspace.channels.size(); ++i) {
    if (scenario.workspace.channels[i].name == "sms") texts.channel = TaskChannelId{i};
  }
  texts.conversation.emplace();
  texts.conversation->messages = *make_uniform(1, 6);
  texts.conversation->writing_time = Exponential{25};
  texts.conversation->answer_delay = Exponential{60};
  scenario.traffic.push_back(texts);
  return scenario;
}

Scenario with_bursts(Scenario scenario) {
  scenario.traffic[1].conversation->burst = Burst{*make_uniform(1, 4), Exponential{15}};
  return scenario;
}

// Messages, and how long the calls took, by the moment of arrival.
struct Threads {
  TaskChannelId texts;
  std::uint64_t messages = 0;
  std::map<TaskId, Time> calls;
  std::map<ReservationId, Time> accepted;
  std::map<Time, Duration> handled;

  void observe(Time now, const Command& command, const Output& output) {
    const auto* arrives = std::get_if<TaskArrives>(&command);
    if (arrives != nullptr && arrives->channel == texts) ++messages;
    for (const Event& event : output.events) {
      const auto* created = std::get_if<TaskCreated>(&event);
      if (created != nullptr && created->channel != texts) calls[created->task] = now;
      if (const auto* taken = std::get_if<ReservationAccepted>(&event)) accepted[taken->reservation] = now;
      const auto* done = std::get_if<ReservationCompleted>(&event);
      if (done != nullptr && calls.count(done->task) > 0)
        handled[calls[done->task]] = now - accepted[done->reservation];
    }
  }
};

Threads threads_of(const Scenario& scenario) {
  Threads threads;
  threads.texts = scenario.traffic[1].channel;
  run(scenario, options_of(0, threads));
  return threads;
}

TEST(Bursts, are_the_same_messages_and_leave_calls_as_they_were) {
  const Threads one_by_one = threads_of(busy_threads());
  const Threads in_a_row = threads_of(with_bursts(busy_threads()));
  EXPECT_EQ(one_by_one.messages, in_a_row.messages) << "as many, but in other company";
  EXPECT_EQ(one_by_one.handled, in_a_row.handled);
  EXPECT_GT(in_a_row.messages, 800U);
  EXPECT_GT(in_a_row.handled.size(), 200U);
}

TEST(Bursts, lose_nobody_and_do_nothing_that_is_refused) {
  Scenario scenario = with_bursts(busy_threads());
  Conversation& texts = *scenario.traffic[1].conversation;
  texts.close_after = minutes(2);
  texts.writes_again = {0.4, Exponential{120}, 3};
  scenario.traffic[1].wrap_up = Exponential{40};
  scenario.traffic[1].patience = Exponential{300};
  const Watched watched = watched_run(scenario);
  EXPECT_EQ(watched.watch.count<CommandRefused>(), 0U);
  EXPECT_EQ(watched.result.open, 0U);
  EXPECT_EQ(watched.watch.count<TaskCreated>(), watched.result.contacts);
  EXPECT_EQ(watched.watch.count<TaskCompleted>() + watched.watch.count<TaskCanceled>(),
            watched.result.contacts);
  EXPECT_GT(watched.result.contacts, watched.result.customers + 100);
  EXPECT_EQ(watched.watch.hash.hex(), watched_run(scenario).watch.hash.hex());
  EXPECT_NE(watched.watch.hash.hex(), watched_run(scenario, 1).watch.hash.hex());
}

}  // namespace
}  // namespace switchyard::sim
