// Walks a task from target to target until it is offered to somebody, waits, or has nowhere left to go.
#include "engine/steps/targets.h"

#include <algorithm>
#include <optional>

#include "engine/rules/hours.h"
#include "engine/rules/next_target.h"
#include "engine/rules/worker_choice.h"
#include "engine/state/classes.h"
#include "engine/state/counts.h"
#include "engine/steps/elsewhere.h"
#include "engine/steps/freed_workers.h"
#include "engine/steps/offers.h"
#include "engine/steps/origin.h"
#include "engine/steps/queue_stay.h"
#include "engine/steps/task_ends.h"
#include "engine/steps/worker_waits.h"

namespace switchyard {

namespace {

const Target& target_of(const Turn& turn, const Task& task) {
  return rules_of(turn.state, task).targets[task.target.index()];
}

// The deadline is that of the target's timeout, or the end of its hours when that comes first.
void start_target_clock(const Turn& turn, TaskSlot slot) {
  Task& task = turn.task(slot);
  const std::optional<Duration> timeout = target_timeout(turn.state, task);
  const Hours& hours = target_of(turn, task).hours;
  task.target_deadline = is_within(turn.state, hours) ? holds_until(turn.state, hours) : turn.now();
  if (timeout) {
    task.target_deadline = std::min(task.target_deadline, task.clock_start + task.clock_spent + *timeout);
  }
  if (task.target_deadline == never) return;
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

std::uint32_t place_in_filter(const Turn& turn, const Task& task) {
  const Filter& filter = filter_at(workflow_of(turn.state, task), task.filter);
  return task.target.value - filter.first_target.value;
}

// Stands before the target, but is in no line yet.
const Target& come_to(const Turn& turn, TaskSlot slot, Position position) {
  leave_target(turn, slot);
  Task& task = turn.task(slot);
  const Filter& filter = filter_at(workflow_of(turn.state, task), position.filter);
  task.filter = position.filter;
  task.target = TargetId{filter.first_target.value + position.target};
  return target_of(turn, task);
}

// Work that was handed back keeps the priority that it had.
void take_priority(Task& task, const Target& target) {
  if (target.priority && task.hand_backs == 0) task.priority = *target.priority;
}

void enter(const Turn& turn, TaskSlot slot, const Target& target) {
  Task& task = turn.task(slot);
  take_priority(task, target);
  turn.happened(
      TargetMatched{task.id, task.workflow, task.filter, place_in_filter(turn, task), target.queue});
  enter_queue(turn, slot, target.queue);
  note_queue_entered(turn, slot);
  find_known_worker(turn, slot);
  start_target_clock(turn, slot);
  stand_in_line(turn, slot);
}

// Somebody is on the line who can speak to a machine.
bool may_speak(const State& state, const Task& task) {
  return state.workspace().channels[task.channel.index()].kind == ChannelKind::call && !task.callback;
}

void enter_voicemail(const Turn& turn, TaskSlot slot) {
  const Task& task = turn.task(slot);
  turn.happened(TargetMatched{task.id, task.workflow, task.filter, place_in_filter(turn, task), {}});
  leave_queue(turn, slot);
  send_to_voicemail(turn, slot);
}

void note_skip(const Turn& turn, TaskSlot slot, OriginCause cause) {
  Task& task = turn.task(slot);
  turn.happened(TargetSkipped{task.id, task.workflow, task.filter, place_in_filter(turn, task)});
  task.next_cause = cause;
}

bool nobody_is_there(const Turn& turn, const Task& task) {
  const Target& target = target_of(turn, task);
  if (!target.skip_if && !target.skip_when_nobody_on_shift) return false;
  const ClassId id = queue_class(turn.state, task.queue, task.channel);
  const TaskClass& queue = class_at(turn.state, id);
  return (target.skip_when_nobody_on_shift && nobody_on_shift(turn.state, queue)) ||
         is_skipped(turn.state, task, queue, turn.state.scratch);
}

// Nobody could be asked: why the task does not stay here, if it does not. A queue's limit is for those who
// come to it: who waits there already does so through each of its targets.
std::optional<CancelReason> why_not_stay(const Turn& turn, TaskSlot slot, TaskQueueId waits_in) {
  if (nobody_is_there(turn, turn.task(slot))) {
    note_skip(turn, slot, OriginCause::nobody_on_shift);
    return CancelReason::workflow_skipped;
  }
  if (turn.task(slot).queue == waits_in || !finds_queue_full(turn, turn.task(slot))) return std::nullopt;
  leave_queue(turn, slot);
  turn.task(slot).next_cause = OriginCause::queue_full;
  return CancelReason::blocked;
}

void fall_out(const Turn& turn, TaskSlot slot, CancelReason reason) {
  leave_target(turn, slot);
  leave_queue(turn, slot);
  const Task& task = turn.task(slot);
  if (reason == CancelReason::workflow_skipped) turn.happened(WorkflowSkipped{task.id, task.workflow});
  if (reason == CancelReason::workflow_timeout) turn.happened(WorkflowTimedOut{task.id, task.workflow});
  cancel_task(turn, slot, reason);
}

// What a walk is about: from where, and why the task is canceled if nothing is left.
struct Walk {
  std::optional<Position> position;
  CancelReason reason = CancelReason::workflow_timeout;
  TaskQueueId waits_in;  // before it set out
};

// Goes past targets that are closed now, and past the voicemail of those who are not on the line, to one that
// is entered. False when the walk is over: at the voicemail, or with nothing left.
bool enter_next(const Turn& turn, TaskSlot slot, Walk& walk) {
  while (walk.position) {
    const Target& target = come_to(turn, slot, *walk.position);
    const bool open = is_within(turn.state, target.hours);
    const bool ends = target.end == TargetEnd::voicemail;
    if (open && ends && may_speak(turn.state, turn.task(slot))) return enter_voicemail(turn, slot), false;
    if (open && !ends) return enter(turn, slot, target), true;
    note_skip(turn, slot, open ? OriginCause::by_rule : OriginCause::after_hours);
    note_own_step(turn, slot, target.queue);
    walk.reason = CancelReason::workflow_skipped;
    walk.position = target_after_skip(turn.state, turn.task(slot));
  }
  fall_out(turn, slot, walk.reason);
  return false;
}

// The task has been entered and nobody could be asked: it waits here, or the walk has a next step.
bool goes_on(const Turn& turn, TaskSlot slot, Walk& walk) {
  const std::optional<CancelReason> reason = why_not_stay(turn, slot, walk.waits_in);
  if (!reason) return count_waiting(turn.state, slot, true), false;
  walk.reason = *reason;
  walk.position = target_after_skip(turn.state, turn.task(slot));
  return true;
}

// Enters one target after the other until the task is offered or waits.
void walk_on(const Turn& turn, TaskSlot slot, Walk walk) {
  while (enter_next(turn, slot, walk)) {
    offer_task(turn, slot);
    if (turn.task(slot).status != TaskStatus::pending || !goes_on(turn, slot, walk)) return;
  }
}

Walk walk_to(const Turn& turn, TaskSlot slot, std::optional<Position> position, CancelReason reason) {
  return {position, reason, turn.task(slot).queue};
}

bool missed_too_often(const Target& target, const Task& task) {
  return target.leave_after_misses > 0 && task.misses >= target.leave_after_misses;
}
bool rejected_too_often(const Target& target, const Task& task) {
  return target.leave_after_rejects > 0 && task.rejects >= target.leave_after_rejects;
}

// Goes on before the timeout, if there is anywhere to go; the next target's clock starts now.
bool leaves_early(const Turn& turn, TaskSlot slot) {
  Task& task = turn.task(slot);
  if (task.target.is_none()) return false;
  const bool missed = missed_too_often(target_of(turn, task), task);
  if (!missed && !rejected_too_often(target_of(turn, task), task)) return false;
  const std::optional<Position> next = target_after_timeout(turn.state, task);
  if (!next) return false;
  task.clock_spent = turn.now() - task.clock_start;
  task.next_cause = missed ? OriginCause::reservation_timeout : OriginCause::rejected;
  walk_on(turn, slot, walk_to(turn, slot, next, CancelReason::workflow_timeout));
  return true;
}

void follow_current_rules(const Turn& turn, Task& task) {
  release_rules(turn.state, task.rules_version);
  task.rules_version = turn.state.workspace().version;
  ++turn.state.current->tasks;
}

// A filter for the time after hours says why its work is where it is.
OriginCause cause_of_filter(const Turn& turn, const Task& task, const std::optional<Position>& first) {
  const bool after_hours =
      first && !filter_at(workflow_of(turn.state, task), first->filter).hours.outside.is_none();
  return after_hours ? OriginCause::after_hours : OriginCause::by_rule;
}

Walk begin_workflow(const Turn& turn, TaskSlot slot) {
  Task& task = turn.task(slot);
  task.clock_start = turn.now();
  task.clock_spent = Duration{};
  turn.happened(WorkflowEntered{task.id, task.workflow});
  const std::optional<Position> first = first_target(turn.state, task);
  task.next_cause = cause_of_filter(turn, task, first);
  return walk_to(turn, slot, first, CancelReason::no_filter_matched);
}

// The steps that it took are those of other rules: should it go back, then to the queue.
Walk begin_workflow_anew(const Turn& turn, TaskSlot slot) {
  leave_target(turn, slot);
  Task& task = turn.task(slot);
  task.re_evaluate = false;
  follow_current_rules(turn, task);
  task.own_step = {task.own_step.queue, 0, {}};
  task.origin.step = {task.origin.step.queue, 0, {}};
  return begin_workflow(turn, slot);
}

}  // namespace

void enter_workflow(const Turn& turn, TaskSlot slot) {
  walk_on(turn, slot, begin_workflow(turn, slot));
}

void go_back_to_origin(const Turn& turn, TaskSlot slot) {
  Task& task = turn.task(slot);
  if (task.origin.step.target.is_none()) {
    task.target = TargetId{};
    task.queue = task.origin.step.queue;
    return wait_directly(turn, slot);
  }
  task.clock_start = turn.now();
  task.clock_spent = Duration{};
  const Filter& filter = filter_at(workflow_of(turn.state, task), task.origin.step.filter);
  const Position position{task.origin.step.filter, task.origin.step.target.value - filter.first_target.value};
  walk_on(turn, slot, walk_to(turn, slot, position, CancelReason::workflow_timeout));
}

void re_evaluate_tasks(const Turn& turn, const std::vector<TaskSlot>& tasks) {
  std::vector<std::pair<TaskSlot, Walk>> entered;
  for (const TaskSlot slot : tasks) {
    Walk walk = begin_workflow_anew(turn, slot);
    if (enter_next(turn, slot, walk)) entered.emplace_back(slot, walk);
  }
  freed_everybody(turn);
  serve_freed_workers(turn);
  for (auto& [slot, walk] : entered) {
    if (turn.task(slot).status == TaskStatus::pending && goes_on(turn, slot, walk)) {
      walk_on(turn, slot, walk);
    }
  }
}

void target_hours_changed(const Turn& turn, TaskSlot slot) {
  const Task& task = turn.task(slot);
  if (!is_waiting(task.status) || task.target.is_none() || is_held(task)) return;
  const Hours& hours = target_of(turn, task).hours;
  if (hours.during.is_none() && hours.outside.is_none()) return;
  turn.state.timers.cancel(turn.task(slot).target_timer);
  start_target_clock(turn, slot);
}

void wait_directly(const Turn& turn, TaskSlot slot, WaitingLimit limit) {
  const Task& task = turn.task(slot);
  if (!task.queue.is_none()) {
    turn.happened(TaskQueueEntered{task.id, task.queue, task.priority});
    note_queue_entered(turn, slot);
  }
  stand_in_line(turn, slot);
  offer_task(turn, slot);
  if (turn.task(slot).status != TaskStatus::pending || task.queue.is_none()) return;
  if (limit == WaitingLimit::holds && finds_queue_full(turn, turn.task(slot))) {
    return cancel_task(turn, slot, CancelReason::blocked);
  }
  count_waiting(turn.state, slot, true);
}

void go_on_after_return(const Turn& turn, TaskSlot slot) {
  Task& task = turn.task(slot);
  if (!task.waits_for.worker.is_none()) return end_worker_wait(turn, slot);
  if (task.re_evaluate) return walk_on(turn, slot, begin_workflow_anew(turn, slot));
  if (turn.now() >= task.target_deadline) return target_times_out(turn, slot);
  if (leaves_early(turn, slot)) return;
  count_waiting(turn.state, slot, true);
  if (task.task_class.is_none()) join_class(turn.state, slot);
  start_waiting(turn.state, slot);
  offer_task(turn, slot);
}

void target_times_out(const Turn& turn, TaskSlot slot) {
  Task& task = turn.task(slot);
  if (!task.waits_for.worker.is_none()) return end_worker_wait(turn, slot);
  const bool closed = !is_within(turn.state, target_of(turn, task).hours);
  if (!closed) turn.happened(TaskQueueTimedOut{task.id, task.queue});
  task.next_cause = closed ? OriginCause::after_hours : OriginCause::task_timeout;
  task.clock_spent = task.target_deadline - task.clock_start;
  const std::optional<Position> next = target_after_timeout(turn.state, task);
  walk_on(turn, slot, walk_to(turn, slot, next, CancelReason::workflow_timeout));
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
