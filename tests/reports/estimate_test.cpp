// Ratios of sums and their intervals, against numbers worked out by hand.
#include "reports/summary/estimate.h"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

namespace switchyard::reports {
namespace {

struct Replication {
  double numerator;
  double denominator;
};

Moments sum_of(const std::vector<Replication>& replications) {
  Moments sum;
  for (const Replication& one : replications) sum.add(Moments::of(one.numerator, one.denominator));
  return sum;
}

// The delta method as it is written in books: the residuals n - r d, one by one.
Estimate obvious_twin(const std::vector<Replication>& replications) {
  double numerators = 0;
  double denominators = 0;
  for (const Replication& one : replications) numerators += one.numerator, denominators += one.denominator;
  const double ratio = numerators / denominators;
  const auto count = static_cast<double>(replications.size());
  double squares = 0;
  for (const Replication& one : replications) squares += std::pow(one.numerator - ratio * one.denominator, 2);
  const double mean_denominator = denominators / count;
  const double variance = squares / (count - 1) / count / (mean_denominator * mean_denominator);
  return {ratio, t_quantile_975(count - 1) * std::sqrt(variance)};
}

TEST(Estimate, t_quantiles_are_those_of_the_tables) {
  const std::vector<std::pair<double, double>> table = {{1, 12.7062}, {2, 4.3027},  {4, 2.7764},
                                                        {9, 2.2622},  {29, 2.0452}, {1e6, 1.9600}};
  for (const auto& [degrees, quantile] : table)
    EXPECT_NEAR(t_quantile_975(degrees), quantile, 5e-5) << degrees;
}

TEST(Estimate, a_plain_mean_has_the_usual_interval) {
  const auto result = estimate(sum_of({{8, 1}, {10, 1}, {12, 1}, {14, 1}}));
  ASSERT_TRUE(result);
  EXPECT_DOUBLE_EQ(result->value, 11);
  ASSERT_TRUE(result->half_width);
  EXPECT_NEAR(*result->half_width, 3.1824463 * std::sqrt(20.0 / 3 / 4), 1e-6);
}

TEST(Estimate, a_ratio_is_that_of_the_sums_not_the_mean_of_ratios) {
  const std::vector<Replication> replications = {{1, 10}, {90, 100}, {30, 40}};
  const auto result = estimate(sum_of(replications));
  const Estimate twin = obvious_twin(replications);
  ASSERT_TRUE(result && result->half_width);
  EXPECT_DOUBLE_EQ(result->value, 121.0 / 150);
  EXPECT_NEAR(*result->half_width, *twin.half_width, 1e-12);
}

TEST(Estimate, agrees_with_the_obvious_twin_on_many_replications) {
  std::vector<Replication> replications;
  std::uint64_t chance = 42;
  for (int i = 0; i < 500; ++i) {
    chance = chance * 6364136223846793005U + 1442695040888963407U;
    const auto denominator = static_cast<double>(1000 + (chance >> 40U) % 100);
    replications.push_back({denominator * 0.2 + static_cast<double>((chance >> 20U) % 50), denominator});
  }
  const auto result = estimate(sum_of(replications));
  const Estimate twin = obvious_twin(replications);
  ASSERT_TRUE(result && result->half_width);
  EXPECT_NEAR(result->value, twin.value, 1e-12);
  EXPECT_NEAR(*result->half_width, *twin.half_width, 1e-10);
}

TEST(Estimate, sums_of_parts_are_the_sum_of_all) {
  Moments parts = sum_of({{1, 2}, {3, 5}});
  parts.add(sum_of({{4, 4}, {2, 9}, {7, 8}}));
  const auto whole = estimate(sum_of({{1, 2}, {3, 5}, {4, 4}, {2, 9}, {7, 8}}));
  EXPECT_NEAR(*estimate(parts)->half_width, *whole->half_width, 1e-12);
}

TEST(Estimate, one_replication_has_no_interval_and_equal_ones_a_narrow_one) {
  EXPECT_FALSE(estimate(sum_of({{3, 4}}))->half_width);
  EXPECT_EQ(*estimate(sum_of({{3, 7}, {3, 7}, {3, 7}}))->half_width, 0);
}

TEST(Estimate, without_a_denominator_there_is_nothing_to_say) {
  EXPECT_FALSE(estimate(sum_of({{0, 0}, {0, 0}})));
  EXPECT_FALSE(estimate(Moments{}));
}

}  // namespace
}  // namespace switchyard::reports
