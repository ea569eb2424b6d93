// Recorded beside simulated for the terminal: a table and a plot in plain characters.
#pragma once

#include <string>

#include "reports/summary/compare_recorded.h"

namespace switchyard::reports {

std::string recorded_text(const Comparison& comparison);

// One line of the plot, `width` characters for 0 … highest: o recorded, x simulated, * both, - the interval
// of the simulated. What is beyond the scale stands at its end.
std::string plot_line(const std::optional<double>& recorded, const std::optional<Estimate>& simulated,
                      double highest, std::size_t width);

}  // namespace switchyard::reports
