// A small copy of the engine's books, because a scrape comes on another thread than the engine's.
#include "adapters/operations/open_tasks.h"

#include "engine/state/state.h"

namespace switchyard::adapters::operations {

void OpenTasks::begin(const State& state) {
  for (const Task& task : state.tasks) {
    if (task.id.is_none() || has_ended(task.status)) continue;
    const Time answered = is_in_hand(task.status) ? task.arrived : never;
    arrive(task.id, {task.tenant, task.channel, task.queue, task.arrived, task.arrived, answered, false});
    if (is_waiting(task.status) && !task.queue.is_none()) enter_queue(task.id, task.queue, task.arrived);
  }
}

void OpenTasks::arrive(TaskId task, const OpenTask& what) {
  tasks_.insert_or_assign(tasks_.end(), task, what);  // ids ascend, so this is the place
}

OpenTask* OpenTasks::find(TaskId task) {
  const auto found = tasks_.find(task);
  return found == tasks_.end() ? nullptr : &found->second;
}

void OpenTasks::enter_queue(TaskId task, TaskQueueId queue, Time at) {
  OpenTask* open = find(task);
  if (open == nullptr) return;
  leave_queue(task);
  open->queue = queue;
  open->entered = at;
  if (waiting_.size() <= queue.index()) waiting_.resize(queue.index() + 1);
  Waiting& waiting = waiting_[queue.index()];
  waiting.emplace_hint(waiting.end(), at, task);
}

void OpenTasks::leave_queue(TaskId task) {
  const OpenTask* open = find(task);
  if (open == nullptr || open->queue.is_none() || open->queue.index() >= waiting_.size()) return;
  waiting_[open->queue.index()].erase({open->entered, task});
}

void OpenTasks::forget(TaskId task) {
  leave_queue(task);
  tasks_.erase(task);
}

}  // namespace switchyard::adapters::operations
