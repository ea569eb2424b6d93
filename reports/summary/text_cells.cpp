// How many digits a person wants to see of each kind of number.
#include "reports/summary/text_cells.h"

#include <fmt/format.h>

#include <cmath>

#include "reports/summary/number.h"

namespace switchyard::reports {
namespace {

std::string cell(const std::optional<Estimate>& estimate, double scale, int digits) {
  if (!estimate) return "-";
  std::string text = fmt::format("{:.{}f}", estimate->value * scale, digits);
  if (estimate->half_width) text += fmt::format(" ±{:.{}f}", *estimate->half_width * scale, digits);
  return text;
}

}  // namespace

std::string count_cell(const std::optional<Estimate>& estimate) {
  const bool whole = !estimate || (!estimate->half_width && estimate->value == std::trunc(estimate->value));
  return cell(estimate, 1, whole ? 0 : 1);
}

std::string percent_cell(const std::optional<Estimate>& estimate) {
  return cell(estimate, 100, 1);
}

std::string seconds_cell(const std::optional<Estimate>& estimate) {
  return cell(estimate, 1, 1);
}

std::string number_cell(const std::optional<Estimate>& estimate) {
  return cell(estimate, 1, 2);
}

std::string hours_cell(const std::optional<Estimate>& seconds) {
  if (!seconds) return "-";
  return cell(Estimate{seconds->value, std::nullopt}, 1.0 / 3600, 1);
}

std::string measured_text(const ThresholdResult& result) {
  if (!result.value) return "nothing was measured";
  const std::string value = number_text(result.value->value);
  if (!result.value->half_width) return value;
  return fmt::format("{} [{}, {}]", value, number_text(result.value->low()),
                     number_text(result.value->high()));
}

}  // namespace switchyard::reports
