// Numbers of reports: rounded once, the same in every rendering.
#pragma once

#include <cmath>
#include <string>

namespace switchyard::reports {

// To six decimals, half away from zero: what JSON and CSV show. Minus zero becomes zero.
inline double rounded(double value) {
  constexpr double steps = 1e6;
  if (std::abs(value) > 1e15) return value;  // has no decimals left
  return std::round(value * steps) / steps + 0.0;
}

// The shortest text that reads back as rounded(value).
std::string number_text(double value);

}  // namespace switchyard::reports
