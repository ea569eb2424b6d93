// The workspaces that the configuration names, made when the host does not have them yet.
#pragma once

#include "adapters/http/outgoing.h"
#include "adapters/port.h"
#include "cli/failure.h"
#include "cli/serve/config.h"

namespace switchyard::cli {

// Gives agents and lead sources that name no workspace the only one. The error says that there is not one.
Outcome<void> name_workspaces(ServeConfig& config);

// All or none, after a look at everything that `config`, whose workspaces have been named, names in them.
// `running` is the configuration that is at work; none: this is the start. What a workspace that is there
// lacks may have been taken away by the API since: only a warning at the start, and of what `running` has
// too. Waits for the host. Gives the warnings. The error has the problems of the first document that is none,
// or of the names, and of the callback URLs of new workspaces, which `judge` refuses.
Outcome<codec::Problems> make_workspaces(adapters::Port& port, const ServeConfig& config,
                                         const ServeConfig* running, const adapters::http::JudgeUrl& judge);

// The same look without a host: every workspace is new. Nothing is made.
Outcome<codec::Problems> check_workspaces(const ServeConfig& config, const adapters::http::JudgeUrl& judge);

}  // namespace switchyard::cli
