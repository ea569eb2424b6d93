// Workflows: their configuration is kept as it was sent, and compiled.
#include <algorithm>

#include "adapters/taskrouter/attributes.h"
#include "adapters/taskrouter/callback_url.h"
#include "adapters/taskrouter/edit.h"
#include "adapters/taskrouter/page.h"
#include "adapters/taskrouter/resource.h"
#include "adapters/taskrouter/tenant.h"
#include "engine/codec/workspace/compile.h"

namespace switchyard::adapters::taskrouter {
namespace {

constexpr SidKind kind = SidKind::workflow;
constexpr std::size_t longest_configuration = 1'038'576;

// The rules without the task_routing around them, which one form has.
Json routing_of(const Json& configuration) {
  const auto inner = configuration.find("task_routing");
  return inner != configuration.end() ? *inner : configuration;
}

// The text as it was sent, as long as it says what the document says; else what the document says.
std::string configuration_text(const Json& entry, const Json& facts) {
  const Json routing = member_or_null(entry, "task_routing");
  std::string sent = text_of(facts, "configuration");
  const Json read = Json::parse(sent, nullptr, false);
  if (read.is_object() && routing_of(read) == routing) return sent;
  return Json{{"task_routing", routing}}.dump();
}

Json workflow_json(const Scope& scope, std::uint32_t id) {
  const Json& facts = scope.configuration().facts(kind, id);
  Json body = resource_head(scope, kind, id);
  const std::string sid = text_of(body, "sid");
  body["configuration"] = configuration_text(*scope.configuration().entry(kind, id), facts);
  body["assignment_callback_url"] = member_or_null(facts, "assignment_callback_url");
  body["fallback_assignment_callback_url"] = member_or_null(facts, "fallback_assignment_callback_url");
  body["task_reservation_timeout"] =
      scope.rules().workflows[id].reservation_timeout.microseconds / seconds(1).microseconds;
  body["document_content_type"] = "application/json";
  body["links"] = {{"workspace", scope.url()},
                   {"statistics", scope.url({"Workflows", sid, "Statistics"})},
                   {"real_time_statistics", scope.url({"Workflows", sid, "RealTimeStatistics"})},
                   {"cumulative_statistics", scope.url({"Workflows", sid, "CumulativeStatistics"})}};
  return body;
}

Decision list_workflows(const Scope& scope) {
  Parameters parameters = scope.call().parameters;
  auto ids = visible(scope, kind);
  keep_named(parameters, scope, kind, ids);
  return list_reply(
      scope.call(), "workflows", ids, [&](auto id) { return scope.configuration().sid(kind, id); },
      [&](auto id) { return workflow_json(scope, id); });
}

// Configuration, if the request has it. Keys of our own are refused: TaskRouter does not know them.
void set_configuration(Parameters& parameters, Json& entry, Json& facts) {
  const auto text = parameters.text("Configuration");
  if (!text) return;
  const auto document = read_json(*text, "Configuration", longest_configuration);
  if (!document) return parameters.refuse(document.error().message);
  const codec::Problems problems = codec::check_taskrouter_workflow(*document);
  for (const codec::Problem& problem : problems.list()) {
    if (problem.severity != codec::Severity::error) continue;
    return parameters.refuse("Configuration: " + problem.message +
                             (problem.pointer.empty() ? "" : " at " + problem.pointer));
  }
  entry["task_routing"] = routing_of(Json::parse(*text));
  facts["configuration"] = *text;
}

void set_others(const Call& call, Parameters& parameters, Json& entry, Json& facts) {
  if (const auto timeout = parameters.integer("TaskReservationTimeout", 1, 86'400))
    entry["task_reservation_timeout"] = *timeout;
  if (const auto url = callback_url(call, parameters, "AssignmentCallbackUrl"))
    facts["assignment_callback_url"] = *url;
  if (const auto url = callback_url(call, parameters, "FallbackAssignmentCallbackUrl"))
    facts["fallback_assignment_callback_url"] = *url;
}

Decision create_workflow(const Scope& scope) {
  Parameters parameters = scope.call().parameters;
  const auto name = parameters.required_name("FriendlyName");
  if (!parameters.has("Configuration"))
    parameters.refuse("Missing required parameter Configuration in the post body");
  Json entry{{"name", name.value_or("")}};
  Json facts = Json::object();
  set_configuration(parameters, entry, facts);
  set_others(scope.call(), parameters, entry, facts);
  if (const auto tenant = wanted_tenant(scope, parameters)) entry["tenant"] = *tenant;
  if (parameters.error()) return *parameters.error();
  Edit edit(scope);
  edit.add(kind, std::move(entry));
  edit.facts(kind, *name).update(facts);
  if (auto step = edit.step(); !step) return step.error();
  return std::move(edit).change(shows(201, kind, *name, workflow_json));
}

Decision fetch_workflow(const Scope& scope) {
  const auto id = scope.find_workflow(scope.call().path[1]);
  if (!id) return not_found(scope);
  return json_response(200, workflow_json(scope, id->value));
}

Decision update_workflow(const Scope& scope) {
  const auto id = scope.find_workflow(scope.call().path[1]);
  if (!id) return not_found(scope);
  Parameters parameters = scope.call().parameters;
  const std::string old_name = name_of(scope, kind, id->value);
  const std::string name = parameters.name("FriendlyName").value_or(old_name);
  Edit edit(scope);
  Json& facts = edit.facts(kind, old_name);
  set_configuration(parameters, edit.entry(kind, old_name), facts);
  set_others(scope.call(), parameters, edit.entry(kind, old_name), facts);
  refuse_another_tenant(scope, parameters, scope.rules().workflows[id->index()].tenant);
  const bool re_evaluate = parameters.boolean("ReEvaluateTasks").value_or(false);
  if (parameters.error()) return *parameters.error();
  edit.rename(kind, old_name, name);
  if (auto step = edit.step(re_evaluate ? *id : WorkflowId{}); !step) return step.error();
  return std::move(edit).change(shows(200, kind, name, workflow_json));
}

bool has_open_tasks(const State& state, WorkflowId workflow) {
  return std::any_of(state.tasks.begin(), state.tasks.end(), [&](const Task& task) {
    return !task.id.is_none() && !has_ended(task.status) && task.workflow == workflow;
  });
}

Decision delete_workflow(const Scope& scope) {
  const auto id = scope.find_workflow(scope.call().path[1]);
  if (!id) return not_found(scope);
  if (has_open_tasks(scope.state(), *id))
    return bad_request("Cannot delete Workflow because there are Tasks in it");
  Edit edit(scope);
  if (auto removed = edit.remove(kind, name_of(scope, kind, id->value)); !removed) return removed.error();
  return std::move(edit).change(says_done);
}

}  // namespace

std::vector<Route> workflow_routes() {
  return {{"GET", "/v1/Workspaces/{}/Workflows", list_workflows},
          {"POST", "/v1/Workspaces/{}/Workflows", create_workflow},
          {"GET", "/v1/Workspaces/{}/Workflows/{}", fetch_workflow},
          {"POST", "/v1/Workspaces/{}/Workflows/{}", update_workflow},
          {"DELETE", "/v1/Workspaces/{}/Workflows/{}", delete_workflow}};
}

}  // namespace switchyard::adapters::taskrouter
