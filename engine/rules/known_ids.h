// The question "is there such a thing?", for ids that come from outside.
#pragma once

#include <string_view>

#include "engine/state/state.h"
#include "engine/state/tenancy.h"

namespace switchyard {

inline bool is_known_channel(const State& state, TaskChannelId id) {
  return id.index() < state.workspace().channels.size();
}
inline bool is_known_activity(const State& state, ActivityId id) {
  return id.index() < state.workspace().activities.size();
}
inline bool is_known_worker(const State& state, WorkerId id) {
  return id.index() < state.workers.size();
}
inline bool is_known_workflow(const State& state, WorkflowId id) {
  return id.index() < state.workspace().workflows.size() && !state.workspace().workflows[id.index()].removed;
}
inline bool is_known_queue(const State& state, TaskQueueId id) {
  return id.index() < state.workspace().queues.size() && !state.workspace().queues[id.index()].removed;
}

// Why a command cannot have a task that is in no slot.
inline Refusal why_no_task(const State& state, TaskId id, Refusal when_ended = Refusal::task_ended) {
  return find_memory(state, id) == nullptr ? Refusal::unknown_task : when_ended;
}

// The task that first came with the key; none when there was none, or longer ago than keys are kept.
inline TaskId first_with_key(const State& state, std::string_view key, Time now) {
  if (key.empty()) return {};
  const DedupEntry* const seen = state.dedup.find(key);
  return seen != nullptr && seen->at > now - state.workspace().dedup_kept ? seen->task : TaskId{};
}

// Whether the worker is of the tenant, or of a team that the tenant shares.
inline bool worker_may_serve(const State& state, WorkerId worker, TenantId tenant) {
  return may_serve(state.workspace(), state.workspace().workers[worker.index()].tenant, tenant);
}
// Whether the queue is the tenant's, or that of a team it shares.
inline bool tenant_may_use_queue(const State& state, TenantId tenant, TaskQueueId queue) {
  return may_serve(state.workspace(), state.workspace().queues[queue.index()].tenant, tenant);
}

}  // namespace switchyard
