// Buckets with a clock that the test turns.
#include "adapters/http/rate_limit.h"

#include <gtest/gtest.h>

namespace switchyard::adapters::http {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

const RateLimit::Moment begin{};

TEST(RateLimit, a_burst_goes_through_and_then_one_for_each_that_flowed_in) {
  RateLimit limit({2, 3}, begin);
  for (int i = 0; i < 3; ++i) EXPECT_FALSE(limit.take(begin)) << i;
  EXPECT_EQ(limit.take(begin), seconds(1));
  EXPECT_FALSE(limit.take(begin + milliseconds(500)));
  EXPECT_TRUE(limit.take(begin + milliseconds(600)));
  for (int i = 0; i < 3; ++i) EXPECT_FALSE(limit.take(begin + seconds(60))) << "never more than the burst";
  EXPECT_TRUE(limit.take(begin + seconds(60)));
}

TEST(RateLimit, who_is_told_to_wait_comes_through_after_that_wait) {
  RateLimit limit({0.1, 1}, begin);
  EXPECT_FALSE(limit.take(begin));
  const auto wait = limit.take(begin);
  ASSERT_EQ(wait, seconds(10));
  EXPECT_FALSE(limit.take(begin + *wait));
}

TEST(RateLimit, without_a_rate_nobody_waits_and_a_clock_that_goes_back_gives_nothing) {
  RateLimit open({0, 0}, begin);
  for (int i = 0; i < 100; ++i) EXPECT_FALSE(open.take(begin));
  RateLimit limit({1, 1}, begin);
  EXPECT_FALSE(limit.take(begin + seconds(10)));
  EXPECT_TRUE(limit.take(begin));
  EXPECT_TRUE(limit.take(begin + seconds(10)));
}

TEST(RateLimits, each_name_has_its_own_and_the_table_stays_small) {
  RateLimits limits({1, 1}, 2);
  EXPECT_FALSE(limits.take("a", begin));
  EXPECT_FALSE(limits.take("b", begin));
  EXPECT_TRUE(limits.take("a", begin));
  EXPECT_FALSE(limits.take("c", begin)) << "b, used longest ago, is forgotten";
  EXPECT_EQ(limits.known(), 2u);
  EXPECT_TRUE(limits.take("a", begin));
  EXPECT_FALSE(limits.take("b", begin));
}

TEST(RateLimits, change_for_everybody_at_once) {
  RateLimits limits({1, 1});
  EXPECT_FALSE(limits.take("a", begin));
  EXPECT_TRUE(limits.take("a", begin));
  limits.change({10, 20});
  EXPECT_FALSE(limits.take("a", begin + std::chrono::milliseconds(100)));
  EXPECT_TRUE(limits.take("a", begin + std::chrono::milliseconds(100)));
  limits.change({});
  for (int i = 0; i < 100; ++i) EXPECT_FALSE(limits.take("a", begin));
  limits.change({1, 1});
  EXPECT_FALSE(limits.take("b", begin));
  EXPECT_TRUE(limits.take("b", begin));
}

}  // namespace
}  // namespace switchyard::adapters::http
