// Calls and messages out, and what the carrier reports of them, against a carrier that the test plays.
#include "adapters/carrier/carrier.h"

#include <gtest/gtest.h>

#include <map>
#include <memory>
#include <optional>

#include "adapters/signatures/twilio.h"
#include "engine/state/open_effects.h"
#include "tests/webhooks/posted.h"
#include "tests/webhooks/world.h"

namespace switchyard::adapters::carrier {
namespace {

Settings settings() {
  Settings all;
  all.base_url = "https://carrier.example.com";
  all.account_sid = "AC1";
  all.auth_token = carrier_token;
  all.public_url = public_url;
  all.caller = "+4930000";
  return all;
}

std::string created(const std::string& sid) {
  return R"({"sid": ")" + sid + R"(", "status": "queued"})";
}

Attributes attributes_of(const std::vector<std::pair<std::string, std::string>>& texts) {
  Value::Object object;
  for (const auto& [name, text] : texts) object.emplace_back(name, Value(Value::Data(text)));
  return Attributes(Value(Value::Data(std::move(object))));
}

struct Desk : World {
  explicit Desk(RungByOthers others = {})
      : carrier(port, send(), after(), settings(), std::move(others),
                [this](const std::string& recording, Duration time) { kept[recording] = time; }) {
    port.observe(carrier);
    open();
  }

  // A call to the dealer, by the index of tenant and workflow.
  void call(std::uint32_t dealer = 0) {
    TaskArrives arrives = work(dealer, "voice");
    arrives.attributes = attributes_of(
        {{"call_sid", "CA1"}, {"from", "+4917022"}, {"to", dealer == 0 ? "+4930100" : "+4930200"}});
    give(arrives);
  }
  void lead() {
    TaskArrives arrives = work(0, "lead");
    arrives.attributes = attributes_of({{"phone", "+4917033"}});
    give(arrives);
  }
  TaskArrives work(std::uint32_t dealer, const std::string& channel) const {
    TaskArrives arrives;
    arrives.tenant = TenantId{dealer};
    arrives.route = ThroughWorkflow{WorkflowId{dealer}};
    const auto& channels = state().workspace().channels;
    for (std::uint32_t i = 0; i < channels.size(); ++i)
      if (channels[i].name == channel) arrives.channel = TaskChannelId{i};
    return arrives;
  }

  // The carrier posts to a URL that it was given.
  http::Response report(const std::string& url, const http::Fields& form = {{"CallSid", "CAx"}}) {
    return post(signed_post(url.substr(public_url.size()), form));
  }
  http::Response post(const http::Request& request) {
    std::optional<http::Response> answer;
    carrier.handle(request, [&](http::Response response) { answer = std::move(response); });
    return answer.value_or(http::Response{0, {}, "no answer"});
  }
  // The URL of the oldest request's field, and the answer that the call was made.
  std::string place(const std::string& sid, const std::string& name = "Url") {
    const std::string url = sent.at(0).field(name);
    answer(201, created(sid));
    return url;
  }
  std::string path() const { return sent.empty() ? "" : sent.front().request.url.substr(27); }

  std::map<std::string, Duration> kept;  // recordings
  Carrier carrier;
};

const std::string conference_end = "</Conference></Dial></Response>";

bool is_hang_up(const http::Response& response) {
  return response.body.find("<Response><Hangup/></Response>") != std::string::npos;
}
bool is_conference(const http::Response& response) {
  return response.body.find(conference_end) != std::string::npos;
}

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

// The carrier's side goes and another one comes, as over a restart of the program.
struct RestartedDesk : World {
  struct Relay final : Observer {
    void turn_applied(const WorkspaceView& view, const TurnSeen& turn, bool replayed) override {
      now->turn_applied(view, turn, replayed);
    }
    void effect_ordered(const WorkspaceView& view, const OrderedEffect& effect) override {
      now->effect_ordered(view, effect);
    }
    Carrier* now = nullptr;
  };

  RestartedDesk() {
    port.observe(relay);
    make_carrier();
    open();
  }
  void make_carrier() {
    carrier = std::make_unique<Carrier>(port, send(), after(), settings());
    relay.now = carrier.get();
  }
  void arrive(const std::string& channel, std::vector<std::pair<std::string, std::string>> attributes) {
    TaskArrives arrives;
    arrives.route = ThroughWorkflow{WorkflowId{0}};
    arrives.attributes = attributes_of(attributes);
    const auto& channels = state().workspace().channels;
    for (std::uint32_t i = 0; i < channels.size(); ++i)
      if (channels[i].name == channel) arrives.channel = TaskChannelId{i};
    give(arrives);
  }
  // ann and bob ring.
  void call() { arrive("voice", {{"call_sid", "CA1"}, {"from", "+4917022"}, {"to", "+4930100"}}); }

  void restart() {
    sent.clear();
    make_carrier();
    const WorkspaceView view{"shop", *port.engine("shop"), port.now()};
    carrier->workspace_opened(view);
    for (const OpenEffect& open : open_effects(state()))
      carrier->effect_ordered(view, {open.id, open.effect});
    carrier->come_back({view});
  }
  // What the carrier says when it is asked for ringing calls; there are no others.
  void list(const std::string& ringing, const std::string& talking = "") {
    for (const std::string& calls : {std::string(), ringing, talking}) {
      ASSERT_EQ(sent.size(), 1u);
      ASSERT_EQ(sent.front().request.method, "GET");
      answer(200, R"({"calls": [)" + calls + R"(], "next_page_uri": null})");
    }
  }
  static std::string listed(const std::string& sid, const std::string& to,
                            const std::string& status = "ringing", const std::string& from = "+4930100") {
    return R"({"sid": ")" + sid + R"(", "to": ")" + to + R"(", "from": ")" + from + R"(", "status": ")" +
           status + R"(", "direction": "outbound-api"})";
  }
  std::vector<std::string> asked() {
    std::vector<std::string> all;
    for (; !sent.empty(); answer(201, created("CAnew"))) {
      const Sent& one = sent.front();
      all.push_back(one.request.method + " " + one.request.url.substr(51) +
                    (one.field("Status").empty() ? "" : " " + one.field("Status")) +
                    (one.field("To").empty() ? "" : " " + one.field("To")));
    }
    return all;
  }

  Relay relay;
  std::unique_ptr<Carrier> carrier;
};

TEST(Restart, what_rings_is_known_again_and_hung_up_when_another_was_first) {
  RestartedDesk desk;
  desk.call();
  desk.answer(201, created("CAann"));
  desk.answer(201, created("CAbob"));
  desk.restart();
  desk.give(WorkerAccepts{ReservationId{1}});
  ASSERT_EQ(desk.sent.size(), 1u) << "nothing is ordered before it is known what rings";
  EXPECT_NE(desk.sent.front().request.url.find("Calls.json?PageSize=500&Status=queued"), std::string::npos);
  desk.list(RestartedDesk::listed("CAann", "client:ann") + "," + RestartedDesk::listed("CAbob", "+4930111"));
  EXPECT_EQ(desk.asked(), std::vector<std::string>{"POST /Calls/CAbob.json completed"});
  EXPECT_EQ(desk.carrier->legs(), 1u);
  EXPECT_TRUE(open_effects(desk.state()).empty());
}

TEST(Restart, what_rings_already_is_not_rung_twice) {
  RestartedDesk desk;
  desk.call();
  desk.restart();  // before the carrier has answered either
  desk.list(RestartedDesk::listed("CAann", "client:ann"));
  EXPECT_EQ(desk.asked(), std::vector<std::string>{"POST /Calls.json +4930111"});
  EXPECT_TRUE(open_effects(desk.state()).empty());
}

TEST(Restart, calls_that_may_be_somebody_elses_are_left_alone) {
  for (const std::string& calls :
       {RestartedDesk::listed("CAbob", "+4930111") + "," + RestartedDesk::listed("CAbob2", "+4930111"),
        RestartedDesk::listed("CAbob", "+4930111", "ringing", "+1555"), std::string()}) {
    RestartedDesk desk;
    desk.call();
    desk.answer(201, created("CAann"));
    desk.answer(201, created("CAbob"));
    desk.restart();
    desk.list(RestartedDesk::listed("CAann", "client:ann") + (calls.empty() ? "" : "," + calls));
    desk.give(WorkerAccepts{ReservationId{1}});
    EXPECT_TRUE(desk.asked().empty()) << calls;
  }
}

TEST(Restart, a_carrier_that_does_not_answer_holds_nothing_up_for_long) {
  RestartedDesk desk;
  desk.call();
  desk.restart();
  for (const int pause : {500, 1'000, 2'000, 4'000, 8'000}) {
    desk.answer(503);
    desk.advance(milliseconds(pause));
  }
  desk.answer(503);
  EXPECT_EQ(desk.carrier->legs(), 2u);
}

TEST(Restart, what_has_timed_out_meanwhile_is_not_rung) {
  RestartedDesk desk;
  desk.call();
  desk.restart();
  desk.advance(seconds(20));  // the two are offered it again, by other reservations
  desk.list("");
  EXPECT_LE(desk.asked().size(), 2u);
}

TEST(Restart, a_worker_who_waits_for_the_customer_gets_the_customer) {
  for (const bool customer_is_called : {false, true}) {
    RestartedDesk desk;
    desk.arrive("lead", {{"phone", "+4917033"}});
    desk.give(WorkerAccepts{ReservationId{1}});
    desk.answer(201, created("CAann"));
    desk.restart();
    desk.list("",
              RestartedDesk::listed("CAann", "client:ann", "in-progress") +
                  (customer_is_called ? "," + RestartedDesk::listed("CAc", "+4917033", "in-progress") : ""));
    EXPECT_EQ(desk.asked(), customer_is_called ? std::vector<std::string>{}
                                               : std::vector<std::string>{"POST /Calls.json +4917033"});
  }
}

TEST(Restart, a_worker_who_lifts_afterwards_gets_the_customer) {
  RestartedDesk desk;
  desk.arrive("lead", {{"phone", "+4917033"}});
  desk.give(WorkerAccepts{ReservationId{1}});
  const std::string url = desk.sent.front().field("Url");
  desk.answer(201, created("CAann"));
  desk.restart();
  desk.list(RestartedDesk::listed("CAann", "client:ann"));
  EXPECT_TRUE(desk.asked().empty());
  desk.carrier->handle(signed_post(url.substr(public_url.size()), {{"CallSid", "CAann"}}),
                       [](const http::Response&) {});
  EXPECT_EQ(desk.asked(), std::vector<std::string>{"POST /Calls.json +4917033"});
}

// Where the carrier posts the recording.
std::string action_of(const std::string& twiml) {
  const std::size_t begin = twiml.find("action=\"") + 8;
  std::string action = twiml.substr(begin, twiml.find('"', begin) - begin);
  for (std::size_t at = action.find("&amp;"); at != std::string::npos; at = action.find("&amp;"))
    action.replace(at, 5, "&");
  return action;
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
  EXPECT_NE(answer.body.find(R"(<Conference startConferenceOnEnter="true" endConferenceOnExit="true")"
                             R"( beep="onEnter" muted="false" maxParticipants="5" record="record-from-start")"
                             R"( statusCallback="https://crm.example.com/c?a=1&amp;b=&quot;2&quot;")"
                             R"( statusCallbackEvent="start end">)"),
            std::string::npos)
      << answer.body;
  const auto participants = desk.task(1).attributes.member("conference").member("participants");
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
