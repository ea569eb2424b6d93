// Every target is monotone in the number of agents, so one search serves all formulas.
#include "reports/formulas/staffing.h"

#include <fmt/format.h>

#include <algorithm>
#include <boost/math/special_functions/erf.hpp>
#include <cmath>
#include <functional>
#include <limits>

#include "reports/formulas/erlang_a.h"
#include "reports/formulas/erlang_b.h"
#include "reports/formulas/erlang_c.h"

namespace switchyard::reports {
namespace {

using Meets = std::function<bool(std::int64_t)>;

// The smallest number from `low` up that meets, when meeting once means meeting always above.
Answer<std::int64_t> smallest(std::int64_t low, const Meets& meets) {
  if (meets(low)) return low;
  std::int64_t step = 1;
  while (!meets(std::min(low + step, largest_count))) {
    if (low + step >= largest_count) {
      return tl::unexpected(fmt::format("no number of agents up to {} meets the target", largest_count));
    }
    low += step;
    step *= 2;
  }
  std::int64_t high = std::min(low + step, largest_count);
  while (high - low > 1) {
    const std::int64_t middle = low + (high - low) / 2;
    (meets(middle) ? high : low) = middle;
  }
  return high;
}

Problem wrong_target(double target) {
  return unless_between("the target", target, 0.0, 1.0);
}

Problem wrong_load(double load) {
  return first_problem(unless_not_negative("the offered load", load),
                       unless_between("the offered load", load, -1.0, static_cast<double>(largest_count)));
}

// Erlang C needs more agents than erlang: the search starts there.
std::int64_t least_stable(const Demand& demand) {
  return static_cast<std::int64_t>(std::floor(offered_load(demand))) + 1;
}

Answer<std::int64_t> search_erlang_c(const Demand& demand, double threshold,
                                     const std::function<bool(const ErlangC&)>& meets) {
  if (const Problem p = first_problem(problem_of(demand), wrong_load(offered_load(demand)))) {
    return tl::unexpected(*p);
  }
  return smallest(least_stable(demand), [&](std::int64_t agents) {
    return meets(*erlang_c(Group{demand, agents}, threshold));
  });
}

Answer<std::int64_t> search_erlang_a(const Demand& demand, double mean_patience, double threshold,
                                     const std::function<bool(const ImpatientQueue&)>& meets) {
  const Answer<ImpatientQueue> first = erlang_a(Group{demand, 0}, mean_patience, threshold);
  if (!first) return tl::unexpected(first.error());
  return smallest(0, [&](std::int64_t agents) {
    return meets(*erlang_a(Group{demand, agents}, mean_patience, threshold));
  });
}

}  // namespace

Answer<std::int64_t> agents_for_blocking(double load, double target) {
  if (const Problem p = first_problem(wrong_load(load), wrong_target(target))) return tl::unexpected(*p);
  // Walks up the recursion once instead of bisecting over it.
  double inverse = 1.0;
  std::int64_t agents = 0;
  while (1.0 / inverse > target) {
    ++agents;
    inverse = load == 0.0 ? std::numeric_limits<double>::infinity()
                          : 1.0 + static_cast<double>(agents) / load * inverse;
  }
  return agents;
}

Answer<std::int64_t> agents_for_service_level(const Demand& demand, double threshold, double target) {
  if (const Problem p =
          first_problem(unless_not_negative("the threshold", threshold), wrong_target(target))) {
    return tl::unexpected(*p);
  }
  return search_erlang_c(demand, threshold, [=](const ErlangC& q) { return q.service_level >= target; });
}

Answer<std::int64_t> agents_for_mean_wait(const Demand& demand, double seconds) {
  if (const Problem p = unless_positive("the mean wait", seconds)) return tl::unexpected(*p);
  return search_erlang_c(demand, 0.0, [=](const ErlangC& q) { return q.mean_wait <= seconds; });
}

Answer<std::int64_t> agents_for_wait_probability(const Demand& demand, double target) {
  if (const Problem p = wrong_target(target)) return tl::unexpected(*p);
  return search_erlang_c(demand, 0.0, [=](const ErlangC& q) { return q.wait_probability <= target; });
}

Answer<std::int64_t> patient_agents_for_service_level(const Demand& demand, double mean_patience,
                                                      double threshold, double target) {
  if (const Problem p = wrong_target(target)) return tl::unexpected(*p);
  return search_erlang_a(demand, mean_patience, threshold,
                         [=](const ImpatientQueue& q) { return q.service_level.offered >= target; });
}

Answer<std::int64_t> patient_agents_for_abandonment(const Demand& demand, double mean_patience,
                                                    double target) {
  if (const Problem p = wrong_target(target)) return tl::unexpected(*p);
  return search_erlang_a(demand, mean_patience, 0.0,
                         [=](const ImpatientQueue& q) { return q.abandonment <= target; });
}

Answer<std::int64_t> agents_for_occupancy(double load, double cap) {
  if (const Problem p = first_problem(wrong_load(load), unless_positive("the cap", cap),
                                      unless_probability("the cap", cap))) {
    return tl::unexpected(*p);
  }
  auto agents = static_cast<std::int64_t>(std::ceil(load / cap));
  // 85 / 0.85 is a little above 100 in doubles; the cap is met by 100 all the same.
  if (agents > 0 && load <= static_cast<double>(agents - 1) * cap * (1.0 + 1e-12)) --agents;
  return agents;
}

Answer<std::int64_t> scheduled_heads(std::int64_t on_phones, double shrinkage) {
  if (const Problem p = first_problem(unless_count("the number on the phones", on_phones),
                                      unless_between("the shrinkage", shrinkage, -1e-300, 1.0))) {
    return tl::unexpected(*p);
  }
  return agents_for_occupancy(static_cast<double>(on_phones), 1.0 - shrinkage);
}

Answer<std::int64_t> square_root_staff(double load, double beta) {
  if (const Problem p = first_problem(wrong_load(load), unless_between("beta", beta, -1e6, 1e6))) {
    return tl::unexpected(*p);
  }
  return static_cast<std::int64_t>(std::max(0.0, std::ceil(load + beta * std::sqrt(load))));
}

Answer<double> halfin_whitt_wait_probability(double beta) {
  if (const Problem p = unless_positive("beta", beta)) return tl::unexpected(*p);
  const double below = 0.5 * boost::math::erfc(-beta / std::sqrt(2.0));
  const double density = std::exp(-0.5 * beta * beta) / std::sqrt(2.0 * std::acos(-1.0));
  return density / (density + beta * below);
}

Answer<double> halfin_whitt_beta(double wait_probability) {
  if (const Problem p = unless_between("the wait probability", wait_probability, 1e-300, 1.0)) {
    return tl::unexpected(*p);
  }
  double low = 0.0;
  double high = 40.0;
  for (int i = 0; i < 100; ++i) {
    const double middle = 0.5 * (low + high);
    (*halfin_whitt_wait_probability(middle) > wait_probability ? low : high) = middle;
  }
  return 0.5 * (low + high);
}

}  // namespace switchyard::reports
