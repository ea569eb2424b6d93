// WebSockets of agents: offers go out, what they say becomes work, and presence follows the connections.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "adapters/agents/replies.h"
#include "adapters/agents/tokens.h"
#include "adapters/http/rate_limit.h"
#include "adapters/http/stream.h"
#include "adapters/port.h"

namespace switchyard::adapters::agents {

// Calls the function once, so much later, on any thread; never from inside this call.
using After = std::function<void(Duration, std::function<void()>)>;

// Writes to the customer of a task; `key` is the reply's own. Called on the host's thread; `sent` is told
// once, on any thread.
using SendReply = std::function<void(const WorkspaceView&, TaskId task, const std::string& key,
                                     const std::string& text, std::function<void(const ReplyResult&)> sent)>;

struct AgentOptions {
  std::string path = "/v1/agents/ws";
  std::function<std::shared_ptr<const AgentTokens>()> tokens;  // any thread; asked at each connection
  Duration grace = seconds(30);  // after the last socket of a worker closed, before the worker goes offline
  std::string offline;           // the name of that activity; empty: the workspace's timeout activity
  http::Rate messages{20, 50};   // of one connection; more are refused
  SendReply send_reply;          // empty: nobody carries messages, and replies are refused
};

// A worker may have several sockets; each hears everything. The port must live as long as this; streams may
// outlive it.
class AgentSockets final : public Observer {
 public:
  AgentSockets(Port& port, AgentOptions options, After after);
  ~AgentSockets() override;

  http::StreamPath stream();
  // At the start: whoever has a token and does not come within the grace goes offline, for a worker whose
  // program was lost with us would be offered work for ever.
  void expect_all();
  // Sockets that are open now. Any thread.
  std::size_t connected() const;
  // Whoever carries calls knows no telephone of a worker who is to be put through. On the host's thread.
  void nobody_rings(const WorkspaceView& view, const ConnectTask& effect);

  void workspace_removed(std::string_view name) override;
  void turn_applied(const WorkspaceView& view, const TurnSeen& turn, bool replayed) override;
  void effect_ordered(const WorkspaceView& view, const OrderedEffect& effect) override;

 private:
  class Parts;
  std::shared_ptr<Parts> parts_;
};

}  // namespace switchyard::adapters::agents
