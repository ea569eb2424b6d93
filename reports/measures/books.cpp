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

void Books::settle(Time now) {
  total.settle(settings.window, now);
  open_tasks.settle(settings.window, now);
  for (std::vector<Place>* places : {&queues, &tenants, &channels}) {
    for (Place& place : *places) place.settle(settings.window, now);
  }
}

void Books::put_aside(std::uint32_t interval, bool all) {
  const auto put = [&](BookKind kind, std::size_t index, Place& place) {
    place.take_before(interval, all, [&](std::uint32_t of, const IntervalMeasures& measures) {
      closed.add(of, kind, index, measures);
    });
  };
  put(BookKind::total, 0, total);
  for (std::size_t i = 0; i < queues.size(); ++i) put(BookKind::queue, i, queues[i]);
  for (std::size_t i = 0; i < channels.size(); ++i) put(BookKind::channel, i, channels[i]);
  for (std::size_t i = 0; i < tenants.size(); ++i) put(BookKind::tenant, i, tenants[i]);
  for (std::size_t i = 0; i < workers.size(); ++i) {
    workers[i].take_before(interval, [&](std::uint32_t of, const WorkerInterval& work) {
      closed.add(of, BookKind::worker, i, work);
    });
  }
  open_tasks.take_before(interval, [&](std::uint32_t, const Level& level) { whole_open_tasks.add(level); });
  closed.close();
}

}  // namespace switchyard::reports
