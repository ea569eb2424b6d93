// The workspace's tables without what only routing needs.
#include "viz/view/names.h"

#include "engine/codec/json/values.h"

namespace switchyard::viz {
namespace {

template <class Table>
std::string text_of(const Table& table, std::size_t index) {
  return index < table.size() ? table[index].name : "#" + std::to_string(index);
}

NamedWorker named(const Worker& worker) {
  NamedWorker out;
  out.name = worker.name;
  out.tenant = worker.tenant;
  out.groups = {worker.tenant.value};
  for (const WorkerChannel& channel : worker.channels) {
    out.channels.push_back(channel.available && channel.capacity > 0);
  }
  codec::append_json(out.attributes, worker.attributes.view());
  out.activity = worker.activity;
  out.removed = worker.removed;
  return out;
}

std::vector<NamedActivity> named_activities(const Workspace& workspace) {
  std::vector<NamedActivity> out;
  for (std::uint32_t i = 0; i < workspace.activities.size(); ++i) {
    const Activity& activity = workspace.activities[i];
    const bool is_default = workspace.default_activity == ActivityId{i};
    out.push_back({activity.name, activity.available, is_default && !activity.available});
  }
  return out;
}

}  // namespace

Names names_of(const Workspace& workspace) {
  Names names;
  names.workspace = workspace.name;
  names.version = workspace.version;
  for (const Tenant& tenant : workspace.tenants) {
    names.tenants.push_back({tenant.name});
    names.groups.push_back(tenant.name);
  }
  for (const TaskQueue& queue : workspace.queues) {
    names.queues.push_back({queue.name, queue.tenant, queue.removed});
  }
  for (const Worker& worker : workspace.workers) names.workers.push_back(named(worker));
  for (const TaskChannel& channel : workspace.channels) names.channels.push_back(channel.name);
  for (const Workflow& workflow : workspace.workflows) names.workflows.push_back(workflow.name);
  names.activities = named_activities(workspace);
  return names;
}

std::string name_of(const Names& names, TenantId id) {
  return text_of(names.tenants, id.index());
}
std::string name_of(const Names& names, TaskQueueId id) {
  return text_of(names.queues, id.index());
}
std::string name_of(const Names& names, WorkerId id) {
  return text_of(names.workers, id.index());
}
std::string name_of(const Names& names, TaskChannelId id) {
  return id.index() < names.channels.size() ? names.channels[id.index()] : "#" + std::to_string(id.value);
}
std::string name_of(const Names& names, ActivityId id) {
  return text_of(names.activities, id.index());
}

}  // namespace switchyard::viz
