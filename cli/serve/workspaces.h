// The workspaces that the configuration names, made when the host does not have them yet.
#pragma once

#include <string>
#include <vector>

#include "adapters/port.h"
#include "cli/failure.h"
#include "cli/serve/config.h"

namespace switchyard::cli {

// Gives agents and lead sources that name no workspace the only one. The error says that there is not one.
Outcome<void> name_workspaces(ServeConfig& config);

// Waits for the host. The error has the problems of the first document that is none.
Outcome<void> make_workspaces(adapters::Port& port, const std::vector<WorkspaceConfig>& workspaces);

}  // namespace switchyard::cli
