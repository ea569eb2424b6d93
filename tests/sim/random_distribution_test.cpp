// Each law against its own distribution function, its exact moments, its extremes and its refusals.
#include "sim/random/distribution.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <string>
#include <vector>

#include "sim/random/stream.h"

namespace switchyard::sim {
namespace {

constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();
constexpr double infinity = std::numeric_limits<double>::infinity();

struct Case {
  const char* name;
  MaybeDistribution law;
  double mean;
  double scv;
  std::function<double(double)> cumulative;
};

double normal_cumulative(double z) {
  return 0.5 * std::erfc(-z / std::sqrt(2.0));
}

std::vector<Case> cases() {
  const double sigma = std::sqrt(std::log(2.5));
  const double mu = std::log(180.0) - 0.5 * sigma * sigma;
  return {
      {"exponential", make_exponential(180.0), 180.0, 1.0, [](double x) { return -std::expm1(-x / 180.0); }},
      {"lognormal", make_lognormal(180.0, 1.5), 180.0, 1.5,
       [=](double x) { return normal_cumulative((std::log(x) - mu) / sigma); }},
      {"gamma of shape 2", make_gamma(100.0, 0.5), 100.0, 0.5,
       [](double x) { return 1.0 - std::exp(-x / 50.0) * (1.0 + x / 50.0); }},
      {"gamma of shape 1/2", make_gamma_of_shape(0.5, 40.0), 20.0, 2.0,
       [](double x) { return std::erf(std::sqrt(x / 40.0)); }},
      {"weibull", make_weibull(2.0, 60.0), 60.0 * std::sqrt(std::acos(-1.0)) / 2.0,
       4.0 / std::acos(-1.0) - 1.0, [](double x) { return -std::expm1(-(x / 60.0) * (x / 60.0)); }},
      {"uniform", make_uniform(10.0, 30.0), 20.0, 1.0 / 12.0, [](double x) { return (x - 10.0) / 20.0; }},
      {"empirical", make_empirical({{0.0, 0.0}, {10.0, 0.5}, {30.0, 1.0}}), 12.5, 0.49333333333333335,
       [](double x) { return x < 10.0 ? x / 20.0 : 0.5 + (x - 10.0) / 40.0; }},
      {"survival with a tail", make_survival({{20.0, 0.5}}, 40.0), 35.0, 1.1768707482993197,
       [](double x) { return x < 20.0 ? x / 40.0 : 1.0 - 0.5 * std::exp(-(x - 20.0) / 40.0); }},
  };
}

TEST(Distribution, MeanAndScvAreExact) {
  for (const Case& c : cases()) {
    ASSERT_TRUE(c.law) << c.name;
    EXPECT_NEAR(mean(*c.law) / c.mean, 1.0, 1e-13) << c.name;
    EXPECT_NEAR(scv(*c.law) / c.scv, 1.0, 1e-12) << c.name;
  }
}

// The integral of q(u) and q(u)^2 over (0, 1).
TEST(Distribution, MeanAndScvAgreeWithTheIntegralOfTheQuantile) {
  constexpr int steps = 20'000;
  for (const Case& c : cases()) {
    double first = 0.0;
    double second = 0.0;
    for (int i = 0; i < steps; ++i) {
      // u = 1/(1 + e^-t) draws the points to both ends; trapezoid in t from -36 to 36.
      const double t = -36.0 + 72.0 * (i + 0.5) / steps;
      const double u = 1.0 / (1.0 + std::exp(-t));
      const double weight = u * (1.0 - u) * 72.0 / steps;
      const double x = quantile(*c.law, u);
      first += x * weight;
      second += x * x * weight;
    }
    EXPECT_NEAR(first / mean(*c.law), 1.0, 1e-5) << c.name;
    EXPECT_NEAR(second / (first * first) - 1.0, scv(*c.law), 1e-4 * (1.0 + scv(*c.law))) << c.name;
  }
}

TEST(Distribution, QuantileIsTheInverseOfTheDistributionFunction) {
  for (const Case& c : cases()) {
    for (double u = 0.0005; u < 1.0; u += 0.0005) {
      EXPECT_NEAR(c.cumulative(quantile(*c.law, u)), u, 1e-12) << c.name;
    }
  }
}

TEST(Distribution, QuantileNeverFalls) {
  for (const Case& c : cases()) {
    double before = 0.0;
    for (int i = 1; i < 20'000; ++i) {
      const double x = quantile(*c.law, i / 20'000.0);
      EXPECT_GE(x, before) << c.name << ' ' << i;
      before = x;
    }
  }
}

// Kolmogorov and Smirnov: sqrt(n) D exceeds 2.23 once in 10,000 fair samples.
TEST(Distribution, DrawsFollowTheLaw) {
  constexpr std::uint64_t draws = 50'000;
  for (const Case& c : cases()) {
    std::vector<double> values;
    for (std::uint64_t i = 0; i < draws; ++i) {
      values.push_back(c.cumulative(quantile(*c.law, uniform({2024, 1}, Purpose::handle_time, i))));
    }
    std::sort(values.begin(), values.end());
    double distance = 0.0;
    for (std::size_t i = 0; i < values.size(); ++i) {
      distance = std::max(distance, std::fabs(values[i] - (static_cast<double>(i) + 0.5) / draws));
    }
    EXPECT_LT(distance * std::sqrt(static_cast<double>(draws)), 2.23) << c.name;
  }
}

TEST(Distribution, ExtremesAreFiniteAndNotNegative) {
  std::vector<Case> all = cases();
  all.push_back({"constant", make_constant(7.0), 7.0, 0.0, {}});
  all.push_back({"wide gamma", make_gamma(100.0, 1000.0), 100.0, 1000.0, {}});
  all.push_back({"narrow gamma", make_gamma(100.0, 1e-6), 100.0, 1e-6, {}});
  all.push_back({"wide lognormal", make_lognormal(100.0, 1e9), 100.0, 1e9, {}});
  all.push_back({"wide weibull", make_weibull(0.05, 1.0), 0.0, 0.0, {}});
  for (const Case& c : all) {
    ASSERT_TRUE(c.law) << c.name;
    for (const double u : {0.0, 1e-300, 0x1p-53, 1.0 - 0x1p-53, 1.0}) {
      EXPECT_GE(quantile(*c.law, u), 0.0) << c.name << ' ' << u;
      EXPECT_LT(quantile(*c.law, u), infinity) << c.name << ' ' << u;
    }
  }
}

TEST(Distribution, NarrowLognormalKeepsItsScv) {
  const MaybeDistribution law = make_lognormal(100.0, 1e-8);
  ASSERT_TRUE(law);
  EXPECT_NEAR(scv(*law), 1e-8, 1e-20);
  EXPECT_NEAR(mean(*law), 100.0, 1e-11);
}

TEST(Distribution, NarrowGammaIsNearlyNormal) {
  const MaybeDistribution law = make_gamma(100.0, 1e-6);
  ASSERT_TRUE(law);
  EXPECT_NEAR(quantile(*law, 0.5), 100.0 * (1.0 - 1e-6 / 3.0), 1e-9);
  EXPECT_NEAR(quantile(*law, 0.975), 100.196, 1e-3);
}

TEST(Empirical, HasAtomsJumpsAndAFlatEnd) {
  const MaybeDistribution law = make_empirical({{5.0, 0.25}, {5.0, 0.5}, {9.0, 0.9}});
  ASSERT_TRUE(law);
  EXPECT_EQ(quantile(*law, 0.1), 5.0);
  EXPECT_EQ(quantile(*law, 0.4), 5.0);
  EXPECT_DOUBLE_EQ(quantile(*law, 0.7), 7.0);
  EXPECT_EQ(quantile(*law, 0.95), 9.0);
  EXPECT_DOUBLE_EQ(mean(*law), 0.5 * 5.0 + 0.4 * 7.0 + 0.1 * 9.0);
}

TEST(Empirical, AnObservedSampleIsReadBack) {
  const MaybeDistribution law = make_of_observations({40.0, 10.0, 20.0});
  ASSERT_TRUE(law);
  EXPECT_NEAR(quantile(*law, 0.0), 10.0, 1e-12);
  EXPECT_DOUBLE_EQ(quantile(*law, 0.25), 15.0);
  EXPECT_NEAR(quantile(*law, 1.0), 40.0, 1e-12);
  const MaybeDistribution single = make_of_observations({12.0});
  ASSERT_TRUE(single);
  EXPECT_EQ(quantile(*single, 0.7), 12.0);
  EXPECT_EQ(mean(*single), 12.0);
}

struct Refusal {
  MaybeDistribution law;
  std::string says;
};

TEST(Distribution, WrongParametersAreRefusedWithASentence) {
  const std::vector<Refusal> refusals{
      {make_constant(-1.0), "the value must be a finite number, 0 or above, found -1"},
      {make_exponential(0.0), "the mean must be a finite number above 0, found 0"},
      {make_exponential(-3.0), "the mean must be a finite number above 0, found -3"},
      {make_exponential(not_a_number), "the mean must be a finite number above 0, found nan"},
      {make_exponential(infinity), "the mean must be a finite number above 0, found inf"},
      {make_lognormal(0.0, 1.0), "the mean must"},
      {make_lognormal(10.0, 0.0), "the scv must"},
      {make_lognormal_of_logarithm(0.0, 0.0), "the deviation of the logarithm must"},
      {make_lognormal_of_logarithm(not_a_number, 1.0), "the mean of the logarithm must"},
      {make_lognormal_of_logarithm(0.0, 100.0), "beyond the largest number"},
      {make_gamma(10.0, 0.0), "the scv must be from 1e-06 to 1000, found 0"},
      {make_gamma(10.0, 2000.0), "the scv must"},
      {make_gamma_of_shape(0.0, 1.0), "the shape must"},
      {make_gamma_of_shape(2.0, 0.0), "the scale must"},
      {make_weibull(0.0, 1.0), "the shape must"},
      {make_weibull(2.0, -1.0), "the scale must"},
      {make_uniform(-1.0, 2.0), "the lower end must"},
      {make_uniform(3.0, 3.0), "the upper end must"},
      {make_empirical({}), "at least one point"},
      {make_empirical({{1.0, 1.5}}), "point 1: the probability must be from 0 to 1, found 1.5"},
      {make_empirical({{2.0, 0.1}, {1.0, 0.9}}),
       "point 2: the value must be at least the one before, 2, found 1"},
      {make_empirical({{1.0, 0.5}, {2.0, 0.4}}), "point 2: the probabilities must run one way"},
      {make_empirical({{-1.0, 0.5}}), "point 1: the value must"},
      {make_empirical({{1.0, 0.5}}, -1.0), "the mean of the tail must"},
      {make_survival({}), "at least one point"},
      {make_survival({{1.0, 0.5}, {2.0, 0.6}}), "the probabilities must run one way"},
      {make_of_observations({}), "at least one point"},
      {make_of_observations({1.0, not_a_number}), "an observation must"},
  };
  for (const Refusal& refusal : refusals) {
    ASSERT_FALSE(refusal.law) << refusal.says;
    EXPECT_NE(refusal.law.error().find(refusal.says), std::string::npos) << refusal.law.error();
  }
}

}  // namespace
}  // namespace switchyard::sim
