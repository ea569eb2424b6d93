// The reservation that a request's path names, under a task or under a worker.
#pragma once

#include "adapters/taskrouter/task_view.h"

namespace switchyard::adapters::taskrouter {

// Null when there is none for the caller, or it is not that task's or worker's.
const Reservation* reservation_of_path(const Scope& scope, Side side);

}  // namespace switchyard::adapters::taskrouter
