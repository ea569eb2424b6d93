// The names behind the ids, copied out of the workspace: reports outlive the run and show names, never
// indexes.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/base/id.h"
#include "engine/workspace/workspace.h"

namespace switchyard::reports {

struct Names {
  std::vector<std::string> tenants;
  std::vector<std::string> channels;
  std::vector<std::string> queues;
  std::vector<std::string> workers;
  std::vector<TenantId> worker_tenants;  // by WorkerId

  // An empty text for no id.
  std::string_view queue(TaskQueueId id) const {
    return id.is_none() ? std::string_view() : queues[id.index()];
  }
  std::string_view worker(WorkerId id) const {
    return id.is_none() ? std::string_view() : workers[id.index()];
  }
};

Names names_of(const Workspace& workspace);

}  // namespace switchyard::reports
