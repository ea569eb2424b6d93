// From the ids in messages to the names in the workspace's document.
#pragma once

#include <string>

#include "engine/workspace/workspace.h"

namespace switchyard::codec {

inline const auto& table_of(const Workspace& workspace, TenantId) {
  return workspace.tenants;
}
inline const auto& table_of(const Workspace& workspace, ActivityId) {
  return workspace.activities;
}
inline const auto& table_of(const Workspace& workspace, TaskChannelId) {
  return workspace.channels;
}
inline const auto& table_of(const Workspace& workspace, WorkerId) {
  return workspace.workers;
}
inline const auto& table_of(const Workspace& workspace, TaskQueueId) {
  return workspace.queues;
}
inline const auto& table_of(const Workspace& workspace, WorkflowId) {
  return workspace.workflows;
}

inline const auto& table_of(const Workspace& workspace, CalendarId) {
  return workspace.calendars;
}
inline const auto& table_of(const Workspace& workspace, NumberId) {
  return workspace.numbers;
}

// Null when the workspace has no such id: a refused command may name anything.
template <class Kind>
const std::string* find_name(const Workspace& workspace, Id<Kind> id) {
  const auto& table = table_of(workspace, id);
  return id.index() < table.size() ? &table[id.index()].name : nullptr;
}

}  // namespace switchyard::codec
