// The books grow with the workspace.
#include "reports/measures/books.h"

#include <utility>

namespace switchyard::reports {
namespace {

// The tables of tenants and channels grow on both sides, so each cell moves to its new index.
std::vector<WholePlace> widened(std::vector<WholePlace> old, std::size_t old_channels, std::size_t tenants,
                                std::size_t channels) {
  std::vector<WholePlace> wide(tenants * channels);
  for (std::size_t i = 0; i < old.size(); ++i) {
    wide[i / old_channels * channels + i % old_channels] = std::move(old[i]);
  }
  return wide;
}

}  // namespace

void Books::extend(const Workspace& workspace) {
  const std::size_t old_channels = names.channels.size();
  names = names_of(workspace);
  tenant_channels =
      widened(std::move(tenant_channels), old_channels, names.tenants.size(), names.channels.size());
  while (queues.size() < names.queues.size()) queues.emplace_back(settings.window);
  while (tenants.size() < names.tenants.size()) tenants.emplace_back(settings.window);
  while (channels.size() < names.channels.size()) channels.emplace_back(settings.window);
  workers.resize(names.workers.size());
}

}  // namespace switchyard::reports
