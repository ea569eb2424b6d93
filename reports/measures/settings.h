// What a report must be told before the run: the window, the thresholds, and how workers are grouped.
#pragma once

#include <string>
#include <vector>

#include "engine/base/id.h"
#include "reports/measures/window.h"

namespace switchyard::reports {

// Workers that a report shows as one line.
struct WorkerGroup {
  std::string name;
  std::vector<WorkerId> workers;
};

struct Settings {
  Window window;
  // Waits that count as good service, at least one and at most most_thresholds; the first is the one that
  // tables show.
  std::vector<Duration> service_levels = {seconds(20)};
  // Who abandons before this waited too little to be lost.
  Duration short_abandon = seconds(5);
  // Empty: one group a tenant.
  std::vector<WorkerGroup> groups;
  // Workers in an activity of this name (ASCII case ignored) are logged out; in other activities that are not
  // available they are unavailable.
  std::string offline_activity = "Offline";
};

}  // namespace switchyard::reports
