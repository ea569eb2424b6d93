// M/M/c+G as integrals over the offered wait, each written so that nothing cancels.
#include "reports/formulas/general_patience.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>

#include "reports/formulas/erlang_b.h"
#include "reports/formulas/offered_wait.h"
#include "reports/formulas/service_levels.h"

namespace switchyard::reports {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

// Everybody who ever leaves, leaves; the others are never reached.
ImpatientQueue without_answers(const Group& group, const PatienceLaw& law, double threshold) {
  ImpatientQueue result;
  result.stable = law.never_leaves == 0.0 || group.demand.arrival_rate == 0.0;
  result.wait_probability = 1.0;
  result.abandonment = 1.0 - law.never_leaves;
  result.mean_wait_all = law.mean;
  result.mean_wait_abandoned = law.never_leaves == 0.0 ? law.mean : 0.0;
  result.queue_length = group.demand.arrival_rate > 0.0 ? group.demand.arrival_rate * law.mean : 0.0;
  result.occupancy = group.agents > 0 ? 1.0 : 0.0;
  result.service_level = service_levels(0.0, 0.0, law.gone(threshold));
  return result;
}

// Nobody ever finds all agents busy.
ImpatientQueue never_busy(const Group& group) {
  ImpatientQueue result;
  result.occupancy = offered_load(group) / static_cast<double>(group.agents);
  result.service_level = service_levels(1.0, 1.0, 1.0);
  return result;
}

// Shares and waits of those who find all busy, as integrals; the share that finds a free agent beside them.
struct Parts {
  double at_once = 0.0;           // P(an agent is free)
  double waiting = 0.0;           // P(all busy)
  double leaving = 0.0;           // P(leaves)
  double answered_later = 0.0;    // P(W > 0, answered)
  double wait_of_answered = 0.0;  // E[W; answered]
  double wait_of_leaving = 0.0;   // E[W; leaves]
  double answered_within = 0.0;   // P(0 < W <= T, answered)
  double left_within = 0.0;       // P(W <= T, leaves)
};

// `free` is the weight of the states with a free agent; `scale` makes the offered wait a density.
Parts parts_of(const OfferedWait& wait, double free, double scale, double threshold) {
  const PatienceLaw& law = *wait.law;
  const auto one = [](double) { return 1.0; };
  const auto wait_answered = [&](double x) { return x * law.survival(x); };
  const auto until = [&](const std::function<double(double)>& value, double end) {
    return scale * integrate(wait, value, end);
  };
  Parts parts;
  parts.at_once = free * scale;
  parts.answered_later = until(law.survival, infinity);
  parts.waiting = until(one, infinity);
  parts.leaving = std::min(parts.waiting, until(law.gone, infinity));
  parts.wait_of_answered = until(wait_answered, infinity);
  parts.wait_of_leaving = until(law.gone_wait, infinity);
  parts.answered_within = until(law.survival, threshold);
  const double offered_later = parts.waiting - until(one, threshold);
  parts.left_within = until(law.gone, threshold) + offered_later * law.gone(threshold);
  return parts;
}

ImpatientQueue measures(const Group& group, const Parts& parts) {
  ImpatientQueue result;
  const double answered = parts.at_once + parts.answered_later;
  const double wait = parts.wait_of_answered + parts.wait_of_leaving;
  result.wait_probability = parts.waiting;
  result.abandonment = parts.leaving;
  result.mean_wait_all = wait;
  result.mean_wait_answered = answered > 0.0 ? parts.wait_of_answered / answered : 0.0;
  result.mean_wait_abandoned = parts.leaving > 0.0 ? parts.wait_of_leaving / parts.leaving : 0.0;
  result.queue_length = group.demand.arrival_rate * wait;
  // The quadrature's error may pass 1 by a hair under a heavy overload.
  result.occupancy = std::min(1.0, offered_load(group) * answered / static_cast<double>(group.agents));
  const double answered_within = parts.at_once + parts.answered_within;
  result.service_level = service_levels(answered_within, answered, answered_within + parts.left_within);
  return result;
}

}  // namespace

Answer<ImpatientQueue> general_patience(const Group& group, const PatienceLaw& law, double threshold) {
  if (const Problem p = first_problem(problem_of(group), unless_not_negative("the threshold", threshold))) {
    return tl::unexpected(*p);
  }
  const double rate = group.demand.arrival_rate;
  const double capacity = service_capacity(group);
  if (group.agents == 0) return without_answers(group, law, threshold);
  if (rate == 0.0) return never_busy(group);
  if (rate * law.never_leaves >= capacity) return without_answers(group, law, threshold);
  const OfferedWait wait = offered_wait(rate, capacity, law);
  // The exponent of the weight is a difference of numbers of this size; beyond 1e12 rounding would eat it.
  if (capacity * wait.breakpoints.back() > 1e12) {
    return tl::unexpected(
        std::string("this overload lasts for more than 1e12 handled contacts before customers leave"));
  }
  const double all = integrate(
      wait, [](double) { return 1.0; }, infinity);
  // epsilon = sum over fewer than c busy, in units of the state c - 1, which is 1/B(c - 1).
  const double epsilon = inverse_blocking(offered_load(group), group.agents - 1);
  const double free = epsilon * std::exp(-wait.peak) / rate;
  // So few calls that no double holds the chance that all agents are busy: then the scale is 0.
  if (free == infinity) return never_busy(group);
  return measures(group, parts_of(wait, free, 1.0 / (free + all), threshold));
}

}  // namespace switchyard::reports
