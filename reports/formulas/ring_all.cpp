// The minimum of exponentials, cut at a deadline.
#include "reports/formulas/ring_all.h"

#include <cmath>

namespace switchyard::reports {
namespace {

Problem problem_of(const std::vector<double>& mean_answer_times) {
  for (const double mean : mean_answer_times) {
    if (Problem p = unless_positive("each mean answer time", mean)) return p;
  }
  return std::nullopt;
}

double rate_of(const std::vector<double>& mean_answer_times) {
  double rate = 0.0;
  for (const double mean : mean_answer_times) rate += 1.0 / mean;
  return rate;
}

// Mean of an exponential time given that it is at most `deadline`: 1/r - R / (e^(rR) - 1).
double mean_within(double rate, double deadline) {
  const double x = rate * deadline;
  // The two terms cancel for a short deadline; there the law is nearly uniform: R (1/2 - x/12 + x^3/720).
  if (x < 1e-2) return deadline * (0.5 - x / 12.0 + x * x * x / 720.0);
  return 1.0 / rate - deadline / std::expm1(x);
}

}  // namespace

Answer<RingOutcome> ring_all(const std::vector<double>& mean_answer_times, double deadline) {
  if (const Problem p =
          first_problem(problem_of(mean_answer_times), unless_not_negative("the deadline", deadline))) {
    return tl::unexpected(*p);
  }
  if (mean_answer_times.empty()) return RingOutcome{};
  const double rate = rate_of(mean_answer_times);
  return RingOutcome{-std::expm1(-rate * deadline), mean_within(rate, deadline)};
}

Answer<RingOutcome> ring_in_turn(std::int64_t agents, double mean_answer_time, double deadline) {
  if (const Problem p = first_problem(unless_count("the number of agents", agents),
                                      unless_positive("the mean answer time", mean_answer_time),
                                      unless_not_negative("the deadline", deadline))) {
    return tl::unexpected(*p);
  }
  if (agents == 0) return RingOutcome{};
  // Exponentials forget: agent after agent for R seconds each is one agent rung for all of that time.
  return ring_all({mean_answer_time}, static_cast<double>(agents) * deadline);
}

Answer<std::vector<double>> ring_all_winners(const std::vector<double>& mean_answer_times) {
  if (const Problem p = problem_of(mean_answer_times)) return tl::unexpected(*p);
  const double rate = rate_of(mean_answer_times);
  std::vector<double> shares;
  for (const double mean : mean_answer_times) shares.push_back(1.0 / mean / rate);
  return shares;
}

}  // namespace switchyard::reports
