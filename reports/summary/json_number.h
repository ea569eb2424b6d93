// A number of a report as JSON: rounded as everywhere, whole numbers without a fraction.
#pragma once

#include <nlohmann/json.hpp>

#include "reports/summary/number.h"

namespace switchyard::reports {

// 6, not 6.0.
inline nlohmann::ordered_json json_number(double value) {
  const double shown = rounded(value);
  const bool whole = std::abs(shown) < 1e15 && shown == std::trunc(shown);
  return whole ? nlohmann::ordered_json(static_cast<std::int64_t>(shown)) : nlohmann::ordered_json(shown);
}

}  // namespace switchyard::reports
