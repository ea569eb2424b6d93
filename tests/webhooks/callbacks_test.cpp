// Events and offers told to whoever asked: in order, signed, again and again, and what the answers do.
#include <gtest/gtest.h>

#include <algorithm>

#include "adapters/callbacks/assignment_callbacks.h"
#include "adapters/callbacks/document_settings.h"
#include "adapters/signatures/twilio.h"
#include "tests/webhooks/event_listener.h"

namespace switchyard::adapters::callbacks {
namespace {

TEST(EventCallbacks, are_signed_filtered_and_in_order) {
  Listener listener;
  ASSERT_EQ(listener.opened, "");
  for (int i = 0; i < 3; ++i) listener.arrive();
  ASSERT_EQ(listener.sent.size(), 1u);  // one at a time
  const Sent& first = listener.sent.front();
  EXPECT_EQ(first.request.url, "https://crm.example.com/events");
  EXPECT_EQ(first.request.timeout, seconds(15));
  EXPECT_EQ(first.header("Idempotency-Key"), "shop:2:0");
  std::vector<signatures::HmacKey> keys;
  keys.push_back(signatures::twilio_key("12345"));
  EXPECT_EQ(check_twilio_form(keys, first.request.url, first.form(), first.header("X-Twilio-Signature")),
            signatures::Verdict::good);
  EXPECT_EQ(listener.take_all(), (std::vector<std::string>{"2", "3", "4"}));
  EXPECT_EQ(listener.callbacks.figures().accepted, 3u);
}

TEST(EventCallbacks, what_fails_is_tried_again_with_growing_pauses_and_nothing_overtakes_it) {
  Listener listener;
  listener.arrive();
  listener.arrive();
  for (const int pause : {1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300}) {
    ASSERT_EQ(listener.sent.size(), 1u);
    EXPECT_EQ(listener.sent.front().field("Number"), "2");
    pause % 2 == 0 ? listener.answer(500) : listener.break_line();
    listener.advance(seconds(pause) - microseconds(1));
    EXPECT_TRUE(listener.sent.empty()) << pause;
    listener.advance(microseconds(1));
  }
  EXPECT_EQ(listener.callbacks.figures().waiting, 2u);
  EXPECT_EQ(listener.callbacks.figures().age, seconds(1111));
  EXPECT_EQ(listener.take_all(200), (std::vector<std::string>{"2", "3"}));
  EXPECT_FALSE(listener.callbacks.figures().age);
  const auto times = [&](std::string_view word) {
    return std::count(listener.counted.begin(), listener.counted.end(), word);
  };
  EXPECT_EQ(times("refused"), 10);
  EXPECT_EQ(times("failed"), 1);
  EXPECT_EQ(times("accepted"), 2);
}

TEST(EventCallbacks, what_nobody_takes_for_a_day_is_a_dead_letter_that_can_be_replayed) {
  Listener listener;
  listener.arrive();
  int attempts = 0;
  while (listener.callbacks.dead_letters("shop").empty() && ++attempts < 1000) {
    listener.answer(302);
    listener.advance(minutes(5));
  }
  EXPECT_LE(listener.port.now() - world_start, hours(24) + minutes(5));
  EXPECT_GE(listener.port.now() - world_start, hours(23) + minutes(50));
  const auto dead = listener.callbacks.dead_letters("shop");
  ASSERT_EQ(dead.size(), 1u);
  EXPECT_EQ(dead[0].reason, "answered 302");
  EXPECT_EQ(listener.callbacks.replay("shop", "other"), 0u);
  EXPECT_EQ(listener.callbacks.replay("nowhere"), 0u);
  EXPECT_EQ(listener.callbacks.replay("shop", dead[0].delivery.id), 1u);
  EXPECT_EQ(listener.sent.front().field("Number"), "2");
  listener.answer(200);
  EXPECT_TRUE(listener.callbacks.dead_letters("shop").empty());
}

TEST(EventCallbacks, keep_their_memory_bounded) {
  OutboxLimits limits;
  limits.waiting = 2;
  limits.dead = 3;
  Listener listener({}, limits);
  for (int i = 0; i < 10; ++i) listener.arrive();
  const auto figures = listener.callbacks.figures();
  EXPECT_EQ(figures.waiting, 2u);
  EXPECT_EQ(figures.dead, 3u);
  EXPECT_EQ(figures.forgotten, 5u);
  EXPECT_EQ(listener.callbacks.dead_letters("shop").back().reason, "the outbox is full");
}

TEST(EventCallbacks, begin_after_a_restart_where_they_were) {
  Shelf shelf;
  {
    Listener listener(shelf.memory());
    EXPECT_EQ(shelf.kept, (EventPosition{1, 0})) << "what comes from now on is owed";
    listener.arrive();
    listener.arrive();
    listener.answer(200);
    EXPECT_EQ(shelf.kept, (EventPosition{2, 1}));
  }
  shelf.kept = EventPosition{3, 1};
  Listener again(shelf.memory());
  EXPECT_EQ(again.callbacks.sees_again_after("shop"), 2u);
  replay(again, 1, 4);
  EXPECT_TRUE(again.sent.empty()) << "first everything is to come back";
  again.callbacks.resume();
  EXPECT_EQ(again.sent.at(0).header("Idempotency-Key"), "shop:3:1");
  EXPECT_EQ(again.take_all(), (std::vector<std::string>{"3", "4", "4"}));
  EXPECT_EQ(shelf.kept, (EventPosition{5, 0}));
}

CallbackSettings opening_settings() {
  CallbackSettings settings = event_settings();
  settings.events = {"workspace.created", "task.created"};
  return settings;
}

TEST(EventCallbacks, begin_with_the_making_of_the_workspace) {
  Shelf shelf;
  {
    Listener listener(shelf.memory(), {}, opening_settings());
    ASSERT_EQ(listener.sent.size(), 1u);
    EXPECT_EQ(listener.sent.front().field("EventType"), "workspace.created");
    EXPECT_EQ(listener.sent.front().header("Idempotency-Key"), "shop:0:0");
    EXPECT_EQ(shelf.kept, (EventPosition{0, 0})) << "it is owed";
    listener.arrive();
    EXPECT_EQ(listener.sent.size(), 1u) << "nothing overtakes it";
  }
  Listener again(shelf.memory(), {}, opening_settings());
  EXPECT_EQ(again.callbacks.sees_again_after("shop"), 0u);
  EXPECT_EQ(again.take_all(), std::vector<std::string>{"0"});
  EXPECT_GE(*shelf.kept, (EventPosition{1, 0}));
  EXPECT_TRUE(Listener(shelf.memory(), {}, opening_settings()).sent.empty()) << "told once";
}

// A start from the journal's first record, without a bookmark: nobody listened then.
TEST(EventCallbacks, do_not_tell_the_making_of_a_workspace_that_was_there) {
  Shelf shelf;
  EventCallbacks callbacks([](const auto&, const auto&) { FAIL() << "sent"; }, [](Duration, const auto&) {},
                           [] { return world_start; }, [](const Workspace&) { return opening_settings(); },
                           forms_of, shelf.memory());
  World world;
  world.open();
  const Engine young(world.state().workspace(), world_start);
  const WorkspaceView view{"shop", young, world_start};
  callbacks.workspace_opened(view);
  EXPECT_EQ(shelf.kept, std::nullopt) << "nobody knows yet whether it is new";
  const TimePasses passes;
  const Output nothing;
  callbacks.turn_applied(view, {1, world_start, Command(passes), nothing}, true);
  callbacks.resume();
  EXPECT_EQ(shelf.kept, (EventPosition{1, 0}));
}

TEST(EventCallbacks, owe_nothing_from_before_there_was_a_bookmark) {
  Listener listener;
  EXPECT_EQ(listener.callbacks.sees_again_after("shop"), std::nullopt);
  replay(listener, 1, 3);
  listener.callbacks.resume();
  EXPECT_TRUE(listener.sent.empty());
}

TEST(EventCallbacks, move_the_bookmark_on_while_nobody_wants_what_happens) {
  Shelf shelf;
  Listener listener(shelf.memory());
  for (int i = 0; i < 1'500; ++i) listener.give(CancelTask{TaskId{77}, ""});
  ASSERT_TRUE(shelf.kept.has_value());
  EXPECT_GE(shelf.kept->turn, 1'000u);
  listener.callbacks.settle(std::chrono::milliseconds(0));
  EXPECT_EQ(shelf.kept->turn, 1'502u);
}

TEST(EventCallbacks, keep_a_bookmark_only_while_there_is_a_url) {
  Shelf shelf;
  Listener listener(shelf.memory());
  const std::string url = listener.settings.event_url;
  const auto change_url = [&](const std::string& to) {
    listener.settings.event_url = to;
    WorkspaceChanges changes;
    changes.workspace.push_back(listener.state().workspace());
    changes.workspace.front().version += 1;
    listener.give(changes);
  };
  change_url("");
  EXPECT_FALSE(shelf.kept.has_value());
  listener.arrive();
  change_url(url);
  EXPECT_EQ(shelf.kept, (EventPosition{4, 0})) << "from the turn that named it";
}

TEST(EventCallbacks, send_nothing_more_once_they_settle) {
  Shelf shelf;
  Listener listener(shelf.memory());
  listener.arrive();
  listener.arrive();
  listener.callbacks.settle(std::chrono::milliseconds(0));
  listener.answer(200);
  EXPECT_TRUE(listener.sent.empty());
  EXPECT_EQ(shelf.kept, (EventPosition{2, 1})) << "an answer that still comes counts";
}

TEST(EventCallbacks, write_their_place_as_two_numbers) {
  EXPECT_EQ(read_position(to_text({17, 3})), (EventPosition{17, 3}));
  for (const char* wrong : {"", "17", "17 ", " 3", "17 3 ", "a 3", "17 -3", "17 99999999999"})
    EXPECT_EQ(read_position(wrong), std::nullopt) << wrong;
}

TEST(EventCallbacks, follow_the_settings_and_end_with_the_workspace) {
  Listener listener;
  listener.settings.events.clear();
  listener.arrive();
  EXPECT_EQ(listener.take_all().size(), 1u);  // not read anew
  WorkspaceChanges changes;
  changes.workspace.push_back(listener.state().workspace());
  changes.workspace.front().version += 1;
  listener.give(changes);
  listener.arrive();
  EXPECT_EQ(listener.take_all().size(), 2u);  // workflow.entered too
  listener.arrive();
  static_cast<void>(listener.port.remove_workspace("shop", [](bool) {}));
  listener.answer(200);
  EXPECT_TRUE(listener.sent.empty());
  EXPECT_TRUE(listener.callbacks.dead_letters("shop").empty());
}

struct Owner : World {
  explicit Owner(bool has_carrier = true)
      : callbacks(
            port, send(), after(),
            [](const Workspace&) {
              CallbackSettings settings;
              settings.account_sid = "AC1";
              settings.auth_token = "12345";
              settings.assignments["south in"] = {"https://a.example.com/assign",
                                                  "https://b.example.com/assign"};
              return settings;
            },
            has_carrier
                ? CarryOut([this](const std::string&, const OfferReservation&,
                                  const Instruction& instruction) { carried_out.push_back(instruction); })
                : CarryOut(),
            [this](const std::string& text) { complaints.push_back(text); }) {
    port.observe(callbacks);
    open();
  }

  void arrive(std::uint32_t workflow = 1) {
    TaskArrives arrives;
    arrives.tenant = TenantId{workflow};
    arrives.channel = TaskChannelId{0};
    arrives.route = ThroughWorkflow{WorkflowId{workflow}};
    arrives.attributes =
        Attributes(Value(Value::Data(Value::Object{{"n", Value(Value::Data(std::int64_t{7}))}})));
    give(arrives);
  }
  ReservationStatus offer() const { return reservation(1).status; }

  std::vector<Instruction> carried_out;
  std::vector<std::string> complaints;
  AssignmentCallbacks callbacks;
};

TEST(AssignmentCallbacks, ask_with_the_fields_of_the_offer) {
  Owner owner;
  ASSERT_EQ(owner.opened, "");
  owner.arrive();
  ASSERT_EQ(owner.sent.size(), 1u);
  const Sent& question = owner.sent.front();
  EXPECT_EQ(question.request.url, "https://a.example.com/assign");
  EXPECT_EQ(question.request.timeout, seconds(5));
  const http::Fields expected = {{"Timestamp", "1767225600"},
                                 {"AccountSid", "AC1"},
                                 {"WorkspaceSid", owner.sid(SidKind::workspace, 1)},
                                 {"WorkflowSid", owner.sid(SidKind::workflow, 2)},
                                 {"TaskQueueSid", owner.sid(SidKind::task_queue, 2)},
                                 {"WorkerSid", owner.sid(SidKind::worker, 3)},
                                 {"WorkerAttributes", R"({"contact_uri":"sip:sue@example.com"})"},
                                 {"TaskSid", owner.sid(SidKind::task, 1)},
                                 {"TaskAttributes", R"({"n":7})"},
                                 {"TaskAge", "0"},
                                 {"TaskPriority", "0"},
                                 {"ReservationSid", owner.sid(SidKind::reservation, 1)}};
  EXPECT_EQ(question.form(), expected);
  std::vector<signatures::HmacKey> keys;
  keys.push_back(signatures::twilio_key("12345"));
  EXPECT_EQ(check_twilio_form(keys, question.request.url, expected, question.header("X-Twilio-Signature")),
            signatures::Verdict::good);
}

TEST(AssignmentCallbacks, leave_workflows_without_a_url_alone) {
  Owner owner;
  owner.arrive(0);
  EXPECT_TRUE(owner.sent.empty());
}

TEST(AssignmentCallbacks, do_what_the_answer_says) {
  struct Case {
    unsigned status;
    std::string body;
    ReservationStatus offer;
    std::size_t complaints;
    std::size_t carried_out;
  };
  const std::vector<Case> cases = {
      {200, R"({"instruction": "accept"})", ReservationStatus::accepted, 0, 0},
      {200, R"({"instruction": "reject"})", ReservationStatus::rejected, 0, 0},
      {200, "", ReservationStatus::pending, 0, 0},
      {204, "", ReservationStatus::pending, 0, 0},
      {200, "{}", ReservationStatus::pending, 0, 0},
      {200, R"({"instruction": null})", ReservationStatus::pending, 0, 0},
      {200, R"({"instruction": 1})", ReservationStatus::pending, 1, 0},
      {200, "{", ReservationStatus::pending, 1, 0},
      {200, "[]", ReservationStatus::pending, 1, 0},
      {200, R"({"instruction": "dequeue", "from": "+1", "timeout": 30, "list": ["a", "b"]})",
       ReservationStatus::pending, 0, 1},
      // What of it cannot be done is told; the rest is done, for somebody waits on the line.
      {200, R"({"instruction": "dequeue", "record": true})", ReservationStatus::pending, 1, 1},
      {200, R"({"instruction": "conference", "early_media": "true"})", ReservationStatus::pending, 1, 1},
      {200, R"({"instruction": "conference", "early_media": false})", ReservationStatus::pending, 0, 1},
      {200, R"({"instruction": "dequeue", "timeout": 1e300})", ReservationStatus::pending, 1, 1},
      {200, R"({"instruction": "dequeue", "timeout": 12.5})", ReservationStatus::pending, 1, 1},
      {200, R"({"instruction": "fly"})", ReservationStatus::pending, 1, 0},
      {200, R"({"instruction": "supervise", "supervisor": "WK1"})", ReservationStatus::pending, 1, 0},
  };
  for (const Case& c : cases) {
    Owner owner;
    owner.arrive();
    owner.answer(c.status, c.body);
    EXPECT_EQ(owner.offer(), c.offer) << c.body;
    EXPECT_EQ(owner.complaints.size(), c.complaints) << c.body;
    EXPECT_EQ(owner.carried_out.size(), c.carried_out) << c.body;
    EXPECT_TRUE(owner.sent.empty()) << c.body;
  }
}

TEST(AssignmentCallbacks, hand_on_what_is_for_a_telephone) {
  Owner owner;
  owner.arrive();
  owner.answer(200,
               R"({"instruction": "call", "from": "+1", "timeout": 30, "list": ["a", "b"], "accept": true})");
  ASSERT_EQ(owner.carried_out.size(), 1u);
  EXPECT_EQ(owner.carried_out[0].name, "call");
  EXPECT_EQ(owner.carried_out[0].fields,
            (http::Fields{{"from", "+1"}, {"timeout", "30"}, {"list", "a b"}, {"accept", "true"}}));
}

TEST(AssignmentCallbacks, say_what_nobody_can_carry_out_and_where) {
  const auto told = [](const std::string& body) {
    Owner owner(false);
    owner.arrive();
    owner.answer(200, body);
    return owner.complaints;
  };
  using Complaints = std::vector<std::string>;
  EXPECT_EQ(told(R"({"instruction": "dequeue"})"),
            Complaints{"shop: assignment callback: there is no carrier that could carry out dequeue"});
  EXPECT_EQ(told(R"({"instruction": "fly"})"),
            Complaints{"shop: assignment callback: Instruction \"fly\" is not known"});
  EXPECT_EQ(told(R"({"instruction": "accept"})"), Complaints{});
}

TEST(AssignmentCallbacks, a_rejecting_answer_may_move_the_worker) {
  Owner owner;
  owner.arrive();
  std::uint32_t offline = 0;
  const auto& activities = owner.state().workspace().activities;
  while (activities[offline].available) ++offline;
  owner.answer(200, R"({"instruction": "reject", "activity_sid": ")" +
                        owner.sid(SidKind::activity, offline + 1) + "\"}");
  EXPECT_EQ(owner.state().workers[2].activity.value, offline);
  EXPECT_TRUE(owner.complaints.empty());
}

TEST(AssignmentCallbacks, go_to_the_fallback_and_then_cancel_the_offer) {
  Owner owner;
  owner.arrive();
  owner.break_line("timed out");
  ASSERT_EQ(owner.sent.size(), 1u);
  EXPECT_EQ(owner.sent.front().request.url, "https://b.example.com/assign");
  EXPECT_EQ(owner.offer(), ReservationStatus::pending);
  owner.answer(200, "<html>", "text/html");
  EXPECT_EQ(owner.offer(), ReservationStatus::canceled);
  EXPECT_EQ(owner.complaints.size(), 2u);
}

TEST(AssignmentCallbacks, a_fallback_may_answer) {
  Owner owner;
  owner.arrive();
  owner.answer(500);
  owner.answer(200, R"({"instruction": "accept"})", "application/json; charset=utf-8");
  EXPECT_EQ(owner.offer(), ReservationStatus::accepted);
}

TEST(AssignmentCallbacks, bring_the_result_until_it_is_stored) {
  Owner owner;
  owner.arrive();
  owner.port.fail_journal(true);
  owner.answer(200, R"({"instruction": "accept"})");
  owner.advance(seconds(2));
  owner.port.fail_journal(false);
  owner.port.refuse_work(true);
  owner.advance(seconds(2));
  owner.port.refuse_work(false);
  EXPECT_EQ(owner.offer(), ReservationStatus::pending);
  owner.advance(seconds(1));
  EXPECT_EQ(owner.offer(), ReservationStatus::accepted);
}

TEST(DocumentSettings, are_read_from_the_section_taskrouter) {
  const auto read = [](const std::string& section) {
    Workspace rules;
    rules.source = R"({"version": 1, "name": "shop", "taskrouter": )" + section + "}";
    return read_document_settings(rules);
  };
  const auto all = read(
      R"({"account_sid": "AC1", "event_callback_url": "https://e", "events_filter": "task.created, ,task.canceled ",
    "workflows": {"in": {"assignment_callback_url": "https://a", "fallback_assignment_callback_url": "https://b"},
                  "plain": {"date_created": "x"}, "odd": 3, "only fallback": {"fallback_assignment_callback_url": "https://b"}}})");
  EXPECT_EQ(all.account_sid, "AC1");
  EXPECT_EQ(all.event_url, "https://e");
  EXPECT_EQ(all.events, (std::vector<std::string>{"task.created", "task.canceled"}));
  ASSERT_EQ(all.assignments.size(), 1u);
  EXPECT_EQ(all.assignments.at("in").url, "https://a");
  EXPECT_EQ(all.assignments.at("in").fallback, "https://b");
  for (const char* odd :
       {"null", "7", "[]", "{}", R"({"event_callback_url": 1, "events_filter": ", ,", "workflows": []})"}) {
    EXPECT_TRUE(read(odd).event_url.empty()) << odd;
    EXPECT_TRUE(read(odd).events.empty()) << odd;
    EXPECT_TRUE(read(odd).assignments.empty()) << odd;
  }
  EXPECT_TRUE(read_document_settings(Workspace{}).event_url.empty());
}

}  // namespace
}  // namespace switchyard::adapters::callbacks
