// What a view must know besides events: what the ids are called, and by what measure service is good.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/base/id.h"
#include "engine/base/time.h"
#include "engine/workspace/workspace.h"

namespace switchyard::viz {

struct NamedTenant {
  std::string name;
};
struct NamedQueue {
  std::string name;
  TenantId tenant;
  bool removed = false;
};
struct NamedWorker {
  std::string name;
  TenantId tenant;
  std::vector<std::uint32_t> groups;  // in Names::groups
  std::string attributes;             // JSON, as the workspace declares them: skills and languages
  std::vector<bool> channels;         // by TaskChannelId: has room for at least one such task
  ActivityId activity;                // at the start
  bool removed = false;
};
struct NamedActivity {
  std::string name;
  bool available = false;
  bool logged_out = false;  // its time counts as offline, not as unavailable
};

// By id, all of them. A later version of the workspace only adds to the tables.
struct Names {
  std::string workspace;
  std::uint32_t version = 0;
  std::vector<NamedTenant> tenants;
  std::vector<NamedQueue> queues;
  std::vector<NamedWorker> workers;
  std::vector<std::string> channels;
  std::vector<NamedActivity> activities;
  std::vector<std::string> workflows;
  std::vector<std::string> groups;  // of workers; where a recording names none, the tenants

  Duration within = seconds(20);  // the wait that counts as good service
  double target = 0.8;            // the share of contacts in good service that there should be
};

// The default activity counts as logged out if it is not available, as in reports. O(tables).
Names names_of(const Workspace& workspace);

// The name, or #7 where the table has no such id.
std::string name_of(const Names& names, TenantId id);
std::string name_of(const Names& names, TaskQueueId id);
std::string name_of(const Names& names, WorkerId id);
std::string name_of(const Names& names, TaskChannelId id);
std::string name_of(const Names& names, ActivityId id);

}  // namespace switchyard::viz
