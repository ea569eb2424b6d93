// Erlang A and general patience against the slow twin, against each other and against the textbook integrals.
#include <gtest/gtest.h>

#include <algorithm>
#include <boost/math/special_functions/beta.hpp>
#include <cmath>
#include <limits>
#include <string>
#include <vector>

#include "reports/formulas/erlang_a.h"
#include "reports/formulas/erlang_b.h"
#include "reports/formulas/erlang_c.h"
#include "reports/formulas/general_patience.h"
#include "tests/reports/birth_death.h"

namespace switchyard::reports {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

struct AgentsAndLoad {
  std::int64_t agents;
  double load;
  double patience;
};

const std::vector<AgentsAndLoad>& settings() {
  static const std::vector<AgentsAndLoad> list{
      {1, 0.5, 180.0},  {1, 3.0, 60.0},      {10, 9.0, 300.0},    {10, 10.0, 180.0},   {10, 14.0, 120.0},
      {50, 40.0, 20.0}, {100, 105.0, 180.0}, {100, 90.0, 1000.0}, {300, 330.0, 240.0}, {5, 5.0, 1.0},
  };
  return list;
}

Group group_of(const AgentsAndLoad& s) {
  return Group{{s.load / 180.0, 180.0}, s.agents};
}

// Every measure from the states, by the definitions: an arrival that finds m waiting needs m + 1 departures,
// and e^(-theta V) is Beta(c mu / theta, m + 1).
ImpatientQueue slow_erlang_a(const AgentsAndLoad& s, double threshold) {
  const Group group = group_of(s);
  const double theta = 1.0 / s.patience;
  const double capacity = service_capacity(group);
  const auto c = static_cast<std::size_t>(s.agents);
  const std::vector<long double> p = stationary(
      c + 6000, [&](std::size_t) { return group.demand.arrival_rate; },
      [&](std::size_t n) {
        return static_cast<double>(std::min(n, c)) / 180.0 + static_cast<double>(n > c ? n - c : 0) * theta;
      });
  ImpatientQueue result;
  long double wait_of_answered = 0.0L;
  double answered = 0.0;
  double within = 0.0;
  long double mean_service_steps = 0.0L;
  for (std::size_t n = 0; n < p.size(); ++n) {
    const double probability = static_cast<double>(p[n]);
    if (n < c) {
      answered += probability;
      within += probability;
      continue;
    }
    const double m = static_cast<double>(n - c);
    const double x = capacity / theta;
    result.wait_probability += probability;
    result.queue_length += m * probability;
    mean_service_steps += 1.0L / static_cast<long double>(capacity + (m + 1.0) * theta);
    const double served = x / (x + m + 1.0);
    answered += probability * served;
    wait_of_answered += static_cast<long double>(probability * served) * mean_service_steps;
    if (probability > 1e-25) {
      within += probability * served * boost::math::ibetac(x + 1.0, m + 1.0, std::exp(-theta * threshold));
    }
  }
  result.abandonment = theta * result.queue_length / group.demand.arrival_rate;
  result.mean_wait_all = result.queue_length / group.demand.arrival_rate;
  result.mean_wait_answered = static_cast<double>(wait_of_answered) / answered;
  result.occupancy = offered_load(group) * answered / static_cast<double>(s.agents);
  result.service_level.offered = within;
  return result;
}

void expect_same(const ImpatientQueue& found, const ImpatientQueue& wanted, double tolerance) {
  EXPECT_NEAR(found.wait_probability, wanted.wait_probability, tolerance);
  EXPECT_NEAR(found.abandonment, wanted.abandonment, tolerance);
  EXPECT_NEAR(found.occupancy, wanted.occupancy, tolerance);
  EXPECT_NEAR(found.service_level.offered, wanted.service_level.offered, tolerance);
  EXPECT_NEAR(found.mean_wait_all, wanted.mean_wait_all, tolerance * (1.0 + wanted.mean_wait_all));
  EXPECT_NEAR(found.mean_wait_answered, wanted.mean_wait_answered,
              tolerance * (1.0 + wanted.mean_wait_answered));
  EXPECT_NEAR(found.queue_length, wanted.queue_length, tolerance * (1.0 + wanted.queue_length));
}

TEST(ErlangA, AgreesWithTheSlowTwin) {
  for (const AgentsAndLoad& s : settings()) {
    SCOPED_TRACE(std::to_string(s.agents) + " agents, load " + std::to_string(s.load));
    for (const double threshold : {0.0, 5.0, 20.0, 300.0}) {
      expect_same(*erlang_a(group_of(s), s.patience, threshold), slow_erlang_a(s, threshold), 1e-11);
    }
  }
}

TEST(ErlangA, IsGeneralPatienceWithTheExponentialLaw) {
  for (const AgentsAndLoad& s : settings()) {
    SCOPED_TRACE(std::to_string(s.agents) + " agents, load " + std::to_string(s.load));
    const ImpatientQueue a = *erlang_a(group_of(s), s.patience, 20.0);
    const ImpatientQueue g = *general_patience(group_of(s), *exponential_patience(s.patience), 20.0);
    expect_same(a, g, 1e-11);
    EXPECT_NEAR(a.mean_wait_abandoned, g.mean_wait_abandoned, 1e-9 * (1.0 + g.mean_wait_abandoned));
    EXPECT_NEAR(a.service_level.answered, g.service_level.answered, 1e-11);
    EXPECT_NEAR(a.service_level.all_within, g.service_level.all_within, 1e-11);
    EXPECT_NEAR(a.service_level.excluding_early, g.service_level.excluding_early, 1e-11);
  }
}

TEST(ErlangA, KeepsTheOrderOfTheServiceLevelsAndTheSumOfWaits) {
  for (const AgentsAndLoad& s : settings()) {
    const ImpatientQueue q = *erlang_a(group_of(s), s.patience, 20.0);
    EXPECT_LE(q.service_level.offered, q.service_level.excluding_early);
    EXPECT_LE(q.service_level.excluding_early, q.service_level.all_within);
    EXPECT_LE(q.service_level.offered, q.service_level.answered);
    const double sum = q.mean_wait_answered * (1.0 - q.abandonment) + q.mean_wait_abandoned * q.abandonment;
    EXPECT_NEAR(sum, q.mean_wait_all, 1e-10 * (1.0 + q.mean_wait_all));
  }
}

TEST(ErlangA, IsErlangCForEndlessPatienceAndErlangBForNone) {
  const Group group{{9.0 / 180.0, 180.0}, 10};
  const ImpatientQueue endless = *erlang_a(group, 1e10, 20.0);
  EXPECT_NEAR(endless.wait_probability, erlang_c(group, 20.0)->wait_probability, 1e-6);
  EXPECT_NEAR(endless.mean_wait_answered, erlang_c(group, 20.0)->mean_wait, 1e-4);
  EXPECT_NEAR(erlang_a(group, 1e-6, 20.0)->abandonment, erlang_b(9.0, 10)->blocking, 1e-6);
}

TEST(ErlangA, EqualRatesOfServiceAndPatienceMakeItPoisson) {
  // With theta = mu the number in the system is that of M/M/infinity.
  const Group group{{20.0 / 180.0, 180.0}, 20};
  double below = 0.0;
  for (int n = 0; n < 20; ++n) below += std::exp(n * std::log(20.0) - 20.0 - std::lgamma(n + 1.0));
  EXPECT_NEAR(erlang_a(group, 180.0, 20.0)->wait_probability, 1.0 - below, 1e-13);
}

TEST(ErlangA, StandsLargeGroupsAndOverload) {
  for (const double load : {100.0, 9'000.0, 10'000.0, 10'500.0, 40'000.0}) {
    const ImpatientQueue q = *erlang_a(Group{{load / 180.0, 180.0}, 10'000}, 300.0, 20.0);
    EXPECT_GE(q.abandonment, std::max(0.0, 1.0 - 10'000.0 / load)) << load;
    EXPECT_LE(q.occupancy, 1.0 + 1e-12) << load;
    EXPECT_GE(q.service_level.offered, 0.0) << load;
    EXPECT_NEAR(q.mean_wait_all, q.abandonment * 300.0, 1e-9 * (1.0 + q.mean_wait_all)) << load;
  }
  // Fluid limit: the wait settles where e^(-w/300) = 1/4.
  const ImpatientQueue flood = *erlang_a(Group{{40'000.0 / 180.0, 180.0}, 10'000}, 300.0, 20.0);
  EXPECT_NEAR(flood.abandonment, 0.75, 1e-6);
  EXPECT_NEAR(flood.mean_wait_answered, 300.0 * std::log(4.0), 1.0);
}

TEST(ErlangA, AnswersTheEdges) {
  const ImpatientQueue nobody_serves = *erlang_a(Group{{1.0, 180.0}, 0}, 60.0, 20.0);
  EXPECT_EQ(nobody_serves.abandonment, 1.0);
  EXPECT_EQ(nobody_serves.mean_wait_all, 60.0);
  EXPECT_EQ(nobody_serves.queue_length, 60.0);
  EXPECT_EQ(nobody_serves.service_level.offered, 0.0);
  EXPECT_NEAR(nobody_serves.service_level.all_within, 1.0 - std::exp(-1.0 / 3.0), 1e-15);
  const ImpatientQueue nobody_calls = *erlang_a(Group{{0.0, 180.0}, 4}, 60.0, 20.0);
  EXPECT_EQ(nobody_calls.abandonment, 0.0);
  EXPECT_EQ(nobody_calls.service_level.offered, 1.0);
}

TEST(GeneralPatience, WithATimeOutEqualsTheClosedForm) {
  for (const AgentsAndLoad& s : settings()) {
    for (const double time_out : {0.0, 3.0, 30.0, 200.0}) {
      const Group group = group_of(s);
      const double rate = group.demand.arrival_rate;
      const double drift = rate - service_capacity(group);
      // J with H(x) = min(x, time_out), as definitions give it.
      const double up_to = drift == 0.0 ? time_out : std::expm1(drift * time_out) / drift;
      const double j = up_to + std::exp(drift * time_out) / service_capacity(group);
      const double epsilon = 1.0 / erlang_b(s.load, s.agents - 1)->blocking;
      const ImpatientQueue q = *general_patience(group, *deterministic_patience(time_out), 20.0);
      EXPECT_NEAR(q.wait_probability, rate * j / (epsilon + rate * j), 1e-12) << s.agents << ' ' << time_out;
      EXPECT_NEAR(q.abandonment, (1.0 + drift * j) / (epsilon + rate * j), 1e-12)
          << s.agents << ' ' << time_out;
      if (q.abandonment > 1e-15) {
        EXPECT_NEAR(q.mean_wait_abandoned, time_out, 1e-9) << s.agents << ' ' << time_out;
      }
    }
  }
}

TEST(GeneralPatience, WithNoPatienceIsErlangB) {
  const Group group{{9.0 / 180.0, 180.0}, 10};
  const ImpatientQueue q = *general_patience(group, *deterministic_patience(0.0), 20.0);
  EXPECT_NEAR(q.abandonment, erlang_b(9.0, 10)->blocking, 1e-13);
  EXPECT_NEAR(q.mean_wait_all, 0.0, 1e-13);
}

TEST(GeneralPatience, WithEndlessPatienceIsErlangC) {
  const Group group{{9.0 / 180.0, 180.0}, 10};
  const ImpatientQueue q = *general_patience(group, endless_patience(), 20.0);
  const ErlangC c = *erlang_c(group, 20.0);
  EXPECT_TRUE(q.stable);
  EXPECT_NEAR(q.wait_probability, c.wait_probability, 1e-12);
  EXPECT_NEAR(q.mean_wait_answered, c.mean_wait, 1e-10);
  EXPECT_NEAR(q.service_level.offered, c.service_level, 1e-12);
  EXPECT_EQ(q.abandonment, 0.0);
}

TEST(GeneralPatience, WithBalkingIsABirthDeathProcessWithFewerBirths) {
  const AgentsAndLoad s{8, 9.0, 150.0};
  const Group group = group_of(s);
  const double balk = 0.3;
  const std::vector<long double> p = stationary(
      2000, [&](std::size_t n) { return group.demand.arrival_rate * (n < 8 ? 1.0 : 1.0 - balk); },
      [&](std::size_t n) {
        return static_cast<double>(std::min<std::size_t>(n, 8)) / 180.0 +
               static_cast<double>(n > 8 ? n - 8 : 0) / 150.0;
      });
  long double busy = 0.0L;
  long double queue = 0.0L;
  for (std::size_t n = 8; n < p.size(); ++n) {
    busy += p[n];
    queue += p[n] * static_cast<long double>(n - 8);
  }
  const double left = static_cast<double>(queue) / 150.0 / group.demand.arrival_rate;
  const ImpatientQueue q = *general_patience(group, *with_balking(*exponential_patience(150.0), balk), 20.0);
  EXPECT_NEAR(q.wait_probability, static_cast<double>(busy), 1e-12);
  EXPECT_NEAR(q.queue_length, static_cast<double>(queue), 1e-11);
  EXPECT_NEAR(q.abandonment, balk * static_cast<double>(busy) + left, 1e-12);
}

// The textbook integrals by a plain midpoint sum, for a law without closed form.
TEST(GeneralPatience, WithLognormalPatienceAgreesWithAPlainSum) {
  const Group group{{11.0 / 180.0, 180.0}, 10};
  const PatienceLaw law = *lognormal_patience(200.0, 2.0);
  const double rate = group.demand.arrival_rate;
  const double capacity = service_capacity(group);
  const double step = 0.01;
  long double h = 0.0L;
  long double j = 0.0L;
  long double answered = 0.0L;
  for (double x = 0.5 * step; x < 6000.0; x += step) {
    const long double g = static_cast<long double>(law.survival(x));
    const long double weight = std::exp(static_cast<long double>(rate) * (h + 0.5L * step * g) -
                                        static_cast<long double>(capacity * x));
    h += step * g;
    j += step * weight;
    if (x < 20.0) answered += step * weight * g;
  }
  const double epsilon = 1.0 / erlang_b(11.0, 9)->blocking;
  const double total = epsilon + rate * static_cast<double>(j);
  const ImpatientQueue q = *general_patience(group, law, 20.0);
  EXPECT_NEAR(q.wait_probability, rate * static_cast<double>(j) / total, 1e-8);
  EXPECT_NEAR(q.abandonment, (1.0 + (rate - capacity) * static_cast<double>(j)) / total, 1e-7);
  EXPECT_NEAR(q.service_level.offered,
              1.0 - q.wait_probability + rate * static_cast<double>(answered) / total, 1e-7);
}

TEST(GeneralPatience, ASurvivalCurveComesCloseToTheLawItWasReadFrom) {
  std::vector<PatiencePoint> points;
  for (int i = 0; i <= 1000; ++i) points.push_back({i * 1.0, std::exp(-i / 120.0)});
  const Group group{{11.0 / 180.0, 180.0}, 10};
  const ImpatientQueue q = *general_patience(group, *survival_curve(points, 120.0), 20.0);
  expect_same(q, *erlang_a(group, 120.0, 20.0), 3e-5);
}

TEST(GeneralPatience, OverloadWithCustomersWhoNeverLeaveIsUnstable) {
  const PatienceLaw half_stay = *with_balking(endless_patience(), 0.5);
  const ImpatientQueue q = *general_patience(Group{{25.0 / 180.0, 180.0}, 10}, half_stay, 20.0);
  EXPECT_FALSE(q.stable);
  EXPECT_EQ(q.mean_wait_all, infinity);
  EXPECT_EQ(q.abandonment, 0.5);
  EXPECT_TRUE(general_patience(Group{{15.0 / 180.0, 180.0}, 10}, half_stay, 20.0)->stable);
}

TEST(GeneralPatience, WithoutAgentsEverybodyWaitsUntilLeaving) {
  const ImpatientQueue q = *general_patience(Group{{1.0, 180.0}, 0}, *deterministic_patience(30.0), 40.0);
  EXPECT_EQ(q.abandonment, 1.0);
  EXPECT_EQ(q.mean_wait_all, 30.0);
  EXPECT_EQ(q.service_level.all_within, 1.0);
}

TEST(PatienceLaw, IntegralsMatchTheSurvivalCurves) {
  const std::vector<PatienceLaw> laws{
      endless_patience(),
      *exponential_patience(70.0),
      *deterministic_patience(25.0),
      *lognormal_patience(60.0, 1.5),
      *survival_curve({{10.0, 0.8}, {40.0, 0.5}, {90.0, 0.2}}, 30.0),
      *with_balking(*exponential_patience(70.0), 0.2),
      *with_time_out(*exponential_patience(70.0), 45.0),
  };
  for (std::size_t i = 0; i < laws.size(); ++i) {
    long double sum = 0.0L;
    for (int k = 0; k < 200'000; ++k)
      sum += 0.001L * static_cast<long double>(laws[i].survival((k + 0.5) * 0.001));
    EXPECT_NEAR(laws[i].survival_integral(200.0), static_cast<double>(sum), 1e-6) << i;
    EXPECT_LE(laws[i].survival_integral(200.0), laws[i].mean) << i;
    for (const double x : {0.0, 0.5, 10.0, 24.0, 25.0, 44.0, 60.0, 90.0, 100.0, 200.0}) {
      EXPECT_NEAR(laws[i].gone(x), 1.0 - laws[i].survival(x), 1e-14) << i << ' ' << x;
      const double wait = laws[i].survival_integral(x) - x * laws[i].survival(x);
      EXPECT_NEAR(laws[i].gone_wait(x), wait, 1e-12 * (1.0 + x)) << i << ' ' << x;
    }
  }
}

}  // namespace
}  // namespace switchyard::reports
