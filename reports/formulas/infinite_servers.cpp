// The number busy runs exponentially towards the load of the interval.
#include "reports/formulas/infinite_servers.h"

#include <cmath>

namespace switchyard::reports {

Answer<std::vector<BusyInterval>> infinite_servers(const std::vector<double>& arrival_rates, double length,
                                                   double handle_time, double busy_at_start) {
  if (const Problem p = first_problem(unless_positive("the interval", length),
                                      unless_positive("the handle time", handle_time),
                                      unless_not_negative("the number busy at the start", busy_at_start))) {
    return tl::unexpected(*p);
  }
  const double handled = -std::expm1(-length / handle_time);
  std::vector<BusyInterval> intervals;
  double busy = busy_at_start;
  for (const double rate : arrival_rates) {
    if (const Problem p = unless_not_negative("each arrival rate", rate)) return tl::unexpected(*p);
    const double distance = busy - rate * handle_time;
    const double average = rate * handle_time + distance * handled * handle_time / length;
    busy -= distance * handled;
    intervals.push_back({busy, average});
  }
  return intervals;
}

}  // namespace switchyard::reports
