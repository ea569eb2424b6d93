// M/M/c+M through Kummer's series and incomplete gamma functions; no sum over states that could overflow.
#include "reports/formulas/erlang_a.h"

#include <boost/math/special_functions/gamma.hpp>
#include <cmath>
#include <limits>

#include "reports/formulas/erlang_b.h"
#include "reports/formulas/offered_wait.h"
#include "reports/formulas/service_levels.h"

namespace switchyard::reports {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

// The states with all agents busy, in units of the one with nobody waiting.
struct Waiting {
  double inverse_weight = 1.0;  // 1 / sum of the weights
  double answered_share = 1.0;  // of those who find all busy, how many are answered
  double left_share = 0.0;      // of those who find all busy, how many leave
};

// 1 + y/(x+1) + y^2/((x+1)(x+2)) + ..., for y up to x where the terms fall.
double kummer_series(double x, double y) {
  double term = 1.0;
  double sum = 1.0;
  for (double n = x + 1.0; term > 1e-18 * sum; n += 1.0) {
    term *= y / n;
    sum += term;
  }
  return sum;
}

// Load up to the number of agents: sum the states; the queue's length over theta is what leaves.
Waiting summed_states(double x, double y) {
  double term = 1.0;
  double sum = 1.0;
  double queue = 0.0;
  for (double j = 1.0; term * j > 1e-18 * sum; j += 1.0) {
    term *= y / (x + j);
    sum += term;
    queue += j * term;
  }
  const double left = queue / sum / y;
  return {1.0 / sum, 1.0 - left, left};
}

// More load than agents: the sum may be beyond all doubles, its inverse is not.
Waiting overloaded_states(double x, double y) {
  const double inverse = y * boost::math::gamma_p_derivative(x, y) / (x * boost::math::gamma_p(x, y));
  return {inverse, (1.0 - inverse) * x / y, (y - x) / y + inverse * x / y};
}

// P(x, r), the regularized lower incomplete gamma function, also where Boost 1.74 overflows on the way to 0.
double lower_gamma(double x, double r) {
  if (r > 0.5 * x) return boost::math::gamma_p(x, r);
  if (r == 0.0) return 0.0;
  return std::exp(x * std::log(r) - r - boost::math::lgamma(x + 1.0)) * kummer_series(x, r);
}

// gamma(x, y e^-s) / gamma(x, y), lower incomplete gamma functions, s >= 0.
double lower_gamma_ratio(double x, double y, double s) {
  const double reduced = y * std::exp(-s);
  if (y > x) return lower_gamma(x, reduced) / boost::math::gamma_p(x, y);
  const double front = std::exp(-x * s - y * std::expm1(-s));
  return front * kummer_series(x, reduced) / kummer_series(x, y);
}

struct Model {
  double x;  // completions of the busy group per mean patience
  double y;  // arrivals per mean patience
  double mean_patience;
};

// ASA and mean wait of those who leave, given that they found all busy: the only parts without a closed form.
struct MeanWaits {
  double answered = 0.0;
  double left = 0.0;
};

double ratio(double part, double whole) {
  return whole > 0.0 ? part / whole : 0.0;
}

MeanWaits mean_waits(const Group& group, const PatienceLaw& law) {
  const OfferedWait wait = offered_wait(group.demand.arrival_rate, service_capacity(group), law);
  const auto wait_answered = [&](double t) { return t * law.survival(t); };
  MeanWaits means;
  means.answered = ratio(integrate(wait, wait_answered, infinity), integrate(wait, law.survival, infinity));
  means.left = ratio(integrate(wait, law.gone_wait, infinity), integrate(wait, law.gone, infinity));
  return means;
}

ImpatientQueue all_leave(const Group& group, double mean_patience, double threshold) {
  ImpatientQueue result;
  result.wait_probability = 1.0;
  result.abandonment = 1.0;
  result.mean_wait_all = mean_patience;
  result.mean_wait_abandoned = mean_patience;
  result.queue_length = group.demand.arrival_rate * mean_patience;
  result.service_level = service_levels(0.0, 0.0, -std::expm1(-threshold / mean_patience));
  return result;
}

// Shares of the offered contacts, each computed where it does not cancel.
struct Shares {
  double at_once = 1.0;
  double answered_later = 0.0;
  double left = 0.0;

  double waiting() const { return answered_later + left; }
  double answered() const { return at_once + answered_later; }
};

Shares shares_of(const Waiting& waiting, double free_weight) {
  const double free = free_weight * waiting.inverse_weight;
  if (free == infinity) return Shares{};
  return {free / (free + 1.0), waiting.answered_share / (free + 1.0), waiting.left_share / (free + 1.0)};
}

ServiceLevels levels_of(const Shares& shares, const Model& m, double threshold) {
  const double s = threshold / m.mean_patience;
  const double within = shares.at_once + shares.answered_later * (1.0 - lower_gamma_ratio(m.x + 1.0, m.y, s));
  const double still_there = shares.waiting() * lower_gamma_ratio(m.x, m.y, s) * std::exp(-s);
  return service_levels(within, shares.answered(), 1.0 - still_there);
}

ImpatientQueue solved(const Group& group, double mean_patience, double threshold) {
  const Model m{service_capacity(group) * mean_patience, group.demand.arrival_rate * mean_patience,
                mean_patience};
  const Waiting waiting = m.y <= m.x ? summed_states(m.x, m.y) : overloaded_states(m.x, m.y);
  const Shares shares = shares_of(waiting, weight_of_free_states(offered_load(group), group.agents));
  const MeanWaits means = mean_waits(group, *exponential_patience(mean_patience));
  ImpatientQueue result;
  result.wait_probability = shares.waiting();
  result.abandonment = shares.left;
  result.mean_wait_all = result.abandonment * mean_patience;
  result.mean_wait_answered = ratio(shares.answered_later * means.answered, shares.answered());
  result.mean_wait_abandoned = means.left;
  result.queue_length = group.demand.arrival_rate * result.mean_wait_all;
  result.occupancy = offered_load(group) * shares.answered() / static_cast<double>(group.agents);
  result.service_level = levels_of(shares, m, threshold);
  return result;
}

}  // namespace

Answer<ImpatientQueue> erlang_a(const Group& group, double mean_patience, double threshold) {
  const double arrivals = group.demand.arrival_rate * mean_patience;
  if (const Problem p = first_problem(
          problem_of(group), unless_positive("the mean patience", mean_patience),
          unless_not_negative("the threshold", threshold),
          unless_between("the number of arrivals in one mean patience", arrivals, -1.0, 1e12))) {
    return tl::unexpected(*p);
  }
  if (group.agents == 0) return all_leave(group, mean_patience, threshold);
  if (group.demand.arrival_rate == 0.0) {
    ImpatientQueue empty;
    empty.service_level = service_levels(1.0, 1.0, 1.0);
    return empty;
  }
  return solved(group, mean_patience, threshold);
}

}  // namespace switchyard::reports
