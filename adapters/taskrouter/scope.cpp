// What a caller may see, and how things are found by SID.
#include "adapters/taskrouter/scope.h"

namespace switchyard::adapters::taskrouter {

std::optional<TenantId> Scope::own_tenant() const {
  if (!call_.caller.tenant) return std::nullopt;
  for (std::uint32_t t = 0; t < rules().tenants.size(); ++t) {
    if (rules().tenants[t].name == *call_.caller.tenant) return TenantId{t};
  }
  return TenantId{};
}

bool Scope::sees(TenantId tenant) const {
  const auto own = own_tenant();
  return !own || *own == tenant;
}

std::string Scope::url(std::initializer_list<std::string_view> parts) const {
  std::string url = call_.base_url + "/v1/Workspaces/" + configuration_.workspace_sid();
  for (const std::string_view part : parts) url += '/' + std::string(part);
  return url;
}

std::optional<ActivityId> Scope::find_activity(std::string_view sid) const {
  const auto id = configuration_.find(SidKind::activity, sid);
  return id ? std::optional(ActivityId{*id}) : std::nullopt;
}

std::optional<TaskChannelId> Scope::find_channel(std::string_view sid_or_name) const {
  if (const auto id = configuration_.find(SidKind::task_channel, sid_or_name)) return TaskChannelId{*id};
  for (const std::uint32_t id : configuration_.ids(SidKind::task_channel)) {
    if (rules().channels[id].name == sid_or_name) return TaskChannelId{id};
  }
  return std::nullopt;
}

std::optional<WorkerId> Scope::find_worker(std::string_view sid) const {
  const auto id = configuration_.find(SidKind::worker, sid);
  return id && sees(rules().workers[*id].tenant) ? std::optional(WorkerId{*id}) : std::nullopt;
}

std::optional<TaskQueueId> Scope::find_queue(std::string_view sid) const {
  const auto id = configuration_.find(SidKind::task_queue, sid);
  return id && sees(rules().queues[*id].tenant) ? std::optional(TaskQueueId{*id}) : std::nullopt;
}

std::optional<WorkflowId> Scope::find_workflow(std::string_view sid) const {
  const auto id = configuration_.find(SidKind::workflow, sid);
  return id && sees(rules().workflows[*id].tenant) ? std::optional(WorkflowId{*id}) : std::nullopt;
}

Json Scope::sid_or_null(SidKind kind, std::uint32_t id) const {
  return id == ActivityId::none_value ? Json() : Json(configuration_.sid(kind, id));
}

ApiError not_found(const Scope& scope) {
  return not_found(scope.call().request.path);
}

}  // namespace switchyard::adapters::taskrouter
