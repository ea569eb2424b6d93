// Someone asks for service: a task is made and goes its way, unless its key was seen before or it makes no
// sense.
#include <algorithm>
#include <optional>

#include "engine/base/match.h"
#include "engine/rules/known_ids.h"
#include "engine/state/pools.h"
#include "engine/state/profiles.h"
#include "engine/steps/arrival.h"
#include "engine/steps/elsewhere.h"
#include "engine/steps/offers.h"
#include "engine/steps/steps.h"
#include "engine/steps/targets.h"
#include "engine/steps/threads.h"
#include "engine/steps/worker_waits.h"

namespace switchyard {

namespace {

std::optional<Refusal> problem_of_route(const State& state, const TaskArrives& command) {
  const Workspace& rules = state.workspace();
  return match(
      command.route,
      [&](const ThroughWorkflow& to) -> std::optional<Refusal> {
        if (!is_known_workflow(state, to.workflow)) return Refusal::unknown_workflow;
        if (rules.workflows[to.workflow.index()].tenant != command.tenant) return Refusal::wrong_tenant;
        return std::nullopt;
      },
      [&](const ToWorker& to) -> std::optional<Refusal> {
        if (!is_known_worker(state, to.worker)) return Refusal::unknown_worker;
        if (state.workers[to.worker.index()].removed) return Refusal::worker_removed;
        if (!worker_may_serve(state, to.worker, command.tenant)) return Refusal::wrong_tenant;
        return std::nullopt;
      },
      [&](const ToTaskQueue& to) -> std::optional<Refusal> {
        if (!is_known_queue(state, to.queue)) return Refusal::unknown_task_queue;
        if (!tenant_may_use_queue(state, command.tenant, to.queue)) return Refusal::wrong_tenant;
        return std::nullopt;
      });
}

std::optional<Refusal> problem_of(const State& state, const TaskArrives& command) {
  const Duration time_to_live = command.time_to_live.value_or(seconds(1));
  if (command.tenant.index() >= state.workspace().tenants.size()) return Refusal::unknown_tenant;
  if (!is_known_channel(state, command.channel)) return Refusal::unknown_channel;
  if (command.priority < 0) return Refusal::priority_out_of_range;
  if (time_to_live <= Duration{} || time_to_live > longest_duration)
    return Refusal::time_to_live_out_of_range;
  if (command.virtual_start && *command.virtual_start > state.now) return Refusal::virtual_start_in_future;
  if (command.due && (*command.due < earliest_time || *command.due > latest_time))
    return Refusal::time_out_of_range;
  if (command.virtual_start && *command.virtual_start < earliest_time) return Refusal::time_out_of_range;
  return problem_of_route(state, command);
}

void remember_key(const Turn& turn, const std::string& key, TaskId task) {
  if (key.empty()) return;
  turn.state.dedup.insert(key, DedupEntry{task, turn.now()});
  turn.state.dedup_order.emplace_back(turn.now(), key);
}

TaskSlot make_task(const Turn& turn, const TaskArrives& command) {
  const TaskSlot slot = new_task(turn.state);
  Task& task = turn.task(slot);
  task.tenant = command.tenant;
  task.channel = command.channel;
  task.priority = command.priority;
  task.arrived = turn.now();
  task.virtual_start = command.virtual_start.value_or(turn.now());
  task.attributes = command.attributes;
  task.thread = command.thread;
  task.callback = command.callback;
  task.rules_version = turn.state.workspace().version;
  task.time_to_live = command.time_to_live.value_or(turn.state.workspace().time_to_live);
  task.life_timer = turn.state.timers.set(TimerKind::task_life, slot, turn.now(), task.time_to_live);
  if (command.due) watch_due(turn, slot, *command.due);
  return slot;
}

void go_through_workflow(const Turn& turn, TaskSlot slot) {
  const WorkerId owner = owner_to_wait_for(turn.state, turn.task(slot));
  if (owner.is_none()) return enter_workflow(turn, slot);
  wait_for_worker(turn, slot, owner, *turn.state.workspace().owner_wait, false);
}

// Where it is to go, also when it is forwarded first and may come back.
void note_route(const Turn& turn, TaskSlot slot, const Route& route) {
  Task& task = turn.task(slot);
  match(
      route,
      [&](const ThroughWorkflow& to) {
        task.workflow = to.workflow;
        ++turn.state.current->tasks;
      },
      [&](const ToWorker& to) { task.known_worker = to.worker; },
      [&](const ToTaskQueue& to) { task.queue = to.queue; });
}

void set_out(const Turn& turn, TaskSlot slot, const Route& route) {
  match(
      route,                                                             //
      [&](const ThroughWorkflow&) { go_through_workflow(turn, slot); },  //
      [&](const ToWorker& to) {
        to.ignore_capacity ? reserve(turn, slot, to.worker) : wait_directly(turn, slot);
      },
      [&](const ToTaskQueue&) { wait_directly(turn, slot); });
}

}  // namespace

void watch_due(const Turn& turn, TaskSlot slot, Time due) {
  Task& task = turn.task(slot);
  turn.state.timers.cancel(task.due_timer);
  task.due = due;
  const Duration left = std::max(due - turn.now(), Duration{});
  task.due_timer = turn.state.timers.set(TimerKind::due, slot, turn.now(), left);
}

TaskSlot add_task(const Turn& turn, const TaskArrives& command) {
  use_channel(turn.state, command.channel);
  const TaskSlot slot = make_task(turn, command);
  Task& task = turn.task(slot);
  note_route(turn, slot, command.route);
  remember_key(turn, command.key, task.id);
  begin_thread_task(turn, slot);
  turn.happened(TaskCreated{task.id, task.tenant, task.channel, task.workflow, task.priority});
  if (is_diverted(turn.state, task)) {
    forward_call(turn, slot);
  } else {
    set_out(turn, slot, command.route);
  }
  return slot;
}

void task_arrives(const Turn& turn, const TaskArrives& command) {
  if (const TaskId first = first_with_key(turn.state, command.key, turn.now()); !first.is_none()) {
    return turn.refuse(Refusal::duplicate, first);
  }
  if (const std::optional<Refusal> problem = problem_of(turn.state, command)) return turn.refuse(*problem);
  const TaskSlot open = join_thread(turn, command);
  if (open != no_slot) return remember_key(turn, command.key, turn.task(open).id);
  add_task(turn, command);
}

}  // namespace switchyard
