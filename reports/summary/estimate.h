// A number over replications: a ratio of sums with the interval that chance leaves open.
#pragma once

#include <cstdint>
#include <optional>

namespace switchyard::reports {

// Means and central sums of squares of a numerator and a denominator over replications. A plain mean has the
// denominator 1. They add up without losing digits (Chan, Golub, LeVeque 1983), so replications can be
// dropped as soon as they are added.
struct Moments {
  double count = 0;  // replications
  double mean_n = 0;
  double mean_d = 0;
  double nn = 0;  // sum of (n - mean_n)^2
  double nd = 0;
  double dd = 0;

  static Moments of(double numerator, double denominator) { return {1, numerator, denominator, 0, 0, 0}; }
  void add(const Moments& other);
};

struct Estimate {
  double value = 0;
  std::optional<double> half_width;  // of the 95 % interval; absent for one replication

  double low() const { return value - half_width.value_or(0); }
  double high() const { return value + half_width.value_or(0); }
};

// mean_n / mean_d, which is the ratio of the sums, with the delta method's variance and Student's t with
// count - 1 degrees of freedom. Nothing when the denominator is zero: nobody was there to measure.
std::optional<Estimate> estimate(const Moments& moments);

// The quantile of Student's t that leaves 2.5 % above it. `degrees` is at least 1.
double t_quantile_975(double degrees);

}  // namespace switchyard::reports
