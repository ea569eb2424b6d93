// Waits by class when one class is served before another and nobody is interrupted.
#pragma once

#include <vector>

#include "reports/formulas/group.h"

namespace switchyard::reports {

// M/M/c, non-pre-emptive, one common handle time; class 0 first. Source: Cobham 1954.
// Mean wait of each class in seconds; infinite from the class on that the agents no longer keep up with.
// arrival_rates >= 0, at least one class; agents >= 0. O(agents + classes).
Answer<std::vector<double>> priority_waits(const std::vector<double>& arrival_rates, double handle_time,
                                           std::int64_t agents);

}  // namespace switchyard::reports
