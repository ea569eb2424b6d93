// Incomplete gamma function by series and continued fraction, and Newton's method to turn it round.
#include "sim/random/gamma.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "sim/random/math.h"
#include "sim/random/normal.h"

namespace switchyard::sim {
namespace {

constexpr double pi = 3.14159265358979323846;
constexpr double half_log_two_pi = 0.91893853320467274178;
constexpr double stirling_from = 12.0;
constexpr double negligible = 1e-17;

// ln Gamma(x) - [(x - 1/2) ln x - x + ln(2 pi)/2] for x >= 12.
double stirling_correction(double x) {
  constexpr std::array<double, 7> terms{1.0 / 12.0,   -1.0 / 360.0,      1.0 / 1260.0, -1.0 / 1680.0,
                                        1.0 / 1188.0, -691.0 / 360360.0, 1.0 / 156.0};
  const double inverse = 1.0 / x;
  const double square = inverse * inverse;
  double sum = 0.0;
  for (std::size_t i = terms.size(); i-- > 0;) sum = sum * square + terms[i];
  return sum * inverse;
}

// x^a e^-x / Gamma(a + 1). For large a the plain logarithms would cancel; (x - a)/a carries the difference.
double front_factor(const IncompleteGamma& gamma, double x) {
  const double a = gamma.shape;
  if (a < stirling_from) return exponential(a * natural_log(x) - x - gamma.log_gamma_next);
  const double distance = (x - a) / a;
  const bool near = distance > -0.5 && distance < 0.5;
  const double exponent = near ? a * log_one_plus_minus(distance) : a * (natural_log(x / a) - distance);
  return exponential(exponent - gamma.log_gamma_next) / std::sqrt(2.0 * pi * a);
}

// P / factor = 1 + x/(a+1) + x^2/((a+1)(a+2)) + ...
double lower_series(double a, double x) {
  double term = 1.0;
  double sum = 1.0;
  for (double n = a + 1.0; term > sum * negligible; n += 1.0) {
    term *= x / n;
    sum += term;
  }
  return sum;
}

// Q / (a * factor) by the continued fraction 1/(x+1-a- 1(1-a)/(x+3-a- ...)), evaluated with Lentz's method.
double upper_fraction(double a, double x) {
  double b = x + 1.0 - a;
  double c = 1.0 / std::numeric_limits<double>::min();
  double d = 1.0 / b;
  double product = d;
  for (int i = 1; i < 100'000; ++i) {
    const double n = static_cast<double>(i);
    const double numerator = -n * (n - a);
    b += 2.0;
    d = 1.0 / (numerator * d + b);
    c = b + numerator / c;
    const double change = c * d;
    product *= change;
    if (change > 1.0 - 2e-16 && change < 1.0 + 4e-16) break;
  }
  return product;
}

struct Bracket {
  double low = 0.0;
  double high = std::numeric_limits<double>::infinity();
};

// A point between the ends when Newton's own step leaves them.
double inside(const Bracket& bracket, double x) {
  if (bracket.high == std::numeric_limits<double>::infinity()) return 2.0 * x;
  if (bracket.low == 0.0) return bracket.high / 16.0;
  return std::sqrt(bracket.low) * std::sqrt(bracket.high);
}

// Newton's next point: in ln x on ln P for the lower half, in x on ln Q for the upper half. Both are nearly
// straight.
double newton_point(const IncompleteGamma& gamma, const GammaTails& tails, double x, double u) {
  const double slope = gamma.shape * tails.factor;  // x times the density
  if (u <= 0.5) return x * exponential(natural_log(u / tails.below) * tails.below / slope);
  return x + x * natural_log(tails.above / (1.0 - u)) * tails.above / slope;
}

// First guess: Wilson and Hilferty's cube where it holds, else the leading term of the series near 0.
double first_guess(double a, double u) {
  const double z = normal_quantile(u);
  const double root = 1.0 - 1.0 / (9.0 * a) + z / (3.0 * std::sqrt(a));
  if (root > 0.3 && a > 0.3) return a * root * root * root;
  const double near_zero = exponential((natural_log(u) + log_gamma(a + 1.0)) / a);
  return u > 0.5 ? std::max(near_zero, -natural_log((1.0 - u) / std::min(a, 1.0))) : near_zero;
}

}  // namespace

double log_gamma(double x) {
  double product = 1.0;
  while (x < stirling_from) {
    product *= x;
    x += 1.0;
  }
  const double large = (x - 0.5) * natural_log(x) - x + half_log_two_pi + stirling_correction(x);
  return large - natural_log(product);
}

IncompleteGamma incomplete_gamma(double shape) {
  return {shape, shape < stirling_from ? log_gamma(shape + 1.0) : stirling_correction(shape)};
}

GammaTails gamma_tails(const IncompleteGamma& gamma, double x) {
  if (!(x > 0.0)) return {0.0, 1.0, 0.0};
  GammaTails tails;
  tails.factor = front_factor(gamma, x);
  if (x < gamma.shape + 1.0) {
    tails.below = std::min(1.0, tails.factor * lower_series(gamma.shape, x));
    tails.above = 1.0 - tails.below;
  } else {
    tails.above = std::min(1.0, tails.factor * gamma.shape * upper_fraction(gamma.shape, x));
    tails.below = 1.0 - tails.above;
  }
  return tails;
}

double regularized_gamma_p(double shape, double x) {
  return gamma_tails(incomplete_gamma(shape), x).below;
}

double regularized_gamma_q(double shape, double x) {
  return gamma_tails(incomplete_gamma(shape), x).above;
}

double gamma_quantile(const IncompleteGamma& gamma, double u) {
  constexpr int most_steps = 200;
  Bracket bracket;
  double x = first_guess(gamma.shape, u);
  for (int step = 0; step < most_steps; ++step) {
    if (x < std::numeric_limits<double>::min()) return 0.0;
    const GammaTails tails = gamma_tails(gamma, x);
    // Judged by the smaller tail: near 1 the other one has no digits left to tell.
    const bool too_low = u <= 0.5 ? tails.below < u : tails.above > 1.0 - u;
    (too_low ? bracket.low : bracket.high) = x;
    const double next = newton_point(gamma, tails, x, u);
    // Newton squares the error: a last step of 1e-9 leaves less than rounding does.
    if (next - x < 1e-9 * x && x - next < 1e-9 * x) return next;
    x = next > bracket.low && next < bracket.high ? next : inside(bracket, x);
  }
  return x;
}

}  // namespace switchyard::sim
