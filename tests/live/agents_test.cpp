// What agents can do over the WebSocket of the live program: read, reply, pass work on, and be told what
// fails.
#include <gtest/gtest.h>

#include <fstream>

#include "tests/live/agent_client.h"
#include "tests/live/centre.h"
#include "tests/live/played_carrier.h"

namespace switchyard::live {
namespace {

namespace http = adapters::http;
using Json = nlohmann::json;

constexpr const char* customer = "+12025550199";

// ann works for north, hal for the team that helps out after two seconds.
std::string workspace() {
  return std::string(R"({"version": 1, "name": "centre", "default_activity": "Offline",
  "tenants": [{"name": "north", "shared_teams": ["h2h"]}, {"name": "h2h"}],
  "activities": [{"name": "Available", "available": true}, {"name": "Offline", "available": false}],
  "timeout_activity": "Offline",
  "task_channels": [{"name": "sms", "kind": "messages", "on_miss": {"activity": "stay"}},
                    {"name": "voice", "kind": "call"}],
  "workers": [{"name": "ann", "tenant": "north"}, {"name": "hal", "tenant": "h2h"}],
  "task_queues": [{"name": "line", "tenant": "north", "target_workers": "friendly_name == 'ann'"},
                  {"name": "fallback", "tenant": "h2h"}],
  "workflows": [{"name": "all", "tenant": "north", "task_routing": {"filters": [
     {"filter_friendly_name": "all", "expression": "1==1",
      "targets": [{"queue": "line", "timeout": 2}, {"queue": "fallback"}]}]}}],
  "numbers": [{"name": "main", "number": ")") +
         centre_number + R"(", "tenant": "north", "workflow": "all"}]})";
}

std::string config(const std::string& carrier) {
  const std::string with = carrier.empty() ? ""
                                           : R"(, "carrier": {"base_url": ")" + carrier +
                                                 R"(", "account": ")" + LiveServer::account +
                                                 R"(", "token": {"environment": "SWITCHYARD_TEST_TOKEN"}})";
  return centre_config() + with + R"(, "outgoing": {"allow": ["127.0.0.0/8"]},
    "agents": [{"worker": "ann", "token": {"file": "ann"}}, {"worker": "hal", "token": {"file": "hal"}}])";
}

class Agents : public ::testing::Test {
 protected:
  void start(LiveServer& server) {
    for (const char* name : {"ann", "hal"}) std::ofstream(server.folder() + "/" + name) << name << "-token\n";
    server.start();
  }
  static void write(const LiveServer& server, const std::string& text) {
    static int number = 0;
    HttpConnection connection(server.port());
    const SignedForm form = sms(server.url() + "/webhooks/sms", "SM" + std::to_string(10'000 + ++number),
                                customer, centre_number, text);
    ASSERT_EQ(connection.request("POST", "/webhooks/sms", form.headers, form.body).status, 200);
  }
  static void call(const LiveServer& server) {
    HttpConnection connection(server.port());
    const SignedForm form =
        sign_form(server.url() + "/webhooks/voice",
                  {{"CallSid", "CA1"}, {"CallStatus", "ringing"}, {"From", customer}, {"To", centre_number}});
    ASSERT_EQ(connection.request("POST", "/webhooks/voice", form.headers, form.body).status, 200);
  }
  static bool become_available(AgentClient& agent) {
    return agent.ask({{"type", "activity"}, {"activity", "Available"}})["ok"] == true;
  }
  static Json about(const char* type, const Json& reservation) {
    return {{"type", type}, {"reservation", reservation}};
  }

  PlayedCarrier carrier_;
};

TEST_F(Agents, read_what_a_customer_writes_and_reply) {
  LiveServer server(SWITCHYARD_PROGRAM, config(carrier_.url()), workspace());
  start(server);
  Json reservation;
  {
    AgentClient ann(server.port(), "ann-token");
    ASSERT_TRUE(become_available(ann));
    write(server, "first");
    const Json offer = ann.next("offer");
    ASSERT_TRUE(offer.is_object());
    reservation = offer["reservation"];
    EXPECT_EQ(offer["task"]["attributes"]["body"], "first");
    EXPECT_EQ(offer["task"]["tenant"], "north");
    write(server, "second");
    ASSERT_EQ(ann.ask(about("accept", reservation))["ok"], true);
    EXPECT_EQ(ann.next("message").value("text", "nothing"), "second") << "it came while the task waited";
    write(server, "third");
    const Json message = ann.next("message");
    EXPECT_EQ(message.value("text", "nothing"), "third");
    EXPECT_EQ(message.value("reservation", ""), reservation);
    Json reply = about("reply", reservation);
    reply["text"] = "Good day";
    EXPECT_EQ(ann.ask(reply).value("message", ""), "SM1");
    carrier_.refuse(true);
    const Json refused = ann.ask(reply);
    EXPECT_EQ(refused.value("error", ""), "not_sent");
    EXPECT_EQ(refused.value("reason", ""), "the carrier answered 400: unsubscribed");
  }
  ASSERT_EQ(carrier_.messages().size(), 1u);
  EXPECT_EQ(carrier_.messages()[0],
            (http::Fields{{"To", customer}, {"From", centre_number}, {"Body", "Good day"}}));
  server.kill();
  server.start();
  ASSERT_EQ(server.stop(), 0) << server.log();  // its snapshot has all of it in it
  server.start();
  AgentClient ann(server.port(), "ann-token");
  EXPECT_EQ(ann.next("message").value("text", "nothing"), "second") << "after a crash and a restart, too";
  EXPECT_EQ(ann.next("message").value("text", "nothing"), "third");
  carrier_.refuse(false);
  Json reply = about("reply", reservation);
  reply["text"] = "Still here";
  EXPECT_EQ(ann.ask(reply).value("message", ""), "SM2");
}

TEST_F(Agents, of_a_shared_team_see_where_work_came_from_and_give_it_back) {
  LiveServer server(SWITCHYARD_PROGRAM, config(carrier_.url()), workspace());
  start(server);
  AgentClient ann(server.port(), "ann-token");
  AgentClient hal(server.port(), "hal-token");
  ASSERT_TRUE(become_available(hal));
  write(server, "help");
  const Json offer = hal.next("offer");
  ASSERT_TRUE(offer.is_object()) << "the task waits two seconds for north";
  const Json origin = {
      {"tenant", "north"}, {"queue", "line"}, {"worker", nullptr}, {"cause", "task_timeout"}};
  EXPECT_EQ(offer["task"].value("origin", Json()), origin);
  ASSERT_EQ(hal.ask(about("accept", offer["reservation"]))["ok"], true);
  ASSERT_TRUE(become_available(ann));
  Json transfer = about("transfer", offer["reservation"]);
  transfer.update({{"worker", "ann"}, {"mode", "warm"}});
  ASSERT_EQ(hal.ask(transfer)["ok"], true);
  const Json asked = ann.next("offer");
  ASSERT_TRUE(asked.is_object());
  ASSERT_EQ(ann.ask(about("reject", asked["reservation"]))["ok"], true);
  EXPECT_EQ(hal.next("transfer").value("status", ""), "failed");
  Json back = about("hand_back", offer["reservation"]);
  back["to"] = "queue";
  ASSERT_EQ(hal.ask(back)["ok"], true);
  const Json again = ann.next("offer");
  ASSERT_TRUE(again.is_object());
  EXPECT_EQ(again["task"]["sid"], offer["task"]["sid"]);
  EXPECT_EQ(again["task"]["queue"], "line");
}

TEST_F(Agents, take_what_waits_and_leave_what_they_share) {
  LiveServer server(SWITCHYARD_PROGRAM, config(carrier_.url()), workspace());
  start(server);
  AgentClient ann(server.port(), "ann-token");
  AgentClient hal(server.port(), "hal-token");
  write(server, "help");
  const std::string name = server.journal().substr(server.journal().rfind('/') + 1);
  HttpConnection connection(server.port());
  const Json tasks =
      Json::parse(connection
                      .request("GET", "/v1/Workspaces/" + name.substr(0, name.find('.')) + "/Tasks",
                               LiveServer::authorization, "")
                      .body);
  ASSERT_EQ(ann.ask({{"type", "take"}, {"task", tasks["tasks"][0]["sid"]}})["ok"], true);
  const Json reservation = ann.next("connect")["reservation"];
  ASSERT_TRUE(become_available(hal));
  Json transfer = about("transfer", reservation);
  transfer.update({{"queue", "fallback"}, {"mode", "warm"}});
  ASSERT_EQ(ann.ask(transfer)["ok"], true);
  const Json offer = hal.next("offer");
  ASSERT_TRUE(offer.is_object());
  ASSERT_EQ(hal.ask(about("accept", offer["reservation"]))["ok"], true);
  EXPECT_EQ(ann.next("transfer").value("worker", ""), "hal");
  EXPECT_EQ(ann.ask(about("leave", reservation))["ok"], true);
  write(server, "more");
  EXPECT_EQ(hal.next("message").value("text", ""), "more");
  EXPECT_EQ(ann.ask(about("leave", reservation))["ok"], false);
}

TEST_F(Agents, without_a_telephone_are_told_when_they_take_a_call) {
  LiveServer server(SWITCHYARD_PROGRAM, config(carrier_.url()), workspace());
  start(server);
  AgentClient ann(server.port(), "ann-token");
  ASSERT_TRUE(become_available(ann));
  call(server);
  const Json offer = ann.next("offer");
  ASSERT_TRUE(offer.is_object());
  ASSERT_EQ(ann.ask(about("accept", offer["reservation"]))["ok"], true);
  const Json problem = ann.next("problem");
  EXPECT_EQ(problem.value("problem", ""), "no_telephone");
  EXPECT_EQ(problem.value("reservation", ""), offer["reservation"]);
  EXPECT_NE(server.log().find(R"("event":"no_telephone","workspace":"centre","reservation":"WR)"),
            std::string::npos)
      << server.log();
}

TEST_F(Agents, without_a_carrier_are_told_that_nothing_goes_out) {
  LiveServer server(SWITCHYARD_PROGRAM, config(""), workspace());
  start(server);
  AgentClient ann(server.port(), "ann-token");
  ASSERT_TRUE(become_available(ann));
  write(server, "first");
  const Json reservation = ann.next("offer")["reservation"];
  ASSERT_EQ(ann.ask(about("accept", reservation))["ok"], true);
  Json reply = about("reply", reservation);
  reply["text"] = "Good day";
  EXPECT_EQ(ann.ask(reply).value("error", ""), "no_carrier");
}

}  // namespace
}  // namespace switchyard::live
