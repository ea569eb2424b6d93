// A part of a JSON document against the whole.
#pragma once

#include <nlohmann/json.hpp>
#include <string>

namespace switchyard::cli {

// Adds to `differences` one line for each value of `expected` that `actual` does not have at the same place.
// Members and elements of `actual` that are not expected do not count, but arrays must be of one length.
void compare_part(const nlohmann::ordered_json& expected, const nlohmann::ordered_json& actual,
                  const std::string& pointer, std::string& differences);

// `expected` with the values of `actual`; what `actual` does not have is left out.
nlohmann::ordered_json with_values(const nlohmann::ordered_json& expected,
                                   const nlohmann::ordered_json& actual);

}  // namespace switchyard::cli
