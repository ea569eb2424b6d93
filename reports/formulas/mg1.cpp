// Pollaczek-Khinchine, plain and by class.
#include "reports/formulas/mg1.h"

#include <limits>

namespace switchyard::reports {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

Problem problem_of_class(const SingleServerClass& c) {
  return first_problem(problem_of(c.demand), unless_not_negative("the scv", c.scv));
}

// Mean rest of the handle time that an arrival finds, given that one of this class is in service.
double rest_of(const SingleServerClass& c) {
  return 0.5 * c.demand.handle_time * (1.0 + c.scv);
}

// Mean rest of whatever is in service. What is left of the agent's time goes to the first class that is too
// much.
double mean_rest(const std::vector<SingleServerClass>& classes) {
  double rest = 0.0;
  double busy = 0.0;
  for (const SingleServerClass& c : classes) {
    const double load = offered_load(c.demand);
    if (busy + load >= 1.0) return rest + (1.0 - busy) * rest_of(c);
    rest += load * rest_of(c);
    busy += load;
  }
  return rest;
}

}  // namespace

Answer<SingleServerQueue> mg1(const SingleServerClass& arrivals) {
  if (const Problem p = problem_of_class(arrivals)) return tl::unexpected(*p);
  const double load = offered_load(arrivals.demand);
  SingleServerQueue result;
  result.stable = load < 1.0;
  result.occupancy = result.stable ? load : 1.0;
  result.mean_wait = result.stable ? load * rest_of(arrivals) / (1.0 - load) : infinity;
  result.mean_time = result.mean_wait + arrivals.demand.handle_time;
  result.queue_length = result.stable ? arrivals.demand.arrival_rate * result.mean_wait : infinity;
  return result;
}

Answer<std::vector<double>> mg1_priority_waits(const std::vector<SingleServerClass>& classes) {
  if (classes.empty()) return tl::unexpected(std::string("at least one class is needed"));
  for (const SingleServerClass& c : classes) {
    if (const Problem p = problem_of_class(c)) return tl::unexpected(*p);
  }
  const double rest = mean_rest(classes);
  std::vector<double> waits;
  double before = 0.0;
  for (const SingleServerClass& c : classes) {
    const double with = before + offered_load(c.demand);
    waits.push_back(with < 1.0 ? rest / ((1.0 - before) * (1.0 - with)) : infinity);
    before = with;
  }
  return waits;
}

}  // namespace switchyard::reports
