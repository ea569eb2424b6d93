// Estimates as the cells of a text table: few digits, the interval behind ±, a dash where nothing was
// measured.
#pragma once

#include <optional>
#include <string>

#include "reports/summary/estimate.h"
#include "reports/summary/summary.h"

namespace switchyard::reports {

std::string count_cell(const std::optional<Estimate>& estimate);    // 1234, 1234.5 ±3.1
std::string percent_cell(const std::optional<Estimate>& estimate);  // 27.4 ±1.2
std::string seconds_cell(const std::optional<Estimate>& estimate);  // 43.1 ±2.0
std::string number_cell(const std::optional<Estimate>& estimate);   // 3.27 ±0.01
std::string hours_cell(const std::optional<Estimate>& seconds);     // 41.2

// What became of a threshold: "0.71 [0.69, 0.73]", or that nothing was measured.
std::string measured_text(const ThresholdResult& result);

}  // namespace switchyard::reports
