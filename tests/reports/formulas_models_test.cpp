// Priorities, one server, overflow, ringing, sharing and time-varying load against independent derivations.
#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <vector>

#include "reports/formulas/erlang_b.h"
#include "reports/formulas/erlang_c.h"
#include "reports/formulas/infinite_servers.h"
#include "reports/formulas/mg1.h"
#include "reports/formulas/overflow.h"
#include "reports/formulas/priorities.h"
#include "reports/formulas/processor_sharing.h"
#include "reports/formulas/ring_all.h"

namespace switchyard::reports {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

TEST(Priorities, KeepTheMeanWaitOfAllClassesTogether) {
  const std::vector<double> rates{0.01, 0.02, 0.015};
  const std::vector<double> waits = *priority_waits(rates, 180.0, 10);
  double sum = 0.0;
  for (std::size_t k = 0; k < rates.size(); ++k) sum += rates[k] * waits[k];
  EXPECT_NEAR(sum / 0.045, erlang_c(Group{{0.045, 180.0}, 10}, 0.0)->mean_wait, 1e-10);
  EXPECT_LT(waits[0], waits[1]);
  EXPECT_LT(waits[1], waits[2]);
}

TEST(Priorities, OneClassIsErlangC) {
  EXPECT_NEAR(priority_waits({0.05}, 180.0, 10)->front(), erlang_c(Group{{0.05, 180.0}, 10}, 0.0)->mean_wait,
              1e-10);
}

TEST(Priorities, TwoClassesBeforeOneServerHaveTheTextbookWaits) {
  // rho 0.3 and 0.5, h = 1: residual 0.8; W1 = 0.8/0.7, W2 = 0.8/(0.7 * 0.2).
  const std::vector<double> waits = *priority_waits({0.3, 0.5}, 1.0, 1);
  EXPECT_NEAR(waits[0], 0.8 / 0.7, 1e-14);
  EXPECT_NEAR(waits[1], 0.8 / 0.14, 1e-13);
}

TEST(Priorities, InOverloadTheFirstClassesStillHaveFiniteWaits) {
  const std::vector<double> waits = *priority_waits({0.5, 0.7}, 1.0, 1);
  EXPECT_NEAR(waits[0], 1.0 / 0.5, 1e-14);
  EXPECT_EQ(waits[1], infinity);
  EXPECT_EQ(priority_waits({0.5, 0.0}, 1.0, 0)->at(0), infinity);
}

TEST(Mg1, HasPollaczekAndKhinchinesWaits) {
  const Demand demand{0.8, 1.0};
  EXPECT_NEAR(mg1({demand, 1.0})->mean_wait, 4.0, 1e-14);
  EXPECT_NEAR(mg1({demand, 0.0})->mean_wait, 2.0, 1e-14);
  EXPECT_NEAR(mg1({demand, 3.0})->mean_wait, 8.0, 1e-14);
  EXPECT_NEAR(mg1({demand, 1.0})->mean_time, 5.0, 1e-14);
  EXPECT_NEAR(mg1({demand, 1.0})->queue_length, 3.2, 1e-14);
  EXPECT_FALSE(mg1({{1.0, 1.0}, 1.0})->stable);
  EXPECT_EQ(mg1({{2.0, 1.0}, 1.0})->mean_wait, infinity);
}

TEST(Mg1, PrioritiesWithExponentialTimesAreThoseOfTheGroupFormula) {
  const std::vector<double> waits = *mg1_priority_waits({{{0.3, 1.0}, 1.0}, {{0.5, 1.0}, 1.0}});
  const std::vector<double> wanted = *priority_waits({0.3, 0.5}, 1.0, 1);
  EXPECT_NEAR(waits[0], wanted[0], 1e-14);
  EXPECT_NEAR(waits[1], wanted[1], 1e-13);
  EXPECT_NEAR(mg1_priority_waits({{{0.4, 1.0}, 0.2}})->front(), mg1({{0.4, 1.0}, 0.2})->mean_wait, 1e-15);
}

TEST(Mg1, AnOverfullClassOnlyDelaysTheOthersByItsRest) {
  // The second class fills the agent's time: what an urgent contact finds is 0.5 of each, and it waits rest /
  // 0.5.
  const std::vector<double> waits = *mg1_priority_waits({{{0.5, 1.0}, 1.0}, {{5.0, 2.0}, 0.0}});
  EXPECT_NEAR(waits[0], (0.5 * 1.0 + 0.5 * 1.0) / 0.5, 1e-14);
  EXPECT_EQ(waits[1], infinity);
}

// Mean and variance of the number on an endless group behind c agents, by iterating the two-dimensional
// chain.
Traffic slow_overflow(double load, int agents) {
  constexpr int most = 40;
  const auto at = [](int i, int j) { return static_cast<std::size_t>(i * (most + 1) + j); };
  std::vector<double> p(static_cast<std::size_t>((agents + 1) * (most + 1)), 0.0);
  p[0] = 1.0;
  const double step = 1.0 / (load + agents + most);  // uniformization
  for (int round = 0; round < 4'000; ++round) {
    std::vector<double> next = p;
    for (int i = 0; i <= agents; ++i) {
      for (int j = 0; j <= most; ++j) {
        const double mass = p[at(i, j)] * step;
        const auto move = [&](int to_i, int to_j, double rate) {
          next[at(to_i, to_j)] += mass * rate;
          next[at(i, j)] -= mass * rate;
        };
        if (i < agents) move(i + 1, j, load);
        if (i == agents && j < most) move(i, j + 1, load);
        if (i > 0) move(i - 1, j, i);
        if (j > 0) move(i, j - 1, j);
      }
    }
    p.swap(next);
  }
  double first = 0.0;
  double second = 0.0;
  for (int i = 0; i <= agents; ++i) {
    for (int j = 0; j <= most; ++j) {
      first += j * p[at(i, j)];
      second += j * j * p[at(i, j)];
    }
  }
  return {first, second - first * first};
}

TEST(Overflow, HasTheMomentsOfTheTwoDimensionalChain) {
  for (const double load : {2.0, 4.0}) {
    const Traffic found = *overflow(load, 3);
    const Traffic wanted = slow_overflow(load, 3);
    EXPECT_NEAR(found.mean, wanted.mean, 1e-9) << load;
    EXPECT_NEAR(found.variance, wanted.variance, 1e-8) << load;
    EXPECT_GT(peakedness(found), 1.0) << load;
  }
}

TEST(Overflow, WithoutAgentsIsTheLoadItself) {
  EXPECT_DOUBLE_EQ(overflow(7.0, 0)->mean, 7.0);
  EXPECT_DOUBLE_EQ(overflow(7.0, 0)->variance, 7.0);
  EXPECT_EQ(overflow(0.0, 3)->mean, 0.0);
  EXPECT_EQ(peakedness(*overflow(0.0, 3)), 1.0);
}

TEST(Wilkinson, FindsTheGroupThatTheTrafficCameFrom) {
  for (const double load : {0.8, 5.0, 12.0, 80.0, 500.0}) {
    for (const std::int64_t agents : {1, 4, 10, 70}) {
      const Traffic traffic = *overflow(load, agents);
      if (traffic.mean < 1e-3) continue;
      const EquivalentGroup group = *equivalent_group(traffic);
      EXPECT_NEAR(group.load / load, 1.0, 1e-7) << load << ' ' << agents;
      EXPECT_NEAR(group.agents, static_cast<double>(agents), 1e-5 * (1.0 + load)) << load << ' ' << agents;
    }
  }
}

TEST(Wilkinson, LosesWhatOneLargerGroupLoses) {
  const Traffic traffic = *overflow(12.0, 10);
  EXPECT_NEAR(*wilkinson_loss(traffic, 5), 12.0 * erlang_b(12.0, 15)->blocking, 1e-8);
  EXPECT_NEAR(*wilkinson_loss(Traffic{4.0, 4.0}, 6), 4.0 * erlang_b(4.0, 6)->blocking, 1e-12);
}

TEST(Hayward, IsErlangBForPoissonTrafficAndCloseToWilkinsonOtherwise) {
  EXPECT_NEAR(*hayward_blocking(Traffic{9.0, 9.0}, 10), erlang_b(9.0, 10)->blocking, 1e-13);
  const Traffic traffic = *overflow(30.0, 25);
  EXPECT_NEAR(*hayward_blocking(traffic, 12), *wilkinson_loss(traffic, 12) / traffic.mean, 0.02);
}

TEST(RingAll, TheFirstOfEqualAgentsIsTheirShareFaster) {
  const RingOutcome outcome = *ring_all({6.0, 6.0, 6.0}, 20.0);
  EXPECT_NEAR(outcome.answered, 1.0 - std::exp(-10.0), 1e-15);
  EXPECT_NEAR(outcome.mean_time_answered, 2.0 - 20.0 / (std::exp(10.0) - 1.0), 1e-13);
}

TEST(RingAll, WinnersShareByTheirRates) {
  const std::vector<double> shares = *ring_all_winners({2.0, 4.0, 4.0});
  EXPECT_DOUBLE_EQ(shares[0], 0.5);
  EXPECT_DOUBLE_EQ(shares[1], 0.25);
  EXPECT_DOUBLE_EQ(shares[2], 0.25);
  EXPECT_TRUE(ring_all_winners({})->empty());
}

TEST(RingAll, AShortDeadlineLeavesHalfOfIt) {
  EXPECT_NEAR(ring_all({5.0}, 1e-9)->mean_time_answered / 1e-9, 0.5, 1e-9);
  EXPECT_NEAR(ring_all({1.0}, 0.00999)->mean_time_answered, 1.0 - 0.00999 / std::expm1(0.00999), 1e-12);
  EXPECT_EQ(ring_all({5.0}, 0.0)->answered, 0.0);
  EXPECT_EQ(ring_all({}, 20.0)->answered, 0.0);
}

TEST(RingInTurn, EqualsTheSumOverTheTurns) {
  const double m = 9.0;
  const double r = 15.0;
  const double q = std::exp(-r / m);
  double mean = 0.0;
  for (int turn = 0; turn < 4; ++turn) {
    mean += std::pow(q, turn) * (1.0 - q) * (turn * r + m - r * q / (1.0 - q));
  }
  const double answered = 1.0 - std::pow(q, 4);
  const RingOutcome outcome = *ring_in_turn(4, m, r);
  EXPECT_NEAR(outcome.answered, answered, 1e-14);
  EXPECT_NEAR(outcome.mean_time_answered, mean / answered, 1e-12);
  EXPECT_EQ(ring_in_turn(0, m, r)->answered, 0.0);
}

TEST(ProcessorSharing, StretchesEveryJobAlike) {
  const ProcessorSharing queue = *processor_sharing({0.75, 1.0});
  EXPECT_DOUBLE_EQ(queue.mean_time, 4.0);
  EXPECT_DOUBLE_EQ(queue.number_present, 3.0);
  EXPECT_DOUBLE_EQ(*processor_sharing_time({0.75, 1.0}, 2.5), 10.0);
  EXPECT_FALSE(processor_sharing({1.0, 1.0})->stable);
  EXPECT_EQ(*processor_sharing_time({2.0, 1.0}, 1.0), infinity);
  EXPECT_EQ(*processor_sharing_time({2.0, 1.0}, 0.0), 0.0);
}

TEST(InfiniteServers, FollowTheDifferentialEquation) {
  const std::vector<double> rates{0.1, 0.3, 0.0, 0.2};
  const std::vector<BusyInterval> found = *infinite_servers(rates, 900.0, 240.0, 5.0);
  double busy = 5.0;
  for (std::size_t i = 0; i < rates.size(); ++i) {
    double sum = 0.0;
    constexpr int steps = 90'000;
    for (int k = 0; k < steps; ++k) {
      const double half = busy + 0.005 * (rates[i] - busy / 240.0);
      sum += half;
      busy += 0.01 * (rates[i] - half / 240.0);
    }
    EXPECT_NEAR(found[i].at_end, busy, 1e-6) << i;
    EXPECT_NEAR(found[i].average, sum / steps, 1e-6) << i;
  }
}

}  // namespace
}  // namespace switchyard::reports
