// Numbers as text, without a locale.
#include "reports/summary/number.h"

#include <fmt/format.h>

namespace switchyard::reports {

std::string number_text(double value) {
  const double shown = rounded(value);
  if (std::abs(shown) < 1e15 && shown == std::trunc(shown)) return fmt::format("{:.0f}", shown);
  std::string text = fmt::format("{:.6f}", shown);
  text.erase(text.find_last_not_of('0') + 1);
  return text;
}

}  // namespace switchyard::reports
