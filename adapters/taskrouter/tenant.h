// Whose a worker, a queue or a workflow is: an extension of ours, because TaskRouter's workspaces have no
// tenants within.
#pragma once

#include <optional>
#include <string>

#include "adapters/taskrouter/scope.h"

namespace switchyard::adapters::taskrouter {

// The tenant of a thing to be made, as the document says it; nothing: there is only one, and the document
// names none. Refused: a `Tenant` that is not there, or not the caller's own, and none where there are
// several to choose from. A tenant's key needs to name none.
std::optional<std::string> wanted_tenant(const Scope& scope, Parameters& parameters);

// A thing stays its tenant's: a `Tenant` that is another is refused.
void refuse_another_tenant(const Scope& scope, Parameters& parameters, TenantId tenant);

}  // namespace switchyard::adapters::taskrouter
