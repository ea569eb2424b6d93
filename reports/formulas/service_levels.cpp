// Service level in its four definitions.
#include "reports/formulas/service_levels.h"

#include <algorithm>

namespace switchyard::reports {

ServiceLevels service_levels(double answered_within, double answered, double gone_within) {
  // Differences of shares near 1 carry rounding; a share does not.
  answered_within = std::clamp(answered_within, 0.0, 1.0);
  gone_within = std::clamp(gone_within, answered_within, 1.0);
  ServiceLevels levels;
  const double without_early = 1.0 - (gone_within - answered_within);
  levels.offered = answered_within;
  levels.answered = answered > 0.0 ? std::min(1.0, answered_within / answered) : 0.0;
  levels.all_within = gone_within;
  levels.excluding_early = without_early > 0.0 ? answered_within / without_early : 0.0;
  return levels;
}

}  // namespace switchyard::reports
