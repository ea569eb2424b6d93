// What the configuration names must be in the workspaces; otherwise leads, calls or agents are turned away
// later, and nobody knows why.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "cli/serve/config.h"
#include "engine/workspace/workspace.h"

namespace switchyard::cli {

// What a configuration can name in a workspace. Removed things are not there.
struct WorkspaceNames {
  std::string account;
  std::string place;  // JSON pointer of the file in the configuration; empty: it has none there
  // It was there before the configuration was read, so the API may have changed it since: what it lacks is a
  // warning, because a restart must not fail for that.
  bool recovered = false;
  std::set<std::string> tenants, channels;
  std::set<std::string> workers;                 // of those who are agents
  std::map<std::string, std::string> workflows;  // with their tenants
  std::vector<std::string> numbers;              // where work comes in
};

// O(the workspace).
WorkspaceNames names_of(const Workspace& rules, const ServeConfig& config);

// Each with its place in the configuration. What `running`, the configuration at work, has too is a warning:
// it was right when it came, and a reload must not fail for what the API has changed since. None: this is the
// start.
codec::Problems check_references(const ServeConfig& config,
                                 const std::map<std::string, WorkspaceNames>& workspaces,
                                 const ServeConfig* running);

}  // namespace switchyard::cli
