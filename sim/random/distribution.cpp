// From one uniform to one duration, and the exact moments against which runs are checked.
#include "sim/random/distribution.h"

#include <algorithm>
#include <cmath>
#include <cstddef>

#include "sim/random/normal.h"

namespace switchyard::sim {
namespace {

constexpr double smallest_uniform = 0x1p-53;
constexpr double largest_uniform = 1.0 - 0x1p-53;

struct Moments {
  double first = 0.0;
  double second = 0.0;
};

double quantile_of(const Constant& law, double) {
  return law.value;
}

double quantile_of(const Exponential& law, double u) {
  return -law.mean * natural_log(1.0 - u);
}

double quantile_of(const Lognormal& law, double u) {
  return exponential(law.mu + law.sigma * normal_quantile(u));
}

double quantile_of(const Gamma& law, double u) {
  return law.scale * gamma_quantile(law.standard, u);
}

double quantile_of(const Weibull& law, double u) {
  return law.scale * power(-natural_log(1.0 - u), law.inverse_shape);
}

double quantile_of(const Uniform& law, double u) {
  return law.low + u * (law.high - law.low);
}

double quantile_of(const Empirical& law, double u) {
  const auto above = std::upper_bound(law.points.begin(), law.points.end(), u,
                                      [](double x, const CumulativePoint& p) { return x < p.cumulative; });
  if (above == law.points.begin()) return above->value;
  const CumulativePoint& before = *(above - 1);
  if (above == law.points.end()) {
    if (law.tail_mean == 0.0 || before.cumulative >= 1.0) return before.value;
    return before.value - law.tail_mean * natural_log((1.0 - u) / (1.0 - before.cumulative));
  }
  const double share = (u - before.cumulative) / (above->cumulative - before.cumulative);
  return before.value + share * (above->value - before.value);
}

double mean_of(const Constant& law) {
  return law.value;
}
double mean_of(const Exponential& law) {
  return law.mean;
}
double mean_of(const Lognormal& law) {
  return exponential(law.mu + 0.5 * law.sigma * law.sigma);
}
double mean_of(const Gamma& law) {
  return law.standard.shape * law.scale;
}
double mean_of(const Weibull& law) {
  return law.scale * exponential(log_gamma(1.0 + law.inverse_shape));
}
double mean_of(const Uniform& law) {
  return 0.5 * (law.low + law.high);
}

Moments piece(double mass, double low, double high) {
  return {mass * 0.5 * (low + high), mass * (low * low + low * high + high * high) / 3.0};
}

Moments tail(double mass, double from, double mean) {
  return {mass * (from + mean), mass * (from * from + 2.0 * from * mean + 2.0 * mean * mean)};
}

void add(Moments& sum, const Moments& part) {
  sum.first += part.first;
  sum.second += part.second;
}

// Moments about `centre`, so that the variance of a narrow law does not drown in its mean.
Moments moments_about(const Empirical& law, double centre) {
  const CumulativePoint& first = law.points.front();
  const CumulativePoint& last = law.points.back();
  Moments sum = piece(first.cumulative, first.value - centre, first.value - centre);
  for (std::size_t i = 1; i < law.points.size(); ++i) {
    const CumulativePoint& low = law.points[i - 1];
    const CumulativePoint& high = law.points[i];
    add(sum, piece(high.cumulative - low.cumulative, low.value - centre, high.value - centre));
  }
  add(sum, tail(1.0 - last.cumulative, last.value - centre, law.tail_mean));
  return sum;
}

double mean_of(const Empirical& law) {
  return moments_about(law, 0.0).first;
}

// e^x - 1 for x >= 0, without cancellation near 0.
double exponential_minus_one(double x) {
  if (x > 0.1) return exponential(x) - 1.0;
  double sum = 0.0;
  for (double n = 12.0; n >= 2.0; n -= 1.0) sum = (sum + 1.0) * x / n;
  return x * (1.0 + sum);
}

double scv_of(const Constant&) {
  return 0.0;
}
double scv_of(const Exponential&) {
  return 1.0;
}
double scv_of(const Lognormal& law) {
  return exponential_minus_one(law.sigma * law.sigma);
}
double scv_of(const Gamma& law) {
  return 1.0 / law.standard.shape;
}

double scv_of(const Weibull& law) {
  const double log_first = log_gamma(1.0 + law.inverse_shape);
  const double log_second = log_gamma(1.0 + 2.0 * law.inverse_shape);
  return exponential_minus_one(std::max(0.0, log_second - 2.0 * log_first));
}

double scv_of(const Uniform& law) {
  const double relative_width = (law.high - law.low) / mean_of(law);
  return relative_width * relative_width / 12.0;
}

double scv_of(const Empirical& law) {
  const double centre = mean_of(law);
  return centre == 0.0 ? 0.0 : moments_about(law, centre).second / (centre * centre);
}

}  // namespace

double quantile(const Distribution& law, double u) {
  const double inside = std::clamp(u, smallest_uniform, largest_uniform);
  return std::visit([inside](const auto& l) { return quantile_of(l, inside); }, law);
}

double mean(const Distribution& law) {
  return std::visit([](const auto& l) { return mean_of(l); }, law);
}

double scv(const Distribution& law) {
  return std::visit([](const auto& l) { return scv_of(l); }, law);
}

}  // namespace switchyard::sim
