// The filters of the list of workers.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "adapters/taskrouter/scope.h"

namespace switchyard::adapters::taskrouter {

// ActivityName, ActivitySid, Available, TargetWorkersExpression, TaskQueueName, TaskQueueSid: takes out of
// `ids` whom they do not name. O(workers).
std::optional<ApiError> filter_workers(const Scope& scope, Parameters& parameters,
                                       std::vector<std::uint32_t>& ids);

}  // namespace switchyard::adapters::taskrouter
