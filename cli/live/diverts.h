// Where a running host sends the calls of tenants, as an operator sees and changes it.
#pragma once

#include <string>
#include <vector>

#include "cli/live/api_client.h"

namespace switchyard::cli {

// An empty name stands for the only workspace of the host; the failure says when there is not one.
Outcome<std::string> name_of_workspace(ApiClient& api, const std::string& wanted);

// Rows with workspace, tenant, to, number and until (may be null).
Outcome<std::vector<Json>> list_diverts(ApiClient& api, const std::string& workspace);

// What POST /v1/diverts/NAME is given.
Outcome<void> change_divert(ApiClient& api, const std::string& workspace, const Json& wish);

}  // namespace switchyard::cli
