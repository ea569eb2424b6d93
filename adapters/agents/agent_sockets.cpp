// Connections meet the host here: questions, commands and answers, each by the port.
#include "adapters/agents/agent_sockets.h"

#include <algorithm>
#include <deque>
#include <string>
#include <vector>

#include "adapters/agents/commands.h"
#include "adapters/agents/conversations.h"
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

// What a socket is told at once of what was said before: well below what waits for a slow reader
// (http::Limits::stream_queue).
constexpr std::size_t burst_bytes = std::size_t{256} << 10;

// The newest messages that fit into so many bytes, oldest first.
std::vector<std::string> newest_texts(const State& state, ReservationId work, const std::deque<Said>& said,
                                      std::size_t most_bytes) {
  std::vector<std::string> texts;
  std::size_t bytes = 0;
  for (auto each = said.rbegin(); each != said.rend(); ++each) {
    auto text = message_text(state, work, *each);
    if (!text || bytes + text->size() > most_bytes) break;
    bytes += text->size();
    texts.push_back(*std::move(text));
  }
  std::reverse(texts.begin(), texts.end());
  return texts;
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

  void tell(const WorkspaceView& view, ForWorker message);
  void tell_message(const WorkspaceView& view, const TurnSeen& turn, TaskId task);
  void tell_messages(const WorkspaceView& view, const ConnectTask& connected);

  Presence presence;
  Conversations conversations;

 private:
  using SocketPtr = std::shared_ptr<AgentSocket>;
  using SaidPtr = std::shared_ptr<const AgentMessage>;

  bool greet(const SocketPtr& socket);
  void show_work(http::Sink& sink, const WorkspaceView& view, WorkerId worker) const;
  void receive(const SocketPtr& socket, std::string_view text);
  Work command_work(const SocketPtr& socket, const SaidPtr& said);
  Work reply_work(const SocketPtr& socket, const SaidPtr& said);
  void reply(const WorkspaceView& view, const SocketPtr& socket, const AgentMessage& said);
  void leave(const SocketPtr& socket);
  void wait_for(const Agent& agent, std::uint64_t gone, Duration wait);
  void take_offline(const Agent& agent);
  std::vector<Command> offline_command(const WorkspaceView& view, const Agent& agent) const;

  Port& port_;
  const AgentOptions options_;
  const After after_;
  Replies replies_;
  std::uint64_t keyless_replies_ = 0;  // on the host's thread
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
  http::Conversation conversation;
  conversation.received = [self = shared_from_this(), socket](std::string_view text) {
    self->receive(socket, text);
  };
  conversation.closed = [self = shared_from_this(), socket] { self->leave(socket); };
  return conversation;
}

// On the host's thread, so that it hears of every turn after the one that it was shown.
bool AgentSockets::Parts::greet(const SocketPtr& socket) {
  const auto finish = [self = shared_from_this(), socket](const WorkspaceView* view, const Outcome&) {
    const auto worker =
        view != nullptr ? find_worker(view->engine.state(), socket->agent.worker) : std::nullopt;
    if (!worker) return socket->sink->close();
    self->presence.enter(socket);
    self->show_work(*socket->sink, *view, *worker);
  };
  return port_.submit({socket->agent.workspace, nullptr, finish});
}

void AgentSockets::Parts::show_work(http::Sink& sink, const WorkspaceView& view, WorkerId worker) const {
  const State& state = view.engine.state();
  sink.send(greeting(state, worker));
  const std::size_t share = burst_bytes / std::max(state.workers[worker.index()].open_tasks, 1U);
  for (ReservationSlot slot = state.workers[worker.index()].first_reservation; slot != no_slot;
       slot = state.reservations[slot].next_of_worker) {
    const Reservation& work = state.reservations[slot];
    for (std::string& text : newest_texts(state, work.id, conversations.of(view.name, work.task_id), share))
      sink.send(std::move(text));
  }
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
  const auto said = std::make_shared<const AgentMessage>(std::move(*message));
  Work work = said->saying == Saying::reply ? reply_work(socket, said) : command_work(socket, said);
  if (!port_.submit(std::move(work))) socket->sink->send(refusal_text(said->id, "busy"));
}

Work AgentSockets::Parts::command_work(const SocketPtr& socket, const SaidPtr& said) {
  auto problem = std::make_shared<std::string>();
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
  return work;
}

// Nothing of it is journaled: it is a question who is to be written to.
Work AgentSockets::Parts::reply_work(const SocketPtr& socket, const SaidPtr& said) {
  Work work;
  work.workspace = socket->agent.workspace;
  work.finish = [self = shared_from_this(), socket, said](const WorkspaceView* view, const Outcome&) {
    if (view == nullptr) return void(socket->sink->send(refusal_text(said->id, "unknown_worker")));
    self->reply(*view, socket, *said);
  };
  return work;
}

void AgentSockets::Parts::reply(const WorkspaceView& view, const SocketPtr& socket,
                                const AgentMessage& said) {
  const auto refuse = [&](std::string_view why) { socket->sink->send(refusal_text(said.id, why)); };
  const auto worker = find_worker(view.engine.state(), socket->agent.worker);
  if (!worker) return refuse("unknown_worker");
  const auto task = task_to_reply_to(said, view.engine.state(), *worker);
  if (!task) return refuse(task.error());
  if (!options_.send_reply) return refuse("no_carrier");
  const std::string own =
      said.key.empty() ? std::to_string(view.now.microseconds) + "." + std::to_string(++keyless_replies_)
                       : "key:" + http::percent_encode(said.key);
  const std::string key = said.reservation + ":reply:" + own;
  const auto told = [socket, id = said.id](const ReplyResult& result) {
    socket->sink->send(reply_text(id, result));
  };
  if (!said.key.empty() && !replies_.begin(key, told)) return;
  const bool has_key = !said.key.empty();
  options_.send_reply(view, *task, key, said.text,
                      [self = shared_from_this(), told, key, has_key](const ReplyResult& result) {
                        has_key ? self->replies_.done(key, result) : told(result);
                      });
}

void AgentSockets::Parts::tell(const WorkspaceView& view, ForWorker message) {
  presence.tell(view.name, name_of(view.engine.state(), message.worker),
                [&] { return std::move(message.text); });
}

void AgentSockets::Parts::tell_message(const WorkspaceView& view, const TurnSeen& turn, TaskId task) {
  const auto& said = conversations.of(view.name, task);
  if (said.empty() || said.back().sequence != turn.sequence) return;
  for (ForWorker& message : message_texts(view.engine.state(), task, said.back()))
    tell(view, std::move(message));
}

// What was said before the worker was put through.
void AgentSockets::Parts::tell_messages(const WorkspaceView& view, const ConnectTask& connected) {
  const std::deque<Said>& said = conversations.of(view.name, connected.task);
  for (std::string& text : newest_texts(view.engine.state(), connected.reservation, said, burst_bytes))
    tell(view, {connected.worker, std::move(text)});
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

void AgentSockets::nobody_rings(const WorkspaceView& view, const ConnectTask& effect) {
  parts_->tell(view, {effect.worker, no_telephone_text(view.engine.state(), effect)});
}

void AgentSockets::workspace_removed(std::string_view name) {
  parts_->presence.close_all(name);
  parts_->conversations.forget(name);
}

void AgentSockets::turn_applied(const WorkspaceView& view, const TurnSeen& turn, bool replayed) {
  const TaskId written_to = parts_->conversations.note(view, turn);
  if (replayed || parts_->presence.sockets() == 0) return;
  const State& state = view.engine.state();
  for (const Event& event : turn.output.events) {
    if (auto message = text_of(state, event)) parts_->tell(view, *std::move(message));
    if (const auto* completed = std::get_if<ReservationCompleted>(&event))
      parts_->presence.forget(view.name, name_of(state, completed->worker), completed->task);
  }
  if (!written_to.is_none()) parts_->tell_message(view, turn, written_to);
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
  parts_->tell(view, *std::move(message));
  match(
      ordered.effect,
      [&](const ConnectTask& e) {
        parts_->presence.shown(view.name, worker, e.task);
        parts_->tell_messages(view, e);
      },
      [&](const WithdrawOffer& e) { parts_->presence.forget(view.name, worker, e.task); },
      [](const auto&) {});
}

}  // namespace switchyard::adapters::agents
