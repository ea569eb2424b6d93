// Keys are asked for by arrivals only; threads by arrivals, and by tasks that enter a workflow or are
// accepted.
#include "reports/decisions/turn_copy.h"

#include <algorithm>
#include <set>

namespace switchyard::reports {
namespace {

void add_key(Snapshot& snapshot, const State& state, const TaskArrives& arrival) {
  const DedupEntry* const seen = state.dedup.find(arrival.key);
  if (seen != nullptr) snapshot.dedup.push_back({arrival.key, seen->task, seen->at});
}

std::set<ThreadKey> threads_in_reach(const State& state, const TaskArrives* arrival) {
  std::set<ThreadKey> keys;
  if (arrival != nullptr && !arrival->thread.empty()) keys.insert({arrival->tenant, arrival->thread});
  for (const Task& task : state.tasks) {
    if (!task.id.is_none() && !task.thread.empty()) keys.insert({task.tenant, task.thread});
  }
  return keys;
}

void add_threads(Snapshot& snapshot, const State& state, const std::set<ThreadKey>& keys) {
  for (const ThreadKey& key : keys) {
    const ThreadState* const thread = state.threads.find(key);
    if (thread != nullptr) snapshot.threads.push_back({key, *thread});
  }
  std::stable_sort(snapshot.threads.begin(), snapshot.threads.end(),
                   [](const ThreadRecord& a, const ThreadRecord& b) {
                     return a.thread.last_message < b.thread.last_message;
                   });
}

}  // namespace

Snapshot copy_for_turn(const State& state, const Command& command) {
  Snapshot snapshot = take_work_snapshot(state);
  const auto* const arrival = std::get_if<TaskArrives>(&command);
  if (arrival != nullptr) add_key(snapshot, state, *arrival);
  add_threads(snapshot, state, threads_in_reach(state, arrival));
  return snapshot;
}

}  // namespace switchyard::reports
