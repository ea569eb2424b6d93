// Task queues: sets of workers, and the order of their tasks.
#include <algorithm>

#include "adapters/taskrouter/attributes.h"
#include "adapters/taskrouter/edit.h"
#include "adapters/taskrouter/expressions.h"
#include "adapters/taskrouter/page.h"
#include "adapters/taskrouter/resource.h"
#include "adapters/taskrouter/tenant.h"

namespace switchyard::adapters::taskrouter {
namespace {

constexpr SidKind kind = SidKind::task_queue;

// The activities of a queue are TaskRouter's old way of one task at a time: kept and shown, without effect.
void show_activity(const Scope& scope, const Json& facts, const std::string& key, Json& body) {
  const std::string name = text_of(facts, key);
  body[key + "_name"] = nullptr;
  body[key + "_sid"] = nullptr;
  for (const std::uint32_t id : scope.configuration().ids(SidKind::activity)) {
    if (scope.rules().activities[id].name != name) continue;
    const Json sid = scope.activity_sid(ActivityId{id});
    body[key + "_name"] = name;
    body[key + "_sid"] = sid;
    body["links"][key] = scope.url({"Activities", sid.get<std::string>()});
  }
}

Json queue_json(const Scope& scope, std::uint32_t id) {
  const TaskQueue& queue = scope.rules().queues[id];
  const Json& entry = *scope.configuration().entry(kind, id);
  const Json& facts = scope.configuration().facts(kind, id);
  Json body = resource_head(scope, kind, id);
  const std::string sid = text_of(body, "sid");
  body["target_workers"] = entry.value("target_workers", "1==1");
  body["max_reserved_workers"] = queue.max_reserved_workers;
  body["task_order"] = queue.order == TaskOrder::lifo ? "LIFO" : "FIFO";
  Json& links = body["links"];
  links["workspace"] = scope.url();
  links["statistics"] = scope.url({"TaskQueues", sid, "Statistics"});
  links["real_time_statistics"] = scope.url({"TaskQueues", sid, "RealTimeStatistics"});
  links["cumulative_statistics"] = scope.url({"TaskQueues", sid, "CumulativeStatistics"});
  links["list_statistics"] = scope.url({"TaskQueues", "Statistics"});
  links["bulk_real_time_statistics"] = scope.url({"TaskQueues", "RealTimeStatistics"});
  show_activity(scope, facts, "reservation_activity", body);
  show_activity(scope, facts, "assignment_activity", body);
  return body;
}

std::optional<ApiError> filter_by_worker(const Scope& scope, Parameters& parameters,
                                         std::vector<std::uint32_t>& ids) {
  if (const auto sid = parameters.text("WorkerSid")) {
    const auto worker = scope.find_worker(*sid);
    std::erase_if(ids, [&](auto id) { return !worker || !is_in_queue(scope, *worker, TaskQueueId{id}); });
  }
  const auto text = parameters.text("EvaluateWorkerAttributes");
  if (!text) return std::nullopt;
  const auto attributes = read_attributes(*text, "EvaluateWorkerAttributes");
  if (!attributes) return attributes.error();
  std::erase_if(ids, [&](auto id) { return !would_be_in_queue(scope, attributes->view(), TaskQueueId{id}); });
  return std::nullopt;
}

Decision list_queues(const Scope& scope) {
  Parameters parameters = scope.call().parameters;
  auto ids = visible(scope, kind);
  keep_named(parameters, scope, kind, ids);
  if (auto wrong = filter_by_worker(scope, parameters, ids)) return *wrong;
  put_in_order(parameters, {"FriendlyName", "DateCreated", "DateUpdated"}, usual_order_values(scope, kind),
               ids);
  if (parameters.error()) return *parameters.error();
  return list_reply(
      scope.call(), "task_queues", ids, [&](auto id) { return scope.configuration().sid(kind, id); },
      [&](auto id) { return queue_json(scope, id); });
}

void set_activity(const Scope& scope, Parameters& parameters, std::string_view parameter, Json& facts,
                  const std::string& key) {
  const auto sid = parameters.text(parameter);
  if (!sid) return;
  const auto activity = scope.find_activity(*sid);
  if (!activity) return parameters.refuse(std::string(parameter) + " is not an activity of the workspace");
  facts[key] = scope.rules().activities[activity->index()].name;
}

// What both creating and updating may say of a queue.
void set_rules(Parameters& parameters, Json& entry) {
  if (const auto text = parameters.text("TargetWorkers")) entry["target_workers"] = *text;
  if (const auto most = parameters.integer("MaxReservedWorkers", 1, 50))
    entry["max_reserved_workers"] = *most;
  if (const auto order = parameters.word("TaskOrder", {"FIFO", "LIFO"}))
    entry["task_order"] = *order == 0 ? "FIFO" : "LIFO";
}

void set_activities(const Scope& scope, Parameters& parameters, Json& facts) {
  set_activity(scope, parameters, "ReservationActivitySid", facts, "reservation_activity");
  set_activity(scope, parameters, "AssignmentActivitySid", facts, "assignment_activity");
}

Decision create_queue(const Scope& scope) {
  Parameters parameters = scope.call().parameters;
  const auto name = parameters.required_name("FriendlyName");
  Json entry{{"name", name.value_or("")}, {"target_workers", "1==1"}};
  set_rules(parameters, entry);
  if (const auto tenant = wanted_tenant(scope, parameters)) entry["tenant"] = *tenant;
  if (parameters.error()) return *parameters.error();
  Edit edit(scope);
  edit.add(kind, std::move(entry));
  set_activities(scope, parameters, edit.facts(kind, *name));
  if (parameters.error()) return *parameters.error();
  if (auto step = edit.step(); !step) return step.error();
  return std::move(edit).change(shows(201, kind, *name, queue_json));
}

Decision fetch_queue(const Scope& scope) {
  const auto id = scope.find_queue(scope.call().path[1]);
  if (!id) return not_found(scope);
  return json_response(200, queue_json(scope, id->value));
}

Decision update_queue(const Scope& scope) {
  const auto id = scope.find_queue(scope.call().path[1]);
  if (!id) return not_found(scope);
  Parameters parameters = scope.call().parameters;
  const std::string old_name = name_of(scope, kind, id->value);
  const std::string name = parameters.name("FriendlyName").value_or(old_name);
  Edit edit(scope);
  set_rules(parameters, edit.entry(kind, old_name));
  set_activities(scope, parameters, edit.facts(kind, old_name));
  refuse_another_tenant(scope, parameters, scope.rules().queues[id->index()].tenant);
  if (parameters.error()) return *parameters.error();
  edit.rename(kind, old_name, name);
  if (auto step = edit.step(); !step) return step.error();
  return std::move(edit).change(shows(200, kind, name, queue_json));
}

bool leads_to(const Workspace& rules, const Filter& filter, TaskQueueId queue) {
  const auto first = rules.targets.begin() + static_cast<std::ptrdiff_t>(filter.first_target.index());
  return std::any_of(first, first + filter.target_count,
                     [&](const Target& target) { return target.queue == queue; });
}

bool leads_to(const Workspace& rules, WorkflowId id, TaskQueueId queue) {
  const Workflow& workflow = rules.workflows[id.index()];
  if (workflow.default_filter && leads_to(rules, *workflow.default_filter, queue)) return true;
  return std::any_of(workflow.filters.begin(), workflow.filters.end(),
                     [&](const Filter& filter) { return leads_to(rules, filter, queue); });
}

// A task is in the queue, or waits in a workflow that led there when it came.
bool may_come_to(const State& state, const Task& task, TaskQueueId queue) {
  if (task.id.is_none() || has_ended(task.status)) return false;
  if (task.queue == queue) return true;
  return is_waiting(task.status) && !task.workflow.is_none() &&
         leads_to(rules_of(state, task), task.workflow, queue);
}

bool is_needed(const State& state, TaskQueueId queue) {
  const Workspace& rules = state.workspace();
  for (std::uint32_t w = 0; w < rules.workflows.size(); ++w) {
    if (leads_to(rules, WorkflowId{w}, queue)) return true;
  }
  return std::any_of(state.tasks.begin(), state.tasks.end(),
                     [&](const Task& task) { return may_come_to(state, task, queue); });
}

Decision delete_queue(const Scope& scope) {
  const auto id = scope.find_queue(scope.call().path[1]);
  if (!id) return not_found(scope);
  if (is_needed(scope.state(), *id))
    return bad_request("Cannot delete TaskQueue because a Workflow or a Task refers to it");
  Edit edit(scope);
  if (auto removed = edit.remove(kind, name_of(scope, kind, id->value)); !removed) return removed.error();
  return std::move(edit).change(says_done);
}

}  // namespace

std::vector<Route> task_queue_routes() {
  return {{"GET", "/v1/Workspaces/{}/TaskQueues", list_queues},
          {"POST", "/v1/Workspaces/{}/TaskQueues", create_queue},
          {"GET", "/v1/Workspaces/{}/TaskQueues/{}", fetch_queue},
          {"POST", "/v1/Workspaces/{}/TaskQueues/{}", update_queue},
          {"DELETE", "/v1/Workspaces/{}/TaskQueues/{}", delete_queue}};
}

}  // namespace switchyard::adapters::taskrouter
