// What another configuration changes in a program that runs, and what only a start can.
#pragma once

#include <string>
#include <vector>

#include "cli/serve/config.h"

namespace switchyard::cli {

// Keys of the configuration, such as "log.level".
struct ConfigChanges {
  std::vector<std::string> taken_over;
  std::vector<std::string> needs_restart;
};

ConfigChanges changes_between(const ServeConfig& running, const ServeConfig& fresh);

// `running` with everything of `fresh` that may change while it runs.
ServeConfig take_over(ServeConfig running, const ServeConfig& fresh);

}  // namespace switchyard::cli
