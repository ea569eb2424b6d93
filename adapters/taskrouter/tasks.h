// The routes of tasks.
#pragma once

#include <vector>

#include "adapters/taskrouter/endpoint.h"

namespace switchyard::adapters::taskrouter {

std::vector<Route> task_routes();

// Each is one route's endpoint.
Decision list_tasks(const Scope& scope);
Decision create_task(const Scope& scope);
Decision update_task(const Scope& scope);

}  // namespace switchyard::adapters::taskrouter
