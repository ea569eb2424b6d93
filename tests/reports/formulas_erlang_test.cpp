// Erlang B, C and M/M/c/K against published tables and against the slow twin.
#include <gtest/gtest.h>

#include <algorithm>
#include <boost/math/special_functions/gamma.hpp>
#include <cmath>
#include <limits>

#include "reports/formulas/erlang_b.h"
#include "reports/formulas/erlang_c.h"
#include "reports/formulas/mmck.h"
#include "tests/reports/birth_death.h"

namespace switchyard::reports {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

TEST(ErlangB, HasTheValuesOfThePublishedTables) {
  struct Row {
    std::int64_t agents;
    double load;
    double blocking;
    double tolerance;
  };
  // The 1 % and 5 % columns of the usual traffic tables (loads printed to four digits).
  const Row rows[] = {
      {10, 4.461, 0.01, 2e-5},  {20, 12.03, 0.01, 2e-5},   {50, 37.90, 0.01, 2e-5},
      {100, 84.06, 0.01, 2e-5}, {10, 6.216, 0.05, 2e-5},   {15, 8.108, 0.01, 2e-5},
      {1, 1.0, 0.5, 1e-15},     {10, 10.0, 0.21458, 1e-5}, {5, 3.0, 0.11005, 1e-5},
  };
  for (const Row& row : rows) {
    EXPECT_NEAR(erlang_b(row.load, row.agents)->blocking, row.blocking, row.tolerance) << row.agents;
  }
}

TEST(ErlangB, CarriesWhatItDoesNotLose) {
  const ErlangB group = *erlang_b(12.0, 10);
  EXPECT_DOUBLE_EQ(group.carried + group.lost, 12.0);
  EXPECT_DOUBLE_EQ(group.occupancy, group.carried / 10.0);
  double hunted = 0.0;
  for (std::int64_t k = 1; k <= 10; ++k) hunted += *load_of_ordered_agent(12.0, k);
  EXPECT_NEAR(hunted, group.carried, 1e-13);
  EXPECT_NEAR(*load_of_ordered_agent(12.0, 1), 12.0 / 13.0, 1e-14);
}

TEST(ErlangB, AnswersTheEdges) {
  EXPECT_EQ(erlang_b(0.0, 0)->blocking, 1.0);
  EXPECT_EQ(erlang_b(5.0, 0)->blocking, 1.0);
  EXPECT_EQ(erlang_b(0.0, 3)->blocking, 0.0);
  EXPECT_EQ(erlang_b(1e-3, 500)->blocking, 0.0);
  EXPECT_NEAR(erlang_b(1e12, 1)->carried, 1.0, 1e-11);
  EXPECT_NEAR(erlang_b(10'000.0, 10'000)->blocking, 0.0079365, 5e-6);
  EXPECT_EQ(*load_of_ordered_agent(0.0, 1), 0.0);
}

TEST(ErlangB, ForRealNumbersOfAgentsIsTheIncompleteGammaFunction) {
  for (const double load : {0.7, 3.0, 20.0, 90.0}) {
    for (const double agents : {0.0, 0.25, 1.0, 2.5, 17.3, 100.9}) {
      const double wanted =
          std::exp(agents * std::log(load) - load) / boost::math::tgamma(agents + 1.0, load);
      EXPECT_NEAR(*continuous_erlang_b(load, agents) / wanted, 1.0, 1e-11) << load << ' ' << agents;
    }
    // On both sides of the load where the series takes over from the incomplete gamma function.
    EXPECT_NEAR(*continuous_erlang_b(50.0 - 1e-9, 40.5) / *continuous_erlang_b(50.0 + 1e-9, 40.5), 1.0, 1e-8);
    EXPECT_DOUBLE_EQ(*continuous_erlang_b(load, 7.0), erlang_b(load, 7)->blocking);
  }
}

TEST(ErlangC, HasThePublishedValuesOfThePlannersExample) {
  // 100 calls in half an hour of 180 s, 14 agents, 20 s: the example of many planning guides.
  const ErlangC queue = *erlang_c(Group{{100.0 / 1800.0, 180.0}, 14}, 20.0);
  EXPECT_TRUE(queue.stable);
  EXPECT_NEAR(queue.wait_probability, 0.1741, 5e-5);
  EXPECT_NEAR(queue.service_level, 0.8884, 1e-4);
  EXPECT_NEAR(queue.mean_wait, 7.84, 0.01);
  EXPECT_NEAR(queue.occupancy, 0.7143, 5e-5);
}

TEST(ErlangC, IsMm1ForOneAgent) {
  const ErlangC queue = *erlang_c(Group{{0.008, 100.0}, 1}, 50.0);
  EXPECT_NEAR(queue.wait_probability, 0.8, 1e-15);
  EXPECT_NEAR(queue.mean_wait, 400.0, 1e-11);
  EXPECT_NEAR(queue.queue_length, 3.2, 1e-13);
  EXPECT_NEAR(queue.service_level, 1.0 - 0.8 * std::exp(-0.1), 1e-15);
}

TEST(ErlangC, AgreesWithTheSlowTwin) {
  for (const std::int64_t agents : {2, 5, 30}) {
    const Group group{{0.9 * static_cast<double>(agents) / 180.0, 180.0}, agents};
    const std::vector<long double> p = stationary(
        2000, [&](std::size_t) { return group.demand.arrival_rate; },
        [&](std::size_t n) {
          return std::min<double>(static_cast<double>(n), static_cast<double>(agents)) / 180.0;
        });
    long double waiting = 0.0L;
    long double queue = 0.0L;
    for (std::size_t n = static_cast<std::size_t>(agents); n < p.size(); ++n) {
      waiting += p[n];
      queue += p[n] * static_cast<long double>(n - static_cast<std::size_t>(agents));
    }
    const ErlangC found = *erlang_c(group, 20.0);
    EXPECT_NEAR(found.wait_probability, static_cast<double>(waiting), 1e-12) << agents;
    EXPECT_NEAR(found.queue_length, static_cast<double>(queue), 1e-10) << agents;
  }
}

TEST(ErlangC, OverloadIsAnAnswer) {
  for (const Group& group : {Group{{1.0, 10.0}, 10}, Group{{1.0, 10.0}, 3}, Group{{1.0, 10.0}, 0}}) {
    const ErlangC queue = *erlang_c(group, 20.0);
    EXPECT_FALSE(queue.stable);
    EXPECT_EQ(queue.wait_probability, 1.0);
    EXPECT_EQ(queue.mean_wait, infinity);
    EXPECT_EQ(queue.service_level, 0.0);
    EXPECT_EQ(queue.queue_length, infinity);
    EXPECT_EQ(*wait_percentile(queue, 0.5), infinity);
  }
  const ErlangC nobody = *erlang_c(Group{{0.0, 10.0}, 0}, 20.0);
  EXPECT_FALSE(nobody.stable);
  EXPECT_EQ(nobody.queue_length, 0.0);
}

TEST(ErlangC, StandsLargeGroupsAndIdleOnes) {
  const ErlangC large = *erlang_c(Group{{10'000.0 / 180.0, 180.0}, 10'100}, 20.0);
  // Square-root regime, beta = 1: 1 / (1 + Phi/phi) = 0.2234; the correction is of order 1/sqrt(c).
  EXPECT_NEAR(large.wait_probability, 0.2234, 3e-3);
  const ErlangC idle = *erlang_c(Group{{0.0, 180.0}, 10}, 20.0);
  EXPECT_TRUE(idle.stable);
  EXPECT_EQ(idle.wait_probability, 0.0);
  EXPECT_EQ(idle.service_level, 1.0);
}

TEST(ErlangC, PercentilesTurnTheServiceLevelRound) {
  const ErlangC queue = *erlang_c(Group{{100.0 / 1800.0, 180.0}, 12}, 33.0);
  EXPECT_NEAR(*wait_percentile(queue, queue.service_level), 33.0, 1e-9);
  EXPECT_EQ(*wait_percentile(queue, 0.2), 0.0);
}

// The obvious sums for M/M/c/K; P(answered in T | m before it) from the Erlang law by its Poisson sum.
FiniteQueue slow_mmck(const Group& group, std::int64_t places, double threshold) {
  const auto c = static_cast<std::size_t>(group.agents);
  const std::vector<long double> p = stationary(
      static_cast<std::size_t>(places), [&](std::size_t) { return group.demand.arrival_rate; },
      [&](std::size_t n) { return static_cast<double>(std::min(n, c)) / group.demand.handle_time; });
  const long double x = static_cast<long double>(service_capacity(group) * threshold);
  long double accepted = 0.0L;
  long double waiting = 0.0L;
  long double queue = 0.0L;
  long double in_time = 0.0L;
  long double term = std::exp(-x);
  long double enough = 1.0L;
  for (std::size_t n = 0; n < p.size(); ++n) {
    const bool waits = n >= c;
    if (waits) queue += p[n] * static_cast<long double>(n - c);
    if (n + 1 == p.size()) break;
    accepted += p[n];
    if (waits) {
      waiting += p[n];
      enough -= term;
      term *= x / static_cast<long double>(n - c + 1);
    }
    in_time += p[n] * enough;
  }
  FiniteQueue result;
  result.blocking = static_cast<double>(p.back());
  result.wait_probability = static_cast<double>(waiting / accepted);
  result.queue_length = static_cast<double>(queue);
  result.mean_wait = static_cast<double>(queue / accepted) / group.demand.arrival_rate;
  result.service_level = static_cast<double>(in_time / accepted);
  result.occupancy = offered_load(group) * static_cast<double>(accepted) / static_cast<double>(group.agents);
  return result;
}

TEST(Mmck, AgreesWithTheSlowTwinBelowAtAndAboveFullLoad) {
  for (const double load : {0.1, 3.0, 5.0, 5.5, 20.0}) {
    for (const std::int64_t places : {5, 6, 20, 200}) {
      const Group group{{load / 180.0, 180.0}, 5};
      const FiniteQueue found = *mmck(group, places, 20.0);
      const FiniteQueue wanted = slow_mmck(group, places, 20.0);
      EXPECT_NEAR(found.blocking, wanted.blocking, 1e-13) << load << ' ' << places;
      EXPECT_NEAR(found.wait_probability, wanted.wait_probability, 1e-13) << load << ' ' << places;
      EXPECT_NEAR(found.mean_wait, wanted.mean_wait, 1e-9 * (1.0 + wanted.mean_wait))
          << load << ' ' << places;
      EXPECT_NEAR(found.queue_length, wanted.queue_length, 1e-10) << load << ' ' << places;
      EXPECT_NEAR(found.service_level, wanted.service_level, 1e-13) << load << ' ' << places;
      EXPECT_NEAR(found.occupancy, wanted.occupancy, 1e-13) << load << ' ' << places;
    }
  }
}

TEST(Mmck, IsErlangBWithoutPlacesToWaitAndErlangCWithManyPlaces) {
  const Group group{{9.0 / 180.0, 180.0}, 10};
  EXPECT_DOUBLE_EQ(mmck(group, 10, 20.0)->blocking, erlang_b(9.0, 10)->blocking);
  EXPECT_NEAR(mmck(group, 10'000, 20.0)->service_level, erlang_c(group, 20.0)->service_level, 1e-13);
  EXPECT_NEAR(mmck(group, 10'000, 20.0)->mean_wait, erlang_c(group, 20.0)->mean_wait, 1e-10);
}

TEST(Mmck, StandsLargeGroupsAndHeavyOverload) {
  const FiniteQueue large = *mmck(Group{{10'000.0 / 180.0, 180.0}, 10'000}, 10'200, 20.0);
  EXPECT_GT(large.blocking, 0.0);
  EXPECT_LT(large.blocking, 0.01);
  const FiniteQueue overload = *mmck(Group{{1000.0, 180.0}, 10}, 100'000, 20.0);
  EXPECT_NEAR(overload.blocking, 1.0 - 10.0 / 180'000.0, 1e-12);
  EXPECT_NEAR(overload.mean_wait, 99'990.0 * 18.0, 1.0);
}

TEST(Mmck, AnswersTheEdges) {
  EXPECT_EQ(mmck(Group{{0.0, 180.0}, 5}, 10, 20.0)->service_level, 1.0);
  EXPECT_EQ(mmck(Group{{1.0, 180.0}, 0}, 7, 20.0)->blocking, 1.0);
  EXPECT_EQ(mmck(Group{{1.0, 180.0}, 0}, 7, 20.0)->queue_length, 7.0);
  EXPECT_EQ(mmck(Group{{1.0, 180.0}, 0}, 0, 20.0)->blocking, 1.0);
  const FiniteQueue quiet = *mmck(Group{{1e-6, 1.0}, 300}, 400, 20.0);
  EXPECT_EQ(quiet.blocking, 0.0);
  EXPECT_NEAR(quiet.occupancy, 1e-6 / 300.0, 1e-20);
}

}  // namespace
}  // namespace switchyard::reports
