// What is wrong with a configuration of `switchyard serve`, without a host.
#pragma once

#include "engine/codec/document/document.h"

namespace switchyard::cli {

// As the program judges it when it reads it again, and all workspaces are new: form, files, names, numbers,
// callback URLs. Secrets that are not there are warnings, because whoever checks need not know them.
codec::Problems check_config(const codec::Document& document);

}  // namespace switchyard::cli
