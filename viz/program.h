// Feed, panels and window put together.
#pragma once

#include "viz/options.h"

namespace switchyard::viz {

// Runs until the window is closed or the picture is written. Gives the exit code; what went wrong is on
// standard error.
int run_viewer(const Options& options);

}  // namespace switchyard::viz
