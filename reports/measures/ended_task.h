// One task's life in one line, told when it ends: the row of tasks.csv.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/id.h"
#include "engine/base/time.h"
#include "reports/measures/names.h"

namespace switchyard::reports {

// The lists live only during the call that gives the row.
struct EndedTask {
  TaskId task;
  TenantId tenant;
  TaskChannelId channel;
  const std::vector<WorkerId>& workers;    // who answered, one after the other
  const std::vector<TaskQueueId>& queues;  // in the order in which it waited there
  Time arrived;
  std::optional<Time> answered;  // the first time
  std::optional<Duration> talk;  // of all workers' parts that were completed; nothing when there is none
  std::optional<Duration> wrap_up;
  Time ended;     // of a task that is still open: the end of the run
  Duration wait;  // since its first arrival: to the answer, or to the end
  // completed, abandoned, another CancelReason's word, deleted, system_deleted; at the end of the run waiting
  // or in_service.
  std::string_view outcome;
};

// Names with " > " between them, in the order of the task's way.
std::string queues_text(const EndedTask& task, const Names& names);
std::string workers_text(const EndedTask& task, const Names& names);

}  // namespace switchyard::reports
