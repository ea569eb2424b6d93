// The routes of reservations, under tasks and under workers.
#pragma once

#include <vector>

#include "adapters/taskrouter/endpoint.h"

namespace switchyard::adapters::taskrouter {

std::vector<Route> reservation_routes();

// A status or an instruction, by the two paths.
Decision update_task_reservation(const Scope& scope);
Decision update_worker_reservation(const Scope& scope);

}  // namespace switchyard::adapters::taskrouter
