// Workflows: filters and targets, with their expressions bound to slots.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/base/id.h"
#include "engine/base/time.h"
#include "engine/expression/bind.h"
#include "engine/expression/order_by.h"

namespace switchyard {

// An index into Workspace::targets.
using TargetId = Id<struct TargetKind>;

// Which of several eligible workers is asked first. Ties: longest idle, then the worker's id.
enum class WorkerOrder : std::uint8_t {
  longest_idle,  // since the end of work or becoming available; those with work in hand come after
  least_recently_assigned,
  fixed,                  // the order of the document
  fewest_open_tasks,      // over all channels
  shortest_active_queue,  // fewest open on this channel, then least recently assigned
  shortest_idle,
  random,  // a keyed hash of task and worker
};

// How many workers are asked at the same moment.
struct Ring {
  enum class Kind : std::uint8_t { queue /* max_reserved_workers */, all, best, step };
  Kind kind = Kind::queue;
  std::uint32_t count = 0;  // of best and step
  Duration every{};         // of step: so many more each time
};

// How the known worker of a target is named by a task's attribute.
struct KnownWorker {
  enum class By : std::uint8_t { nothing, sid, friendly_name };
  By by = By::nothing;
  std::uint32_t task_slot = 0;  // index into Workspace::slots.task
};

// When a filter or target counts: only while one calendar is open, only while another is closed.
struct Hours {
  CalendarId during;   // none: at any time
  CalendarId outside;  // none: at any time
};

// What a target does instead of waiting for a worker.
enum class TargetEnd : std::uint8_t { nothing, voicemail };

// One step of a filter: a queue, for so long, under these conditions.
struct Target {
  TaskQueueId queue;  // none where `end` says what happens
  TargetEnd end = TargetEnd::nothing;
  Hours hours;  // skipped at other times; left when they end
  bool skip_when_nobody_on_shift = false;
  std::optional<std::int32_t> priority;
  std::optional<Duration> timeout;  // absent: until the task's time to live
  std::optional<std::uint32_t>
      timeout_task_slot;  // the timeout in seconds is read from this attribute, if it is there
  std::optional<expression::Program> expression;
  std::optional<expression::Program> skip_if;
  std::vector<expression::BoundOrderClause> order_by;
  std::optional<WorkerOrder> worker_order;  // absent: the workspace's
  KnownWorker known_worker;
  Ring ring;
  std::uint32_t leave_after_misses = 0;  // 0: as TaskRouter, stay until the timeout
  std::uint32_t leave_after_rejects = 0;
};

struct Filter {
  std::string name;
  expression::Program expression;
  Hours hours;
  TargetId first_target;
  std::uint32_t target_count = 0;
};

struct Workflow {
  std::string name;
  TenantId tenant{0};
  Duration reservation_timeout = seconds(120);
  std::vector<Filter> filters;
  std::optional<Filter> default_filter;  // its expression is not evaluated
  bool removed = false;
  std::string formerly{};  // its name in the version before, where that was another
};

}  // namespace switchyard
