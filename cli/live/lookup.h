// Finding what a person names, by SID or name, in a live host's lists.
#pragma once

#include <string>
#include <vector>

#include "cli/live/api_client.h"

namespace switchyard::cli {

// A field of a row as people read it; "-" when it has none.
std::string cell(const Json& row, const char* field);

// "/v1/Workspaces/WS…" of that SID or name; empty: the only one.
Outcome<std::string> workspace_path(ApiClient& api, const std::string& wanted);

// The row of the list at `path` whose SID or name it is.
Outcome<Json> find_row(ApiClient& api, const std::string& path, const std::string& wanted);

}  // namespace switchyard::cli
