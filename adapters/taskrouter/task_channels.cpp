// Task channels: kinds of task. They have no tenant.
#include <algorithm>
#include <array>

#include "adapters/taskrouter/edit.h"
#include "adapters/taskrouter/page.h"
#include "adapters/taskrouter/resource.h"

namespace switchyard::adapters::taskrouter {
namespace {

constexpr SidKind kind = SidKind::task_channel;
constexpr std::array<std::string_view, 5> standard{"default", "voice", "sms", "chat", "video"};

Json channel_json(const Scope& scope, std::uint32_t id) {
  const std::string given = text_of(scope.configuration().facts(kind, id), "friendly_name");
  Json body = resource_head(scope, kind, id);
  if (!given.empty()) body["friendly_name"] = given;
  body["unique_name"] = name_of(scope, kind, id);
  body["channel_optimized_routing"] = scope.rules().channels[id].optimized_routing;
  body["links"] = {{"workspace", scope.url()}};
  return body;
}

Decision list_channels(const Scope& scope) {
  const auto ids = visible(scope, kind);
  return list_reply(
      scope.call(), "channels", ids, [&](auto id) { return scope.configuration().sid(kind, id); },
      [&](auto id) { return channel_json(scope, id); });
}

Decision create_channel(const Scope& scope) {
  if (auto refused = refuse_tenants(scope)) return *refused;
  Parameters parameters = scope.call().parameters;
  const auto friendly_name = parameters.required_name("FriendlyName");
  const auto name = parameters.required_name("UniqueName");
  if (parameters.error()) return *parameters.error();
  Edit edit(scope);
  const bool optimized = parameters.boolean("ChannelOptimizedRouting").value_or(false);
  edit.add(kind, {{"name", *name}, {"optimized_routing", optimized}});
  edit.facts(kind, *name)["friendly_name"] = *friendly_name;
  if (auto step = edit.step(); !step) return step.error();
  return std::move(edit).change(shows(201, kind, *name, channel_json));
}

Decision fetch_channel(const Scope& scope) {
  const auto id = scope.find_channel(scope.call().path[1]);
  if (!id) return not_found(scope);
  return json_response(200, channel_json(scope, id->value));
}

Decision update_channel(const Scope& scope) {
  const auto id = scope.find_channel(scope.call().path[1]);
  if (!id) return not_found(scope);
  if (auto refused = refuse_tenants(scope)) return *refused;
  Parameters parameters = scope.call().parameters;
  const std::string name = name_of(scope, kind, id->value);
  Edit edit(scope);
  Json& facts = edit.facts(kind, name);
  if (const auto friendly_name = parameters.name("FriendlyName")) facts["friendly_name"] = *friendly_name;
  const auto optimized = parameters.boolean("ChannelOptimizedRouting");
  if (optimized) edit.entry(kind, name)["optimized_routing"] = *optimized;
  if (parameters.error()) return *parameters.error();
  if (auto step = edit.step(); !step) return step.error();
  return std::move(edit).change(shows(200, kind, name, channel_json));
}

bool has_open_tasks(const State& state, TaskChannelId channel) {
  return std::any_of(state.tasks.begin(), state.tasks.end(), [&](const Task& task) {
    return !task.id.is_none() && !has_ended(task.status) && task.channel == channel;
  });
}

Decision delete_channel(const Scope& scope) {
  const auto id = scope.find_channel(scope.call().path[1]);
  if (!id) return not_found(scope);
  if (auto refused = refuse_tenants(scope)) return *refused;
  const std::string name = name_of(scope, kind, id->value);
  if (std::find(standard.begin(), standard.end(), name) != standard.end())
    return bad_request("Cannot delete TaskChannel " + name + " because every workspace has it");
  if (has_open_tasks(scope.state(), *id))
    return bad_request("Cannot delete TaskChannel because there are Tasks on it");
  Edit edit(scope);
  if (auto removed = edit.remove(kind, name); !removed) return removed.error();
  return std::move(edit).change(says_done);
}

}  // namespace

std::vector<Route> task_channel_routes() {
  return {{"GET", "/v1/Workspaces/{}/TaskChannels", list_channels},
          {"POST", "/v1/Workspaces/{}/TaskChannels", create_channel},
          {"GET", "/v1/Workspaces/{}/TaskChannels/{}", fetch_channel},
          {"POST", "/v1/Workspaces/{}/TaskChannels/{}", update_channel},
          {"DELETE", "/v1/Workspaces/{}/TaskChannels/{}", delete_channel}};
}

}  // namespace switchyard::adapters::taskrouter
