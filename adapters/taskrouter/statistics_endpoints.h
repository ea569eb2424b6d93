// The routes of statistics.
#pragma once

#include <vector>

#include "adapters/taskrouter/endpoint.h"

namespace switchyard::adapters::taskrouter {

std::vector<Route> statistics_routes();

}  // namespace switchyard::adapters::taskrouter
