// Two runs share an axis by the clock where their spans overlap, and else from their begins on.
#include "viz/view/comparison.h"

#include <algorithm>

namespace switchyard::viz {
namespace {

struct Side {
  std::string queues;
  std::string workers;
  Duration wait{};
  std::string end;
  Time arrived;
};

Side side_of(const reports::RunOutcomes& run, TaskId task) {
  if (task.is_none()) return {};
  const reports::TaskOutcome& outcome = run.of(task);
  return {run.texts.text(outcome.queues), run.texts.text(outcome.workers), outcome.wait,
          run.texts.text(outcome.end), outcome.arrived};
}

ComparedTask compared(const reports::RunOutcomes& before, const reports::RunOutcomes& after,
                      const reports::TaskDifference& difference) {
  const Side first = side_of(before, difference.tasks.before);
  const Side second = side_of(after, difference.tasks.after);
  ComparedTask task;
  task.before = difference.tasks.before;
  task.after = difference.tasks.after;
  task.arrived = task.before.is_none() ? second.arrived : first.arrived;
  task.fields = difference.fields;
  task.queues_before = first.queues, task.queues_after = second.queues;
  task.workers_before = first.workers, task.workers_after = second.workers;
  task.wait_before = first.wait, task.wait_after = second.wait;
  task.end_before = first.end, task.end_after = second.end;
  return task;
}

}  // namespace

TaskComparison compared_tasks(const reports::RunOutcomes& before, const reports::RunOutcomes& after,
                              const reports::RunDifference& difference) {
  TaskComparison out;
  out.same = difference.same;
  out.differ = difference.differ;
  out.only_before = difference.only_before;
  out.only_after = difference.only_after;
  const std::size_t shown = std::min(difference.tasks.size(), most_compared);
  for (std::size_t i = 0; i < shown; ++i) {
    out.tasks.push_back(compared(before, after, difference.tasks[i]));
  }
  out.truncated = shown < difference.tasks.size();
  return out;
}

Duration shift_of_other(const History& first, const History& other) {
  const bool overlap = first.begin() <= other.end() && other.begin() <= first.end();
  return overlap ? Duration{} : first.begin() - other.begin();
}

TaskQueueId same_queue(const Names& first, TaskQueueId queue, const Names& other) {
  if (queue.index() >= first.queues.size()) return {};
  const NamedQueue& wanted = first.queues[queue.index()];
  for (std::uint32_t i = 0; i < other.queues.size(); ++i) {
    const bool same_tenant = name_of(first, wanted.tenant) == name_of(other, other.queues[i].tenant);
    if (other.queues[i].name == wanted.name && same_tenant) return {i};
  }
  return {};
}

}  // namespace switchyard::viz
