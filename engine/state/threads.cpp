// Each message puts its thread at the end of the order; an entry that a later message has made stale says
// nothing.
#include "engine/state/threads.h"

#include <utility>

namespace switchyard {

namespace {

bool has_open_task(const State& state, const ThreadState& thread) {
  return find_task(state, thread.task) != no_slot;
}

}  // namespace

ThreadState* find_thread(State& state, TenantId tenant, const std::string& name) {
  if (name.empty()) return nullptr;
  const auto found = state.threads.find({tenant, name});
  return found == state.threads.end() ? nullptr : &found->second;
}

ThreadState& note_message(State& state, TenantId tenant, const std::string& name) {
  ThreadKey key{tenant, name};
  ThreadState& thread = state.threads[key];
  if (thread.last_message == state.now && !thread.task.is_none()) return thread;
  thread.last_message = state.now;
  state.thread_order.emplace_back(state.now, std::move(key));
  return thread;
}

void forget_threads(State& state) {
  const Time before = state.now - state.workspace().threads_kept;
  while (!state.thread_order.empty() && state.thread_order.front().first <= before) {
    auto [at, key] = std::move(state.thread_order.front());
    state.thread_order.pop_front();
    const auto found = state.threads.find(key);
    if (found == state.threads.end() || found->second.last_message != at) continue;
    if (!has_open_task(state, found->second)) {
      state.threads.erase(found);
      continue;
    }
    found->second.last_message = state.now;
    state.thread_order.emplace_back(state.now, std::move(key));
  }
}

}  // namespace switchyard
