// Finds where the concave exponent matters, then integrates piece by piece.
#include "reports/formulas/offered_wait.h"

#include <algorithm>
#include <boost/math/quadrature/gauss_kronrod.hpp>
#include <cmath>

namespace switchyard::reports {
namespace {

constexpr double negligible_depth = 50.0;  // e^-50 of the peak
constexpr int most_halvings = 10;

double exponent(const OfferedWait& wait, double x) {
  return wait.rate * wait.law->survival_integral(x) - wait.capacity * x;
}

// The border of a set that holds `inside` and not `outside`.
double border(double inside, double outside, const std::function<bool(double)>& holds) {
  for (int i = 0; i < 200; ++i) {
    const double middle = 0.5 * (inside + outside);
    if (middle == inside || middle == outside) break;
    (holds(middle) ? inside : outside) = middle;
  }
  return inside;
}

// The first point at which something that holds from somewhere on, holds.
double beyond(double from, double step, const std::function<bool(double)>& holds) {
  for (int doublings = 0; doublings < 1000 && !holds(from + step); ++doublings) step *= 2.0;
  return from + step;
}

// Where g stops rising: rate G(x) falls to the capacity.
double mode_of(const OfferedWait& wait) {
  const auto rises = [&](double x) { return wait.rate * wait.law->survival(x) > wait.capacity; };
  if (!rises(0.0)) return 0.0;
  const double outside = beyond(0.0, 1.0 / wait.capacity, [&](double x) { return !rises(x); });
  return border(0.0, outside, rises);
}

std::vector<double> breakpoints_of(const OfferedWait& wait, double mode) {
  const auto deep = [&](double x) { return exponent(wait, x) < wait.peak - negligible_depth; };
  const double low = deep(0.0) ? border(mode, 0.0, [&](double x) { return !deep(x); }) : 0.0;
  const double high = beyond(mode, 1.0 / wait.capacity, deep);
  std::vector<double> points{low, mode, high};
  for (const double kink : wait.law->kinks) {
    if (kink > low && kink < high) points.push_back(kink);
  }
  std::sort(points.begin(), points.end());
  points.erase(std::unique(points.begin(), points.end()), points.end());
  return points;
}

using Integrand = std::function<double(double)>;

struct Estimate {
  double value = 0.0;
  double error = 0.0;
};

// Over -1 .. 1, because Boost 1.74 does not scale its error with the interval.
Estimate estimate(const Integrand& integrand, double from, double to) {
  const double middle = 0.5 * (from + to);
  const double half = 0.5 * (to - from);
  const auto mapped = [&](double t) { return integrand(middle + half * t); };
  Estimate result;
  result.value = half * boost::math::quadrature::gauss_kronrod<double, 31>::integrate(mapped, -1.0, 1.0, 0,
                                                                                      0.0, &result.error);
  result.error *= half;
  return result;
}

// Halves the interval until the error of each part is allowed. The allowance is a share of the whole
// integral: a part that adds nothing to it needs no digits of its own.
double refined(const Integrand& integrand, double from, double to, double allowed, int halvings) {
  const Estimate whole = estimate(integrand, from, to);
  if (whole.error <= allowed || halvings == 0) return whole.value;
  const double middle = 0.5 * (from + to);
  return refined(integrand, from, middle, allowed, halvings - 1) +
         refined(integrand, middle, to, allowed, halvings - 1);
}

struct Piece {
  double from = 0.0;
  double to = 0.0;
};

std::vector<Piece> pieces_of(const OfferedWait& wait, double until) {
  std::vector<Piece> pieces;
  for (std::size_t i = 1; i < wait.breakpoints.size(); ++i) {
    const Piece piece{wait.breakpoints[i - 1], std::min(wait.breakpoints[i], until)};
    if (piece.to > piece.from) pieces.push_back(piece);
  }
  return pieces;
}

Integrand integrand_of(const OfferedWait& wait, const Integrand& value, const Piece& piece) {
  // Just inside the piece: at a jump of G the end belongs to the neighbour.
  const double inner_end = std::nextafter(piece.to, piece.from);
  return [&wait, &value, inner_end](double x) {
    return value(std::min(x, inner_end)) * std::exp(exponent(wait, x) - wait.peak);
  };
}

}  // namespace

OfferedWait offered_wait(double rate, double capacity, const PatienceLaw& law) {
  OfferedWait wait;
  wait.rate = rate;
  wait.capacity = capacity;
  wait.law = &law;
  const double mode = mode_of(wait);
  wait.peak = exponent(wait, mode);
  wait.breakpoints = breakpoints_of(wait, mode);
  // g is a difference of two numbers of this size, each rounded: that much noise no quadrature can remove.
  wait.tolerance += 4e-15 * capacity * wait.breakpoints.back();
  return wait;
}

double integrate(const OfferedWait& wait, const std::function<double(double)>& value, double until) {
  const std::vector<Piece> pieces = pieces_of(wait, until);
  double size = 0.0;
  for (const Piece& piece : pieces) {
    size += std::fabs(estimate(integrand_of(wait, value, piece), piece.from, piece.to).value);
  }
  double sum = 0.0;
  for (const Piece& piece : pieces) {
    sum +=
        refined(integrand_of(wait, value, piece), piece.from, piece.to, wait.tolerance * size, most_halvings);
  }
  return sum;
}

}  // namespace switchyard::reports
