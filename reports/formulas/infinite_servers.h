// The load of a day with changing rates, as it would be with enough agents: what time-lagged staffing starts
// from.
#pragma once

#include <vector>

#include "reports/formulas/answer.h"

namespace switchyard::reports {

// Mean number busy in one interval of an M_t/M/infinity system.
struct BusyInterval {
  double at_end = 0.0;
  double average = 0.0;
};

// Rates (contacts per second, >= 0) constant over intervals of `length` seconds (> 0), exponential handle
// times, starting with `busy_at_start` (>= 0) busy. Solves m' = rate - m / handle_time exactly. Source: Eick,
// Massey and Whitt 1993.
Answer<std::vector<BusyInterval>> infinite_servers(const std::vector<double>& arrival_rates, double length,
                                                   double handle_time, double busy_at_start);

}  // namespace switchyard::reports
