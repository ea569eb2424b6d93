// The workspaces that the configuration names, made when the host does not have them yet.
#pragma once

#include <string>
#include <vector>

#include "adapters/port.h"
#include "cli/failure.h"
#include "cli/serve/config.h"

namespace switchyard::cli {

// Waits for the host. The error has the problems of the first document that is none.
Outcome<void> make_workspaces(adapters::Port& port, const std::vector<WorkspaceConfig>& workspaces);

}  // namespace switchyard::cli
