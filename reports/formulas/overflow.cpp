// Two moments of overflow, and the two classical ways to use them.
#include "reports/formulas/overflow.h"

#include <algorithm>
#include <boost/math/tools/toms748_solve.hpp>
#include <cmath>
#include <utility>

#include "reports/formulas/erlang_b.h"

namespace switchyard::reports {
namespace {

Problem problem_of(const Traffic& traffic) {
  return first_problem(unless_positive("the mean of the traffic", traffic.mean),
                       unless_positive("the variance of the traffic", traffic.variance));
}

Problem problem_of_rough(const Traffic& traffic) {
  if (const Problem p = problem_of(traffic)) return p;
  if (traffic.variance >= traffic.mean) return std::nullopt;
  return std::string(
      "the variance of the traffic must be at least its mean: no overflow is smoother than Poisson");
}

// The number of agents for which this load overflows with the wanted peakedness and mean.
double agents_for(const Traffic& traffic, double load) {
  const double m = traffic.mean;
  return std::max(0.0, load / (peakedness(traffic) + m - 1.0) + load - m - 1.0);
}

double solve_load(const Traffic& traffic) {
  const double z = peakedness(traffic);
  const double m = traffic.mean;
  const auto excess = [&](double load) {
    return load / continuous_inverse_blocking(load, agents_for(traffic, load)) - m;
  };
  // The lowest load has no agents and overflows whole, which is too much; Rapp's guess lies near the root.
  double low = (m + 1.0) * (z + m - 1.0) / (z + m);
  if (excess(low) <= 0.0) return low;  // the difference is below rounding
  double high = std::max(traffic.variance + 3.0 * z * (z - 1.0), 2.0 * low);
  while (excess(high) > 0.0) high *= 2.0;
  std::uintmax_t steps = 200;
  const auto ends = boost::math::tools::toms748_solve(excess, low, high,
                                                      boost::math::tools::eps_tolerance<double>(46), steps);
  return 0.5 * (ends.first + ends.second);
}

}  // namespace

double peakedness(const Traffic& traffic) {
  return traffic.mean > 0.0 ? traffic.variance / traffic.mean : 1.0;
}

Answer<Traffic> overflow(double load, std::int64_t agents) {
  const Answer<ErlangB> group = erlang_b(load, agents);
  if (!group) return tl::unexpected(group.error());
  const double m = group->lost;
  if (m == 0.0) return Traffic{};
  const double c = static_cast<double>(agents);
  return Traffic{m, m * (1.0 - m + load / (c + 1.0 - load + m))};
}

Answer<EquivalentGroup> equivalent_group(const Traffic& traffic) {
  if (const Problem p = problem_of_rough(traffic)) return tl::unexpected(*p);
  if (traffic.variance == traffic.mean) return EquivalentGroup{traffic.mean, 0.0};
  const double load = solve_load(traffic);
  return EquivalentGroup{load, agents_for(traffic, load)};
}

Answer<double> wilkinson_loss(const Traffic& traffic, std::int64_t agents) {
  if (const Problem p = unless_count("the number of agents", agents)) return tl::unexpected(*p);
  const Answer<EquivalentGroup> group = equivalent_group(traffic);
  if (!group) return tl::unexpected(group.error());
  return group->load / continuous_inverse_blocking(group->load, group->agents + static_cast<double>(agents));
}

Answer<double> hayward_blocking(const Traffic& traffic, std::int64_t agents) {
  if (const Problem p = first_problem(problem_of(traffic), unless_count("the number of agents", agents))) {
    return tl::unexpected(*p);
  }
  const double z = peakedness(traffic);
  return 1.0 / continuous_inverse_blocking(traffic.mean / z, static_cast<double>(agents) / z);
}

}  // namespace switchyard::reports
