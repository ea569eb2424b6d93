// The rules as one value: everything that is declared, compiled to tables that are indexed by id.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/base/attributes.h"
#include "engine/base/id.h"
#include "engine/base/time.h"
#include "engine/workspace/workflow.h"

namespace switchyard {

// A dealer, a brand, or a team that several of them share.
struct Tenant {
  std::string name;
  std::vector<TenantId> shared_teams;  // the tenants whose workers may serve this one's work
};

// A worker's state, such as Available or Offline.
struct Activity {
  std::string name;
  bool available = false;
};

// What a worker's missed offer (reservation timeout) does to the worker.
struct MissRule {
  bool changes_activity = true;  // false: stay as you are
  ActivityId activity;           // none: the workspace's timeout activity
  std::uint32_t after = 1;       // only after so many misses in a row, without an accept between them
};

struct TaskChannel {
  std::string name;
  bool optimized_routing = false;               // the idle clock is kept per channel, not over all channels
  std::optional<Duration> reservation_timeout;  // overrides the workflow's
  std::optional<Duration> wrap_up_limit;        // zero: no wrap-up; absent: until the worker completes
  Duration cooldown{};                          // after an accepted task, nothing on this channel for so long
  bool cooldown_after_miss = false;
  MissRule on_miss;
  bool ring_all_miss_counts = false;  // a miss in a ring-all target counts as well
};

struct WorkerChannel {
  std::uint32_t capacity = 1;
  bool available = true;
};

struct Worker {
  std::string name;
  TenantId tenant{0};
  Attributes attributes;
  ActivityId activity;                  // at the start
  std::vector<WorkerChannel> channels;  // by TaskChannelId
  bool removed = false;                 // was in an earlier version
};

enum class TaskOrder : std::uint8_t { fifo, lifo };

struct TaskQueue {
  std::string name;
  TenantId tenant{0};
  bool nobody = false;  // target_workers was empty
  expression::Program target_workers;
  std::uint32_t max_reserved_workers = 1;  // 1 … 50
  TaskOrder order = TaskOrder::fifo;
  std::optional<std::uint32_t> waiting_limit;  // tasks that may wait here; beyond it: blocked
  std::uint32_t idle_reserve = 0;              // offered only while more than so many workers could take it
  bool removed = false;
};

enum class WorkOrder : std::uint8_t {
  priority_then_age,  // the default
  longest_queue,      // the queue with most tasks waiting, then priority and age
  fixed_queues,       // in the order of the document, then priority and age
};

// A version of the rules. Ids are indexes into these tables and mean the same in every later version.
struct Workspace {
  std::string name;
  std::uint32_t version = 1;
  std::string source;  // the document that this was compiled from; the log carries it

  std::vector<Tenant> tenants;  // at least one
  std::vector<Activity> activities;
  std::vector<TaskChannel> channels;
  std::vector<Worker> workers;
  std::vector<TaskQueue> queues;
  std::vector<Workflow> workflows;
  std::vector<Target> targets;  // of all workflows; filters refer to ranges of it
  expression::Slots slots;      // the names that the expressions read

  ActivityId default_activity;
  ActivityId timeout_activity;
  WorkerOrder worker_order = WorkerOrder::longest_idle;
  WorkOrder work_order = WorkOrder::priority_then_age;
  TaskOrder prioritize_queue_order = TaskOrder::fifo;

  Duration time_to_live = days(1);    // of a task that does not say
  Duration assigned_limit = days(1);  // assigned or wrapping for longer: deleted by the system
  Duration ended_kept = minutes(5);   // a task that ended can still be asked for
  Duration dedup_kept = days(7);
  Duration reject_pause = seconds(5);     // a worker who rejected a task is not asked again before
  std::uint32_t assignment_limit = 1000;  // pending -> reserved transitions of one task
};

}  // namespace switchyard
