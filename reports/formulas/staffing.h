// The smallest number of agents that meets a target, by each formula and by the square-root rule.
#pragma once

#include "reports/formulas/group.h"

namespace switchyard::reports {

// Each search finds the smallest number by doubling and bisection, O(agents log agents). Targets are shares
// strictly between 0 and 1; a target that no number of agents reaches (above largest_count) is refused with a
// sentence.

// Erlang B: blocking <= target.
Answer<std::int64_t> agents_for_blocking(double load, double target);

// Erlang C: P(W <= threshold) >= target; mean wait <= seconds; P(W > 0) <= target.
Answer<std::int64_t> agents_for_service_level(const Demand& demand, double threshold, double target);
Answer<std::int64_t> agents_for_mean_wait(const Demand& demand, double seconds);
Answer<std::int64_t> agents_for_wait_probability(const Demand& demand, double target);

// Erlang A: answered within the threshold / offered >= target; abandonment <= target.
Answer<std::int64_t> patient_agents_for_service_level(const Demand& demand, double mean_patience,
                                                      double threshold, double target);
Answer<std::int64_t> patient_agents_for_abandonment(const Demand& demand, double mean_patience,
                                                    double target);

// The cap on occupancy: smallest c with load / c <= cap, 0 < cap <= 1.
Answer<std::int64_t> agents_for_occupancy(double load, double cap);

// Heads to schedule for this many on the phones when `shrinkage` (0 <= s < 1) of paid time is lost.
Answer<std::int64_t> scheduled_heads(std::int64_t on_phones, double shrinkage);

// c = ceil(a + beta sqrt(a)), at least 0; beta finite. Load >= 0.
Answer<std::int64_t> square_root_staff(double load, double beta);

// Halfin and Whitt 1981: P(W > 0) = 1 / (1 + beta Phi(beta) / phi(beta)) for beta > 0, and its inverse.
Answer<double> halfin_whitt_wait_probability(double beta);
Answer<double> halfin_whitt_beta(double wait_probability);

}  // namespace switchyard::reports
