// All places of a run at hand, so that tasks and offers are booked in one way.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/base/id.h"
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
  std::vector<Place> queues;                // by TaskQueueId
  std::vector<WholePlace> tenant_channels;  // tenant · channels + channel
  std::vector<Contacts> workers;            // by WorkerId

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
  // The part of a wait that lies in the window.
  Duration inside(Time from, Time to) const {
    const Time begin = std::max(from, settings.window.start);
    const Time end = std::min(to, settings.window.end);
    return end > begin ? end - begin : Duration{};
  }
};

}  // namespace switchyard::reports
