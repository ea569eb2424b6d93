// From a request to its report: read, run, judge, write, print.
#pragma once

#include "cli/console.h"
#include "cli/run/run_request.h"

namespace switchyard::cli {

ExitCode run_scenario(const RunRequest& request, const Console& console);

}  // namespace switchyard::cli
