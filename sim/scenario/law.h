// Laws of times in a scenario: a distribution in seconds, the same all day or changing with the time of day.
#pragma once

#include <vector>

#include "engine/base/time.h"
#include "sim/random/distribution.h"

namespace switchyard::sim {

// The time since the last midnight UTC, 0 … 24 h exclusive.
Duration time_of_day(Time time);

// Midnight UTC of the day of `time`.
Time midnight_of(Time time);

// `law` in seconds, at probability `u`, as whole microseconds; never negative, at most longest_duration.
Duration duration_at(const Distribution& law, double u);

// Whether `law` gives the same time whatever the chance, so that no draw is needed.
bool is_constant(const Distribution& law);

// A law that may change with the time of day, every day again. steps[i] holds from steps[i].from (since
// midnight) until the next one begins; the last holds until the first comes again. At least one step, `from`
// rising.
struct DailyLaw {
  struct Step {
    Duration from{};
    Distribution law;
  };
  std::vector<Step> steps;

  DailyLaw() = default;
  DailyLaw(Distribution law) { steps.push_back({{}, std::move(law)}); }
};

// The law that holds at `time`. O(log steps).
const Distribution& law_at(const DailyLaw& laws, Time time);

}  // namespace switchyard::sim
