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
  return state.threads.find(ThreadKey{tenant, name});
}

ThreadState& note_message(State& state, TenantId tenant, const std::string& name) {
  ThreadKey key{tenant, name};
  ThreadState* const known = state.threads.find(key);
  ThreadState& thread = known == nullptr ? state.threads.insert(key, {}) : *known;
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
    ThreadState* const thread = state.threads.find(key);
    if (thread == nullptr || thread->last_message != at) continue;
    if (!has_open_task(state, *thread)) {
      state.threads.erase(key);
      continue;
    }
    thread->last_message = state.now;
    state.thread_order.emplace_back(state.now, std::move(key));
  }
}

}  // namespace switchyard
