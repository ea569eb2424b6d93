// What the user wants a CI system to be told.
#pragma once

#include <optional>
#include <string>

namespace switchyard::cli {

struct CiRequest {
  std::string junit;                // a file; empty: none
  std::optional<bool> annotations;  // wanted or not; nothing: when GITHUB_ACTIONS=true says where it runs
};

}  // namespace switchyard::cli
