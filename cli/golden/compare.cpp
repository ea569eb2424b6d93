// Walking two JSON documents together.
#include "cli/golden/compare.h"

#include <fmt/format.h>

namespace switchyard::cli {

using Json = nlohmann::ordered_json;

namespace {

void compare_members(const Json& expected, const Json& actual, const std::string& pointer,
                     std::vector<PartDifference>& differences) {
  for (const auto& [key, value] : expected.items()) {
    const std::string place = pointer + "/" + key;
    if (actual.contains(key)) {
      compare_part(value, actual[key], place, differences);
    } else {
      differences.push_back({place, fmt::format("expected {}, nothing came out", value.dump())});
    }
  }
}

}  // namespace

void compare_part(const Json& expected, const Json& actual, const std::string& pointer,
                  std::vector<PartDifference>& differences) {
  if (expected.is_object() && actual.is_object())
    return compare_members(expected, actual, pointer, differences);
  if (expected.is_array() && actual.is_array() && expected.size() == actual.size()) {
    for (std::size_t i = 0; i < expected.size(); ++i) {
      compare_part(expected[i], actual[i], pointer + "/" + std::to_string(i), differences);
    }
    return;
  }
  if (expected == actual) return;
  differences.push_back({pointer, fmt::format("expected {}, {} came out", expected.dump(), actual.dump())});
}

Json with_values(const Json& expected, const Json& actual) {
  if (expected.is_array() && actual.is_array() && expected.size() == actual.size()) {
    Json result = Json::array();
    for (std::size_t i = 0; i < expected.size(); ++i) result.push_back(with_values(expected[i], actual[i]));
    return result;
  }
  if (!expected.is_object() || !actual.is_object()) return actual;
  Json result = Json::object();
  for (const auto& [key, value] : expected.items()) {
    if (actual.contains(key)) result[key] = with_values(value, actual[key]);
  }
  return result;
}

}  // namespace switchyard::cli
