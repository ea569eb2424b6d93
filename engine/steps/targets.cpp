// Walks a task from target to target until it is offered to somebody, waits, or has nowhere left to go.
#include "engine/steps/targets.h"

#include <algorithm>
#include <optional>

#include "engine/rules/next_target.h"
#include "engine/rules/worker_choice.h"
#include "engine/state/classes.h"
#include "engine/state/counts.h"
#include "engine/steps/offers.h"
#include "engine/steps/task_ends.h"

namespace switchyard {

namespace {

const Target& target_of(const Turn& turn, const Task& task) {
  return rules_of(turn.state, task).targets[task.target.index()];
}

void leave_queue(const Turn& turn, TaskSlot slot) {
  Task& task = turn.task(slot);
  if (task.queue.is_none()) return;
  count_waiting(turn.state, slot, false);
  turn.happened(TaskQueueLeft{task.id, task.queue});
  task.queue = TaskQueueId{};
}

void enter_queue(const Turn& turn, TaskSlot slot, TaskQueueId queue) {
  Task& task = turn.task(slot);
  if (task.queue == queue) return;
  leave_queue(turn, slot);
  task.queue = queue;
  turn.happened(TaskQueueEntered{task.id, queue, task.priority});
}

void start_target_clock(const Turn& turn, TaskSlot slot) {
  Task& task = turn.task(slot);
  const std::optional<Duration> timeout = target_timeout(turn.state, task);
  task.target_deadline = never;
  if (!timeout) return;
  task.target_deadline = task.clock_start + task.clock_spent + *timeout;
  const Duration left = std::max(task.target_deadline - turn.now(), Duration{});
  task.target_timer = turn.state.timers.set(TimerKind::target, slot, turn.now(), left);
}

void find_known_worker(const Turn& turn, TaskSlot slot) {
  Task& task = turn.task(slot);
  const KnownWorkerAnswer known = known_worker(turn.state, task);
  task.known_worker = known.worker;
  task.known_worker_missing = known.asked && known.worker.is_none();
  if (!known.named) return;
  if (known.worker.is_none()) {
    turn.happened(KnownWorkerNotFound{task.id, task.queue, KnownWorkerProblem::not_in_workspace});
    return;
  }
  const ProfileId profile = turn.worker(known.worker).profile;
  if (!belongs_to_queue(turn.state, task.queue, turn.state.matching.profiles[profile.index()])) {
    turn.happened(KnownWorkerNotFound{task.id, task.queue, KnownWorkerProblem::not_in_queue});
  }
}

void stand_in_line(const Turn& turn, TaskSlot slot) {
  join_class(turn.state, slot);
  start_waiting(turn.state, slot);
}

void enter_target(const Turn& turn, TaskSlot slot, Position position) {
  leave_target(turn, slot);
  Task& task = turn.task(slot);
  const Filter& filter = filter_at(workflow_of(turn.state, task), position.filter);
  task.filter = position.filter;
  task.target = TargetId{filter.first_target.value + position.target};
  const Target& target = target_of(turn, task);
  if (target.priority) task.priority = *target.priority;
  turn.happened(TargetMatched{task.id, task.workflow, position.filter, position.target, target.queue});
  enter_queue(turn, slot, target.queue);
  find_known_worker(turn, slot);
  start_target_clock(turn, slot);
  stand_in_line(turn, slot);
}

bool skips(const Turn& turn, TaskSlot slot) {
  const Task& task = turn.task(slot);
  if (!target_of(turn, task).skip_if) return false;
  const ClassId queue = queue_class(turn.state, task.queue, task.channel);
  if (!is_skipped(turn.state, task, class_at(turn.state, queue))) return false;
  const std::uint32_t first = filter_at(workflow_of(turn.state, task), task.filter).first_target.value;
  turn.happened(TargetSkipped{task.id, task.workflow, task.filter, task.target.value - first});
  return true;
}

bool finds_queue_full(const Turn& turn, const Task& task) {
  const std::optional<std::uint32_t> limit = turn.state.workspace().queues[task.queue.index()].waiting_limit;
  if (!limit || turn.state.queues[task.queue.index()].waiting < *limit) return false;
  turn.happened(TaskQueueFull{task.id, task.queue});
  return true;
}

void fall_out(const Turn& turn, TaskSlot slot, CancelReason reason) {
  leave_target(turn, slot);
  leave_queue(turn, slot);
  const Task& task = turn.task(slot);
  if (reason == CancelReason::workflow_skipped) turn.happened(WorkflowSkipped{task.id, task.workflow});
  if (reason == CancelReason::workflow_timeout) turn.happened(WorkflowTimedOut{task.id, task.workflow});
  cancel_task(turn, slot, reason);
}

// Enters one target after the other until the task is offered or waits. `reason` is why, if nothing is left.
// A queue's limit is for those who come to it: who waits there already does so through each of its targets.
void walk(const Turn& turn, TaskSlot slot, std::optional<Position> position, CancelReason reason) {
  const TaskQueueId waits_in = turn.task(slot).queue;
  while (position) {
    enter_target(turn, slot, *position);
    offer_task(turn, slot);
    if (turn.task(slot).status != TaskStatus::pending) return;
    const bool skipped = skips(turn, slot);
    const bool comes = turn.task(slot).queue != waits_in;
    const bool full = !skipped && comes && finds_queue_full(turn, turn.task(slot));
    if (!skipped && !full) return count_waiting(turn.state, slot, true);
    reason = full ? CancelReason::blocked : CancelReason::workflow_skipped;
    position = target_after_skip(turn.state, turn.task(slot));
  }
  fall_out(turn, slot, reason);
}

bool wants_to_leave(const Turn& turn, const Task& task) {
  if (task.target.is_none()) return false;
  const Target& target = target_of(turn, task);
  const bool missed = target.leave_after_misses > 0 && task.misses >= target.leave_after_misses;
  const bool rejected = target.leave_after_rejects > 0 && task.rejects >= target.leave_after_rejects;
  return missed || rejected;
}

// Goes on before the timeout, if there is anywhere to go; the next target's clock starts now.
bool leaves_early(const Turn& turn, TaskSlot slot) {
  Task& task = turn.task(slot);
  if (!wants_to_leave(turn, task)) return false;
  const std::optional<Position> next = target_after_timeout(turn.state, task);
  if (!next) return false;
  task.clock_spent = turn.now() - task.clock_start;
  walk(turn, slot, next, CancelReason::workflow_timeout);
  return true;
}

void follow_current_rules(const Turn& turn, Task& task) {
  release_rules(turn.state, task.rules_version);
  task.rules_version = turn.state.workspace().version;
  ++turn.state.current->tasks;
}

}  // namespace

void enter_workflow(const Turn& turn, TaskSlot slot) {
  Task& task = turn.task(slot);
  task.clock_start = turn.now();
  task.clock_spent = Duration{};
  turn.happened(WorkflowEntered{task.id, task.workflow});
  walk(turn, slot, first_target(turn.state, task), CancelReason::no_filter_matched);
}

void re_evaluate_task(const Turn& turn, TaskSlot slot) {
  leave_target(turn, slot);
  Task& task = turn.task(slot);
  task.re_evaluate = false;
  follow_current_rules(turn, task);
  enter_workflow(turn, slot);
}

void wait_directly(const Turn& turn, TaskSlot slot) {
  const Task& task = turn.task(slot);
  if (!task.queue.is_none()) turn.happened(TaskQueueEntered{task.id, task.queue, task.priority});
  stand_in_line(turn, slot);
  offer_task(turn, slot);
  if (turn.task(slot).status != TaskStatus::pending || task.queue.is_none()) return;
  if (finds_queue_full(turn, turn.task(slot))) return cancel_task(turn, slot, CancelReason::blocked);
  count_waiting(turn.state, slot, true);
}

void go_on_after_return(const Turn& turn, TaskSlot slot) {
  Task& task = turn.task(slot);
  if (task.re_evaluate) return re_evaluate_task(turn, slot);
  if (turn.now() >= task.target_deadline) return target_times_out(turn, slot);
  if (leaves_early(turn, slot)) return;
  count_waiting(turn.state, slot, true);
  if (task.task_class.is_none()) join_class(turn.state, slot);
  start_waiting(turn.state, slot);
  offer_task(turn, slot);
}

void target_times_out(const Turn& turn, TaskSlot slot) {
  Task& task = turn.task(slot);
  turn.happened(TaskQueueTimedOut{task.id, task.queue});
  task.clock_spent = task.target_deadline - task.clock_start;
  walk(turn, slot, target_after_timeout(turn.state, task), CancelReason::workflow_timeout);
}

void leave_target(const Turn& turn, TaskSlot slot) {
  Task& task = turn.task(slot);
  leave_class(turn.state, slot);
  turn.state.timers.cancel(task.target_timer);
  turn.state.timers.cancel(task.reject_timer);
  task.target_deadline = never;
  task.misses = 0;
  task.rejects = 0;
  task.rejections.clear();
}

}  // namespace switchyard
