// M/M/c/K by summing the waiting states from the heavier end, so that overload cannot overflow.
#include "reports/formulas/mmck.h"

#include <boost/math/special_functions/gamma.hpp>
#include <cmath>
#include <limits>

#include "reports/formulas/erlang_b.h"

namespace switchyard::reports {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

// P(at least m + 1 completions of the busy group within the threshold) for m = 0, 1, 2, ...
struct Completions {
  double expected;  // completions in the threshold
  double m = -1.0;
  double more = 1.0;

  double next() {
    m += 1.0;
    if (expected > 0.0) {
      // The Poisson probability of exactly m completions.
      more -= boost::math::gamma_p_derivative(m + 1.0, expected);
    } else {
      more = 0.0;
    }
    return more > 0.0 ? more : 0.0;
  }
};

// Sums over the states with j = 0 .. last waiting, each of weight ratio^j, scaled by the largest weight.
struct Sums {
  double scale = 1.0;    // weight of the state with nobody waiting, after scaling
  double all = 0.0;      // all states with every agent busy
  double queue = 0.0;    // j times weight
  double full = 0.0;     // the last state
  double in_time = 0.0;  // weight times P(answered within the threshold), without the last state
};

Sums sums_of(double ratio, std::int64_t last, double expected_completions) {
  Sums sums;
  const double top = ratio > 1.0 ? static_cast<double>(last) : 0.0;
  const double log_ratio = std::log(ratio);
  const auto weight = [&](double j) { return j == top ? 1.0 : std::exp((j - top) * log_ratio); };
  Completions completions{expected_completions};
  for (std::int64_t i = 0; i < last; ++i) {
    const double j = static_cast<double>(i);
    const double w = weight(j);
    sums.all += w;
    sums.queue += j * w;
    sums.in_time += w * completions.next();
  }
  sums.scale = weight(0.0);
  sums.full = weight(static_cast<double>(last));
  sums.all += sums.full;
  sums.queue += static_cast<double>(last) * sums.full;
  return sums;
}

// All contacts are refused, or none comes.
FiniteQueue nothing_waits(double blocking) {
  FiniteQueue result;
  result.blocking = blocking;
  result.service_level = blocking == 1.0 ? 0.0 : 1.0;
  return result;
}

// So few calls that no double holds the chance that all agents are busy.
FiniteQueue never_full(double occupancy) {
  FiniteQueue result = nothing_waits(0.0);
  result.occupancy = occupancy;
  return result;
}

// Nobody serves: the places fill once and stay full.
FiniteQueue never_served(std::int64_t places) {
  FiniteQueue result = nothing_waits(1.0);
  result.queue_length = static_cast<double>(places);
  return result;
}

FiniteQueue solved(const Group& group, std::int64_t places, double threshold) {
  const double load = offered_load(group);
  const double agents = static_cast<double>(group.agents);
  const double fewer_busy = weight_of_free_states(load, group.agents);
  const Sums sums = sums_of(load / agents, places - group.agents, service_capacity(group) * threshold);
  // The scale may be 0 under overload, and fewer_busy infinite under a light load; never both.
  const double below = sums.scale == 0.0 ? 0.0 : fewer_busy * sums.scale;
  const double total = below + sums.all;
  if (total == infinity) return never_full(load / agents);
  FiniteQueue result;
  result.blocking = sums.full / total;
  const double accepted = (below + (sums.all - sums.full)) / total;
  result.queue_length = sums.queue / total;
  result.occupancy = load * accepted / agents;
  result.wait_probability = (sums.all - sums.full) / total / accepted;
  result.mean_wait = result.queue_length / (group.demand.arrival_rate * accepted);
  result.service_level = (below + sums.in_time) / total / accepted;
  return result;
}

}  // namespace

Answer<FiniteQueue> mmck(const Group& group, std::int64_t places, double threshold) {
  if (const Problem p = first_problem(problem_of(group), unless_count("the number of places", places),
                                      unless_count("the places minus the agents", places - group.agents),
                                      unless_not_negative("the threshold", threshold))) {
    return tl::unexpected(*p);
  }
  if (group.demand.arrival_rate == 0.0) return nothing_waits(places == 0 ? 1.0 : 0.0);
  if (group.agents == 0) return never_served(places);
  return solved(group, places, threshold);
}

}  // namespace switchyard::reports
