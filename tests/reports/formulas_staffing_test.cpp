// The smallest staff must meet its target, one agent fewer must not.
#include <gtest/gtest.h>

#include <cmath>

#include "reports/formulas/erlang_a.h"
#include "reports/formulas/erlang_b.h"
#include "reports/formulas/erlang_c.h"
#include "reports/formulas/staffing.h"

namespace switchyard::reports {
namespace {

TEST(Staffing, ForBlockingHasTheTablesTrunks) {
  EXPECT_EQ(*agents_for_blocking(4.46, 0.01), 10);
  EXPECT_EQ(*agents_for_blocking(4.47, 0.01), 11);
  EXPECT_EQ(*agents_for_blocking(84.0, 0.01), 100);
  EXPECT_EQ(*agents_for_blocking(0.0, 0.01), 1);
}

TEST(Staffing, ForTheServiceLevelHasThePlannersFourteenAgents) {
  const Demand demand{100.0 / 1800.0, 180.0};
  EXPECT_EQ(*agents_for_service_level(demand, 20.0, 0.8), 14);
  EXPECT_EQ(*agents_for_mean_wait(demand, 8.0), 14);
  EXPECT_EQ(*agents_for_wait_probability(demand, 0.18), 14);
}

TEST(Staffing, IsTheSmallestThatMeetsTheTarget) {
  for (const double load : {0.3, 4.0, 10.0, 77.7, 1000.0}) {
    const Demand demand{load / 180.0, 180.0};
    const std::int64_t patient = *agents_for_service_level(demand, 20.0, 0.9);
    EXPECT_GE(erlang_c({demand, patient}, 20.0)->service_level, 0.9) << load;
    EXPECT_LT(erlang_c({demand, patient - 1}, 20.0)->service_level, 0.9) << load;
    const std::int64_t level = *patient_agents_for_service_level(demand, 120.0, 20.0, 0.8);
    EXPECT_GE(erlang_a({demand, level}, 120.0, 20.0)->service_level.offered, 0.8) << load;
    EXPECT_LT(erlang_a({demand, level - 1}, 120.0, 20.0)->service_level.offered, 0.8) << load;
    const std::int64_t few_leave = *patient_agents_for_abandonment(demand, 120.0, 0.03);
    EXPECT_LE(erlang_a({demand, few_leave}, 120.0, 20.0)->abandonment, 0.03) << load;
    EXPECT_GT(erlang_a({demand, few_leave - 1}, 120.0, 20.0)->abandonment, 0.03) << load;
    EXPECT_LE(level, patient) << load;
  }
}

TEST(Staffing, StandsLargeLoads) {
  const Demand demand{10'000.0 / 180.0, 180.0};
  const std::int64_t agents = *agents_for_service_level(demand, 20.0, 0.8);
  EXPECT_GT(agents, 10'000);
  EXPECT_LT(agents, 10'100);
  const std::int64_t patient = *patient_agents_for_abandonment(demand, 300.0, 0.05);
  EXPECT_NEAR(static_cast<double>(patient), 9'500.0, 20.0);
}

TEST(Staffing, KeepsTheCapsOnOccupancyAndShrinkage) {
  EXPECT_EQ(*agents_for_occupancy(85.0, 0.85), 100);
  EXPECT_EQ(*agents_for_occupancy(85.1, 0.85), 101);
  EXPECT_EQ(*agents_for_occupancy(0.0, 0.85), 0);
  EXPECT_EQ(*scheduled_heads(70, 0.3), 100);
  EXPECT_EQ(*scheduled_heads(71, 0.3), 102);
  EXPECT_EQ(*scheduled_heads(12, 0.0), 12);
}

TEST(Staffing, FollowsTheSquareRootRule) {
  EXPECT_EQ(*square_root_staff(100.0, 1.0), 110);
  EXPECT_EQ(*square_root_staff(100.0, -0.5), 95);
  EXPECT_EQ(*square_root_staff(4.0, -10.0), 0);
  EXPECT_EQ(*square_root_staff(0.0, 2.0), 0);
}

TEST(HalfinWhitt, IsTheLimitOfErlangC) {
  for (const double beta : {0.2, 0.5, 1.0, 2.0}) {
    const double load = 4e6;
    const auto agents = static_cast<std::int64_t>(std::llround(load + beta * std::sqrt(load)));
    EXPECT_NEAR(*halfin_whitt_wait_probability(beta), erlang_c({{load, 1.0}, agents}, 0.0)->wait_probability,
                1e-3)
        << beta;
    EXPECT_NEAR(*halfin_whitt_beta(*halfin_whitt_wait_probability(beta)), beta, 1e-12) << beta;
  }
  EXPECT_NEAR(*halfin_whitt_beta(0.5), 0.506, 1e-3);
}

}  // namespace
}  // namespace switchyard::reports
