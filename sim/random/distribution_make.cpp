// Checks the parameters of laws before a run, because a run must not meet an impossible duration.
#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstddef>
#include <limits>
#include <optional>
#include <utility>

#include "sim/random/distribution.h"

namespace switchyard::sim {
namespace {

using Problem = std::optional<std::string>;

constexpr double largest_uniform = 1.0 - 0x1p-53;

bool finite(double x) {
  constexpr double largest = std::numeric_limits<double>::max();
  return x >= -largest && x <= largest;
}

std::string text(double x) {
  std::array<char, 32> buffer{};
  const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), x).ptr;
  return std::string(buffer.data(), end);
}

std::string sentence(const std::string& name, const std::string& expected, double found) {
  return name + " must be " + expected + ", found " + text(found);
}

Problem not_positive(const std::string& name, double x) {
  if (finite(x) && x > 0.0) return std::nullopt;
  return sentence(name, "a finite number above 0", x);
}

Problem negative(const std::string& name, double x) {
  if (finite(x) && x >= 0.0) return std::nullopt;
  return sentence(name, "a finite number, 0 or above", x);
}

Problem outside(const std::string& name, double x, double low, double high) {
  if (x >= low && x <= high) return std::nullopt;
  return sentence(name, "from " + text(low) + " to " + text(high), x);
}

// The law, unless a problem was found or its mean or largest value is no number.
MaybeDistribution checked(const Problem& first, const Problem& second, Distribution law) {
  if (first) return tl::unexpected(*first);
  if (second) return tl::unexpected(*second);
  if (!finite(quantile(law, largest_uniform)) || !finite(mean(law))) {
    return tl::unexpected(std::string("these parameters give values beyond the largest number"));
  }
  return law;
}

std::string at_point(std::size_t index) {
  return "point " + std::to_string(index + 1) + ": ";
}

Problem wrong_point(const std::vector<CumulativePoint>& points, std::size_t i) {
  const CumulativePoint& point = points[i];
  if (const Problem p = negative(at_point(i) + "the value", point.value)) return p;
  if (const Problem p = outside(at_point(i) + "the probability", point.cumulative, 0.0, 1.0)) return p;
  if (i == 0) return std::nullopt;
  if (point.value < points[i - 1].value) {
    return sentence(at_point(i) + "the value", "at least the one before, " + text(points[i - 1].value),
                    point.value);
  }
  if (point.cumulative < points[i - 1].cumulative) {
    return at_point(i) + "the probabilities must run one way, " + text(points[i - 1].cumulative) +
           " is followed by " + text(point.cumulative) + " (counted from 0 upwards)";
  }
  return std::nullopt;
}

Problem wrong_table(const std::vector<CumulativePoint>& points) {
  if (points.empty()) return std::string("an empirical law needs at least one point");
  for (std::size_t i = 0; i < points.size(); ++i) {
    if (Problem p = wrong_point(points, i)) return p;
  }
  return std::nullopt;
}

}  // namespace

MaybeDistribution make_constant(double value) {
  return checked(negative("the value", value), std::nullopt, Constant{value});
}

MaybeDistribution make_exponential(double mean) {
  return checked(not_positive("the mean", mean), std::nullopt, Exponential{mean});
}

MaybeDistribution make_lognormal(double mean, double scv) {
  if (const Problem p = not_positive("the mean", mean)) return tl::unexpected(*p);
  if (const Problem p = not_positive("the scv", scv)) return tl::unexpected(*p);
  // ln(1 + scv), kept exact for a small scv where 1 + scv would round it away.
  const double variance = scv < 0.5 ? scv + log_one_plus_minus(scv) : natural_log(1.0 + scv);
  return make_lognormal_of_logarithm(natural_log(mean) - 0.5 * variance, std::sqrt(variance));
}

MaybeDistribution make_lognormal_of_logarithm(double mu, double sigma) {
  const Problem wrong_mu =
      finite(mu) ? std::nullopt : Problem(sentence("the mean of the logarithm", "a finite number", mu));
  return checked(wrong_mu, not_positive("the deviation of the logarithm", sigma), Lognormal{mu, sigma});
}

MaybeDistribution make_gamma(double mean, double scv) {
  if (const Problem p = not_positive("the mean", mean)) return tl::unexpected(*p);
  if (const Problem p = outside("the scv", scv, 1e-6, 1000.0)) return tl::unexpected(*p);
  const double shape = std::clamp(1.0 / scv, 0.001, 1e6);
  return make_gamma_of_shape(shape, mean / shape);
}

MaybeDistribution make_gamma_of_shape(double shape, double scale) {
  if (const Problem p = outside("the shape", shape, 0.001, 1e6)) return tl::unexpected(*p);
  return checked(not_positive("the scale", scale), std::nullopt, Gamma{incomplete_gamma(shape), scale});
}

MaybeDistribution make_weibull(double shape, double scale) {
  if (const Problem p = outside("the shape", shape, 0.05, 1000.0)) return tl::unexpected(*p);
  return checked(not_positive("the scale", scale), std::nullopt, Weibull{1.0 / shape, scale});
}

MaybeDistribution make_uniform(double low, double high) {
  if (const Problem p = negative("the lower end", low)) return tl::unexpected(*p);
  const Problem wrong_high =
      finite(high) && high > low
          ? std::nullopt
          : Problem(sentence("the upper end", "a finite number above the lower end " + text(low), high));
  return checked(wrong_high, std::nullopt, Uniform{low, high});
}

MaybeDistribution make_empirical(std::vector<CumulativePoint> points, double tail_mean) {
  if (const Problem p = wrong_table(points)) return tl::unexpected(*p);
  return checked(negative("the mean of the tail", tail_mean), std::nullopt,
                 Empirical{std::move(points), tail_mean});
}

MaybeDistribution make_survival(const std::vector<SurvivalPoint>& points, double tail_mean) {
  std::vector<CumulativePoint> cumulative;
  cumulative.reserve(points.size() + 1);
  if (!points.empty() && points.front().time > 0.0) cumulative.push_back({0.0, 0.0});
  for (const SurvivalPoint& point : points) cumulative.push_back({point.time, 1.0 - point.survival});
  return make_empirical(std::move(cumulative), tail_mean);
}

MaybeDistribution make_of_observations(std::vector<double> observations) {
  // Checked before the sort, which a NaN would confuse.
  for (const double x : observations) {
    if (const Problem p = negative("an observation", x)) return tl::unexpected(*p);
  }
  std::sort(observations.begin(), observations.end());
  const double last = static_cast<double>(std::max<std::size_t>(observations.size(), 2) - 1);
  std::vector<CumulativePoint> points;
  points.reserve(observations.size());
  for (const double x : observations) points.push_back({x, static_cast<double>(points.size()) / last});
  return make_empirical(std::move(points));
}

}  // namespace switchyard::sim
