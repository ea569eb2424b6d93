// Someone asks for service: a task is made and goes its way, unless its key was seen before or it makes no
// sense.
#include <optional>

#include "engine/base/match.h"
#include "engine/rules/known_ids.h"
#include "engine/state/pools.h"
#include "engine/state/profiles.h"
#include "engine/steps/offers.h"
#include "engine/steps/steps.h"
#include "engine/steps/targets.h"

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
  if (command.virtual_start && *command.virtual_start < earliest_time) return Refusal::time_out_of_range;
  return problem_of_route(state, command);
}

void remember_key(const Turn& turn, const std::string& key, TaskId task) {
  if (key.empty()) return;
  turn.state.dedup.emplace(key, DedupEntry{task, turn.now()});
  turn.state.dedup_order.emplace_back(turn.now(), key);
}

TaskId first_with_key(const State& state, const std::string& key) {
  if (key.empty()) return {};
  const auto seen = state.dedup.find(key);
  return seen == state.dedup.end() ? TaskId{} : seen->second.task;
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
  task.rules_version = turn.state.workspace().version;
  const Duration life = command.time_to_live.value_or(turn.state.workspace().time_to_live);
  task.life_timer = turn.state.timers.set(TimerKind::task_life, slot, turn.now(), life);
  return slot;
}

void set_out(const Turn& turn, TaskSlot slot, const Route& route) {
  Task& task = turn.task(slot);
  match(
      route,
      [&](const ThroughWorkflow&) {
        ++turn.state.current->tasks;
        enter_workflow(turn, slot);
      },
      [&](const ToWorker& to) {
        task.known_worker = to.worker;
        to.ignore_capacity ? reserve(turn, slot, to.worker) : wait_directly(turn, slot);
      },
      [&](const ToTaskQueue& to) {
        task.queue = to.queue;
        wait_directly(turn, slot);
      });
}

}  // namespace

void task_arrives(const Turn& turn, const TaskArrives& command) {
  if (const TaskId first = first_with_key(turn.state, command.key); !first.is_none()) {
    return turn.refuse(Refusal::duplicate, first);
  }
  if (const std::optional<Refusal> problem = problem_of(turn.state, command)) return turn.refuse(*problem);
  use_channel(turn.state, command.channel);
  const TaskSlot slot = make_task(turn, command);
  Task& task = turn.task(slot);
  const auto* through = std::get_if<ThroughWorkflow>(&command.route);
  if (through != nullptr) task.workflow = through->workflow;
  remember_key(turn, command.key, task.id);
  turn.happened(TaskCreated{task.id, task.tenant, task.channel, task.workflow, task.priority});
  set_out(turn, slot, command.route);
}

}  // namespace switchyard
