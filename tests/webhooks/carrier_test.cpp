// Calls and messages out, and what the carrier reports of them, against a carrier that the test plays.
#include "adapters/carrier/carrier.h"

#include <gtest/gtest.h>

#include "tests/webhooks/carrier_desk.h"

namespace switchyard::adapters::carrier {
namespace {

TEST(RingAll, is_one_request_a_reservation) {
  Desk desk;
  ASSERT_EQ(desk.opened, "");
  desk.call();
  ASSERT_EQ(desk.sent.size(), 2u);
  const Sent& first = desk.sent.front();
  EXPECT_EQ(first.request.method, "POST");
  EXPECT_EQ(first.request.url, "https://carrier.example.com/2010-04-01/Accounts/AC1/Calls.json");
  EXPECT_EQ(first.header("Authorization"), "Basic QUMxOjEyMzQ1");
  EXPECT_EQ(first.header("Idempotency-Key"), "shop:2:0:leg");
  EXPECT_EQ(first.field("To"), "client:ann");
  EXPECT_EQ(first.field("From"), "+4930100");
  EXPECT_EQ(first.field("Timeout"), "20");
  EXPECT_EQ(desk.sent.back().field("To"), "+4930111");
}

TEST(RingAll, the_first_who_lifts_has_the_call_and_the_other_is_hung_up) {
  Desk desk;
  desk.call();
  const std::string ann = desk.place("CAann");
  const std::string bob = desk.place("CAbob");
  const auto won = desk.report(bob);
  EXPECT_TRUE(is_conference(won));
  EXPECT_NE(won.body.find(">" + desk.sid(SidKind::task, 1) + "<"), std::string::npos);
  EXPECT_EQ(desk.reservation(2).status, ReservationStatus::accepted);
  ASSERT_EQ(desk.sent.size(), 1u);
  EXPECT_EQ(desk.path(), "/2010-04-01/Accounts/AC1/Calls/CAann.json");
  EXPECT_EQ(desk.sent.front().field("Status"), "completed");
  EXPECT_TRUE(is_hang_up(desk.report(ann)));     // lifted at the same moment
  EXPECT_TRUE(is_conference(desk.report(bob)));  // asked again
  desk.answer(200, created("CAann"));
  EXPECT_EQ(desk.carrier.legs(), 1u);
}

TEST(RingAll, a_withdrawal_overtakes_the_carriers_answer) {
  Desk desk;
  desk.call();
  desk.give(CustomerLeaves{TaskId{1}});
  ASSERT_EQ(desk.sent.size(), 2u);
  desk.place("CAann");
  desk.place("CAbob");
  ASSERT_EQ(desk.sent.size(), 2u);
  EXPECT_EQ(desk.path(), "/2010-04-01/Accounts/AC1/Calls/CAann.json");
  desk.answer(200);
  EXPECT_EQ(desk.path(), "/2010-04-01/Accounts/AC1/Calls/CAbob.json");
  EXPECT_EQ(desk.carrier.legs(), 0u);
}

TEST(RingAll, what_the_carrier_will_not_do_ends_the_offer) {
  Desk desk;
  desk.call();
  desk.answer(400, R"({"code": 21211, "message": "The 'To' number is not valid"})");
  EXPECT_EQ(desk.reservation(1).status, ReservationStatus::canceled);
  EXPECT_EQ(desk.reservation(2).status, ReservationStatus::pending);
}

TEST(RingAll, trouble_is_tried_again_with_growing_pauses_and_not_for_ever) {
  Desk desk;
  desk.call(1);
  for (const int pause : {500, 1000, 2000, 4000, 8000}) {
    ASSERT_EQ(desk.sent.size(), 1u);
    EXPECT_EQ(desk.sent.front().header("Idempotency-Key"), "shop:2:0:leg");
    pause == 1000 ? desk.break_line() : desk.answer(pause == 2000 ? 429 : 503);
    desk.advance(milliseconds(pause) - microseconds(1));
    EXPECT_TRUE(desk.sent.empty());
    desk.advance(microseconds(1));
  }
  EXPECT_EQ(desk.reservation(1).status, ReservationStatus::pending);
  desk.answer(500);
  EXPECT_EQ(desk.reservation(1).status, ReservationStatus::canceled);
}

TEST(RingAll, a_busy_phone_is_a_no_and_an_unanswered_one_waits_for_the_deadline) {
  Desk desk;
  desk.call();
  const std::string ann = desk.place("CAann", "StatusCallback");
  const std::string bob = desk.place("CAbob", "StatusCallback");
  desk.report(ann, {{"CallStatus", "busy"}});
  EXPECT_EQ(desk.reservation(1).status, ReservationStatus::rejected);
  desk.report(bob, {{"CallStatus", "no-answer"}});
  EXPECT_EQ(desk.reservation(2).status, ReservationStatus::pending);
  desk.advance(seconds(20));
  EXPECT_EQ(desk.reservation(2).status, ReservationStatus::timed_out);
}

TEST(RingAll, somebody_elses_calls_are_left_alone) {
  Desk desk([](const WorkspaceView&, const Task&) { return true; });
  desk.call();
  EXPECT_TRUE(desk.sent.empty());
}

TEST(Conversation, ends_for_the_customer_when_the_worker_hangs_up) {
  Desk desk;
  desk.call(1);
  const std::string status = desk.sent.front().field("StatusCallback");
  const std::string sue = desk.place("CAsue");
  desk.report(sue);
  EXPECT_EQ(desk.path(),
            "/2010-04-01/Accounts/AC1/Calls/CA1/Recordings.json");  // the dealer records, unannounced
  desk.answer(201, created("RE1"));
  EXPECT_EQ(desk.task(1).status, TaskStatus::assigned);
  desk.report(status, {{"CallStatus", "completed"}});
  EXPECT_EQ(desk.task(1).status, TaskStatus::completed);
  EXPECT_EQ(desk.path(), "/2010-04-01/Accounts/AC1/Calls/CA1.json");
  EXPECT_EQ(desk.sent.front().field("Status"), "completed");
}

TEST(Conversation, a_worker_who_accepts_on_a_screen_is_rung) {
  Desk desk;
  desk.call(1);
  desk.place("CAsue");
  desk.give(WorkerAccepts{ReservationId{1}});
  EXPECT_EQ(desk.path(), "/2010-04-01/Accounts/AC1/Calls/CA1/Recordings.json");  // the phone rings already
  desk.sent.clear();
  Desk other([](const WorkspaceView&, const Task& task) { return task.status == TaskStatus::reserved; });
  other.call(0);
  EXPECT_TRUE(other.sent.empty());
  other.give(WorkerAccepts{ReservationId{1}});
  ASSERT_EQ(other.sent.size(), 1u);
  EXPECT_EQ(other.sent.front().field("To"), "client:ann");
  EXPECT_TRUE(is_conference(other.report(other.place("CAann"))));
}

TEST(Conversation, a_customer_who_is_given_up_is_released) {
  Desk desk;
  desk.call(1);
  desk.place("CAsue");
  desk.give(CancelTask{TaskId{1}, "closing"});
  std::vector<std::string> paths;
  while (!desk.sent.empty()) {
    paths.push_back(desk.path());
    desk.answer(200);
  }
  EXPECT_EQ(paths, (std::vector<std::string>{"/2010-04-01/Accounts/AC1/Calls/CAsue.json",
                                             "/2010-04-01/Accounts/AC1/Calls/CA1.json"}));
}

struct LeadDesk : Desk {
  // The worker's leg was placed; the URL that the carrier asks when the worker lifts.
  LeadDesk() {
    lead();
    give(WorkerAccepts{ReservationId{1}});
  }
};

TEST(Lead, the_worker_is_rung_first_and_then_the_customer) {
  LeadDesk desk;
  ASSERT_EQ(desk.sent.size(), 1u);
  EXPECT_EQ(desk.sent.front().field("To"), "client:ann");
  EXPECT_EQ(desk.sent.front().field("From"), "+4930100");
  EXPECT_TRUE(is_conference(desk.report(desk.place("CAann"))));
  ASSERT_EQ(desk.sent.size(), 1u);
  EXPECT_EQ(desk.sent.front().field("To"), "+4917033");
  EXPECT_EQ(desk.sent.front().field("From"), "+4930100");
  const std::string status = desk.sent.front().field("StatusCallback");
  EXPECT_TRUE(is_conference(desk.report(desk.place("CAcustomer"), {{"CallSid", "CAcustomer"}})));
  EXPECT_EQ(desk.task(1).attributes.member("call_sid").as_string(), "CAcustomer");
  desk.report(status, {{"CallStatus", "completed"}});
  EXPECT_EQ(desk.task(1).status, TaskStatus::completed);
}

TEST(Lead, a_customer_who_does_not_answer_ends_it) {
  LeadDesk desk;
  desk.report(desk.place("CAann"));
  const std::string status = desk.place("CAcustomer", "StatusCallback");
  desk.report(status, {{"CallStatus", "no-answer"}});
  EXPECT_EQ(desk.task(1).status, TaskStatus::completed);
  EXPECT_EQ(desk.path(), "/2010-04-01/Accounts/AC1/Calls/CAann.json");
  EXPECT_EQ(desk.carrier.legs(), 0u);
}

TEST(Lead, a_worker_who_does_not_answer_ends_it) {
  LeadDesk desk;
  desk.report(desk.place("CAann", "StatusCallback"), {{"CallStatus", "no-answer"}});
  EXPECT_EQ(desk.task(1).status, TaskStatus::completed);
  EXPECT_TRUE(desk.sent.empty());
}

TEST(Voicemail, is_recorded_and_makes_a_callback) {
  Desk desk;
  desk.call();
  desk.place("CAann");
  desk.place("CAbob");
  desk.advance(seconds(60));
  std::erase_if(desk.sent, [](const Sent& sent) { return sent.field("Twiml").empty(); });
  ASSERT_EQ(desk.sent.size(), 1u);
  EXPECT_EQ(desk.path(), "/2010-04-01/Accounts/AC1/Calls/CA1.json");
  const std::string action = action_of(desk.sent.front().field("Twiml"));
  desk.answer(200);
  const auto answer = desk.report(action, {{"RecordingUrl", "https://r/1"}, {"RecordingDuration", "7"}});
  EXPECT_TRUE(is_hang_up(answer));
  EXPECT_EQ(desk.task(1).status, TaskStatus::canceled);
  ASSERT_EQ(desk.tasks(), 2u);
  EXPECT_EQ(desk.task(2).attributes.member("recording").as_string(), "https://r/1");
  const auto sequence = desk.sequence();
  desk.report(action, {{"RecordingUrl", "https://r/1"}, {"RecordingDuration", "7"}});
  EXPECT_EQ(desk.sequence(), sequence);
}

TEST(Report, what_is_not_the_carriers_is_refused) {
  Desk desk;
  desk.call();
  const std::string url = desk.place("CAann");
  const std::string target = url.substr(public_url.size());
  auto forged = signed_post(target, {{"CallSid", "CAx"}}, "other");
  EXPECT_EQ(desk.post(forged).status, 403u);
  auto other = signed_post(target, {{"CallSid", "CAx"}});
  other.target += "0";
  EXPECT_EQ(desk.post(other).status, 403u);
  auto got = signed_post(target, {});
  got.method = "GET";
  EXPECT_EQ(desk.post(got).status, 405u);
  EXPECT_EQ(desk.post(signed_post("/carrier/fax?w=shop&t=1&r=1&e=1.0", {})).status, 404u);
  for (const char* query : {"", "?w=shop", "?w=shop&t=x&r=1&e=1.0", "?w=shop&t=1&r=1&e=1", "?t=1&r=1&e=1.0"})
    EXPECT_EQ(desk.post(signed_post("/carrier/leg" + std::string(query), {})).status, 400u) << query;
  EXPECT_EQ(desk.post(signed_post("/carrier/leg?w=nowhere&t=1&r=1&e=1.0", {})).status, 503u);
  EXPECT_EQ(desk.reservation(1).status, ReservationStatus::pending);
  EXPECT_NE(desk.post(signed_post("/carrier/notice", {})).body.find("<Say>"), std::string::npos);
}

TEST(Report, what_is_not_stored_is_not_answered_with_a_conference) {
  Desk desk;
  desk.call();
  const std::string url = desk.place("CAann");
  desk.port.fail_journal(true);
  EXPECT_EQ(desk.report(url).status, 503u);
  desk.port.fail_journal(false);
  desk.port.refuse_work(true);
  EXPECT_EQ(desk.report(url).status, 503u);
}

TEST(Recorded, calls_and_voicemails_are_kept_as_long_as_the_tenant_says) {
  Desk desk;
  desk.call(1);
  desk.report(desk.place("CAsue"));
  desk.answer(201, created("RE1"));
  EXPECT_EQ(desk.kept, (std::map<std::string, Duration>{{"RE1", days(90)}}));
  Desk other;
  other.call();
  other.place("CAann");
  other.place("CAbob");
  other.advance(seconds(60));
  std::erase_if(other.sent, [](const Sent& sent) { return sent.field("Twiml").empty(); });
  other.report(action_of(other.sent.at(0).field("Twiml")),
               {{"RecordingSid", "RE2"}, {"RecordingDuration", "0"}});
  EXPECT_EQ(other.kept, (std::map<std::string, Duration>{{"RE2", days(90)}})) << "also when nothing was said";
}

// The conference begins a moment after the worker was sent there.
TEST(Recorded, calls_are_once_the_caller_was_told) {
  std::string document = world_document;
  document.replace(document.find(R"("notice": false)"), 15, R"("notice": true)");
  Desk desk({}, document);
  desk.call(1);
  desk.report(desk.place("CAsue"));
  desk.answer(200, R"({"conferences": []})");
  EXPECT_TRUE(desk.sent.empty());
  desk.advance(seconds(1));
  desk.answer(200, R"({"conferences": [{"sid": "CF1"}]})");
  ASSERT_EQ(desk.sent.size(), 1u);
  EXPECT_EQ(desk.path(), "/2010-04-01/Accounts/AC1/Conferences/CF1/Participants/CA1.json");
  EXPECT_EQ(desk.sent.front().field("AnnounceUrl"), public_url + "/carrier/notice");
  desk.answer(200, "{}");
  ASSERT_EQ(desk.sent.size(), 1u);
  EXPECT_EQ(desk.path(), "/2010-04-01/Accounts/AC1/Calls/CA1/Recordings.json");
  desk.answer(201, created("RE1"));
  EXPECT_EQ(desk.kept.size(), 1u);
}

TEST(Reply, goes_out_from_the_number_that_was_written_to) {
  Desk desk;
  TaskArrives arrives = desk.work(0, "sms");
  arrives.attributes = attributes_of({{"from", "+4917011"}, {"to", "+4930100"}});
  desk.give(arrives);
  std::vector<std::string> told;
  const auto reply = [&](std::uint64_t task) {
    const WorkspaceView view{"shop", *desk.port.engine("shop"), desk.port.now()};
    desk.carrier.reply(view, TaskId{task}, "reply-1", "Hi & bye", [&](const auto& result) {
      told.push_back(result ? *result : "not: " + result.error());
    });
  };
  reply(1);
  ASSERT_EQ(desk.sent.size(), 1u);
  EXPECT_EQ(desk.path(), "/2010-04-01/Accounts/AC1/Messages.json");
  EXPECT_EQ(desk.sent.front().form(),
            (http::Fields{{"To", "+4917011"}, {"From", "+4930100"}, {"Body", "Hi & bye"}}));
  EXPECT_EQ(desk.sent.front().header("Idempotency-Key"), "reply-1");
  desk.answer(500);
  desk.advance(milliseconds(500));
  EXPECT_EQ(desk.sent.front().header("Idempotency-Key"), "reply-1");
  desk.answer(201, created("SM9"));
  reply(1);
  desk.answer(400, R"({"code": 21610, "message": "Attempt to send to unsubscribed recipient"})");
  reply(7);
  EXPECT_EQ(told, (std::vector<std::string>{
                      "SM9", "not: the carrier answered 400: Attempt to send to unsubscribed recipient",
                      "not: the task is not there any more"}));
}

// The attributes are what the API's key of a tenant may write; the numbers are not.
TEST(Carrier, a_reply_goes_from_no_number_of_another_tenant) {
  Desk desk;
  for (const char* number : {"+4930200", "+4930101"}) {
    TaskArrives arrives = desk.work(0, "sms");
    arrives.attributes = attributes_of({{"from", "+4917011"}, {"to", number}});
    desk.give(arrives);
    const WorkspaceView view{"shop", *desk.port.engine("shop"), desk.port.now()};
    std::string told;
    desk.carrier.reply(view, TaskId{desk.tasks()}, "reply-1", "Hi",
                       [&](const auto& result) { told = result ? *result : "not: " + result.error(); });
    EXPECT_EQ(told, "not: the number to write from is not one of the tenant's") << number;
  }
  EXPECT_TRUE(desk.sent.empty());
}

TEST(Carrier, says_that_a_worker_who_took_a_call_has_no_telephone) {
  std::string document = world_document;
  const std::string contact = R"("attributes": {"contact_uri": "sip:sue@example.com"})";
  document.replace(document.find(contact), contact.size(), R"("attributes": {})");
  Desk desk({}, document);
  desk.call(1);
  EXPECT_TRUE(desk.not_rung.empty()) << "it may be shown on a screen";
  desk.give(WorkerAccepts{ReservationId{1}});
  EXPECT_EQ(desk.not_rung, std::vector<ReservationId>{ReservationId{1}});
  for (const auto& request : desk.sent)
    EXPECT_EQ(request.request.url.find("/Calls.json"), std::string::npos) << request.request.url;
  TaskArrives text = desk.work(1, "sms");
  text.attributes = attributes_of({{"from", "+4917011"}, {"to", "+4930200"}});
  desk.give(text);
  desk.give(WorkerAccepts{ReservationId{2}});
  EXPECT_EQ(desk.not_rung.size(), 1u) << "a message needs no telephone";
}

TEST(MayTryAgain, by_what_the_carrier_answered) {
  const auto answered = [](unsigned status, std::string body = {}) {
    return http::SendResult{{}, false, {status, {}, std::move(body)}};
  };
  EXPECT_TRUE(may_succeed_later({"no route", false, {}}));
  EXPECT_FALSE(may_succeed_later({"private address", true, {}}));
  EXPECT_TRUE(may_succeed_later(answered(429)));
  EXPECT_TRUE(may_succeed_later(answered(503)));
  EXPECT_TRUE(may_succeed_later(answered(400, R"({"code": 21220})")));
  EXPECT_FALSE(may_succeed_later(answered(400, R"({"code": 21211})")));
  EXPECT_FALSE(may_succeed_later(answered(400, "not JSON")));
  EXPECT_FALSE(may_succeed_later(answered(404)));
}

}  // namespace
}  // namespace switchyard::adapters::carrier
