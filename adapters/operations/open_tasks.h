// What the metrics must remember of tasks that have not ended, and of those who wait in each queue.
#pragma once

#include <map>
#include <set>
#include <utility>
#include <vector>

#include "engine/base/id.h"
#include "engine/base/time.h"

namespace switchyard {
struct State;
}

namespace switchyard::adapters::operations {

struct OpenTask {
  TenantId tenant;
  TaskChannelId channel;
  TaskQueueId queue;  // the last; none: it was in none yet
  Time arrived;
  Time entered;               // the queue
  Time answered = never;      // the first time; never: not yet
  bool handle_known = false;  // false: it was answered before we looked on
};

class OpenTasks {
 public:
  // Those that are there when somebody begins to look on.
  void begin(const State& state);
  void arrive(TaskId task, const OpenTask& what);
  void enter_queue(TaskId task, TaskQueueId queue, Time at);
  // It waits no more; it stays open.
  void leave_queue(TaskId task);
  // Null when it is not known.
  OpenTask* find(TaskId task);
  void forget(TaskId task);

  // By TaskQueueId; may be shorter than the table of queues.
  using Waiting = std::set<std::pair<Time, TaskId>>;
  const std::vector<Waiting>& waiting() const { return waiting_; }

 private:
  std::map<TaskId, OpenTask> tasks_;
  std::vector<Waiting> waiting_;
};

}  // namespace switchyard::adapters::operations
