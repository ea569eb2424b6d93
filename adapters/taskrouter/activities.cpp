// Activities: the states of a worker.
#include <algorithm>

#include "adapters/taskrouter/edit.h"
#include "adapters/taskrouter/page.h"
#include "adapters/taskrouter/resource.h"

namespace switchyard::adapters::taskrouter {
namespace {

constexpr SidKind kind = SidKind::activity;

Json activity_json(const Scope& scope, std::uint32_t id) {
  Json body = resource_head(scope, kind, id);
  body["available"] = scope.rules().activities[id].available;
  body["links"] = {{"workspace", scope.url()}};
  return body;
}

Decision list_activities(const Scope& scope) {
  Parameters parameters = scope.call().parameters;
  auto ids = visible(scope, kind);
  keep_named(parameters, scope, kind, ids);
  if (const auto available = parameters.boolean("Available")) {
    std::erase_if(ids, [&](auto id) { return scope.rules().activities[id].available != *available; });
  }
  return list_reply(
      scope.call(), "activities", ids, [&](auto id) { return scope.configuration().sid(kind, id); },
      [&](auto id) { return activity_json(scope, id); });
}

Decision create_activity(const Scope& scope) {
  if (auto refused = refuse_tenants(scope)) return *refused;
  Parameters parameters = scope.call().parameters;
  const auto name = parameters.required_name("FriendlyName");
  if (parameters.error()) return *parameters.error();
  Edit edit(scope);
  edit.add(kind, {{"name", *name}, {"available", parameters.boolean("Available").value_or(false)}});
  if (auto step = edit.step(); !step) return step.error();
  return std::move(edit).change(shows(201, kind, *name, activity_json));
}

Decision fetch_activity(const Scope& scope) {
  const auto id = scope.find_activity(scope.call().path[1]);
  if (!id) return not_found(scope);
  return json_response(200, activity_json(scope, id->value));
}

// Whether it is available cannot change: TaskRouter takes no notice of such a wish.
Decision update_activity(const Scope& scope) {
  const auto id = scope.find_activity(scope.call().path[1]);
  if (!id) return not_found(scope);
  if (auto refused = refuse_tenants(scope)) return *refused;
  Parameters parameters = scope.call().parameters;
  const std::string old_name = name_of(scope, kind, id->value);
  const std::string name = parameters.name("FriendlyName").value_or(old_name);
  if (parameters.error()) return *parameters.error();
  Edit edit(scope);
  edit.facts(kind, old_name);
  edit.rename(kind, old_name, name);
  if (auto step = edit.step(); !step) return step.error();
  return std::move(edit).change(shows(200, kind, name, activity_json));
}

std::optional<ApiError> why_needed(const Scope& scope, ActivityId id) {
  const Workspace& rules = scope.rules();
  if (id == rules.default_activity || id == rules.timeout_activity)
    return bad_request("Cannot delete Activity because it is the workspace's default or timeout activity");
  const auto is_there = [&](const WorkerState& worker) { return !worker.removed && worker.activity == id; };
  if (std::any_of(scope.state().workers.begin(), scope.state().workers.end(), is_there))
    return bad_request("Cannot delete Activity because there are Workers in it");
  return std::nullopt;
}

Decision delete_activity(const Scope& scope) {
  const auto id = scope.find_activity(scope.call().path[1]);
  if (!id) return not_found(scope);
  if (auto refused = refuse_tenants(scope)) return *refused;
  if (auto needed = why_needed(scope, *id)) return *needed;
  const std::string name = name_of(scope, kind, id->value);
  Edit edit(scope);
  for (Json& worker : edit.document()["workers"]) {  // where they began, long ago
    if (text_of(worker, "activity") == name) worker.erase("activity");
  }
  if (auto removed = edit.remove(kind, name); !removed) return removed.error();
  return std::move(edit).change(says_done);
}

}  // namespace

std::vector<Route> activity_routes() {
  return {{"GET", "/v1/Workspaces/{}/Activities", list_activities},
          {"POST", "/v1/Workspaces/{}/Activities", create_activity},
          {"GET", "/v1/Workspaces/{}/Activities/{}", fetch_activity},
          {"POST", "/v1/Workspaces/{}/Activities/{}", update_activity},
          {"DELETE", "/v1/Workspaces/{}/Activities/{}", delete_activity}};
}

}  // namespace switchyard::adapters::taskrouter
