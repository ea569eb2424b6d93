// Each door of the live program opens to those whom it is for, and to nobody else who has a secret of ours.
#include <gtest/gtest.h>

#include <fstream>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "adapters/signatures/hmac.h"
#include "tests/support/live_server.h"

namespace switchyard::live {
namespace {

const std::string sk = "SK00000000000000000000000000000001";

std::string workspace() {
  return R"({"version": 1, "name": "centre",
    "tenants": [{"name": "north"}, {"name": "south"}],
    "task_channels": [{"name": "lead"}],
    "workers": [{"name": "ann", "tenant": "north"}],
    "task_queues": [{"name": "line", "tenant": "north"}],
    "workflows": [{"name": "all", "tenant": "north", "task_routing": {"default_filter": {"queue": "line"}}}]})";
}

std::string config() {
  const std::string account = LiveServer::account;
  return R"("accounts": [{"sid": ")" + account +
         R"(", "token": {"environment": "SWITCHYARD_TEST_TOKEN"},
              "keys": [{"sid": ")" +
         sk + R"(", "secret": {"file": "key"}, "tenant": "north"}]}],
    "workspaces": [{"file": "workspace.json", "account": ")" +
         account + R"("}],
    "operators": {"token": {"file": "operator"}},
    "agents": [{"workspace": "centre", "worker": "ann", "token": {"file": "agent"}}],
    "leads": [{"tenant": "north", "workflow": "all", "bearer": {"file": "lead"}}],
    "log": {"level": "warning"})";
}

std::string basic(const std::string& user, const std::string& secret) {
  return "Authorization: Basic " + adapters::signatures::to_base64(user + ":" + secret) + "\r\n";
}

// What each shows who comes, by name.
std::map<std::string, std::string> visitors() {
  std::map<std::string, std::string> headers = {
      {"nobody", ""},
      {"account", basic(LiveServer::account, LiveServer::token)},
      {"key", basic(sk, "key-secret")},
      {"account with the key's secret", basic(LiveServer::account, "key-secret")}};
  for (const char* name : {"operator", "agent", "lead"})
    headers[name] = "Authorization: Bearer " + std::string(name) + "-secret\r\n";
  return headers;
}

struct Door {
  std::string method, path;
  std::set<std::string> open_to;
  int refusal = 401;
  std::string more = {};  // headers
};

class Doors : public ::testing::Test {
 protected:
  Doors() {
    for (const char* name : {"key", "operator", "agent", "lead"})
      std::ofstream(server_.folder() + "/" + name) << name << "-secret\n";
    server_.start();
  }
  Reply knock(const Door& door, const std::string& headers) {
    HttpConnection connection(server_.port());
    return connection.request(door.method, door.path, headers + door.more, "{}");
  }

  LiveServer server_{SWITCHYARD_PROGRAM, config(), workspace()};
};

TEST_F(Doors, open_to_those_whom_they_are_for) {
  const std::string json = "Content-Type: application/json\r\nIdempotency-Key: one\r\n";
  const Door doors[] = {
      {"GET", "/v1/Workspaces", {"account", "key"}},
      {"GET", "/metrics", {"operator"}, 404},
      {"GET", "/v1/diverts/centre", {"operator"}},
      {"POST", "/webhooks/leads/north", {"lead"}, 401, json},
      {"POST", "/webhooks/leads/south", {}, 404, json},
      {"POST", "/webhooks/sms", {}, 403, "Content-Type: application/x-www-form-urlencoded\r\n"},
      {"POST", "/carrier/leg?w=centre&t=1&r=1&e=1.0", {}, 404},
  };
  for (const Door& door : doors) {
    for (const auto& [name, headers] : visitors()) {
      const Reply reply = knock(door, headers);
      if (door.open_to.contains(name)) {
        EXPECT_LT(reply.status, 300) << door.path << " for " << name << ": " << reply.body;
      } else {
        EXPECT_TRUE(reply.status == door.refusal || reply.status == 403)
            << reply.status << " at " << door.path << " for " << name << ": " << reply.body;
      }
    }
  }
}

// Those who are let in are answered without an end, so only the others knock.
TEST_F(Doors, of_streams_are_shut_to_all_others) {
  const Door events{"GET", "/v1/events?workspace=centre&since=0", {"operator"}};
  const Door agents{"GET",
                    "/v1/agents/ws",
                    {"agent"},
                    401,
                    "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
                    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"};
  for (const Door& door : {events, agents}) {
    for (const auto& [name, headers] : visitors()) {
      if (door.open_to.contains(name)) continue;
      const Reply reply = knock(door, headers);
      EXPECT_EQ(reply.status, 401) << door.path << " for " << name;
      EXPECT_EQ(reply.body.find("centre"), std::string::npos) << reply.body;
    }
  }
}

TEST_F(Doors, of_health_tell_details_to_operators_only) {
  for (const auto& [name, headers] : visitors()) {
    const Reply reply = knock({"GET", "/readyz?verbose", {}}, headers);
    EXPECT_EQ(reply.status, 200) << name;
    EXPECT_EQ(reply.body.find("centre") != std::string::npos, name == "operator") << name << reply.body;
  }
}

}  // namespace
}  // namespace switchyard::live
