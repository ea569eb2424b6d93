// A part of a JSON document against the whole.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace switchyard::cli {

struct PartDifference {
  std::string pointer;  // RFC 6901, of a value of the part
  std::string message;  // "expected 5, 6 came out"
};

// Adds to `differences` one for each value of `expected` that `actual` does not have at the same place.
// Members and elements of `actual` that are not expected do not count, but arrays must be of one length.
void compare_part(const nlohmann::ordered_json& expected, const nlohmann::ordered_json& actual,
                  const std::string& pointer, std::vector<PartDifference>& differences);

// `expected` with the values of `actual`; what `actual` does not have is left out.
nlohmann::ordered_json with_values(const nlohmann::ordered_json& expected,
                                   const nlohmann::ordered_json& actual);

}  // namespace switchyard::cli
