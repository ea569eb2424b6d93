// Who may serve whose work: one's own tenant's, and that of tenants which declare one's team as shared.
#pragma once

#include <algorithm>

#include "engine/workspace/workspace.h"

namespace switchyard {

inline bool may_serve(const Workspace& workspace, TenantId worker, TenantId queue) {
  if (worker == queue) return true;
  const std::vector<TenantId>& teams = workspace.tenants[queue.index()].shared_teams;
  return std::find(teams.begin(), teams.end(), worker) != teams.end();
}

}  // namespace switchyard
