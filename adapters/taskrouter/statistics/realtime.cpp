// Counts tasks one by one, and workers by what their profiles answer.
#include "adapters/taskrouter/statistics/realtime.h"

#include "adapters/twilio_events/task_notes.h"
#include "engine/state/classes.h"

namespace switchyard::adapters::taskrouter {
namespace {

template <class Kind>
bool is_meant(const std::optional<Kind>& wanted, Kind found) {
  return !wanted || *wanted == found;
}

bool fits(const Task& task, const TaskSelection& wanted) {
  return is_meant(wanted.tenant, task.tenant) && is_meant(wanted.channel, task.channel) &&
         is_meant(wanted.workflow, task.workflow) && is_meant(wanted.queue, task.queue);
}

template <class Visit>
void for_each_meant(const State& state, const TaskSelection& wanted, Visit visit) {
  for (const Task& task : state.tasks) {
    if (!task.id.is_none() && !has_ended(task.status) && fits(task, wanted)) visit(task);
  }
}

void keep_older(OldestTask& oldest, TaskId task, Duration age) {
  const bool older = age > oldest.age || (age == oldest.age && task < oldest.task);
  if (oldest.task.is_none() || older) oldest = {task, age};
}

void count(TaskFigures& figures, const Task& task, Time now, const QueueEntry& entered_queue) {
  const TaskStatus status = twilio_events::shown_status(task);
  ++figures.total;
  ++figures.by_status[static_cast<std::size_t>(status)];
  ++figures.by_priority[task.priority];
  if (!is_waiting(task.status) || !is_waiting(status)) return;
  keep_older(figures.longest_waiting, task.id, now - task.arrived);
  if (!task.queue.is_none()) keep_older(figures.longest_waiting_in_queue, task.id, now - entered_queue(task));
}

void count(WorkerFigures& figures, const State& state, std::size_t worker) {
  const ActivityId activity = state.workers[worker].activity;
  ++figures.total;
  ++figures.by_activity[activity.index()];
  if (state.workspace().activities[activity.index()].available) ++figures.available;
}

template <class Counts>
WorkerFigures count_those(const State& state, std::optional<TenantId> tenant, Counts counts) {
  WorkerFigures figures;
  figures.by_activity.resize(state.workspace().activities.size());
  for (std::size_t w = 0; w < state.workers.size(); ++w) {
    const bool meant = !state.workers[w].removed && is_meant(tenant, state.workspace().workers[w].tenant);
    if (meant && counts(state.workers[w])) count(figures, state, w);
  }
  return figures;
}

}  // namespace

TaskFigures count_tasks(const State& state, Time now, const TaskSelection& selection,
                        const QueueEntry& entered_queue) {
  TaskFigures figures;
  for_each_meant(state, selection, [&](const Task& task) { count(figures, task, now, entered_queue); });
  return figures;
}

std::vector<TaskFigures> count_tasks_by_queue(const State& state, Time now, const TaskSelection& selection,
                                              const QueueEntry& entered_queue) {
  std::vector<TaskFigures> figures(state.workspace().queues.size());
  for_each_meant(state, selection, [&](const Task& task) {
    if (!task.queue.is_none()) count(figures[task.queue.index()], task, now, entered_queue);
  });
  return figures;
}

WorkerFigures count_workers(const State& state, std::optional<TenantId> tenant) {
  return count_those(state, tenant, [](const WorkerState&) { return true; });
}

WorkerFigures count_workers_of(const State& state, TaskQueueId queue, std::optional<TenantId> tenant) {
  const std::vector<WorkerProfile>& profiles = state.matching.profiles;
  std::vector<bool> belongs;
  for (const WorkerProfile& profile : profiles)
    belongs.push_back(profile.workers > 0 && belongs_to_queue(state, queue, profile));
  return count_those(state, tenant,
                     [&](const WorkerState& worker) { return belongs[worker.profile.index()]; });
}

}  // namespace switchyard::adapters::taskrouter
