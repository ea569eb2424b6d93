// Survival curves and their integrals in closed form, so that the quadrature above them is the only one.
#include "reports/formulas/patience.h"

#include <fmt/format.h>

#include <algorithm>
#include <boost/math/special_functions/erf.hpp>
#include <boost/math/special_functions/gamma.hpp>
#include <cmath>
#include <limits>
#include <utility>

namespace switchyard::reports {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

double normal_above(double z) {
  return 0.5 * boost::math::erfc(z / std::sqrt(2.0));
}

PatienceLaw lognormal(double mu, double sigma, double mean) {
  // P(X > x) = P(Z > z), E[X; X <= x] = mean P(Z <= z - sigma).
  const auto z = [=](double x) { return x > 0.0 ? (std::log(x) - mu) / sigma : -infinity; };
  const auto above = [=](double x) { return normal_above(z(x)); };
  const auto gone = [=](double x) { return normal_above(-z(x)); };
  const auto gone_wait = [=](double x) { return mean * normal_above(sigma - z(x)); };
  const auto integral = [=](double x) { return gone_wait(x) + x * above(x); };
  std::vector<double> scales;
  for (double deviations = -8.0; deviations <= 8.0; deviations += 1.0) {
    scales.push_back(std::exp(mu + sigma * deviations));
  }
  return {above, integral, gone, gone_wait, scales, mean, 0.0};
}

// Share of an exponential's mean that lies below u means: E[X; X <= u mean] / mean.
double exponential_mean_below(double u) {
  return boost::math::gamma_p(2.0, u);
}

// A survival curve with what has left, and E[X; X <= time], at each point.
struct Curve {
  struct Point {
    double time = 0.0;
    double gone = 0.0;
    double gone_wait = 0.0;
  };
  std::vector<Point> points;  // the first at 0
  double tail_mean = 0.0;

  Point at(double x) const;
  Point in_tail(double x) const;
};

Curve::Point Curve::in_tail(double x) const {
  const Point& last = points.back();
  const double staying = 1.0 - last.gone;
  if (tail_mean == 0.0) return {x, 1.0, last.gone_wait + staying * last.time};
  const double u = (x - last.time) / tail_mean;
  const double left = -std::expm1(-u);
  return {x, last.gone + staying * left,
          last.gone_wait + staying * (last.time * left + tail_mean * exponential_mean_below(u))};
}

Curve::Point Curve::at(double x) const {
  const auto after =
      std::upper_bound(points.begin(), points.end(), x, [](double t, const Point& p) { return t < p.time; });
  if (after == points.end()) return in_tail(x);
  const Point& from = *(after - 1);
  const double left = (after->gone - from.gone) * (x - from.time) / (after->time - from.time);
  return {x, from.gone + left, from.gone_wait + left * 0.5 * (from.time + x)};
}

Curve curve_of(const std::vector<PatiencePoint>& points, double tail_mean) {
  Curve curve{{}, tail_mean};
  for (const PatiencePoint& point : points) {
    Curve::Point next{point.time, 1.0 - point.survival, 0.0};
    if (!curve.points.empty()) {
      const Curve::Point& before = curve.points.back();
      next.gone_wait = before.gone_wait + (next.gone - before.gone) * 0.5 * (before.time + next.time);
    }
    curve.points.push_back(next);
  }
  return curve;
}

Problem problem_at(const std::vector<PatiencePoint>& points, std::size_t i) {
  const std::string place = fmt::format("point {}: ", i + 1);
  if (const Problem p = first_problem(unless_not_negative(place + "the time", points[i].time),
                                      unless_probability(place + "the survival", points[i].survival))) {
    return p;
  }
  if (i == 0) return std::nullopt;
  if (points[i].time <= points[i - 1].time) return place + "the times must rise";
  if (points[i].survival > points[i - 1].survival) return place + "the survivals must not rise";
  return std::nullopt;
}

Problem problem_of(const std::vector<PatiencePoint>& points, double tail_mean) {
  if (points.empty()) return std::string("a survival curve needs at least one point");
  for (std::size_t i = 0; i < points.size(); ++i) {
    if (Problem p = problem_at(points, i)) return p;
  }
  return unless_not_negative("the mean of the tail", tail_mean);
}

std::vector<double> times_of(const std::vector<PatiencePoint>& points) {
  std::vector<double> times;
  for (const PatiencePoint& point : points) times.push_back(point.time);
  return times;
}

}  // namespace

PatienceLaw endless_patience() {
  const auto nothing = [](double) { return 0.0; };
  return {[](double) { return 1.0; }, [](double x) { return x; }, nothing, nothing, {}, infinity, 1.0};
}

Answer<PatienceLaw> exponential_patience(double mean) {
  if (const Problem p = unless_positive("the mean patience", mean)) return tl::unexpected(*p);
  PatienceLaw law;
  law.survival = [=](double x) { return std::exp(-x / mean); };
  law.survival_integral = [=](double x) { return -mean * std::expm1(-x / mean); };
  law.gone = [=](double x) { return -std::expm1(-x / mean); };
  law.gone_wait = [=](double x) { return mean * exponential_mean_below(x / mean); };
  law.kinks = {mean, 5.0 * mean, 40.0 * mean};
  law.mean = mean;
  return law;
}

Answer<PatienceLaw> deterministic_patience(double seconds) {
  return with_time_out(endless_patience(), seconds);
}

Answer<PatienceLaw> lognormal_patience(double mean, double scv) {
  if (const Problem p =
          first_problem(unless_positive("the mean patience", mean), unless_positive("the scv", scv))) {
    return tl::unexpected(*p);
  }
  const double variance = std::log1p(scv);
  return lognormal(std::log(mean) - 0.5 * variance, std::sqrt(variance), mean);
}

Answer<PatienceLaw> survival_curve(std::vector<PatiencePoint> points, double tail_mean) {
  if (const Problem p = problem_of(points, tail_mean)) return tl::unexpected(*p);
  if (points.front().time > 0.0) points.insert(points.begin(), PatiencePoint{});
  const Curve curve = curve_of(points, tail_mean);
  const Curve::Point last = curve.points.back();
  PatienceLaw law;
  law.survival = [curve](double x) { return 1.0 - curve.at(x).gone; };
  law.survival_integral = [curve](double x) {
    const Curve::Point point = curve.at(x);
    return point.gone_wait + x * (1.0 - point.gone);
  };
  law.gone = [curve](double x) { return curve.at(x).gone; };
  law.gone_wait = [curve](double x) { return curve.at(x).gone_wait; };
  law.kinks = times_of(points);
  law.kinks.push_back(last.time + 5.0 * tail_mean);
  law.mean = last.gone_wait + (1.0 - last.gone) * (last.time + tail_mean);
  return law;
}

Answer<PatienceLaw> with_balking(PatienceLaw law, double probability) {
  if (const Problem p = unless_probability("the balking probability", probability)) return tl::unexpected(*p);
  const double stay = 1.0 - probability;
  PatienceLaw result;
  result.survival = [=, g = law.survival](double x) { return stay * g(x); };
  result.survival_integral = [=, h = law.survival_integral](double x) { return stay * h(x); };
  result.gone = [=, gone = law.gone](double x) { return probability + stay * gone(x); };
  result.gone_wait = [=, wait = law.gone_wait](double x) { return stay * wait(x); };
  result.kinks = law.kinks;
  result.mean = stay == 0.0 ? 0.0 : stay * law.mean;
  result.never_leaves = stay * law.never_leaves;
  return result;
}

Answer<PatienceLaw> with_time_out(PatienceLaw law, double seconds) {
  if (const Problem p = unless_not_negative("the time-out", seconds)) return tl::unexpected(*p);
  PatienceLaw result;
  const double mean = law.survival_integral(seconds);
  result.survival = [=, g = law.survival](double x) { return x < seconds ? g(x) : 0.0; };
  result.survival_integral = [=, h = law.survival_integral](double x) { return h(std::min(x, seconds)); };
  result.gone = [=, gone = law.gone](double x) { return x < seconds ? gone(x) : 1.0; };
  result.gone_wait = [=, wait = law.gone_wait](double x) { return x < seconds ? wait(x) : mean; };
  result.kinks = law.kinks;
  result.kinks.push_back(seconds);
  result.mean = mean;
  return result;
}

}  // namespace switchyard::reports
