// SIGHUP: what may change while the program runs changes, all or nothing; what may not is named.
#include <gtest/gtest.h>
#include <signal.h>

#include <chrono>
#include <fstream>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "adapters/http/server.h"
#include "adapters/signatures/hmac.h"
#include "adapters/signatures/twilio.h"
#include "tests/cli/program.h"
#include "tests/live/centre.h"

namespace switchyard::live {
namespace {

namespace http = adapters::http;
namespace signatures = adapters::signatures;
using Json = nlohmann::json;

const std::string sk = "SK00000000000000000000000000000001";
const std::string other_account = "AC00000000000000000000000000000002";

std::string workspace() {
  return R"({"version": 1, "name": "centre",
    "activities": [{"name": "Available", "available": true}, {"name": "Offline", "available": false}],
    "default_activity": "Offline", "timeout_activity": "Offline",
    "tenants": [{"name": "north"}, {"name": "south"}],
    "task_channels": [{"name": "lead"}, {"name": "sms"}, {"name": "voice"}],
    "workers": [{"name": "ann", "tenant": "north"}, {"name": "ben", "tenant": "south"}],
    "task_queues": [{"name": "north", "tenant": "north"}, {"name": "south", "tenant": "south"}],
    "workflows": [
      {"name": "north", "tenant": "north", "task_routing": {"default_filter": {"queue": "north"}}},
      {"name": "south", "tenant": "south", "task_routing": {"default_filter": {"queue": "south"}}}]})";
}

std::string config() {
  const std::string account = LiveServer::account;
  return R"("accounts": [{"sid": ")" + account + R"(", "token": {"file": "account"}}],
    "workspaces": [{"file": "workspace.json", "account": ")" +
         account + R"("}],
    "operators": {"token": {"file": "operator"}},
    "agents": [{"worker": "ann", "token": {"file": "agent"}}],
    "leads": [{"tenant": "north", "workflow": "north", "bearer": {"file": "lead"}}])";
}

std::string bearer(const std::string& token) {
  return "Authorization: Bearer " + token + "\r\n";
}

std::string basic(const std::string& user, const std::string& secret) {
  return "Authorization: Basic " + signatures::to_base64(user + ":" + secret) + "\r\n";
}

std::size_t times(const std::string& text, const std::string& part) {
  std::size_t found = 0;
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++found;
  return found;
}

class Reload : public ::testing::Test {
 protected:
  explicit Reload(const std::string& document = workspace(), const std::string& more = "")
      : server_(SWITCHYARD_PROGRAM, config() + more, document) {
    for (const char* name : {"account", "operator", "agent", "lead"}) secret(name, name);
  }

  void secret(const std::string& file, const std::string& text) const {
    std::ofstream(server_.folder() + "/" + file) << text << "-secret\n";
  }
  Json config_file() const {
    std::ifstream in(server_.folder() + "/config.json");
    return Json::parse(in);
  }
  // Whether the log says `event` once more in time.
  bool reload(const Json& changed, const std::string& event) const {
    const std::string said = R"("event":")" + event + '"';
    const std::size_t before = times(server_.log(), said);
    std::ofstream(server_.folder() + "/config.json") << changed.dump();
    ::kill(server_.process(), SIGHUP);
    for (int i = 0; i < 500; ++i) {
      if (times(server_.log(), said) > before) return true;
      std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
    return false;
  }
  int status(const std::string& method, const std::string& path, const std::string& headers) const {
    HttpConnection connection(server_.port());
    return connection.request(method, path, headers, method == "POST" ? "{}" : "").status;
  }
  int lead(const std::string& source, const std::string& token) const {
    return status("POST", "/webhooks/leads/" + source,
                  bearer(token) + "Content-Type: application/json\r\nIdempotency-Key: 1\r\n");
  }
  int agent(const std::string& token) const {
    return status("GET", "/v1/agents/ws",
                  bearer(token) +
                      "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
                      "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n");
  }

  LiveServer server_;
};

TEST_F(Reload, lets_in_whom_the_file_names_now_and_nobody_else) {
  server_.start();
  EXPECT_EQ(status("GET", "/v1/Workspaces", basic(LiveServer::account, "account-secret")), 200);
  EXPECT_EQ(status("GET", "/v1/Workspaces", basic(sk, "key-secret")), 401);
  EXPECT_EQ(lead("south", "south-secret"), 404);
  EXPECT_EQ(agent("ben-secret"), 401);
  EXPECT_EQ(status("GET", "/v1/documents", bearer("operator-secret")), 200);
  EXPECT_EQ(status("GET", "/v1/documents", bearer("next-secret")), 401);

  for (const char* name : {"key", "south", "ben", "next"}) secret(name, name);
  Json next = config_file();
  next["accounts"][0]["keys"] = {{{"sid", sk}, {"secret", {{"file", "key"}}}, {"tenant", "north"}}};
  next["leads"].push_back({{"tenant", "south"}, {"workflow", "south"}, {"bearer", {{"file", "south"}}}});
  next["agents"] = {{{"worker", "ben"}, {"token", {{"file", "ben"}}}}};
  next["operators"]["token"]["file"] = "next";
  secret("account", "changed");
  secret("lead", "changed");
  ASSERT_TRUE(reload(next, "reloaded")) << server_.log();
  EXPECT_NE(server_.log().find(R"("changed":"operators.token, accounts, leads, agents")"), std::string::npos)
      << server_.log();
  EXPECT_EQ(server_.log().find("needs_restart"), std::string::npos) << server_.log();

  EXPECT_EQ(status("GET", "/v1/Workspaces", basic(sk, "key-secret")), 200);
  EXPECT_EQ(status("GET", "/v1/Workspaces", basic(LiveServer::account, "changed-secret")), 200);
  EXPECT_EQ(status("GET", "/v1/Workspaces", basic(LiveServer::account, "account-secret")), 401);
  EXPECT_EQ(lead("south", "south-secret"), 202);
  EXPECT_EQ(lead("north", "changed-secret"), 202);
  EXPECT_EQ(lead("north", "lead-secret"), 403);
  EXPECT_EQ(agent("ben-secret"), 101);
  EXPECT_EQ(agent("agent-secret"), 401);
  EXPECT_EQ(status("GET", "/v1/documents", bearer("next-secret")), 200);
  EXPECT_EQ(status("GET", "/v1/documents", bearer("operator-secret")), 401);
}

TEST_F(Reload, takes_webhooks_that_are_signed_with_the_new_token) {
  server_.start();
  const auto post = [&] {
    const SignedForm form = sms(server_.url() + "/webhooks/sms", "SM1", "+12025550199", "+12025550100", "hi");
    HttpConnection connection(server_.port());
    return connection.request("POST", "/webhooks/sms", form.headers, form.body).status;
  };
  EXPECT_EQ(post(), 403);
  std::ofstream(server_.folder() + "/account") << LiveServer::token << "\n";
  ASSERT_TRUE(reload(config_file(), "reloaded")) << server_.log();
  EXPECT_EQ(post(), 404);  // it is believed; nobody has the number
}

TEST_F(Reload, changes_how_often_somebody_may_come) {
  server_.start();
  Json next = config_file();
  next["limits"]["account_requests_per_second"] = 1;
  ASSERT_TRUE(reload(next, "reloaded")) << server_.log();
  const auto asked = [&](const std::string& headers) {
    std::multiset<int> answers;
    for (int i = 0; i < 8; ++i) answers.insert(status("GET", "/v1/Workspaces", headers));
    return answers;
  };
  const std::string account = basic(LiveServer::account, "account-secret");
  EXPECT_GT(asked(account).count(429), 0U);
  EXPECT_EQ(asked(basic(LiveServer::account, "wrong")).count(429), 0U);
  next["limits"]["account_requests_per_second"] = 0;
  next["limits"]["requests_per_second"] = 1;
  ASSERT_TRUE(reload(next, "reloaded")) << server_.log();
  EXPECT_GT(asked(basic(LiveServer::account, "wrong")).count(429), 0U);
  next["limits"]["requests_per_second"] = 0;
  ASSERT_TRUE(reload(next, "reloaded")) << server_.log();
  EXPECT_EQ(asked(account).count(200), 8U);
}

TEST_F(Reload, changes_what_the_log_says) {
  server_.start();
  Json next = config_file();
  next["log"]["level"] = "warning";
  next["listen"] = "127.0.0.1:1";
  ASSERT_TRUE(reload(next, "needs_restart")) << server_.log();
  EXPECT_EQ(times(server_.log(), R"("event":"reloaded")"), 0U) << server_.log();
  next["log"]["level"] = "info";
  EXPECT_TRUE(reload(next, "reloaded")) << server_.log();
}

// The API may have taken away what the configuration names: nobody could change a secret any more.
TEST_F(Reload, goes_on_without_a_worker_who_was_deleted_but_takes_no_new_one_who_is_not_there) {
  server_.start();
  const std::string access = basic(LiveServer::account, "account-secret");
  HttpConnection connection(server_.port());
  const auto list = [&](const std::string& path) {
    return Json::parse(connection.request("GET", path, access, "").body);
  };
  const std::string centre =
      "/v1/Workspaces/" + list("/v1/Workspaces")["workspaces"][0]["sid"].get<std::string>();
  int deleted = 0;
  const Json workers = list(centre + "/Workers");
  for (const Json& worker : workers["workers"]) {
    if (worker["friendly_name"] != "ann") continue;
    const std::string path = centre + "/Workers/" + worker["sid"].get<std::string>();
    ASSERT_EQ(connection.request("DELETE", path, access, "").status, 204);
    ++deleted;
  }
  ASSERT_EQ(deleted, 1) << workers;
  secret("operator", "next");
  ASSERT_TRUE(reload(config_file(), "reloaded")) << server_.log();
  EXPECT_NE(server_.log().find("has no worker \\\"ann\\\""), std::string::npos) << server_.log();
  EXPECT_EQ(status("GET", "/metrics", bearer("next-secret")), 200);
  Json next = config_file();
  next["agents"].push_back({{"worker", "eve"}, {"token", {{"file", "agent"}}}});
  EXPECT_TRUE(reload(next, "not_reloaded")) << server_.log();
}

TEST_F(Reload, changes_nothing_when_one_secret_is_none) {
  server_.start();
  secret("key", "key");
  secret("whsec", "no base64");
  Json next = config_file();
  next["accounts"][0]["keys"] = {{{"sid", sk}, {"secret", {{"file", "key"}}}}};
  next["leads"].push_back(
      {{"tenant", "south"}, {"workflow", "south"}, {"standard_webhooks", {{"file", "whsec"}}}});
  ASSERT_TRUE(reload(next, "not_reloaded")) << server_.log();
  EXPECT_EQ(status("GET", "/v1/Workspaces", basic(sk, "key-secret")), 401);
  EXPECT_EQ(lead("south", "south-secret"), 404);
  EXPECT_EQ(lead("north", "lead-secret"), 202);
}

// --- what needs a start

struct Changed {
  std::string key;
  Json patch;
};

std::vector<Changed> what_needs_a_start() {
  return {{"listen", {{"listen", "127.0.0.1:1"}}},
          {"public_url", {{"public_url", "https://calls.example.com"}}},
          {"tls", {}},  // without a certificate the program would not have started
          {"journal.folder", {{"journal", {{"folder", "elsewhere"}}}}},
          {"journal.kept", {{"journal", {{"kept", "7d"}}}}},
          {"journal.snapshot_every", {{"journal", {{"snapshot_every", 5'000}}}}},
          {"webhooks.channel_sms", {{"webhooks", {{"channel_sms", "lead"}}}}},
          {"webhooks.channel_voice", {{"webhooks", {{"channel_voice", "lead"}}}}},
          {"carrier", {{"carrier", {{"account", LiveServer::account}, {"token", {{"file", "account"}}}}}}},
          {"presence_grace", {{"presence_grace", "7s"}}},
          {"outgoing.allow", {{"outgoing", {{"allow", {"10.0.0.0/8"}}}}}},
          {"limits.body_bytes", {{"limits", {{"body_bytes", 70'000}}}}},
          {"limits.connections", {{"limits", {{"connections", 70}}}}},
          {"limits.queue", {{"limits", {{"queue", 700}}}}},
          {"log.format", {{"log", {{"format", "text"}}}}}};
}

std::vector<std::string> what_is_taken_over() {
  return {"operators.token",
          "limits.requests_per_second",
          "limits.account_requests_per_second",
          "log.level",
          "accounts",
          "workspaces",
          "webhooks.account",
          "leads",
          "agents"};
}

TEST_F(Reload, names_each_key_that_needs_a_start) {
  server_.start();
  const Json at_start = config_file();
  for (const Changed& change : what_needs_a_start()) {
    if (change.patch.is_null()) continue;
    Json next = at_start;
    next.merge_patch(change.patch);
    ASSERT_TRUE(reload(next, "needs_restart")) << change.key << server_.log();
    const std::string log = server_.log();
    EXPECT_NE(log.rfind(R"("keys":")" + change.key + "\"}"), std::string::npos) << change.key << log;
  }
  // As at the start again: nothing is left to be done.
  const std::size_t told = times(server_.log(), "needs_restart");
  ASSERT_TRUE(reload(at_start, "reloaded"));
  EXPECT_EQ(times(server_.log(), "needs_restart"), told) << server_.log();
  EXPECT_EQ(lead("north", "lead-secret"), 202);
}

TEST_F(Reload, is_decided_for_every_key_of_the_schema) {
  std::set<std::string> decided;
  for (const Changed& change : what_needs_a_start()) decided.insert(change.key);
  for (const std::string& key : what_is_taken_over()) decided.insert(key);
  const cli_test::Folder folder;
  const Json schema = Json::parse(folder.run("schema config").out);
  for (const auto& [name, property] : schema["properties"].items()) {
    if (name == "$schema" || name == "version" || decided.contains(name)) continue;
    ASSERT_TRUE(property.contains("properties")) << name << " is neither taken over nor named";
    for (const auto& [key, ignored] : property["properties"].items())
      EXPECT_TRUE(decided.contains(name + "." + key)) << name << "." << key;
  }
}

// --- callbacks are signed with the account's token

class Receiver {
 public:
  Receiver() {
    auto started =
        http::Server::start({}, [this](const http::Request& request, const http::Respond& respond) {
          const std::string sent(http::find_header(request.headers, signatures::twilio_header).value_or(""));
          const auto form = http::read_form(request.body).value_or(http::Fields{});
          const std::lock_guard lock(mutex_);
          for (const char* token : {"account-secret", "changed-secret"}) {
            if (signatures::sign_twilio_form(signatures::twilio_key(token), url(), form) == sent)
              signed_with_.insert(token);
          }
          respond({204, {}, {}});
        });
    if (!started) throw std::runtime_error(started.error());
    server_ = *std::move(started);
    port_ = server_->port();
  }
  std::string url() const { return "http://127.0.0.1:" + std::to_string(port_) + "/events"; }
  bool is_signed_with(const std::string& token) const {
    for (int i = 0; i < 500; ++i) {
      {
        const std::lock_guard lock(mutex_);
        if (signed_with_.contains(token)) return true;
      }
      std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
    return false;
  }

 private:
  std::uint16_t port_ = 0;
  mutable std::mutex mutex_;
  std::set<std::string> signed_with_;
  std::unique_ptr<http::Server> server_;
};

struct WithReceiver {
  Receiver receiver;
  std::string document() const {
    std::string text = workspace();
    return text.insert(1, R"("taskrouter": {"account_sid": ")" + std::string(LiveServer::account) +
                              R"(", "event_callback_url": ")" + receiver.url() + R"("},)");
  }
};

class ReloadWithEvents : public WithReceiver, public Reload {
 protected:
  ReloadWithEvents() : Reload(document(), R"(, "outgoing": {"allow": ["127.0.0.0/8"]})") {}
};

TEST_F(ReloadWithEvents, signs_callbacks_with_the_new_token) {
  server_.start();
  ASSERT_EQ(lead("north", "lead-secret"), 202);
  EXPECT_TRUE(receiver.is_signed_with("account-secret"));
  secret("account", "changed");
  ASSERT_TRUE(reload(config_file(), "reloaded")) << server_.log();
  HttpConnection connection(server_.port());
  const std::string headers =
      bearer("lead-secret") + "Content-Type: application/json\r\nIdempotency-Key: 2\r\n";
  ASSERT_EQ(connection.request("POST", "/webhooks/leads/north", headers, "{}").status, 202);
  EXPECT_TRUE(receiver.is_signed_with("changed-secret"));
}

}  // namespace
}  // namespace switchyard::live
