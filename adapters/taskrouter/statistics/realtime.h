// Real-time statistics: how things stand now, counted from the state.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <vector>

#include "engine/state/state.h"

namespace switchyard::adapters::taskrouter {

// Which tasks are meant: those that fit all that is named.
struct TaskSelection {
  std::optional<TenantId> tenant;
  std::optional<TaskChannelId> channel;
  std::optional<WorkflowId> workflow;
  std::optional<TaskQueueId> queue;
};

struct OldestTask {
  TaskId task;     // none: there is none
  Duration age{};  // since it was created, or came to the queue
};

// Open tasks; one whose worker keeps it while it is passed on is assigned.
struct TaskFigures {
  std::uint64_t total = 0;
  std::array<std::uint64_t, 4> by_status{};  // pending, reserved, assigned, wrapping
  std::map<std::int32_t, std::uint64_t> by_priority;
  OldestTask longest_waiting;           // pending or reserved, since it was created
  OldestTask longest_waiting_in_queue;  // the same since it came to its queue
};

// When a task entered its queue; the notes of events know.
using QueueEntry = std::function<Time(const Task&)>;

// O(tasks).
TaskFigures count_tasks(const State& state, Time now, const TaskSelection& selection,
                        const QueueEntry& entered_queue);

// The same for each queue, by TaskQueueId, in one pass; `selection` names no queue.
std::vector<TaskFigures> count_tasks_by_queue(const State& state, Time now, const TaskSelection& selection,
                                              const QueueEntry& entered_queue);

struct WorkerFigures {
  std::uint64_t total = 0;                 // those meant, whatever their activity
  std::uint64_t available = 0;             // of them in an activity that is available, busy or not
  std::vector<std::uint64_t> by_activity;  // by ActivityId
};

// Workers of the workspace, or of one tenant. O(workers).
WorkerFigures count_workers(const State& state, std::optional<TenantId> tenant);
// Workers who match the queue, of one tenant if it is named. O(workers + profiles).
WorkerFigures count_workers_of(const State& state, TaskQueueId queue, std::optional<TenantId> tenant);

}  // namespace switchyard::adapters::taskrouter
