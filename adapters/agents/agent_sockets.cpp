// Connections meet the host here: questions, commands and answers, each by the port.
#include "adapters/agents/agent_sockets.h"

#include "adapters/agents/messages.h"
#include "adapters/agents/presence.h"
#include "adapters/agents/texts.h"
#include "engine/base/match.h"
#include "engine/state/state.h"

namespace switchyard::adapters::agents {
namespace {

constexpr Duration try_again = seconds(1);  // the host was too busy to take a worker offline

http::RateLimit::Moment steady_now() {
  return std::chrono::steady_clock::now();
}

std::optional<WorkerId> find_worker(const State& state, const std::string& name) {
  const auto found = state.worker_by_name.find(name);
  if (found == state.worker_by_name.end()) return std::nullopt;
  return found->second;
}

const std::string& name_of(const State& state, WorkerId worker) {
  return state.workspace().workers[worker.index()].name;
}

http::Response refusal(unsigned status, std::string_view text) {
  return {status, {{"Content-Type", "text/plain; charset=utf-8"}}, std::string(text) + "\n"};
}

ActivityId offline_activity(const Workspace& workspace, const std::string& name) {
  for (std::uint32_t i = 0; i < workspace.activities.size(); ++i) {
    if (workspace.activities[i].name == name) return ActivityId{i};
  }
  return workspace.timeout_activity;
}

}  // namespace

class AgentSockets::Parts : public std::enable_shared_from_this<Parts> {
 public:
  Parts(Port& port, AgentOptions options, After after)
      : port_(port), options_(std::move(options)), after_(std::move(after)) {}

  std::variant<http::Response, http::Conversation> open(const http::Request& request,
                                                        std::shared_ptr<http::Sink> sink);
  const std::string& path() const { return options_.path; }
  void expect_all();

  Presence presence;

 private:
  using SocketPtr = std::shared_ptr<AgentSocket>;

  bool greet(const SocketPtr& socket);
  void receive(const SocketPtr& socket, std::string_view text);
  void leave(const SocketPtr& socket);
  void wait_for(const Agent& agent, std::uint64_t gone, Duration wait);
  void take_offline(const Agent& agent);
  std::vector<Command> offline_command(const WorkspaceView& view, const Agent& agent) const;

  Port& port_;
  const AgentOptions options_;
  const After after_;
};

std::variant<http::Response, http::Conversation> AgentSockets::Parts::open(const http::Request& request,
                                                                           std::shared_ptr<http::Sink> sink) {
  const auto tokens = options_.tokens();
  const Agent* agent = tokens ? tokens->find(bearer_token(request)) : nullptr;
  if (agent == nullptr) {
    http::Response response = refusal(401, "this needs the bearer token of a worker");
    response.headers.emplace_back("WWW-Authenticate", "Bearer");
    return response;
  }
  const auto socket = std::make_shared<AgentSocket>(
      AgentSocket{*agent, std::move(sink), http::RateLimit(options_.messages, steady_now())});
  if (!greet(socket)) return refusal(503, "busy; come again");
  presence.enter(socket);
  http::Conversation conversation;
  conversation.received = [self = shared_from_this(), socket](std::string_view text) {
    self->receive(socket, text);
  };
  conversation.closed = [self = shared_from_this(), socket] { self->leave(socket); };
  return conversation;
}

bool AgentSockets::Parts::greet(const SocketPtr& socket) {
  return port_.submit({socket->agent.workspace, nullptr, [socket](const WorkspaceView* view, const Outcome&) {
                         const auto worker = view != nullptr
                                                 ? find_worker(view->engine.state(), socket->agent.worker)
                                                 : std::nullopt;
                         if (!worker) return socket->sink->close();
                         socket->sink->send(greeting(view->engine.state(), *worker));
                       }});
}

void AgentSockets::Parts::receive(const SocketPtr& socket, std::string_view text) {
  if (socket->messages.take(steady_now())) {
    socket->sink->send(refusal_text(id_of_message(text), "too_many_messages"));
    return;
  }
  auto message = read_message(text);
  if (!message) {
    socket->sink->send(refusal_text(id_of_message(text), message.error()));
    return;
  }
  auto problem = std::make_shared<std::string>();
  const auto said = std::make_shared<const AgentMessage>(std::move(*message));
  Work work;
  work.workspace = socket->agent.workspace;
  work.decide = [socket, said, problem](const WorkspaceView& view) -> std::vector<Command> {
    const auto worker = find_worker(view.engine.state(), socket->agent.worker);
    auto command = worker ? command_of(*said, view.engine.state(), *worker)
                          : tl::unexpected(std::string("unknown_worker"));
    if (command) return {std::move(*command)};
    *problem = command.error();
    return {};
  };
  work.finish = [socket, said, problem](const WorkspaceView*, const Outcome& outcome) {
    socket->sink->send(result_text(said->id, outcome, *problem));
  };
  if (!port_.submit(std::move(work))) socket->sink->send(refusal_text(said->id, "busy"));
}

void AgentSockets::Parts::leave(const SocketPtr& socket) {
  const std::uint64_t gone = presence.leave(socket);
  if (gone != 0) wait_for(socket->agent, gone, options_.grace);
}

void AgentSockets::Parts::expect_all() {
  const auto tokens = options_.tokens();
  if (!tokens) return;
  for (const Agent& agent : tokens->agents()) {
    const std::uint64_t gone = presence.expect(agent);
    if (gone != 0) wait_for(agent, gone, options_.grace);
  }
}

void AgentSockets::Parts::wait_for(const Agent& agent, std::uint64_t gone, Duration wait) {
  after_(wait, [weak = weak_from_this(), agent, gone] {
    const auto self = weak.lock();
    if (self && self->presence.still_gone(agent, gone)) self->take_offline(agent);
  });
}

void AgentSockets::Parts::take_offline(const Agent& agent) {
  Work work;
  work.workspace = agent.workspace;
  work.decide = [self = shared_from_this(), agent](const WorkspaceView& view) {
    return self->offline_command(view, agent);
  };
  const auto again = [weak = weak_from_this(), agent] {
    const auto self = weak.lock();
    if (self && !self->presence.is_here(agent)) self->take_offline(agent);
  };
  work.finish = [self = shared_from_this(), again](const WorkspaceView*, const Outcome& outcome) {
    if (outcome.kind == Outcome::Kind::journal_failed) self->after_(try_again, again);
  };
  if (!port_.submit(std::move(work))) after_(try_again, again);
}

std::vector<Command> AgentSockets::Parts::offline_command(const WorkspaceView& view,
                                                          const Agent& agent) const {
  const State& state = view.engine.state();
  const auto worker = find_worker(state, agent.worker);
  if (!worker || presence.is_here(agent)) return {};
  const auto& activities = state.workspace().activities;
  if (!activities[state.workers[worker->index()].activity.index()].available) return {};
  const ActivityId offline = offline_activity(state.workspace(), options_.offline);
  if (offline.is_none()) return {};
  return {WorkerChangesActivity{*worker, offline, !activities[offline.index()].available}};
}

AgentSockets::AgentSockets(Port& port, AgentOptions options, After after)
    : parts_(std::make_shared<Parts>(port, std::move(options), std::move(after))) {}

AgentSockets::~AgentSockets() = default;

void AgentSockets::expect_all() {
  parts_->expect_all();
}

http::StreamPath AgentSockets::stream() {
  return {parts_->path(), http::StreamPath::Kind::web_socket,
          [parts = parts_](const http::Request& request, std::shared_ptr<http::Sink> sink) {
            return parts->open(request, std::move(sink));
          }};
}

std::size_t AgentSockets::connected() const {
  return parts_->presence.sockets();
}

void AgentSockets::workspace_removed(std::string_view name) {
  parts_->presence.close_all(name);
}

void AgentSockets::turn_applied(const WorkspaceView& view, const TurnSeen& turn, bool replayed) {
  if (replayed || parts_->presence.sockets() == 0) return;
  const State& state = view.engine.state();
  for (const Event& event : turn.output.events) {
    if (auto message = text_of(state, event))
      parts_->presence.tell(view.name, name_of(state, message->worker),
                            [&] { return std::move(message->text); });
    if (const auto* completed = std::get_if<ReservationCompleted>(&event))
      parts_->presence.forget(view.name, name_of(state, completed->worker), completed->task);
  }
}

void AgentSockets::effect_ordered(const WorkspaceView& view, const OrderedEffect& ordered) {
  if (parts_->presence.sockets() == 0) return;
  const State& state = view.engine.state();
  if (const auto* release = std::get_if<ReleaseCustomer>(&ordered.effect))
    return parts_->presence.release(view.name, release->task,
                                    [&] { return release_text(state, release->task); });
  auto message = text_of(state, ordered.effect);
  if (!message) return;
  const std::string& worker = name_of(state, message->worker);
  parts_->presence.tell(view.name, worker, [&] { return std::move(message->text); });
  match(
      ordered.effect, [&](const ConnectTask& e) { parts_->presence.shown(view.name, worker, e.task); },
      [&](const WithdrawOffer& e) { parts_->presence.forget(view.name, worker, e.task); },
      [](const auto&) {});
}

}  // namespace switchyard::adapters::agents
