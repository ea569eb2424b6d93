// All places of a run at hand, so that tasks and offers are booked in one way.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/base/id.h"
#include "reports/measures/interval_books.h"
#include "reports/measures/names.h"
#include "reports/measures/place.h"
#include "reports/measures/settings.h"

namespace switchyard::reports {

struct Books {
  Settings settings;
  Names names;
  IntervalClock clock;
  Place total;
  LevelClock open_tasks;
  Level whole_open_tasks;                   // of the intervals that were put aside
  std::vector<Place> queues;                // by TaskQueueId
  std::vector<Place> tenants;               // by TenantId; without the histograms of waits
  std::vector<Place> channels;              // by TaskChannelId; likewise
  std::vector<WholePlace> tenant_channels;  // tenant · channels + channel
  std::vector<WorkerBook> workers;          // by WorkerId
  IntervalBooks closed;

  Books(Settings given, const Workspace& workspace)
      : settings(std::move(given)),
        clock(settings.window),
        total(settings.window),
        open_tasks(settings.window) {
    extend(workspace);
  }

  const Window& window() const { return settings.window; }

  // Makes room for what a later version of the workspace declares; everything booked keeps its place.
  void extend(const Workspace& workspace);

  WholePlace& of(TenantId tenant, TaskChannelId channel) {
    return tenant_channels[tenant.index() * names.channels.size() + channel.index()];
  }
  // A worker's counts of an interval that is not no_interval.
  WorkerContacts& of(WorkerId worker, std::uint32_t interval) {
    return workers[worker.index()].at(interval).contacts;
  }
  // Counts what is measured by the clock at places until `now`.
  void settle(Time now);
  // Puts aside the books of intervals before `interval`; those in which somebody waits still stay open,
  // unless `all` is true.
  void put_aside(std::uint32_t interval, bool all = false);
  // The counts of a task of the tenant's channel, wherever it is counted as a task.
  template <class Count>
  void count(TenantId tenant, TaskChannelId channel, std::uint32_t interval, Count&& count) {
    if (interval == no_interval) return;
    count(total.at(interval));
    count(tenants[tenant.index()].at(interval));
    count(channels[channel.index()].at(interval));
    count(of(tenant, channel).contacts);
  }
  // The same places, for what is measured by the clock.
  template <class Measure>
  void measure(TenantId tenant, TaskChannelId channel, Measure&& measure) {
    measure(total);
    measure(tenants[tenant.index()]);
    measure(channels[channel.index()]);
  }
  // The part of a wait that lies in the window.
  Duration inside(Time from, Time to) const {
    const Time begin = std::max(from, settings.window.start);
    const Time end = std::min(to, settings.window.end);
    return end > begin ? end - begin : Duration{};
  }
};

}  // namespace switchyard::reports
