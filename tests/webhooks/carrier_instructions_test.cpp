// What the owner of a workflow wants done by telephone, as the carrier is asked for it.
#include <gtest/gtest.h>

#include "adapters/signatures/twilio.h"
#include "tests/webhooks/carrier_desk.h"

namespace switchyard::adapters::carrier {
namespace {

TEST(Instruction, conference_rings_the_worker_with_what_it_says) {
  Desk desk([](const WorkspaceView&, const Task&) { return true; });
  desk.call(1);
  const OfferReservation offer{ReservationId{1}, TaskId{1}, WorkerId{2}, {}};
  desk.carrier.carry_out("shop", offer, "conference", {{"from", "+49999"}, {"timeout", "9"}});
  ASSERT_EQ(desk.sent.size(), 1u);
  EXPECT_EQ(desk.sent.front().field("To"), "sip:sue@example.com");
  EXPECT_EQ(desk.sent.front().field("From"), "+49999");
  EXPECT_EQ(desk.sent.front().field("Timeout"), "9");
  EXPECT_TRUE(is_conference(desk.report(desk.place("CAsue"))));
  EXPECT_EQ(desk.reservation(1).status, ReservationStatus::accepted);
}

// What is no whole number was told to who wrote it, and is not half of one.
TEST(Instruction, conference_rings_a_minute_where_it_says_no_good_time) {
  for (const char* timeout : {"1e300", "12.5", "0", "1000", "nine", ""}) {
    Desk desk([](const WorkspaceView&, const Task&) { return true; });
    desk.call(1);
    const OfferReservation offer{ReservationId{1}, TaskId{1}, WorkerId{2}, {}};
    desk.carrier.carry_out("shop", offer, "conference", {{"timeout", timeout}});
    ASSERT_EQ(desk.sent.size(), 1u) << timeout;
    EXPECT_EQ(desk.sent.front().field("Timeout"), "60") << timeout;
  }
}

// What a form has under a name, each once, between commas.
std::string all_of(const http::Fields& form, std::string_view name) {
  std::string text;
  for (const auto& [key, value] : form)
    if (key == name) text += (text.empty() ? "" : ",") + value;
  return text;
}

TEST(Instruction, conference_is_made_as_it_says) {
  Desk desk([](const WorkspaceView&, const Task&) { return true; });
  desk.call(1);
  const OfferReservation offer{ReservationId{1}, TaskId{1}, WorkerId{2}, {}};
  desk.carrier.carry_out("shop", offer, "conference",
                         {{"beep", "onEnter"},
                          {"end_conference_on_exit", "true"},
                          {"muted", "false"},
                          {"max_participants", "5"},
                          {"conference_record", "true"},
                          {"conference_status_callback", "https://crm.example.com/c?a=1&b=\"2\""},
                          {"conference_status_callback_events", "start end"},
                          {"record", "record-from-start"},
                          {"recording_channels", "dual"},
                          {"sip_auth_username", "u"},
                          {"sip_auth_password", "p"},
                          {"status_callback", "https://crm.example.com/legs"},
                          {"status_callback_events", "ringing completed"}});
  const http::Fields form = desk.sent.front().form();
  EXPECT_EQ(all_of(form, "Record"), "true");
  EXPECT_EQ(all_of(form, "RecordingChannels"), "dual");
  EXPECT_EQ(all_of(form, "SipAuthUsername") + all_of(form, "SipAuthPassword"), "up");
  EXPECT_EQ(all_of(form, "StatusCallbackEvent"), "completed,ringing");
  EXPECT_EQ(all_of(form, "Url").find("sip_auth"), std::string::npos) << "no secrets in URLs";
  const std::string status = all_of(form, "StatusCallback");
  const auto answer = desk.report(desk.place("CAsue"), {{"CallSid", "CAsue"}});
  EXPECT_NE(
      answer.body.find(
          R"(<Conference startConferenceOnEnter="true" endConferenceOnExit="true")"
          R"( beep="onEnter" muted="false" maxParticipants="5" record="record-from-start")"
          R"( statusCallback="https://crm.example.com/c?a=1&amp;b=&quot;2&quot;")"
          R"( statusCallbackEvent="start end" recordingStatusCallback="https://sy.example.com/carrier/recording?)"),
      std::string::npos)
      << answer.body;
  const Task task = desk.task(1);
  const auto participants = task.attributes.member("conference").member("participants");
  EXPECT_EQ(participants.member("worker").as_string(), "CAsue");
  EXPECT_EQ(participants.member("customer").as_string(), "CA1");
  desk.sent.clear();
  desk.report(status, {{"CallStatus", "in-progress"}});
  EXPECT_TRUE(desk.sent.empty()) << "nobody wants to hear that it was answered";
  EXPECT_EQ(desk.carrier.legs(), 1u);
  desk.report(status, {{"CallStatus", "ringing"}});
  ASSERT_EQ(desk.sent.size(), 1u);
  const Sent& told = desk.sent.front();
  EXPECT_EQ(told.request.url, "https://crm.example.com/legs");
  EXPECT_EQ(told.form(), (http::Fields{{"CallStatus", "ringing"}}));
  EXPECT_EQ(told.header("X-Twilio-Signature"),
            sign_twilio_form(signatures::twilio_key(carrier_token), told.request.url, told.form()));
}

// A conversation that the instruction made; what is still sent is about its conference.
struct Conference : Desk {
  explicit Conference(const http::Fields& fields)
      : Desk([](const WorkspaceView&, const Task&) { return true; }) {
    call(1);
    carrier.carry_out("shop", {ReservationId{1}, TaskId{1}, WorkerId{2}, {}}, "conference", fields);
    form = sent.front().form();
    worker = report(place("CAsue"), {{"CallSid", "CAsue"}}).body;
    std::erase_if(sent,
                  [](const Sent& one) { return one.request.url.find("/Conferences") == std::string::npos; });
  }
  // The answer to whoever looks for the conference.
  void find(const std::string& conferences) { answer(200, R"({"conferences": [)" + conferences + "]}"); }

  http::Fields form;   // of the leg
  std::string worker;  // the TwiML with which the worker comes in
};

http::Fields without_the_customer() {
  return {{"end_conference_on_customer_exit", "false"}};
}

TEST(Instruction, conference_has_its_sid_in_the_attributes_once_it_has_begun) {
  Conference desk(http::Fields{});
  ASSERT_EQ(desk.sent.size(), 1u);
  EXPECT_EQ(desk.path(), "/2010-04-01/Accounts/AC1/Conferences.json?Status=in-progress&FriendlyName=" +
                             desk.sid(SidKind::task, 1));
  desk.find("");
  EXPECT_TRUE(desk.sent.empty());
  desk.advance(seconds(1));
  desk.find(R"({"sid": "CF1"})");
  const Task task = desk.task(1);
  const auto conference = task.attributes.member("conference");
  EXPECT_EQ(conference.member("sid").as_string(), "CF1");
  EXPECT_EQ(conference.member("participants").member("worker").as_string(), "CAsue");
  EXPECT_TRUE(desk.sent.empty()) << "it ends with the customer";
}

TEST(Instruction, conference_that_is_never_found_is_let_be) {
  Conference desk(without_the_customer());
  int looks = 0;
  for (; !desk.sent.empty(); ++looks) {
    desk.find("");
    desk.advance(seconds(8));
  }
  EXPECT_EQ(looks, 5);
  EXPECT_TRUE(desk.task(1).attributes.member("conference").member("sid").is_null());
}

TEST(Instruction, conference_may_go_on_without_the_customer) {
  Conference desk(without_the_customer());
  desk.find(R"({"sid": "CF1"})");
  ASSERT_EQ(desk.sent.size(), 1u);
  EXPECT_EQ(desk.path(), "/2010-04-01/Accounts/AC1/Conferences/CF1/Participants/CA1.json");
  EXPECT_EQ(desk.sent.front().form(), (http::Fields{{"EndConferenceOnExit", "false"}}));
}

TEST(Instruction, conference_beeps_when_they_have_met) {
  const auto enters = [](const http::Fields& fields) { return Conference(fields).worker; };
  EXPECT_NE(enters({{"beep_on_customer_entrance", "true"}}).find(R"(beep="onEnter")"), std::string::npos);
  EXPECT_NE(enters({{"beep_on_customer_entrance", "false"}}).find(R"(beep="false")"), std::string::npos);
  EXPECT_NE(enters({{"beep_on_customer_entrance", "true"}, {"beep", "onExit"}}).find(R"(beep="onExit")"),
            std::string::npos);
}

TEST(Instruction, status_callbacks_may_be_asked_for_by_get) {
  Conference desk(
      {{"status_callback", "https://crm.example.com/legs?a=1"}, {"status_callback_method", "GET"}});
  desk.sent.clear();
  desk.report(std::string(http::find_field(desk.form, "StatusCallback").value_or("")),
              {{"CallStatus", "completed"}});
  const Sent& told = desk.sent.front();
  EXPECT_EQ(told.request.method, "GET");
  EXPECT_EQ(told.request.url, "https://crm.example.com/legs?a=1&CallStatus=completed");
  EXPECT_EQ(told.request.body, "");
  EXPECT_EQ(told.header("X-Twilio-Signature"),
            sign_twilio_form(signatures::twilio_key(carrier_token), told.request.url, {}));
}

TEST(Instruction, recordings_are_noted_for_their_deletion_and_handed_on) {
  Conference desk({{"record", "record-from-start"},
                   {"recording_status_callback", "https://crm.example.com/leg"},
                   {"conference_record", "true"},
                   {"conference_recording_status_callback", "https://crm.example.com/room"},
                   {"conference_recording_status_callback_method", "GET"}});
  const auto tell = [&](const std::string& url, const std::string& sid, const std::string& status) {
    desk.sent.clear();
    EXPECT_EQ(desk.report(url, {{"RecordingSid", sid}, {"RecordingStatus", status}}).status, 200u);
  };
  const std::string leg(http::find_field(desk.form, "RecordingStatusCallback").value_or(""));
  tell(leg, "RE1", "in-progress");
  EXPECT_TRUE(desk.kept.empty()) << "it goes on";
  EXPECT_EQ(desk.sent.front().request.url, "https://crm.example.com/leg");
  tell(leg, "RE1", "completed");
  const std::size_t begin = desk.worker.find("recordingStatusCallback=\"");
  ASSERT_NE(begin, std::string::npos) << desk.worker;
  tell(action_of("action" + desk.worker.substr(begin + 23)), "RE2", "completed");
  EXPECT_EQ(desk.sent.front().request.url,
            "https://crm.example.com/room?RecordingSid=RE2&RecordingStatus=completed");
  EXPECT_EQ(desk.kept, (std::map<std::string, Duration>{{"RE1", days(90)}, {"RE2", days(90)}}));
}

TEST(Instruction, recordings_of_other_calls_are_noted_too) {
  for (const char* instruction : {"dequeue", "call"}) {
    Desk desk([](const WorkspaceView&, const Task&) { return true; });
    desk.call(1);
    desk.carrier.carry_out(
        "shop", {ReservationId{1}, TaskId{1}, WorkerId{2}, {}}, instruction,
        {{"from", "+1"}, {"to", "+2"}, {"url", "https://x"}, {"record", "record-from-answer"}});
    ASSERT_EQ(desk.sent.size(), 1u) << instruction;
    desk.report(desk.sent.front().field("RecordingStatusCallback"), {{"RecordingSid", "RE1"}});
    EXPECT_EQ(desk.kept, (std::map<std::string, Duration>{{"RE1", days(90)}})) << instruction;
  }
}

TEST(Instruction, dequeue_leaves_its_call_with_the_task_and_moves_the_worker_afterwards) {
  Desk desk([](const WorkspaceView&, const Task&) { return true; });
  desk.call(1);
  const auto& activities = desk.state().workspace().activities;
  std::uint32_t away = 0;
  while (activities.at(away).available) ++away;
  desk.carrier.carry_out("shop", {ReservationId{1}, TaskId{1}, WorkerId{2}, {}}, "dequeue",
                         {{"post_work_activity_sid", desk.sid(SidKind::activity, away + 1)},
                          {"status_callback_url", "https://crm.example.com/legs"}});
  const std::string status = desk.sent.front().field("StatusCallback");
  desk.report(desk.place("CAsue"), {{"CallSid", "CAsue"}});
  EXPECT_EQ(desk.task(1).attributes.member("worker_call_sid").as_string(), "CAsue");
  desk.sent.clear();
  desk.report(status, {{"CallStatus", "completed"}});
  EXPECT_EQ(desk.state().workers[2].activity, ActivityId{away});
  EXPECT_EQ(desk.sent.front().field("taskCallSid"), "CA1");
}

TEST(Instruction, supervise_calls_the_supervisor_into_the_conversation) {
  struct Case {
    std::string mode, attribute;
  };
  for (const auto& [mode, attribute] :
       {Case{"monitor", R"( muted="true")"}, Case{"whisper", R"( coach="CAsue")"}, Case{"barge", ""}}) {
    Desk desk([](const WorkspaceView&, const Task&) { return true; });
    desk.call(1);
    const OfferReservation offer{ReservationId{1}, TaskId{1}, WorkerId{2}, {}};
    const http::Fields fields = {{"supervisor", desk.sid(SidKind::worker, 1)}, {"supervisor_mode", mode}};
    desk.carrier.carry_out("shop", offer, "supervise", fields);
    EXPECT_TRUE(desk.sent.empty()) << "nobody talks yet";
    desk.carrier.carry_out("shop", offer, "conference", {});
    desk.report(desk.place("CAsue"));
    desk.sent.clear();
    desk.carrier.carry_out("shop", offer, "supervise",
                           {{"supervisor", "WKnobody"}, {"supervisor_mode", mode}});
    EXPECT_TRUE(desk.sent.empty());
    desk.carrier.carry_out("shop", offer, "supervise", fields);
    ASSERT_EQ(desk.sent.size(), 1u) << mode;
    EXPECT_EQ(desk.sent.front().field("To"), "client:ann");
    const std::string url = desk.place("CAann");
    EXPECT_NE(desk.report(url).body.find(R"(beep="false")" + attribute + ">"), std::string::npos) << mode;
    desk.give(WorkerCompletes{ReservationId{1}, ""});
    EXPECT_TRUE(is_hang_up(desk.report(url)));
  }
}

TEST(Instruction, call_and_redirect_do_what_they_say) {
  for (const bool accept : {true, false}) {
    Desk desk([](const WorkspaceView&, const Task&) { return true; });
    desk.call(1);
    const OfferReservation offer{ReservationId{1}, TaskId{1}, WorkerId{2}, {}};
    desk.carrier.carry_out(
        "shop", offer, "call",
        {{"from", "+1"}, {"to", "+2"}, {"url", "https://x"}, {"accept", accept ? "true" : "false"}});
    EXPECT_EQ(desk.sent.front().field("Url"), "https://x");
    desk.answer(201, created("CA2"));
    EXPECT_EQ(desk.reservation(1).status, accept ? ReservationStatus::accepted : ReservationStatus::pending);
    desk.sent.clear();
    desk.carrier.carry_out("shop", offer, "redirect", {{"call_sid", "CA7"}, {"url", "https://y"}});
    EXPECT_EQ(desk.path(), "/2010-04-01/Accounts/AC1/Calls/CA7.json");
    EXPECT_EQ(desk.sent.front().field("Url"), "https://y");
    desk.sent.clear();
    desk.carrier.carry_out("shop", offer, "dance", {});
    EXPECT_TRUE(desk.sent.empty());
  }
}

TEST(Instruction, a_worker_who_cannot_be_rung_is_a_no) {
  Desk desk([](const WorkspaceView&, const Task&) { return true; });
  desk.call(1);
  desk.carrier.carry_out("shop", {ReservationId{1}, TaskId{1}, WorkerId{2}, {}}, "dequeue", {});
  desk.answer(400, "{}");
  EXPECT_EQ(desk.reservation(1).status, ReservationStatus::rejected);
}

}  // namespace
}  // namespace switchyard::adapters::carrier
