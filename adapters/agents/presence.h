// Which sockets belong to which worker, and who must hear of a task's end.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/agents/tokens.h"
#include "adapters/http/rate_limit.h"
#include "adapters/http/stream.h"
#include "engine/base/id.h"

namespace switchyard::adapters::agents {

struct AgentSocket {
  Agent agent;
  std::shared_ptr<http::Sink> sink;
  http::RateLimit messages;
  bool left = false;  // for Presence: it was closed, maybe before it was let in
};

// Any thread.
class Presence {
 public:
  // Does nothing when it left before.
  void enter(const std::shared_ptr<AgentSocket>& socket);
  // The number by which the worker is known to have been gone since then; 0: other sockets are left, or it
  // never entered.
  std::uint64_t leave(const std::shared_ptr<AgentSocket>& socket);
  // As if the worker had left just now, who may never have been here; 0: is here.
  std::uint64_t expect(const Agent& agent);
  // Nobody came back since leave() gave that number. Forgets the worker then.
  bool still_gone(const Agent& agent, std::uint64_t number);
  bool is_here(const Agent& agent) const;

  // To each socket of the worker. The text is made only when there is one.
  void tell(std::string_view workspace, std::string_view worker, const std::function<std::string()>& text);
  // The worker has seen the task, and hears of its release.
  void shown(std::string_view workspace, std::string_view worker, TaskId task);
  void forget(std::string_view workspace, std::string_view worker, TaskId task);
  void release(std::string_view workspace, TaskId task, const std::function<std::string()>& text);
  void close_all(std::string_view workspace);
  std::size_t sockets() const;

 private:
  struct Worker {
    std::vector<std::shared_ptr<AgentSocket>> sockets;
    std::uint64_t gone = 0;  // the number of the last leave(); 0: here
    std::set<TaskId> tasks;
  };
  using Key = std::pair<std::string, std::string>;
  Worker* find(std::string_view workspace, std::string_view worker);

  mutable std::mutex mutex_;
  std::map<Key, Worker> workers_;  // by workspace and name
  std::uint64_t last_leave_ = 0;
};

}  // namespace switchyard::adapters::agents
