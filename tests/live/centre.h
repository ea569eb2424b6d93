// One small centre that takes messages, for tests that need no more.
#pragma once

#include <string>

#include "tests/support/live_server.h"

namespace switchyard::live {

inline constexpr const char* centre_number = "+12025550100";

inline std::string centre_workspace() {
  return std::string(R"({"version": 1, "name": "centre", "default_activity": "Available",
  "activities": [{"name": "Available", "available": true}, {"name": "Offline", "available": false}],
  "timeout_activity": "Offline",
  "task_channels": [{"name": "sms", "kind": "messages"}, {"name": "voice", "kind": "call"}],
  "task_queues": [{"name": "line"}],
  "workflows": [{"name": "all", "task_routing": {"filters": [], "default_filter": {"queue": "line"}}}],
  "numbers": [{"name": "main", "number": ")") +
         centre_number + R"(", "workflow": "all"}]})";
}

inline std::string centre_config() {
  const std::string account = LiveServer::account;
  return R"("accounts": [{"sid": ")" + account +
         R"(", "token": {"environment": "SWITCHYARD_TEST_TOKEN"}}],
  "workspaces": [{"file": "workspace.json", "account": ")" +
         account + R"("}], "log": {"level": "warning"})";
}

}  // namespace switchyard::live
