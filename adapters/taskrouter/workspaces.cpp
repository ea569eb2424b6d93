// The workspace as a resource: made from a template, listed, fetched, changed, deleted.
#include "adapters/taskrouter/workspaces.h"

#include <openssl/rand.h>

#include <algorithm>
#include <array>

#include "adapters/taskrouter/callback_url.h"
#include "adapters/taskrouter/edit.h"
#include "adapters/taskrouter/page.h"
#include "engine/base/check.h"

namespace switchyard::adapters::taskrouter {
namespace {

constexpr std::array<std::string_view, 10> linked{"activities",
                                                  "statistics",
                                                  "real_time_statistics",
                                                  "cumulative_statistics",
                                                  "task_queues",
                                                  "tasks",
                                                  "workers",
                                                  "workflows",
                                                  "task_channels",
                                                  "events"};
constexpr std::array<std::string_view, 10> linked_paths{
    "Activities", "Statistics", "RealTimeStatistics", "CumulativeStatistics", "TaskQueues",
    "Tasks",      "Workers",    "Workflows",          "TaskChannels",         "Events"};

constexpr std::string_view single_tasking =
    "MultiTaskEnabled must be true: workspaces with one task at a time are not served";

std::string random_name() {
  constexpr std::string_view digits = "0123456789abcdef";
  std::array<unsigned char, 16> bytes{};
  SY_CHECK(RAND_bytes(bytes.data(), static_cast<int>(bytes.size())) == 1);
  std::string name = "ws-";
  for (const unsigned char byte : bytes) name += {digits[byte >> 4U], digits[byte & 15U]};
  return name;
}

Json workspace_json(const Call& call, const Configuration& configuration, const Workspace& rules) {
  const Json& section = configuration.section();
  const auto sid = [&](ActivityId id) { return configuration.sid(SidKind::activity, id.value); };
  const std::string url = call.base_url + "/v1/Workspaces/" + configuration.workspace_sid();
  Json body;
  body["account_sid"] = configuration.account();
  body["sid"] = configuration.workspace_sid();
  body["friendly_name"] = configuration.friendly_name();
  body["date_created"] = member_or_null(section, "date_created");
  body["date_updated"] = member_or_null(section, "date_updated");
  body["default_activity_name"] = rules.activities[rules.default_activity.index()].name;
  body["default_activity_sid"] = sid(rules.default_activity);
  body["timeout_activity_name"] = rules.activities[rules.timeout_activity.index()].name;
  body["timeout_activity_sid"] = sid(rules.timeout_activity);
  body["event_callback_url"] = member_or_null(section, "event_callback_url");
  body["events_filter"] = member_or_null(section, "events_filter");
  body["multi_task_enabled"] = true;
  body["prioritize_queue_order"] = rules.prioritize_queue_order == TaskOrder::lifo ? "LIFO" : "FIFO";
  body["url"] = url;
  for (std::size_t i = 0; i < linked.size(); ++i)
    body["links"][std::string(linked[i])] = url + '/' + std::string(linked_paths[i]);
  return body;
}

http::Response shown(const Scope& scope) {
  return json_response(200, workspace_json(scope.call(), scope.configuration(), scope.rules()));
}

// What both creating and updating may say of the section.
void set_callbacks(const Call& call, Parameters& parameters, Json& section) {
  if (const auto url = callback_url(call, parameters, "EventCallbackUrl"))
    section["event_callback_url"] = *url;
  if (const auto filter = parameters.text("EventsFilter")) section["events_filter"] = *filter;
  if (!parameters.boolean("MultiTaskEnabled").value_or(true)) parameters.refuse(std::string(single_tasking));
}

void set_queue_order(Parameters& parameters, Json& document) {
  const auto order = parameters.word("PrioritizeQueueOrder", {"FIFO", "LIFO"});
  if (order) document["prioritize_queue_order"] = *order == 0 ? "FIFO" : "LIFO";
}

// The queue and the workflow that the template FIFO makes.
void add_fifo(Json& document, const std::string& now) {
  const std::string queue = make_sid(sid_key(text_of(document, "name")), SidKind::task_queue, 1);
  const Json routing{{"filters", Json::array()}, {"default_filter", {{"queue", queue}}}};
  const Json dates{{"date_created", now}, {"date_updated", now}};
  document["task_queues"].push_back({{"name", "Sample Queue"}, {"target_workers", "1==1"}});
  document["workflows"].push_back({{"name", "Default Fifo Workflow"}, {"task_routing", routing}});
  document["taskrouter"]["task_queues"]["Sample Queue"] = dates;
  document["taskrouter"]["workflows"]["Default Fifo Workflow"] = dates;
}

Json fresh_document(const std::string& now) {
  const Json dates{{"date_created", now}, {"date_updated", now}};
  Json activities = Json::array();
  Json section = dates;
  for (const char* activity : {"Offline", "Available", "Unavailable"}) {
    const bool available = std::string_view(activity) == "Available";
    activities.push_back({{"name", activity}, {"available", available}});
    section["activities"][activity] = dates;
  }
  for (const char* channel : {"default", "voice", "sms", "chat", "video"})
    section["task_channels"][channel] = dates;
  return {{"version", 1},
          {"name", random_name()},
          {"default_activity", "Offline"},
          {"timeout_activity", "Offline"},
          {"activities", std::move(activities)},
          {"taskrouter", std::move(section)}};
}

Decision fetch_workspace(const Scope& scope) {
  return shown(scope);
}

// An activity that a parameter names, by its name in the document.
void set_activity(const Scope& scope, Parameters& parameters, std::string_view parameter, Json& document,
                  const std::string& key) {
  const auto sid = parameters.text(parameter);
  if (!sid) return;
  const auto activity = scope.find_activity(*sid);
  if (!activity) return parameters.refuse(std::string(parameter) + " is not an activity of the workspace");
  document[key] = scope.rules().activities[activity->index()].name;
}

Decision update_workspace(const Scope& scope) {
  if (scope.own_tenant()) return forbidden("A tenant's key must not change the workspace");
  Parameters parameters = scope.call().parameters;
  Edit edit(scope);
  if (const auto name = parameters.name("FriendlyName")) edit.section()["friendly_name"] = *name;
  set_activity(scope, parameters, "DefaultActivitySid", edit.document(), "default_activity");
  set_activity(scope, parameters, "TimeoutActivitySid", edit.document(), "timeout_activity");
  set_callbacks(scope.call(), parameters, edit.section());
  set_queue_order(parameters, edit.document());
  if (parameters.error()) return *parameters.error();
  if (auto step = edit.step(); !step) return step.error();
  return std::move(edit).change([](const Scope& after, const Outcome&) { return shown(after); });
}

Decision delete_workspace(const Scope& scope) {
  if (scope.own_tenant()) return forbidden("A tenant's key must not delete the workspace");
  return RemoveWorkspace{};
}

}  // namespace

bool may_see(const Caller& caller, const Scope& scope) {
  if (caller.account.empty() || scope.configuration().account() != caller.account) return false;
  const auto own = scope.own_tenant();
  return !own || !own->is_none();
}

Result<http::Response> workspace_list(const Call& call, std::vector<WorkspaceRow> rows) {
  Parameters parameters = call.parameters;
  if (const auto name = parameters.text("FriendlyName"))
    std::erase_if(rows, [&](const auto& row) { return row.configuration->friendly_name() != *name; });
  return list_reply(
      call, "workspaces", rows, [](const auto& row) { return row.configuration->workspace_sid(); },
      [&](const auto& row) { return workspace_json(call, *row.configuration, *row.rules); });
}

Result<NewWorkspace> new_workspace(const Call& call) {
  if (call.caller.tenant) return tl::unexpected(forbidden("A tenant's key must not make workspaces"));
  Parameters parameters = call.parameters;
  const std::string now = date_text(call.received);
  Json document = fresh_document(now);
  Json& section = document["taskrouter"];
  section["account_sid"] = call.caller.account;
  section["friendly_name"] = parameters.required_name("FriendlyName").value_or("");
  set_callbacks(call, parameters, section);
  set_queue_order(parameters, document);
  if (parameters.word("Template", {"NONE", "FIFO"}).value_or(0) == 1) add_fifo(document, now);
  if (parameters.error()) return tl::unexpected(*parameters.error());
  const auto rules = compile(document, nullptr);
  if (!rules) return tl::unexpected(rules.error());
  return NewWorkspace{rules->source, workspace_json(call, Configuration(*rules), *rules)};
}

std::vector<Route> workspace_routes() {
  return {{"GET", "/v1/Workspaces/{}", fetch_workspace},
          {"POST", "/v1/Workspaces/{}", update_workspace},
          {"DELETE", "/v1/Workspaces/{}", delete_workspace}};
}

}  // namespace switchyard::adapters::taskrouter
