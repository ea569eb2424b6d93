// What goes wrong around the program is seen in its log and its figures, and nobody's number is.
#include <gtest/gtest.h>

#include <chrono>
#include <cstdio>
#include <fstream>
#include <functional>
#include <memory>
#include <string>
#include <thread>

#include "adapters/http/server.h"
#include "tests/live/centre.h"

namespace switchyard::live {
namespace {

namespace http = adapters::http;

constexpr const char* caller = "+12025550199";
constexpr const char* phone = "+12025550177";

// Knows nobody.
class Carrier {
 public:
  Carrier() {
    auto started = http::Server::start({}, [](const http::Request&, const http::Respond& respond) {
      respond({401, {}, R"({"code": 20003, "message": "Authenticate"})"});
    });
    if (!started) throw std::runtime_error(started.error());
    server_ = *std::move(started);
  }
  std::string url() const { return "http://127.0.0.1:" + std::to_string(server_->port()); }

 private:
  std::unique_ptr<http::Server> server_;
};

std::string workspace() {
  return std::string(R"({"version": 1, "name": "centre", "default_activity": "Available",
  "activities": [{"name": "Available", "available": true}, {"name": "Offline", "available": false}],
  "timeout_activity": "Offline",
  "task_channels": [{"name": "sms", "kind": "messages"}, {"name": "voice", "kind": "call"}],
  "workers": [{"name": "ann", "attributes": {"contact_uri": ")") +
         phone + R"("}}],
  "task_queues": [{"name": "line"}],
  "workflows": [{"name": "all", "task_routing": {"filters": [], "default_filter": {"queue": "line"}}}],
  "numbers": [{"name": "main", "number": ")" +
         centre_number + R"(", "workflow": "all"}]})";
}

std::string config(const std::string& carrier) {
  const std::string account = LiveServer::account;
  const std::string token = R"("token": {"environment": "SWITCHYARD_TEST_TOKEN"})";
  return R"("accounts": [{"sid": ")" + account + "\", " + token + R"(}],
    "workspaces": [{"file": "workspace.json", "account": ")" +
         account + R"("}],
    "carrier": {"base_url": ")" +
         carrier + R"(", "account": ")" + account + "\", " + token + R"(},
    "outgoing": {"allow": ["127.0.0.0/8"]}, "log": {"level": "info"})";
}

std::size_t times(const std::string& text, const std::string& part) {
  std::size_t found = 0;
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++found;
  return found;
}

class Figures : public ::testing::Test {
 protected:
  Figures() { server_.start(); }

  int post(const std::string& path, const SignedForm& form) const {
    HttpConnection connection(server_.port());
    return connection.request("POST", path, form.headers, form.body).status;
  }
  std::string metrics() const {
    HttpConnection connection(server_.port());
    return connection.request("GET", "/metrics", "", "").body;
  }
  // The value of a series; -1: it is not there.
  double value(const std::string& series) const {
    const std::string text = "\n" + metrics();
    const std::size_t at = text.find("\n" + series + " ");
    return at == std::string::npos ? -1 : std::stod(text.substr(at + series.size() + 2));
  }
  static bool comes_about(const std::function<bool()>& what) {
    for (int i = 0; i < 500; ++i) {
      if (what()) return true;
      std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
    return false;
  }

  Carrier carrier_;
  LiveServer server_{SWITCHYARD_PROGRAM, config(carrier_.url()), workspace()};
};

TEST_F(Figures, show_a_carrier_that_lets_nobody_in) {
  EXPECT_EQ(value("switchyard_effects_total{result=\"failed\",workspace=\"centre\"}"), 0);
  const SignedForm call =
      sign_form(server_.url() + "/webhooks/voice",
                {{"CallSid", "CA1"}, {"From", caller}, {"To", centre_number}, {"CallStatus", "ringing"}});
  ASSERT_EQ(post("/webhooks/voice", call), 200);
  EXPECT_TRUE(comes_about([&] {
    return value("switchyard_effects_total{result=\"failed\",workspace=\"centre\"}") >= 1;
  })) << metrics();
  const std::string log = server_.log();
  EXPECT_NE(log.find(R"("event":"carrier","request":"Calls","status":401,"code":20003,)"), std::string::npos)
      << log;
  EXPECT_EQ(value("switchyard_webhooks_total{kind=\"voice\",result=\"accepted\"}"), 1);
  // It is offered again and again, and told once a minute.
  EXPECT_TRUE(comes_about([&] {
    return value("switchyard_effects_total{result=\"failed\",workspace=\"centre\"}") >= 2;
  })) << metrics();
  EXPECT_EQ(times(server_.log(), R"("request":"Calls")"), 1U) << server_.log();
  EXPECT_EQ(server_.log().find("2025550"), std::string::npos) << server_.log();
}

TEST_F(Figures, show_webhooks_that_are_refused) {
  const std::string url = server_.url() + "/webhooks/sms";
  EXPECT_EQ(post("/webhooks/sms", sms(url, "SM1", caller, "+12025550111", "to nobody")), 404);
  EXPECT_EQ(post("/webhooks/sms", sms(url + "x", "SM2", caller, centre_number, "unsigned")), 403);
  EXPECT_EQ(value("switchyard_webhooks_total{kind=\"sms\",result=\"unknown_number\"}"), 1);
  EXPECT_EQ(value("switchyard_webhooks_total{kind=\"sms\",result=\"wrong_signature\"}"), 1);
  const std::string log = server_.log();
  EXPECT_NE(log.find(R"("event":"webhook_refused","kind":"sms","result":"unknown_number","status":404})"),
            std::string::npos)
      << log;
  EXPECT_EQ(log.find("2025550"), std::string::npos) << log;
}

TEST_F(Figures, show_reports_of_the_carrier_that_are_not_believed) {
  const std::string path = "/carrier/leg/status?w=centre&t=1&r=1&e=1.0";
  const SignedForm form = sign_form(server_.url() + path + "x", {{"CallSid", "CA1"}, {"From", caller}});
  EXPECT_EQ(post(path, form), 403);
  EXPECT_EQ(value("switchyard_webhooks_total{kind=\"carrier\",result=\"wrong_signature\"}"), 1);
  const std::string log = server_.log();
  EXPECT_NE(log.find(R"("event":"webhook_refused","kind":"carrier","result":"wrong_signature")"),
            std::string::npos)
      << log;
  EXPECT_EQ(log.find("2025550"), std::string::npos) << log;
}

TEST_F(Figures, show_the_door_and_the_build_and_promtool_finds_nothing_to_say) {
  HttpConnection connection(server_.port());
  EXPECT_EQ(connection.request("GET", "/%zz", "", "").status, 400);
  EXPECT_EQ(value("switchyard_http_requests_total{result=\"refused\"}"), 1);
  EXPECT_GE(value("switchyard_http_requests_total{result=\"handled\"}"), 2);
  EXPECT_EQ(value("switchyard_http_requests_total{result=\"limited\"}"), 0);
  EXPECT_GE(value("switchyard_http_connections_total{result=\"accepted\"}"), 3);
  EXPECT_GE(value("switchyard_http_connections"), 1);
  EXPECT_EQ(value("switchyard_reconciliations_total{result=\"failed\"}"), 0);
  EXPECT_EQ(value("switchyard_invariant_violations_total{name=\"decision\"}"), 0);
  const std::string text = metrics();
  EXPECT_NE(text.find("switchyard_build_info{commit=\"" SWITCHYARD_COMMIT "\""), std::string::npos) << text;
  if (std::system("promtool --version > /dev/null 2>&1") != 0) GTEST_SKIP() << "promtool is not installed";
  const std::string file = server_.folder() + "/metrics";
  std::ofstream(file) << text;
  EXPECT_EQ(std::system(("promtool check metrics < " + file).c_str()), 0) << text;
}

}  // namespace
}  // namespace switchyard::live
