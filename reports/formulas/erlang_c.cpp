// M/M/c from Erlang B: C = 1 / ((1 - rho) / B + rho), which does not cancel for small B.
#include "reports/formulas/erlang_c.h"

#include <cmath>
#include <limits>

#include "reports/formulas/erlang_b.h"

namespace switchyard::reports {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

ErlangC overloaded(const Group& group) {
  ErlangC result;
  result.mean_wait = infinity;
  result.queue_length = group.demand.arrival_rate > 0.0 ? infinity : 0.0;
  result.occupancy = group.agents > 0 ? 1.0 : 0.0;
  return result;
}

}  // namespace

Answer<ErlangC> erlang_c(const Group& group, double threshold) {
  if (const Problem p = first_problem(problem_of(group), unless_not_negative("the threshold", threshold))) {
    return tl::unexpected(*p);
  }
  const double load = offered_load(group);
  const double agents = static_cast<double>(group.agents);
  if (!(load < agents)) return overloaded(group);
  const double idle = (agents - load) / agents;
  ErlangC result;
  result.stable = true;
  result.occupancy = load / agents;
  result.wait_probability = 1.0 / (idle * inverse_blocking(load, group.agents) + result.occupancy);
  result.wait_decay = (agents - load) / group.demand.handle_time;
  result.mean_wait = result.wait_probability / result.wait_decay;
  result.queue_length = group.demand.arrival_rate * result.mean_wait;
  result.service_level = 1.0 - result.wait_probability * std::exp(-result.wait_decay * threshold);
  return result;
}

Answer<double> wait_percentile(const ErlangC& queue, double share) {
  if (const Problem p = unless_between("the share", share, 0.0, 1.0)) return tl::unexpected(*p);
  if (!queue.stable) return infinity;
  const double beyond = 1.0 - share;
  return beyond >= queue.wait_probability ? 0.0
                                          : std::log(queue.wait_probability / beyond) / queue.wait_decay;
}

}  // namespace switchyard::reports
