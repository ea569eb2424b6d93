// Copies the names of a workspace's tables.
#include "reports/measures/names.h"

namespace switchyard::reports {
namespace {

template <class Table>
std::vector<std::string> names_in(const Table& table) {
  std::vector<std::string> names;
  names.reserve(table.size());
  for (const auto& entry : table) names.push_back(entry.name);
  return names;
}

}  // namespace

Names names_of(const Workspace& workspace) {
  Names names{names_in(workspace.tenants),
              names_in(workspace.channels),
              names_in(workspace.queues),
              names_in(workspace.workers),
              {}};
  names.worker_tenants.reserve(workspace.workers.size());
  for (const Worker& worker : workspace.workers) names.worker_tenants.push_back(worker.tenant);
  return names;
}

}  // namespace switchyard::reports
