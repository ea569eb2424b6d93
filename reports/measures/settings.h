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
  // The share of contacts in good service that an interval, or a day, should have: above 0, at most 1.
  double service_level_target = 0.8;
  // Workers in one of these activities are logged out; in others that are not available they are unavailable.
  // Empty: the workspace's default activity, in which workers are before they come, if it is not available.
  std::vector<ActivityId> logged_out;
};

}  // namespace switchyard::reports
