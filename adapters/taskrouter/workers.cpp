// Workers: made and renamed in the document; what they do and are now is the engine's.
#include "adapters/taskrouter/workers.h"

#include <algorithm>
#include <utility>

#include "adapters/taskrouter/attributes.h"
#include "adapters/taskrouter/edit.h"
#include "adapters/taskrouter/page.h"
#include "adapters/taskrouter/resource.h"
#include "adapters/taskrouter/tenant.h"
#include "adapters/taskrouter/worker_filters.h"
#include "engine/codec/json/values.h"

namespace switchyard::adapters::taskrouter {
namespace {

constexpr SidKind kind = SidKind::worker;

Json links_of(const Scope& scope, const std::string& sid, const std::string& activity_sid) {
  Json links;
  links["channels"] = scope.url({"Workers", sid, "Channels"});
  links["activity"] = scope.url({"Activities", activity_sid});
  links["workspace"] = scope.url();
  links["statistics"] = scope.url({"Workers", "Statistics"});
  links["real_time_statistics"] = scope.url({"Workers", "RealTimeStatistics"});
  links["cumulative_statistics"] = scope.url({"Workers", "CumulativeStatistics"});
  links["worker_statistics"] = scope.url({"Workers", sid, "Statistics"});
  links["worker_channels"] = links["channels"];
  links["reservations"] = scope.url({"Workers", sid, "Reservations"});
  return links;
}

// The later of two moments, either of which may be unknown.
Json later(const Json& date, const std::string& other) {
  return date.is_string() && date.get_ref<const std::string&>() > other ? date : Json(other);
}

Decision list_workers(const Scope& scope) {
  Parameters parameters = scope.call().parameters;
  auto ids = visible(scope, kind);
  keep_named(parameters, scope, kind, ids);
  if (auto wrong = filter_workers(scope, parameters, ids)) return *wrong;
  const auto usual = usual_order_values(scope, kind);
  const auto value = [&](std::uint32_t id, std::string_view name) {
    const WorkerState& worker = scope.state().workers[id];
    if (name == "ActivityName") return scope.rules().activities[worker.activity.index()].name;
    return name == "DateStatusChanged" ? date_text(worker.activity_since) : usual(id, name);
  };
  put_in_order(parameters,
               {"FriendlyName", "ActivityName", "DateCreated", "DateUpdated", "DateStatusChanged"}, value,
               ids);
  if (parameters.error()) return *parameters.error();
  return list_reply(
      scope.call(), "workers", ids, [&](auto id) { return scope.configuration().sid(kind, id); },
      [&](auto id) { return worker_json(scope, WorkerId{id}); });
}

// The activity that a parameter names.
std::optional<ActivityId> wanted_activity(const Scope& scope, Parameters& parameters) {
  const auto sid = parameters.text("ActivitySid");
  if (!sid) return std::nullopt;
  const auto activity = scope.find_activity(*sid);
  if (!activity) parameters.refuse("ActivitySid is not an activity of the workspace");
  return activity;
}

std::optional<Attributes> wanted_attributes(Parameters& parameters) {
  const auto text = parameters.text("Attributes");
  if (!text) return std::nullopt;
  auto attributes = read_attributes(*text);
  if (!attributes) {
    parameters.refuse(attributes.error().message);
    return std::nullopt;
  }
  return *std::move(attributes);
}

Decision create_worker(const Scope& scope) {
  Parameters parameters = scope.call().parameters;
  const auto name = parameters.required_name("FriendlyName");
  const auto activity = wanted_activity(scope, parameters);
  const auto attributes = wanted_attributes(parameters);
  const auto tenant = wanted_tenant(scope, parameters);
  if (parameters.error()) return *parameters.error();
  Json entry{{"name", *name}};
  if (tenant) entry["tenant"] = *tenant;
  if (attributes) entry["attributes"] = Json::parse(codec::json_text(*attributes));
  if (activity) entry["activity"] = scope.rules().activities[activity->index()].name;
  Edit edit(scope);
  edit.add(kind, std::move(entry));
  if (auto step = edit.step(); !step) return step.error();
  return std::move(edit).change([name = *name](const Scope& after, const Outcome&) {
    return worker_response(after, 201, after.state().worker_by_name.find(name)->second);
  });
}

Decision fetch_worker(const Scope& scope) {
  const auto id = scope.find_worker(scope.call().path[1]);
  if (!id) return not_found(scope);
  return worker_response(scope, 200, *id);
}

std::optional<ApiError> check_etag(const Scope& scope, WorkerId worker) {
  return check_if_match(scope.call().request.headers, etag_of(worker_json(scope, worker)));
}

// What the worker does and is now; told to the engine, not written in the document.
void add_commands(const Scope& scope, Parameters& parameters, WorkerId worker,
                  std::vector<Command>& commands) {
  const auto activity = wanted_activity(scope, parameters);
  const bool rejects = parameters.boolean("RejectPendingReservations").value_or(false);
  if (auto attributes = wanted_attributes(parameters))
    commands.emplace_back(WorkerAttributesChange{worker, *std::move(attributes)});
  if (activity && rejects && scope.rules().activities[activity->index()].available)
    parameters.refuse("RejectPendingReservations needs an ActivitySid that is not available");
  if (activity) commands.emplace_back(WorkerChangesActivity{worker, *activity, rejects});
}

Decision update_worker(const Scope& scope) {
  const auto id = scope.find_worker(scope.call().path[1]);
  if (!id) return not_found(scope);
  if (auto changed = check_etag(scope, *id)) return *changed;
  Parameters parameters = scope.call().parameters;
  const std::string old_name = name_of(scope, kind, id->value);
  const std::string name = parameters.name("FriendlyName").value_or(old_name);
  std::vector<Command> commands;
  add_commands(scope, parameters, *id, commands);
  refuse_another_tenant(scope, parameters, scope.rules().workers[id->index()].tenant);
  if (parameters.error()) return *parameters.error();
  Edit edit(scope);
  if (name != old_name) {
    edit.rename(kind, old_name, name);
    if (auto step = edit.step(); !step) return step.error();
  }
  const WorkerId worker = *id;
  Change change = std::move(edit).change(
      [worker](const Scope& after, const Outcome&) { return worker_response(after, 200, worker); });
  std::move(commands.begin(), commands.end(), std::back_inserter(change.commands));
  return change;
}

Decision delete_worker(const Scope& scope) {
  const auto id = scope.find_worker(scope.call().path[1]);
  if (!id) return not_found(scope);
  if (auto changed = check_etag(scope, *id)) return *changed;
  Edit edit(scope);
  if (auto removed = edit.remove(kind, name_of(scope, kind, id->value)); !removed) return removed.error();
  return std::move(edit).change(says_done);
}

}  // namespace

Json worker_json(const Scope& scope, WorkerId id) {
  const WorkerState& worker = scope.state().workers[id.index()];
  const Activity& activity = scope.rules().activities[worker.activity.index()];
  const std::string activity_sid = scope.configuration().sid(SidKind::activity, worker.activity.value);
  const std::string changed = date_text(worker.activity_since);
  Json body = resource_head(scope, kind, id.value);
  body["activity_sid"] = activity_sid;
  body["activity_name"] = activity.name;
  body["available"] = activity.available;
  body["attributes"] = codec::json_text(worker.attributes);
  body["date_status_changed"] = changed;
  body["date_updated"] = later(body["date_updated"], changed);
  body["links"] = links_of(scope, body["sid"], activity_sid);
  return body;
}

http::Response worker_response(const Scope& scope, unsigned status, WorkerId worker) {
  const Json body = worker_json(scope, worker);
  http::Response response = json_response(status, body);
  response.headers.emplace_back("ETag", etag_of(body));
  return response;
}

std::vector<Route> worker_routes() {
  return {{"GET", "/v1/Workspaces/{}/Workers", list_workers},
          {"POST", "/v1/Workspaces/{}/Workers", create_worker},
          {"GET", "/v1/Workspaces/{}/Workers/{}", fetch_worker},
          {"POST", "/v1/Workspaces/{}/Workers/{}", update_worker},
          {"DELETE", "/v1/Workspaces/{}/Workers/{}", delete_worker}};
}

}  // namespace switchyard::adapters::taskrouter
