// An agent's program: a WebSocket to a running host, and what came over it.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace switchyard::live {

class AgentClient {
 public:
  // Connects with the worker's token, and reads on a thread of its own until it is destroyed.
  AgentClient(std::uint16_t port, const std::string& token);
  ~AgentClient();
  AgentClient(const AgentClient&) = delete;
  AgentClient& operator=(const AgentClient&) = delete;

  void say(const nlohmann::json& message);
  // The next message of that type after the last one that was taken, which it takes with all before it; null
  // when none came in time.
  nlohmann::json next(const std::string& type, std::chrono::milliseconds longest = std::chrono::seconds(10));
  // Says it and waits for the result.
  nlohmann::json ask(nlohmann::json message);

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
  int asked_ = 0;
};

}  // namespace switchyard::live
