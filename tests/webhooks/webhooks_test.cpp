// Messages, calls and leads from outside: each becomes one task, and what is not right becomes none.
#include "adapters/webhooks/webhooks.h"

#include <gtest/gtest.h>

#include <optional>

#include "adapters/signatures/webhook.h"
#include "adapters/webhooks/message.h"
#include "tests/webhooks/posted.h"
#include "tests/webhooks/world.h"

namespace switchyard::adapters::webhooks {
namespace {

LeadSource lead_source(const std::string& name, LeadProof proof) {
  return {
      name,
      "shop",
      "north",
      "lead",
      "north in",
      std::move(proof),
      {{"phone", "/lead/phone", true}, {"interest", "/lead/cars/0/mo~1del", false}, {"all", "/lead", false}},
      {{"source", Value(Value::Data(std::string("web")))}},
      "Idempotency-Key",
      "/lead/id"};
}

Settings settings() {
  Settings all;
  all.public_url = public_url;
  all.accounts = {{"AC1", {"old", carrier_token}, {}, true}, {"AC2", {"two"}, {"south"}, true}};
  all.leads = {lead_source("north", BearerToken{{"t0ken"}}),
               lead_source("north-hub", HubSignature{"X-Signature", {"hub secret"}}),
               lead_source("north-standard", StandardWebhooks{{"whsec_b3RoZXI="}})};
  all.leads.push_back(lead_source("nowhere", BearerToken{{"t0ken"}}));
  all.leads.back().tenant = "west";
  return all;
}

struct Door : World {
  explicit Door(Settings all = settings()) {
    webhooks = Webhooks::make(port, std::move(all), now(), after(), [this] { ++gaps; }).value();
    port.observe(*webhooks);
    open();
  }

  http::Response post(const http::Request& request) {
    std::optional<http::Response> answer;
    webhooks->handle(request, [&](http::Response response) { answer = std::move(response); });
    advance({});  // what is kept in a list is answered then
    return answer.value_or(http::Response{0, {}, "no answer"});
  }
  http::Response sms(const http::Fields& form) { return post(signed_post("/webhooks/sms", form)); }
  http::Response call(const http::Fields& form) { return post(signed_post("/webhooks/voice", form)); }
  http::Response status(const http::Fields& form) {
    return post(signed_post("/webhooks/voice/status", form));
  }
  std::uint64_t count(Result result) const { return webhooks->counters().read(result); }

  std::unique_ptr<Webhooks> webhooks;
  int gaps = 0;
};

const std::string empty_twiml = R"(<?xml version="1.0" encoding="UTF-8"?><Response/>)";

TEST(Sms, becomes_a_task_of_whose_number_it_is) {
  Door door;
  ASSERT_EQ(door.opened, "");
  const auto answer = door.sms(with(message_form(), "NumMedia", "1"));
  EXPECT_EQ(answer.status, 200u);
  EXPECT_EQ(answer.body, empty_twiml);
  EXPECT_EQ(http::find_header(answer.headers, "content-type"), "text/xml");
  const Task& task = door.task(1);
  EXPECT_EQ(door.state().workspace().tenants[task.tenant.index()].name, "north");
  EXPECT_EQ(door.state().workspace().channels[task.channel.index()].name, "sms");
  EXPECT_EQ(task.thread, "+4917011");
  EXPECT_EQ(task.attributes.member("body").as_string(), "Hello ü");
  EXPECT_EQ(task.attributes.member("from").as_string(), "+4917011");
  EXPECT_EQ(task.attributes.member("media").size(), 1u);
  door.sms(with(message_form("SM2"), "To", "+4930200"));
  EXPECT_EQ(door.state().workspace().tenants[door.task(2).tenant.index()].name, "south");
}

TEST(Sms, the_same_message_ten_times_makes_one_task) {
  Door door;
  for (int i = 0; i < 10; ++i) EXPECT_EQ(door.sms(message_form()).body, empty_twiml);
  EXPECT_EQ(door.tasks(), 1u);
  EXPECT_EQ(door.count(Result::accepted), 1u);
  EXPECT_EQ(door.count(Result::duplicate), 9u);
}

TEST(Sms, of_an_open_thread_joins_it) {
  Door door;
  door.sms(message_form("SM1"));
  EXPECT_EQ(door.sms(message_form("SM2")).status, 200u);
  EXPECT_EQ(door.tasks(), 1u);
  EXPECT_EQ(door.count(Result::accepted), 2u);
}

TEST(Sms, media_is_kept_with_its_types) {
  auto form = with(message_form(), "NumMedia", "2");
  form.insert(
      form.end(),
      {{"MediaUrl0", "https://m/0"}, {"MediaContentType0", "image/png"}, {"MediaUrl1", "https://m/1"}});
  Door door;
  door.sms(form);
  const Task task = door.task(1);
  const ValueView media = task.attributes.member("media");
  ASSERT_EQ(media.size(), 2u);
  EXPECT_EQ(media.element(0).member("content_type").as_string(), "image/png");
  EXPECT_EQ(media.element(1).member("url").as_string(), "https://m/1");
}

TEST(Sms, a_proxys_port_does_not_matter) {
  Door door;
  auto request = signed_post("/webhooks/sms?x=1", message_form());
  request.headers.back().second = sign_twilio_form(signatures::twilio_key(carrier_token),
                                                   public_url + ":443/webhooks/sms?x=1", message_form());
  EXPECT_EQ(door.post(request).status, 200u);
}

struct Wrong {
  const char* name;
  http::Request request;
  unsigned status;
  Result result;
};

http::Request unsigned_post(const http::Fields& form) {
  return plain_post("/webhooks/sms", http::write_form(form), "application/x-www-form-urlencoded");
}

http::Request changed(http::Request request, const std::function<void(http::Request&)>& change) {
  change(request);
  return request;
}

http::Request raw_form(const std::string& body) {
  return plain_post("/webhooks/sms", body, "application/x-www-form-urlencoded");
}

std::vector<Wrong> wrong_messages() {
  const auto form = message_form();
  const auto good = signed_post("/webhooks/sms", form);
  const auto as_sms = [](const http::Fields& fields) { return signed_post("/webhooks/sms", fields); };
  return {
      {"path", changed(good, [](auto& r) { r.path = "/webhooks/fax"; }), 404, Result::unknown_path},
      {"method", changed(good, [](auto& r) { r.method = "GET"; }), 405, Result::wrong_method},
      {"type", changed(good, [](auto& r) { r.headers[0].second = "application/json"; }), 415,
       Result::wrong_type},
      {"no type", changed(good, [](auto& r) { r.headers.erase(r.headers.begin()); }), 415,
       Result::wrong_type},
      {"too long", as_sms(with(form, "Body", std::string(20'000, 'x'))), 413, Result::too_large},
      {"escape", raw_form("a=%zz"), 400, Result::bad_form},
      {"not UTF-8", as_sms(with(form, "Body", "\xff")), 400, Result::bad_form},
      {"NUL", raw_form("Body=%00"), 400, Result::bad_form},
      {"fields", raw_form([] {
         std::string body;
         for (int i = 0; i < 201; ++i) body += "a=1&";
         return body;
       }()),
       400, Result::bad_form},
      {"unsigned", unsigned_post(form), 403, Result::wrong_signature},
      {"other token", signed_post("/webhooks/sms", form, "other"), 403, Result::wrong_signature},
      {"no account", as_sms(with(form, "AccountSid", "")), 403, Result::wrong_signature},
      {"unknown account", as_sms(with(form, "AccountSid", "AC9")), 403, Result::wrong_signature},
      {"other address", changed(good, [](auto& r) { r.target += "?x=1"; }), 403, Result::wrong_signature},
      {"changed", changed(good, [](auto& r) { r.body += "&Body=other"; }), 403, Result::wrong_signature},
      {"no key", as_sms(with(form, "MessageSid", "")), 400, Result::bad_form},
      {"long key", as_sms(with(form, "MessageSid", std::string(300, 'a'))), 400, Result::bad_form},
      {"no sender", as_sms(with(form, "From", "")), 400, Result::bad_form},
      {"no number", as_sms(with(form, "To", "")), 400, Result::bad_form},
      {"unknown number", as_sms(with(form, "To", "+4930300")), 404, Result::unknown_number},
      {"nobody is called there", as_sms(with(form, "To", "+4930999")), 404, Result::unknown_number},
      {"another tenant's number", signed_post("/webhooks/sms", with(form, "AccountSid", "AC2"), "two"), 404,
       Result::unknown_number},
  };
}

TEST(Sms, what_is_not_right_is_told_counted_and_not_journaled) {
  for (const Wrong& wrong : wrong_messages()) {
    Door door;
    const auto before = door.sequence();
    const auto answer = door.post(wrong.request);
    EXPECT_EQ(answer.status, wrong.status) << wrong.name;
    EXPECT_EQ(door.count(wrong.result), 1u) << wrong.name;
    EXPECT_EQ(door.sequence(), before) << wrong.name;
    EXPECT_NE(answer.body.find("\"error\":\"" + std::string(result_text(wrong.result)) + "\""),
              std::string::npos)
        << wrong.name << answer.body;
  }
}

TEST(Sms, an_account_of_one_tenant_reaches_its_own_numbers) {
  Door door;
  const auto form = with(with(message_form(), "AccountSid", "AC2"), "To", "+4930200");
  EXPECT_EQ(door.post(signed_post("/webhooks/sms", form, "two")).status, 200u);
}

TEST(Sms, what_is_not_durable_is_asked_for_again) {
  Door door;
  for (const bool journal : {true, false}) {
    journal ? door.port.fail_journal(true) : door.port.refuse_work(true);
    const auto answer = door.sms(message_form());
    EXPECT_EQ(answer.status, 503u);
    EXPECT_TRUE(http::find_header(answer.headers, "Retry-After"));
    journal ? door.port.fail_journal(false) : door.port.refuse_work(false);
  }
  EXPECT_EQ(door.gaps, 2);
  EXPECT_EQ(door.tasks(), 0u);
  EXPECT_EQ(door.sms(message_form()).status, 200u);
  EXPECT_EQ(door.tasks(), 1u);
}

TEST(Sms, a_removed_workspace_has_no_numbers) {
  Door door;
  static_cast<void>(door.port.remove_workspace("shop", [](bool) {}));
  EXPECT_EQ(door.sms(message_form()).status, 404u);
}

TEST(TakenMessage, from_a_list_is_the_same_as_a_posted_one) {
  Door door;
  std::vector<Result> results;
  const auto take = [&](const http::Fields& form) {
    door.webhooks->take_message(form, [&](Result result) { results.push_back(result); });
  };
  take(message_form());
  door.sms(message_form());
  take(with(message_form(), "To", "+1"));
  door.port.fail_journal(true);
  take(message_form("SM2"));
  EXPECT_EQ(results, (std::vector<Result>{Result::accepted, Result::unknown_number, Result::unavailable}));
  EXPECT_EQ(door.count(Result::duplicate), 1u);
  EXPECT_EQ(door.gaps, 0);
}

TEST(Voice, the_caller_waits_in_a_conference_named_by_the_task) {
  Door door;
  for (int i = 0; i < 3; ++i) {
    const auto answer = door.call(call_form());
    EXPECT_EQ(answer.status, 200u);
    EXPECT_NE(answer.body.find(">" + door.sid(SidKind::task, 1) + "</Conference>"), std::string::npos);
  }
  EXPECT_EQ(door.tasks(), 1u);
  EXPECT_EQ(door.task(1).attributes.member("call_sid").as_string(), "CA1");
  EXPECT_EQ(door.task(1).attributes.member("from_city").as_string(), "Berlin");
  EXPECT_TRUE(door.task(1).attributes.member("call_status").is_null());
}

TEST(Voice, a_caller_who_hangs_up_has_left_once) {
  Door door;
  door.call(call_form());
  EXPECT_EQ(door.status(call_form("CA1", "in-progress")).status, 200u);
  EXPECT_EQ(door.task(1).status, TaskStatus::reserved);
  EXPECT_EQ(door.status(call_form("CA1", "completed")).status, 200u);
  EXPECT_EQ(door.task(1).status, TaskStatus::canceled);
  const auto sequence = door.sequence();
  for (const char* sid : {"CA1", "CA9"}) EXPECT_EQ(door.status(call_form(sid, "completed")).status, 200u);
  EXPECT_EQ(door.sequence(), sequence);
  EXPECT_EQ(door.count(Result::ignored), 3u);
}

TEST(Voice, the_last_words_of_a_voicemail_are_waited_for) {
  Door door;
  door.call(call_form());
  door.advance(seconds(61));
  ASSERT_EQ(door.task(1).status, TaskStatus::elsewhere);
  door.status(call_form("CA1", "completed"));
  EXPECT_EQ(door.task(1).status, TaskStatus::elsewhere);
  door.advance(seconds(20));
  EXPECT_EQ(door.task(1).status, TaskStatus::canceled);
}

TEST(Voice, a_worker_is_left_with_the_wrap_up) {
  Door door;
  door.call(call_form());
  door.give(WorkerAccepts{ReservationId{1}});
  EXPECT_EQ(door.task(1).status, TaskStatus::assigned);
  door.status(call_form("CA1", "completed"));
  EXPECT_EQ(door.task(1).status, TaskStatus::completed);
}

TEST(Voice, what_is_not_right_makes_no_task) {
  Door door;
  EXPECT_EQ(door.call(with(call_form(), "CallSid", "")).status, 400u);
  EXPECT_EQ(door.call(with(call_form(), "To", "+1")).status, 404u);
  EXPECT_EQ(door.post(signed_post("/webhooks/voice", call_form(), "other")).status, 403u);
  EXPECT_EQ(door.status(with(call_form("CA1", "completed"), "To", "+1")).status, 404u);
  door.port.fail_journal(true);
  EXPECT_EQ(door.call(call_form()).status, 503u);
  door.port.fail_journal(false);
  door.call(call_form());
  door.port.refuse_work(true);
  EXPECT_EQ(door.status(call_form("CA1", "completed")).status, 503u);
  EXPECT_EQ(door.tasks(), 1u);
}

TEST(SnakeCase, of_the_names_that_calls_have) {
  for (const auto& [name, expected] :
       std::vector<std::pair<std::string, std::string>>{{"CallSid", "call_sid"},
                                                        {"FromCity", "from_city"},
                                                        {"From", "from"},
                                                        {"StirVerstat", "stir_verstat"},
                                                        {"SIPId", "sipid"}})
    EXPECT_EQ(snake_case(name), expected);
}

const std::string lead_body = R"({"lead": {"id": 17, "phone": "+4917033", "cars": [{"mo/del": "Yaris"}]}})";

http::Request lead_post(const std::string& source, http::Headers headers, std::string body = lead_body) {
  auto request = plain_post("/webhooks/leads/" + source, std::move(body), "application/json");
  request.headers.insert(request.headers.end(), headers.begin(), headers.end());
  return request;
}

http::Request bearer_lead(std::string body = lead_body) {
  return lead_post("north", {{"Authorization", "Bearer t0ken"}}, std::move(body));
}

TEST(Lead, becomes_a_task_with_the_fields_that_the_settings_name) {
  Door door;
  const auto answer = door.post(bearer_lead());
  EXPECT_EQ(answer.status, 202u);
  EXPECT_EQ(answer.body, R"({"task_sid":")" + door.sid(SidKind::task, 1) + R"(","duplicate":false})");
  const Attributes& attributes = door.task(1).attributes;
  EXPECT_EQ(attributes.member("source").as_string(), "web");
  EXPECT_EQ(attributes.member("phone").as_string(), "+4917033");
  EXPECT_EQ(attributes.member("interest").as_string(), "Yaris");
  EXPECT_EQ(attributes.member("all").member("id").as_integer(), 17);
}

TEST(Lead, the_same_ten_times_makes_one_task_and_keys_are_the_sources_own) {
  Door door;
  for (int i = 0; i < 10; ++i) EXPECT_EQ(door.post(bearer_lead()).status, 202u);
  EXPECT_EQ(door.tasks(), 1u);
  EXPECT_EQ(door.count(Result::duplicate), 9u);
  auto keyed = bearer_lead();
  keyed.headers.emplace_back("idempotency-key", "other");
  door.post(keyed);
  EXPECT_EQ(door.tasks(), 2u);
  const signatures::HmacKey hub(signatures::Digest::sha256, "hub secret");
  door.post(lead_post("north-hub", {{"X-Signature", sign_hub(hub, lead_body)}}));
  EXPECT_EQ(door.tasks(), 3u);
  const std::string without_id = R"({"lead": {"phone": "1"}})";
  for (int i = 0; i < 2; ++i) door.post(bearer_lead(without_id));
  EXPECT_EQ(door.tasks(), 4u);
}

TEST(Lead, of_a_standard_webhook_has_its_id_as_key) {
  Door door;
  const std::string body = R"({"lead": {"phone": "1"}})";
  const auto key = *signatures::standard_webhooks_key("whsec_b3RoZXI=");
  const auto post_at = [&](Time at) {
    return door.post(lead_post("north-standard",
                               {{"webhook-id", "msg_1"},
                                {"webhook-timestamp", std::to_string(at.microseconds / 1'000'000)},
                                {"webhook-signature", sign_standard_webhook(key, "msg_1", at, body)}},
                               body));
  };
  EXPECT_EQ(post_at(world_start).status, 202u);
  EXPECT_EQ(post_at(world_start + seconds(30)).status, 202u);
  EXPECT_EQ(door.tasks(), 1u);
  EXPECT_EQ(post_at(world_start - minutes(6)).status, 403u);
}

std::vector<Wrong> wrong_leads() {
  const std::string deep = std::string(20, '[') + std::string(20, ']');
  auto long_key = bearer_lead();
  long_key.headers.emplace_back("Idempotency-Key", std::string(300, 'k'));
  return {
      {"source", lead_post("east", {}), 404, Result::unknown_source},
      {"tenant", lead_post("nowhere", {{"Authorization", "Bearer t0ken"}}), 404, Result::unknown_source},
      {"no proof", lead_post("north", {}), 401, Result::wrong_signature},
      {"wrong token", lead_post("north", {{"Authorization", "Bearer t1ken"}}), 403, Result::wrong_signature},
      {"wrong digest", lead_post("north-hub", {{"X-Signature", "sha256=" + std::string(64, '0')}}), 403,
       Result::wrong_signature},
      {"no standard webhook", lead_post("north-standard", {{"webhook-id", "1"}}), 401,
       Result::wrong_signature},
      {"too long", bearer_lead("{\"a\": \"" + std::string(70'000, 'x') + "\"}"), 413, Result::too_large},
      {"no JSON", bearer_lead("{\"lead\": "), 400, Result::bad_json},
      {"empty", bearer_lead(""), 400, Result::bad_json},
      {"no object", bearer_lead("[1]"), 400, Result::bad_json},
      {"too deep", bearer_lead("{\"a\": " + deep + "}"), 400, Result::bad_json},
      {"a key twice", bearer_lead(R"({"lead": {"phone": "1", "phone": "2"}})"), 400, Result::bad_json},
      {"not UTF-8", bearer_lead("{\"a\": \"\xff\"}"), 400, Result::bad_json},
      {"no phone", bearer_lead(R"({"lead": {"id": 1}})"), 400, Result::bad_json},
      {"phone is null", bearer_lead(R"({"lead": {"phone": null}})"), 400, Result::bad_json},
      {"long key", long_key, 400, Result::bad_json},
      {"method", changed(bearer_lead(), [](auto& r) { r.method = "PUT"; }), 405, Result::wrong_method},
  };
}

TEST(Lead, what_is_not_right_is_told_counted_and_not_journaled) {
  for (const Wrong& wrong : wrong_leads()) {
    Door door;
    const auto before = door.sequence();
    const auto answer = door.post(wrong.request);
    EXPECT_EQ(answer.status, wrong.status) << wrong.name << answer.body;
    EXPECT_EQ(door.count(wrong.result), 1u) << wrong.name;
    EXPECT_EQ(door.sequence(), before) << wrong.name;
    EXPECT_EQ(http::find_header(answer.headers, "Content-Type"), "application/json") << wrong.name;
  }
}

// One message a second and two at once, of AC1 and of each source of leads.
struct NarrowDoor : Door {
  using Moment = std::shared_ptr<http::RateLimit::Moment>;

  explicit NarrowDoor(Moment at = std::make_shared<http::RateLimit::Moment>())
      : Door(narrow(at)), moment(std::move(at)) {}

  static Settings narrow(const Moment& at) {
    Settings all = settings();
    all.requests_of_sender = {1, 2};
    all.steady = [at] { return *at; };
    return all;
  }

  Moment moment;
};

TEST(Sender, that_posts_more_than_it_may_is_told_when_to_come_again) {
  NarrowDoor door;
  const auto post = [&](const std::string& sid) { return door.sms(with(message_form(sid), "From", sid)); };
  for (const char* sid : {"SM1", "SM2"}) EXPECT_EQ(post(sid).status, 200u);
  const auto answer = post("SM3");
  EXPECT_EQ(answer.status, 429u);
  EXPECT_EQ(http::find_header(answer.headers, "Retry-After"), "1");
  EXPECT_NE(answer.body.find("\"error\":\"too_many\""), std::string::npos) << answer.body;
  EXPECT_EQ(door.call(call_form()).status, 429u) << "calls and messages are counted together";
  EXPECT_EQ(door.tasks(), 2u);
  EXPECT_EQ(door.count(Result::too_many), 2u);
  EXPECT_EQ(door.gaps, 2) << "the carrier is asked for what was turned away";
  *door.moment += std::chrono::seconds(1);
  EXPECT_EQ(post("SM3").status, 200u);
}

TEST(Sender, uses_up_nothing_of_others) {
  NarrowDoor door;
  for (int i = 0; i < 3; ++i) door.sms(message_form("SM" + std::to_string(i)));
  EXPECT_EQ(door.sms(message_form("SM4")).status, 429u);
  const auto two = with(with(message_form("SM5"), "AccountSid", "AC2"), "To", "+4930200");
  EXPECT_EQ(door.post(signed_post("/webhooks/sms", two, "two")).status, 200u);
  for (int i = 0; i < 5; ++i)
    EXPECT_EQ(door.post(signed_post("/webhooks/sms", two, "stolen")).status, 403u) << "not on its account";
  EXPECT_EQ(door.post(signed_post("/webhooks/sms", two, "two")).status, 200u);
  EXPECT_EQ(door.post(bearer_lead()).status, 202u);
  EXPECT_EQ(door.post(bearer_lead()).status, 202u);
  EXPECT_EQ(door.post(bearer_lead()).status, 429u);
}

TEST(Sender, may_always_say_that_a_call_is_over) {
  NarrowDoor door;
  door.call(call_form());
  door.sms(message_form());
  EXPECT_EQ(door.sms(message_form("SM2")).status, 429u);
  for (int i = 0; i < 3; ++i) EXPECT_EQ(door.status(call_form("CA1", "completed")).status, 200u);
  EXPECT_EQ(door.task(1).status, TaskStatus::canceled);
}

TEST(WebhookSettings, that_cannot_work_are_refused) {
  World world;
  const auto fault = [&](const std::function<void(Settings&)>& change) {
    Settings all = settings();
    change(all);
    const auto made = Webhooks::make(world.port, std::move(all), world.now(), world.after());
    return made ? std::string("good") : made.error();
  };
  EXPECT_EQ(fault([](Settings&) {}), "good");
  EXPECT_NE(fault([](Settings& s) { s.accounts[0].auth_tokens.clear(); }), "good");
  EXPECT_NE(fault([](Settings& s) { s.leads[1].name = "north"; }), "good");
  EXPECT_NE(fault([](Settings& s) { s.leads[0].proof = BearerToken{}; }), "good");
  EXPECT_NE(fault([](Settings& s) { s.leads[0].proof = BearerToken{{""}}; }), "good");
  EXPECT_NE(fault([](Settings& s) { s.leads[0].proof = HubSignature{"X", {""}}; }), "good");
  EXPECT_NE(fault([](Settings& s) { s.leads[0].proof = StandardWebhooks{{"whsec_!"}}; }), "good");
  EXPECT_NE(fault([](Settings& s) { s.leads[0].fields[0].pointer = "lead"; }), "good");
  EXPECT_NE(fault([](Settings& s) { s.leads[0].fields[0].attribute = "source"; }), "good");
  EXPECT_NE(fault([](Settings& s) { s.leads[0].key_pointer = "/~2"; }), "good");
}

// --- what whoever runs it is told

TEST(Webhooks, are_counted_by_kind_and_those_that_are_refused_are_told) {
  std::vector<std::string> told;
  Settings all = settings();
  all.refused = [&](Kind kind, Result result, unsigned status) {
    told.push_back(std::string(kind_text(kind)) + " " + std::string(result_text(result)) + " " +
                   std::to_string(status));
  };
  Door door(std::move(all));
  EXPECT_EQ(door.sms(message_form()).status, 200u);
  EXPECT_EQ(door.sms(with(message_form(), "To", "+4930777")).status, 404u);
  EXPECT_EQ(door.post({"GET", "/webhooks/voice", "/webhooks/voice", {}, {}, {}, {}, false}).status, 405u);
  EXPECT_EQ(door.post({"POST", "/webhooks/x", "/webhooks/x", {}, {}, {}, {}, false}).status, 404u);
  EXPECT_EQ(told, (std::vector<std::string>{"sms unknown_number 404", "voice wrong_method 405",
                                            "other unknown_path 404"}));
  const Counters& counted = door.webhooks->counters();
  EXPECT_EQ(counted.read(Kind::sms, Result::accepted), 1u);
  EXPECT_EQ(counted.read(Kind::sms, Result::unknown_number), 1u);
  EXPECT_EQ(counted.read(Kind::voice, Result::unknown_number), 0u);
  EXPECT_EQ(counted.read(Kind::voice, Result::wrong_method), 1u);
  EXPECT_EQ(counted.read(Result::unknown_path), 1u);
}

}  // namespace
}  // namespace switchyard::adapters::webhooks
