// Laws of durations and factors as values: each turns one uniform into one number, so people stay comparable.
#pragma once

#include <string>
#include <tl/expected.hpp>
#include <variant>
#include <vector>

#include "sim/random/gamma.h"
#include "sim/random/math.h"

namespace switchyard::sim {

// The laws have no unit; durations are in the unit of their parameters. Build them with the make_ functions,
// which check; the fields are what quantile() needs, not always what was given.
struct Constant {
  double value = 0.0;
};

struct Exponential {
  double mean = 1.0;
};

// e^(mu + sigma Z).
struct Lognormal {
  double mu = 0.0;
  double sigma = 1.0;
};

struct Gamma {
  IncompleteGamma standard;
  double scale = 1.0;
};

// Survival e^-(x/scale)^shape.
struct Weibull {
  double inverse_shape = 1.0;
  double scale = 1.0;
};

struct Uniform {
  double low = 0.0;
  double high = 1.0;
};

// A point of a distribution function: P(X <= value) = cumulative.
struct CumulativePoint {
  double value = 0.0;
  double cumulative = 0.0;
};

// A point of a survival curve: P(X > time) = survival.
struct SurvivalPoint {
  double time = 0.0;
  double survival = 1.0;
};

// Linear between points; the mass below the first point sits on it. What the last point leaves open is beyond
// it by an exponential of mean tail_mean, or on it when tail_mean is 0. Two points of one value make a jump.
struct Empirical {
  std::vector<CumulativePoint> points;
  double tail_mean = 0.0;
};

using Distribution = std::variant<Constant, Exponential, Lognormal, Gamma, Weibull, Uniform, Empirical>;

// A law, or a sentence that says which parameter is wrong and what is expected.
using MaybeDistribution = tl::expected<Distribution, std::string>;

// scv = variance / mean^2. Durations: all values are >= 0.
MaybeDistribution make_constant(double value);                           // value >= 0
MaybeDistribution make_exponential(double mean);                         // mean > 0
MaybeDistribution make_lognormal(double mean, double scv);               // both > 0
MaybeDistribution make_lognormal_of_logarithm(double mu, double sigma);  // sigma > 0
MaybeDistribution make_gamma(double mean, double scv);                   // mean > 0, scv 1e-6 .. 1000
MaybeDistribution make_gamma_of_shape(double shape, double scale);       // shape 0.001 .. 1e6, scale > 0
MaybeDistribution make_weibull(double shape, double scale);              // shape 0.05 .. 1000, scale > 0
MaybeDistribution make_uniform(double low, double high);                 // 0 <= low < high

// At least one point; values and cumulatives never falling, values >= 0, cumulatives in 0 .. 1.
// tail_mean >= 0: see Empirical. A table of quantiles is the same table: (value, probability).
MaybeDistribution make_empirical(std::vector<CumulativePoint> points, double tail_mean = 0.0);

// As from Kaplan-Meier: times rising, survivals never rising; begins at (0, 1) when that point is left out.
MaybeDistribution make_survival(const std::vector<SurvivalPoint>& points, double tail_mean = 0.0);

// Linear between the ordered observations, the smallest at 0 and the largest at 1. At least one, each >= 0.
MaybeDistribution make_of_observations(std::vector<double> observations);

// The value x with P(X <= x) = u; never falling in u. u is first moved inside [2^-53, 1 - 2^-53], the ends of
// the grid of uniform(): every law gives a finite value >= 0. Exponential about 10 ns, lognormal 30 ns, gamma
// below 2 us, empirical O(log points).
double quantile(const Distribution& law, double u);

// Exact moments of the law, not of a sample. The scv of a law with mean 0 is 0.
double mean(const Distribution& law);
double scv(const Distribution& law);

}  // namespace switchyard::sim
