// Percentiles out of buckets stay within a thousandth of the exact ones.
#include "reports/measures/histogram.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>

namespace switchyard::reports {
namespace {

std::int64_t exact_percentile(std::vector<std::int64_t> values, double percent) {
  std::sort(values.begin(), values.end());
  const auto rank = static_cast<std::size_t>(std::ceil(static_cast<double>(values.size()) * percent / 100));
  return values[std::max<std::size_t>(rank, 1) - 1];
}

// Values over all scales: some are zero, the others have 1 to 40 bits.
std::vector<std::int64_t> values_of(std::uint64_t seed, std::size_t count) {
  std::vector<std::int64_t> values;
  std::uint64_t chance = seed;
  for (std::size_t i = 0; i < count; ++i) {
    chance = chance * 6364136223846793005U + 1442695040888963407U;
    const std::uint64_t bits = (chance >> 40U) % 41;
    values.push_back(static_cast<std::int64_t>((chance >> 3U) & ((std::uint64_t{1} << bits) - 1)));
  }
  return values;
}

TEST(Histogram, percentiles_are_within_a_thousandth_of_the_exact_ones) {
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    const auto values = values_of(seed, 50 + seed * 100);
    Histogram histogram;
    for (const std::int64_t value : values) histogram.add(microseconds(value));
    for (const double percent : {0.001, 1.0, 10.0, 33.3, 50.0, 80.0, 90.0, 95.0, 99.0, 99.9, 100.0}) {
      const std::int64_t exact = exact_percentile(values, percent);
      const std::int64_t found = histogram.percentile(percent).microseconds;
      EXPECT_LE(std::abs(found - exact) * 1000, exact) << "seed " << seed << ", p" << percent;
    }
  }
}

TEST(Histogram, small_values_are_exact) {
  for (std::int64_t value = 0; value < 1024; ++value) {
    Histogram histogram;
    histogram.add(microseconds(value));
    EXPECT_EQ(histogram.percentile(50), microseconds(value));
  }
}

TEST(Histogram, merged_is_as_if_all_were_added_to_one) {
  const auto values = values_of(7, 1000);
  Histogram all;
  Histogram first;
  Histogram second;
  for (std::size_t i = 0; i < values.size(); ++i) {
    all.add(microseconds(values[i]));
    (i % 3 == 0 ? first : second).add(microseconds(values[i]));
  }
  first.merge(second);
  EXPECT_EQ(first.count(), all.count());
  for (const double percent : {5.0, 50.0, 95.0})
    EXPECT_EQ(first.percentile(percent), all.percentile(percent));
}

TEST(Histogram, of_nothing_the_percentile_is_zero) {
  EXPECT_EQ(Histogram().percentile(95), Duration{});
}

}  // namespace
}  // namespace switchyard::reports
