// Our logarithm and its relatives against long double libm: their errors are promises of math.h.
#include "sim/random/math.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "sim/random/gamma.h"
#include "sim/random/normal.h"

namespace switchyard::sim {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

// |found - wanted| in units of the last place of wanted.
double ulps(double found, long double wanted) {
  const double rounded = static_cast<double>(wanted);
  const double unit = std::nextafter(std::fabs(rounded), infinity) - std::fabs(rounded);
  return static_cast<double>(std::fabs(static_cast<long double>(found) - wanted) /
                             static_cast<long double>(unit));
}

double relative_error(double found, long double wanted) {
  return static_cast<double>(std::fabs((static_cast<long double>(found) - wanted) / wanted));
}

TEST(NaturalLog, StaysBelowOneUlpOverAllMagnitudes) {
  double worst = 0.0;
  for (int i = -320'000; i <= 300'000; ++i) {
    const double x = std::pow(10.0, i / 1000.0) * (1.0 + (i % 997) / 1009.0);
    worst = std::max(worst, ulps(natural_log(x), std::log(static_cast<long double>(x))));
  }
  EXPECT_LT(worst, 1.0);
}

TEST(NaturalLog, StaysBelowOneUlpNearOneAndOnTheGridOfUniforms) {
  double worst = 0.0;
  for (int i = 1; i < 400'000; ++i) {
    const double near = 1.0 + (i - 200'000) * 1e-6;
    worst = std::max(worst, ulps(natural_log(near), std::log(static_cast<long double>(near))));
    const double u = (i * 11'258'999'068.0 + 0.5) * 0x1p-52;
    worst = std::max(worst, ulps(natural_log(u), std::log(static_cast<long double>(u))));
  }
  EXPECT_LT(worst, 1.0);
}

TEST(NaturalLog, AnswersTheEdgesAsLibmDoes) {
  EXPECT_EQ(natural_log(1.0), 0.0);
  EXPECT_EQ(natural_log(0.0), -infinity);
  EXPECT_EQ(natural_log(-0.0), -infinity);
  EXPECT_EQ(natural_log(infinity), infinity);
  EXPECT_TRUE(std::isnan(natural_log(-1.0)));
  EXPECT_TRUE(std::isnan(natural_log(-infinity)));
  EXPECT_TRUE(std::isnan(natural_log(std::nan(""))));
  EXPECT_NEAR(natural_log(std::numeric_limits<double>::denorm_min()), -744.4400719213812, 1e-12);
  EXPECT_NEAR(natural_log(std::numeric_limits<double>::max()), 709.782712893384, 1e-12);
}

TEST(Exponential, StaysBelowOneUlpWhereTheResultIsNormal) {
  double worst = 0.0;
  for (int i = -708'000; i <= 709'700; ++i) {
    const double x = i / 1000.0 + (i % 13) * 1e-5;
    worst = std::max(worst, ulps(exponential(x), std::exp(static_cast<long double>(x))));
  }
  for (int i = -100'000; i <= 100'000; ++i) {
    const double x = i * 1e-7;
    worst = std::max(worst, ulps(exponential(x), std::exp(static_cast<long double>(x))));
  }
  EXPECT_LT(worst, 1.0);
}

TEST(Exponential, RoundsSubnormalResultsAndAnswersTheEdges) {
  for (double x = -745.0; x < -708.0; x += 0.37) EXPECT_NEAR(exponential(x), std::exp(x), 5e-324) << x;
  EXPECT_EQ(exponential(0.0), 1.0);
  EXPECT_EQ(exponential(-746.0), 0.0);
  EXPECT_EQ(exponential(-infinity), 0.0);
  EXPECT_EQ(exponential(710.0), infinity);
  EXPECT_EQ(exponential(infinity), infinity);
  EXPECT_TRUE(std::isnan(exponential(std::nan(""))));
  EXPECT_LT(ulps(exponential(709.78), std::exp(709.78L + (709.78 - 709.78L))), 1.0);
}

TEST(Power, KeepsItsPromisedError) {
  for (double x = 1e-12; x < 1e12; x *= 1.37) {
    for (double y = -20.0; y <= 20.0; y += 0.83) {
      const long double wanted = std::pow(static_cast<long double>(x), static_cast<long double>(y));
      EXPECT_LT(relative_error(power(x, y), wanted), 3e-16 * (1.0 + std::fabs(y * std::log(x))))
          << x << '^' << y;
    }
  }
}

TEST(Power, AnswersTheEdgesAsLibmDoes) {
  EXPECT_EQ(power(0.0, 0.0), 1.0);
  EXPECT_EQ(power(0.0, 2.0), 0.0);
  EXPECT_EQ(power(0.0, -2.0), infinity);
  EXPECT_EQ(power(1.0, 1e300), 1.0);
  EXPECT_EQ(power(7.0, 0.0), 1.0);
  EXPECT_TRUE(std::isnan(power(-2.0, 2.0)));
}

TEST(ScaleByPowerOfTwo, EqualsLdexp) {
  for (int exponent = -1100; exponent <= 1100; ++exponent) {
    EXPECT_EQ(scale_by_power_of_two(1.2345678, exponent), std::ldexp(1.2345678, exponent)) << exponent;
  }
}

TEST(LogOnePlusMinus, DoesNotCancel) {
  for (int i = -500; i <= 500; ++i) {
    if (i == 0) continue;
    const double x = i / 1000.0;
    const long double wanted = std::log1p(static_cast<long double>(x)) - static_cast<long double>(x);
    EXPECT_LT(relative_error(log_one_plus_minus(x), wanted), 3e-15) << x;
  }
  EXPECT_LT(relative_error(log_one_plus_minus(1e-8), -0.5e-16L + 1e-24L / 3.0L), 1e-15);
}

TEST(NormalQuantile, IsTheInverseOfTheNormalTail) {
  for (double z = 0.001; z < 8.2; z += 0.0137) {
    const long double tail = 0.5L * std::erfc(static_cast<long double>(z) / std::sqrt(2.0L));
    const double p = static_cast<double>(tail);
    // The lower tail keeps full precision; a rounding of p moves z by that over z times the density.
    const double condition = p / (z * std::exp(-0.5 * z * z) * 0.3989422804014327);
    EXPECT_LT(relative_error(normal_quantile(p), -static_cast<long double>(z)), 1e-15 + 3e-16 * condition)
        << z;
    const double on_grid = (std::floor(p * 0x1p52) + 0.5) * 0x1p-52;
    EXPECT_EQ(normal_quantile(1.0 - on_grid), -normal_quantile(on_grid)) << z;
  }
}

TEST(NormalQuantile, AnswersTheEdges) {
  EXPECT_EQ(normal_quantile(0.5), 0.0);
  EXPECT_EQ(normal_quantile(0.0), -infinity);
  EXPECT_EQ(normal_quantile(1.0), infinity);
  EXPECT_NEAR(normal_quantile(0.975), 1.959963984540054, 1e-15);
  EXPECT_NEAR(normal_quantile(1e-300), -37.0471, 1e-4);
}

TEST(LogGamma, AgreesWithLibm) {
  for (double x = 1e-6; x < 1e7; x *= 1.013) {
    const long double wanted = std::lgamma(static_cast<long double>(x));
    const double allowed = 1e-14 * std::max(1.0, std::fabs(static_cast<double>(wanted)) * 0.1);
    EXPECT_NEAR(log_gamma(x), static_cast<double>(wanted), allowed) << x;
  }
}

// P(n, x) = 1 - e^-x sum of x^k / k! below n, in long double: the Poisson tail that we do not use ourselves.
long double poisson_below(int n, double x) {
  long double term = std::exp(-static_cast<long double>(x));
  long double sum = 0.0L;
  for (int k = 0; k < n; ++k) {
    sum += term;
    term *= static_cast<long double>(x) / (k + 1);
  }
  return sum;
}

TEST(RegularizedGamma, EqualsThePoissonTailForWholeShapes) {
  for (const int n : {1, 2, 5, 11, 12, 13, 40, 200, 1000}) {
    for (double x = 0.3 * n; x < 2.5 * n; x *= 1.07) {
      EXPECT_LT(relative_error(regularized_gamma_q(n, x), poisson_below(n, x)), 2e-13) << n << ' ' << x;
    }
  }
}

TEST(RegularizedGamma, EqualsTheErrorFunctionForShapeOneHalf) {
  for (double x = 1e-6; x < 200.0; x *= 1.31) {
    const long double root = std::sqrt(static_cast<long double>(x));
    EXPECT_LT(relative_error(regularized_gamma_p(0.5, x), std::erf(root)), 1e-14) << x;
    EXPECT_LT(relative_error(regularized_gamma_q(0.5, x), std::erfc(root)), 1e-13) << x;
  }
}

TEST(GammaQuantile, IsTheInverseOfTheIncompleteGamma) {
  for (const double shape : {0.05, 0.3, 0.5, 0.9, 1.0, 1.7, 4.0, 11.9, 12.1, 100.0, 5e4, 1e6}) {
    const IncompleteGamma gamma = incomplete_gamma(shape);
    for (const double u : {1e-9, 1e-4, 0.02, 0.3, 0.499, 0.5, 0.501, 0.8, 0.99, 1.0 - 1e-6, 1.0 - 0x1p-53}) {
      const double x = gamma_quantile(gamma, u);
      const GammaTails tails = gamma_tails(gamma, x);
      const double smaller = u <= 0.5 ? tails.below - u : tails.above - (1.0 - u);
      const double error_of_x = std::fabs(smaller) / (shape * tails.factor);
      EXPECT_LT(error_of_x, 1e-12) << shape << ' ' << u;
    }
  }
}

TEST(GammaQuantile, StaysFiniteAtTheEndsOfTheGrid) {
  for (const double shape : {0.001, 0.01, 0.2, 1.0, 30.0, 1e6}) {
    const IncompleteGamma gamma = incomplete_gamma(shape);
    EXPECT_GE(gamma_quantile(gamma, 0x1p-53), 0.0) << shape;
    EXPECT_LT(gamma_quantile(gamma, 1.0 - 0x1p-53), infinity) << shape;
    EXPECT_LE(gamma_quantile(gamma, 0x1p-53), gamma_quantile(gamma, 0x1p-52)) << shape;
  }
}

}  // namespace
}  // namespace switchyard::sim
