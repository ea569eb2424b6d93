// The time between two moments that events and statistics are asked for.
#pragma once

#include "adapters/taskrouter/parameters.h"
#include "engine/base/time.h"

namespace switchyard::adapters::taskrouter {

struct Period {
  Time from;   // inclusive
  Time until;  // exclusive
};

// Minutes (default 15) before now, or StartDate to EndDate (now, when it is absent). What happens in this
// very microsecond is in it. What is wrong is kept by `parameters`.
Period read_period(Parameters& parameters, Time now);

}  // namespace switchyard::adapters::taskrouter
