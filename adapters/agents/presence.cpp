// One table under one lock; sinks only queue, so nothing waits under it.
#include "adapters/agents/presence.h"

namespace switchyard::adapters::agents {

Presence::Worker* Presence::find(std::string_view workspace, std::string_view worker) {
  if (workers_.empty()) return nullptr;
  const auto found = workers_.find(Key(workspace, worker));
  return found == workers_.end() ? nullptr : &found->second;
}

void Presence::enter(const std::shared_ptr<AgentSocket>& socket) {
  const std::lock_guard lock(mutex_);
  if (socket->left) return;
  Worker& worker = workers_[{socket->agent.workspace, socket->agent.worker}];
  worker.sockets.push_back(socket);
  worker.gone = 0;
}

std::uint64_t Presence::leave(const std::shared_ptr<AgentSocket>& socket) {
  const std::lock_guard lock(mutex_);
  socket->left = true;
  Worker* worker = find(socket->agent.workspace, socket->agent.worker);
  if (worker == nullptr || std::erase(worker->sockets, socket) == 0) return 0;
  if (!worker->sockets.empty()) return 0;
  return worker->gone = ++last_leave_;
}

std::uint64_t Presence::expect(const Agent& agent) {
  const std::lock_guard lock(mutex_);
  Worker& worker = workers_[{agent.workspace, agent.worker}];
  if (!worker.sockets.empty()) return 0;
  return worker.gone = ++last_leave_;
}

bool Presence::still_gone(const Agent& agent, std::uint64_t number) {
  const std::lock_guard lock(mutex_);
  const Worker* worker = find(agent.workspace, agent.worker);
  if (worker == nullptr || worker->gone != number) return false;
  workers_.erase({agent.workspace, agent.worker});
  return true;
}

bool Presence::is_here(const Agent& agent) const {
  const std::lock_guard lock(mutex_);
  const auto found = workers_.find({agent.workspace, agent.worker});
  return found != workers_.end() && !found->second.sockets.empty();
}

void Presence::tell(std::string_view workspace, std::string_view worker,
                    const std::function<std::string()>& text) {
  const std::lock_guard lock(mutex_);
  const Worker* found = find(workspace, worker);
  if (found == nullptr || found->sockets.empty()) return;
  const std::string said = text();
  for (const auto& socket : found->sockets) socket->sink->send(said);
}

void Presence::shown(std::string_view workspace, std::string_view worker, TaskId task) {
  const std::lock_guard lock(mutex_);
  if (Worker* found = find(workspace, worker)) found->tasks.insert(task);
}

void Presence::forget(std::string_view workspace, std::string_view worker, TaskId task) {
  const std::lock_guard lock(mutex_);
  if (Worker* found = find(workspace, worker)) found->tasks.erase(task);
}

void Presence::release(std::string_view workspace, TaskId task, const std::function<std::string()>& text) {
  const std::lock_guard lock(mutex_);
  for (auto& [key, worker] : workers_) {
    if (key.first != workspace || worker.tasks.erase(task) == 0) continue;
    for (const auto& socket : worker.sockets) socket->sink->send(text());
  }
}

void Presence::close_all(std::string_view workspace) {
  const std::lock_guard lock(mutex_);
  for (auto& [key, worker] : workers_) {
    if (key.first != workspace) continue;
    for (const auto& socket : worker.sockets) socket->sink->close();
  }
}

std::size_t Presence::sockets() const {
  const std::lock_guard lock(mutex_);
  std::size_t count = 0;
  for (const auto& [key, worker] : workers_) count += worker.sockets.size();
  return count;
}

}  // namespace switchyard::adapters::agents
