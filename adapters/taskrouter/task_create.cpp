// A new task: where it goes, and whose it is.
#include <optional>
#include <utility>
#include <variant>

#include "adapters/taskrouter/task_parameters.h"
#include "adapters/taskrouter/task_view.h"
#include "adapters/taskrouter/tasks.h"
#include "engine/base/match.h"
#include "engine/state/pools.h"

namespace switchyard::adapters::taskrouter {
namespace {

constexpr std::int64_t longest_timeout = 1'209'600;  // seconds: TaskRouter's limit

// RoutingTarget is a worker, a queue or a workflow.
std::optional<switchyard::Route> routing_target(const Scope& scope, Parameters& parameters) {
  const auto sid = parameters.text("RoutingTarget");
  if (!sid || sid->empty()) return std::nullopt;
  const bool ignore_capacity = parameters.boolean("IgnoreCapacity").value_or(true);
  if (const auto worker = scope.find_worker(*sid)) return ToWorker{*worker, ignore_capacity};
  if (const auto queue = scope.find_queue(*sid)) return ToTaskQueue{*queue};
  if (const auto workflow = scope.find_workflow(*sid)) return ThroughWorkflow{*workflow};
  parameters.refuse("RoutingTarget " + *sid + " was not found");
  return std::nullopt;
}

// The one workflow that the caller sees, when there is exactly one.
std::optional<switchyard::Route> only_workflow(const Scope& scope) {
  std::optional<switchyard::Route> found;
  for (const std::uint32_t id : scope.configuration().ids(SidKind::workflow)) {
    if (!scope.sees(scope.rules().workflows[id].tenant)) continue;
    if (found) return std::nullopt;
    found = ThroughWorkflow{WorkflowId{id}};
  }
  return found;
}

std::optional<switchyard::Route> route_of(const Scope& scope, Parameters& parameters) {
  const auto direct = routing_target(scope, parameters);
  const auto queue = thing_parameter(scope, parameters, "TaskQueueSid", &Scope::find_queue);
  const auto workflow = thing_parameter(scope, parameters, "WorkflowSid", &Scope::find_workflow);
  if (direct && queue) parameters.refuse("RoutingTarget and TaskQueueSid exclude each other");
  if (direct) return direct;
  if (queue) return ToTaskQueue{*queue};
  if (workflow) return ThroughWorkflow{*workflow};
  const auto only = only_workflow(scope);
  if (!only) parameters.refuse("WorkflowSid field is required");
  return only;
}

// An account's task is of the tenant of the place where it goes; a tenant's key makes its own.
TenantId tenant_of(const Scope& scope, const switchyard::Route& route) {
  if (const auto own = scope.own_tenant()) return *own;
  const Workspace& rules = scope.rules();
  return match(
      route, [&](const ThroughWorkflow& to) { return rules.workflows[to.workflow.index()].tenant; },
      [&](const ToWorker& to) { return rules.workers[to.worker.index()].tenant; },
      [&](const ToTaskQueue& to) { return rules.queues[to.queue.index()].tenant; });
}

TaskChannelId usual_channel(const Scope& scope) {
  return scope.find_channel("default").value_or(TaskChannelId{0});
}

TaskArrives arrival(const Scope& scope, Parameters& parameters) {
  TaskArrives command;
  command.attributes = task_attributes(parameters).value_or(Attributes{});
  command.priority = task_priority(parameters).value_or(0);
  if (const auto timeout = parameters.integer("Timeout", 1, longest_timeout))
    command.time_to_live = seconds(*timeout);
  command.virtual_start = virtual_start_time(parameters, scope.now());
  command.channel = task_channel(scope, parameters).value_or(usual_channel(scope));
  const auto route = route_of(scope, parameters);
  if (!route) return command;
  command.route = *route;
  command.tenant = tenant_of(scope, *route);
  return command;
}

// The state after the work knows it, even when it was canceled at once.
http::Response created(const Scope& scope, const Outcome& outcome) {
  for (const AppliedTurn& turn : outcome.turns) {
    for (const Event& event : turn.output.events) {
      const auto* made = std::get_if<TaskCreated>(&event);
      const auto task = made == nullptr ? std::nullopt : recall_task(scope.state(), made->task);
      if (task) return task_response(201, scope, *task);
    }
  }
  return to_response(ApiError{500, 20500, "The task was not made"});
}

}  // namespace

Decision create_task(const Scope& scope) {
  Parameters parameters = scope.call().parameters;
  TaskArrives command = arrival(scope, parameters);
  if (parameters.error()) return *parameters.error();
  Change change;
  change.commands.push_back(std::move(command));
  change.reply = created;
  return change;
}

}  // namespace switchyard::adapters::taskrouter
