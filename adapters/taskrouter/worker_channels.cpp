// Worker channels: how much of each kind of task a worker takes. All of it is the engine's.
#include "adapters/taskrouter/page.h"
#include "adapters/taskrouter/resource.h"

namespace switchyard::adapters::taskrouter {
namespace {

constexpr std::int64_t most_capacity = 10'000;

std::string sid_of(const Scope& scope, WorkerId worker, TaskChannelId channel) {
  return scope.configuration().serial_sid(SidKind::worker_channel, worker_channel_serial(worker, channel));
}

// floor((1 - in use / capacity) * 100); 0 without capacity.
std::uint32_t available_percentage(const WorkerChannelState& channel) {
  if (channel.in_use() >= channel.capacity) return 0;
  return (channel.capacity - channel.in_use()) * 100 / channel.capacity;
}

Json channel_json(const Scope& scope, WorkerId worker, TaskChannelId id) {
  const WorkerChannelState& channel = scope.state().workers[worker.index()].channels[id.index()];
  const Json& facts = scope.configuration().facts(SidKind::worker, worker.value);
  const Json worker_sid = scope.worker_sid(worker);
  Json body;
  body["account_sid"] = scope.configuration().account();
  body["workspace_sid"] = scope.configuration().workspace_sid();
  body["sid"] = sid_of(scope, worker, id);
  body["worker_sid"] = worker_sid;
  body["task_channel_sid"] = scope.channel_sid(id);
  body["task_channel_unique_name"] = scope.rules().channels[id.index()].name;
  body["configured_capacity"] = channel.capacity;
  body["available"] = channel.available;
  body["assigned_tasks"] = channel.accepted;
  body["available_capacity_percentage"] = available_percentage(channel);
  body["date_created"] = member_or_null(facts, "date_created");
  body["date_updated"] = member_or_null(facts, "date_updated");
  body["url"] = scope.url({"Workers", worker_sid.get<std::string>(), "Channels", text_of(body, "sid")});
  return body;
}

// By the SID of the worker channel, or the SID or unique name of the task channel.
std::optional<TaskChannelId> find_channel(const Scope& scope, WorkerId worker, const std::string& text) {
  const auto serial = scope.configuration().find_serial(SidKind::worker_channel, text);
  if (!serial) return scope.find_channel(text);
  const WorkerChannelPlace place = worker_channel_place(*serial);
  const bool is_there = scope.configuration().entry(SidKind::task_channel, place.channel.value) != nullptr;
  return place.worker == worker && is_there ? std::optional(place.channel) : std::nullopt;
}

Decision list_channels(const Scope& scope) {
  const auto worker = scope.find_worker(scope.call().path[1]);
  if (!worker) return not_found(scope);
  return list_reply(
      scope.call(), "channels", visible(scope, SidKind::task_channel),
      [&](auto id) { return sid_of(scope, *worker, TaskChannelId{id}); },
      [&](auto id) { return channel_json(scope, *worker, TaskChannelId{id}); });
}

Decision fetch_channel(const Scope& scope) {
  const auto worker = scope.find_worker(scope.call().path[1]);
  const auto channel = worker ? find_channel(scope, *worker, scope.call().path[2]) : std::nullopt;
  if (!channel) return not_found(scope);
  return json_response(200, channel_json(scope, *worker, *channel));
}

Decision update_channel(const Scope& scope) {
  const auto worker = scope.find_worker(scope.call().path[1]);
  const auto channel = worker ? find_channel(scope, *worker, scope.call().path[2]) : std::nullopt;
  if (!channel) return not_found(scope);
  Parameters parameters = scope.call().parameters;
  const auto capacity = parameters.integer("Capacity", 0, most_capacity);
  const auto available = parameters.boolean("Available");
  if (parameters.error()) return *parameters.error();
  Change change;
  change.reply = [worker = *worker, channel = *channel](const Scope& after, const Outcome&) {
    return json_response(200, channel_json(after, worker, channel));
  };
  if (capacity || available) {
    WorkerChannelChanges command{*worker, *channel, {}, available};
    if (capacity) command.capacity = static_cast<std::uint32_t>(*capacity);
    change.commands.emplace_back(command);
  }
  return change;
}

}  // namespace

std::vector<Route> worker_channel_routes() {
  return {{"GET", "/v1/Workspaces/{}/Workers/{}/Channels", list_channels},
          {"GET", "/v1/Workspaces/{}/Workers/{}/Channels/{}", fetch_channel},
          {"POST", "/v1/Workspaces/{}/Workers/{}/Channels/{}", update_channel}};
}

}  // namespace switchyard::adapters::taskrouter
