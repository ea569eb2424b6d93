// JSON for standard output: indented, valid whatever bytes a name holds.
#pragma once

#include <nlohmann/json.hpp>
#include <string>

namespace switchyard::cli {

inline std::string json_text(const nlohmann::ordered_json& json) {
  return json.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
}

}  // namespace switchyard::cli
