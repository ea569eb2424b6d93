// The recursion 1/B(k) = 1 + (k/a) / B(k-1), for whole and for real numbers of agents.
#include "reports/formulas/erlang_b.h"

#include <boost/math/special_functions/gamma.hpp>
#include <cmath>
#include <limits>

namespace switchyard::reports {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

// The value for a number of agents in [0, 1), where the recursion starts: e^a a^-f Gamma(f + 1, a), for large
// loads by its asymptotic series, whose smallest term is about e^-a.
double inverse_blocking_of_fraction(double load, double fraction) {
  if (fraction == 0.0) return 1.0;
  if (load < 50.0)
    return std::exp(load) * std::pow(load, -fraction) * boost::math::tgamma(fraction + 1.0, load);
  double term = 1.0;
  double sum = 1.0;
  for (double k = 0.0; std::fabs(term) > 1e-17; k += 1.0) {
    term *= (fraction - k) / load;
    sum += term;
  }
  return sum;
}

// 1 - B without cancellation.
double accepted_share(double load, std::int64_t agents) {
  const double free = weight_of_free_states(load, agents);
  return free < infinity ? free / (1.0 + free) : 1.0;
}

}  // namespace

double inverse_blocking(double load, std::int64_t agents) {
  if (load == 0.0) return agents == 0 ? 1.0 : infinity;
  double inverse = 1.0;
  for (std::int64_t k = 1; k <= agents && inverse < infinity; ++k) {
    inverse = 1.0 + static_cast<double>(k) / load * inverse;
  }
  return inverse;
}

double continuous_inverse_blocking(double load, double agents) {
  if (load == 0.0) return agents == 0.0 ? 1.0 : infinity;
  const double whole = std::floor(agents);
  double inverse = inverse_blocking_of_fraction(load, agents - whole);
  for (double k = agents - whole + 1.0; k < agents + 0.5 && inverse < infinity; k += 1.0) {
    inverse = 1.0 + k / load * inverse;
  }
  return inverse;
}

double weight_of_free_states(double load, std::int64_t agents) {
  return agents == 0 ? 0.0 : static_cast<double>(agents) / load * inverse_blocking(load, agents - 1);
}

Answer<ErlangB> erlang_b(double load, std::int64_t agents) {
  if (const Problem p = first_problem(unless_not_negative("the offered load", load),
                                      unless_count("the number of agents", agents))) {
    return tl::unexpected(*p);
  }
  ErlangB result;
  result.blocking = 1.0 / inverse_blocking(load, agents);
  result.lost = load * result.blocking;
  result.carried = load * accepted_share(load, agents);
  result.occupancy = agents == 0 ? 0.0 : result.carried / static_cast<double>(agents);
  return result;
}

Answer<double> load_of_ordered_agent(double load, std::int64_t position) {
  if (const Problem p = first_problem(unless_not_negative("the offered load", load),
                                      unless_count("the position minus 1", position - 1),
                                      unless_count("the position", position))) {
    return tl::unexpected(*p);
  }
  if (load == 0.0) return 0.0;
  const double before = inverse_blocking(load, position - 1);
  if (before == infinity) return 0.0;
  const double here = 1.0 + static_cast<double>(position) / load * before;
  return load * (1.0 / before) * (1.0 - before / here);
}

Answer<double> continuous_erlang_b(double load, double agents) {
  if (const Problem p = first_problem(
          unless_not_negative("the offered load", load),
          unless_between("the number of agents", agents, -1e-300, static_cast<double>(largest_count)))) {
    return tl::unexpected(*p);
  }
  return 1.0 / continuous_inverse_blocking(load, agents);
}

}  // namespace switchyard::reports
