// A worker as JSON, for its own endpoints and those about its work.
#pragma once

#include "adapters/taskrouter/scope.h"

namespace switchyard::adapters::taskrouter {

Json worker_json(const Scope& scope, WorkerId worker);
// The worker with its ETag.
http::Response worker_response(const Scope& scope, unsigned status, WorkerId worker);

}  // namespace switchyard::adapters::taskrouter
