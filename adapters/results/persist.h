// Results of what was done outside must reach the journal, however busy the host is.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "adapters/http/outgoing.h"
#include "adapters/port.h"

namespace switchyard::adapters::results {

// So long after the host took or stored nothing it is asked again.
inline constexpr Duration pause = seconds(1);

// Hands work in again and again until it is stored, or its workspace is gone. `done` is told once, on the
// host's thread. `port` must outlive the timers.
void persist(Port& port, http::After after, std::string workspace,
             std::function<std::vector<Command>(const WorkspaceView&)> decide,
             std::function<void(const WorkspaceView*, const Outcome&)> done = {});

// The same for commands that need no look.
void persist(Port& port, http::After after, std::string workspace, std::vector<Command> commands);

}  // namespace switchyard::adapters::results
