// Inputs without meaning are refused with a sentence; strange but meaningful ones get numbers, never NaN.
#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "reports/formulas/erlang_a.h"
#include "reports/formulas/erlang_b.h"
#include "reports/formulas/erlang_c.h"
#include "reports/formulas/general_patience.h"
#include "reports/formulas/infinite_servers.h"
#include "reports/formulas/mg1.h"
#include "reports/formulas/mmck.h"
#include "reports/formulas/overflow.h"
#include "reports/formulas/priorities.h"
#include "reports/formulas/processor_sharing.h"
#include "reports/formulas/ring_all.h"
#include "reports/formulas/staffing.h"

namespace switchyard::reports {
namespace {

constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();
constexpr double infinity = std::numeric_limits<double>::infinity();

struct Refusal {
  std::optional<std::string> found;
  std::string wanted;
};

template <class Value>
std::optional<std::string> error_of(const Answer<Value>& answer) {
  return answer ? std::nullopt : std::optional<std::string>(answer.error());
}

void expect_refusals(const std::vector<Refusal>& refusals) {
  for (const Refusal& refusal : refusals) {
    ASSERT_TRUE(refusal.found) << refusal.wanted;
    EXPECT_NE(refusal.found->find(refusal.wanted), std::string::npos) << *refusal.found;
  }
}

TEST(FormulaInputs, OfQueuesWithoutMeaningAreRefusedWithASentence) {
  const Group good{{0.05, 180.0}, 10};
  expect_refusals({
      {error_of(erlang_b(-1.0, 3)), "the offered load must be a finite number, 0 or above, found -1"},
      {error_of(erlang_b(not_a_number, 3)), "the offered load must"},
      {error_of(erlang_b(1.0, -3)), "the number of agents must be from 0 to 10000000, found -3"},
      {error_of(erlang_b(1.0, 20'000'000)), "the number of agents must"},
      {error_of(load_of_ordered_agent(1.0, 0)), "the position minus 1 must"},
      {error_of(continuous_erlang_b(1.0, -0.5)), "the number of agents must"},
      {error_of(erlang_c({{-0.1, 180.0}, 3}, 20.0)), "the arrival rate must"},
      {error_of(erlang_c({{0.1, 0.0}, 3}, 20.0)), "the handle time must be a finite number above 0, found 0"},
      {error_of(erlang_c({{0.1, infinity}, 3}, 20.0)), "the handle time must"},
      {error_of(erlang_c({{0.1, 1e20}, 3}, 20.0)),
       "the handle time must be from 1e-12 to 1000000000000, found 1e+20"},
      {error_of(erlang_c({{1e10, 1e10}, 3}, 20.0)), "the offered load must be from 0 to 1000000000000"},
      {error_of(erlang_c(good, -1.0)), "the threshold must"},
      {error_of(wait_percentile(*erlang_c(good, 20.0), 1.0)),
       "the share must be above 0 and below 1, found 1"},
      {error_of(erlang_a(good, 0.0, 20.0)), "the mean patience must"},
      {error_of(erlang_a(good, infinity, 20.0)), "the mean patience must"},
      {error_of(erlang_a({{100.0, 180.0}, 10}, 1e12, 20.0)), "arrivals in one mean patience must"},
      {error_of(erlang_a(good, 100.0, not_a_number)), "the threshold must"},
      {error_of(mmck(good, 9, 20.0)), "the places minus the agents must"},
      {error_of(mmck(good, -1, 20.0)), "the number of places must"},
      {error_of(general_patience({{0.1, -1.0}, 3}, endless_patience(), 20.0)), "the handle time must"},
      {error_of(general_patience({{1e8, 150.0}, 10'000}, *deterministic_patience(1e12), 20.0)),
       "this overload lasts"},
      {error_of(exponential_patience(-1.0)), "the mean patience must"},
      {error_of(deterministic_patience(-1.0)), "the time-out must"},
      {error_of(lognormal_patience(10.0, 0.0)), "the scv must"},
      {error_of(survival_curve({}, 1.0)), "at least one point"},
      {error_of(survival_curve({{1.0, 0.5}, {1.0, 0.4}}, 1.0)), "point 2: the times must rise"},
      {error_of(survival_curve({{1.0, 0.5}, {2.0, 0.6}}, 1.0)), "point 2: the survivals must not rise"},
      {error_of(survival_curve({{1.0, 1.5}}, 1.0)), "point 1: the survival must be from 0 to 1"},
      {error_of(survival_curve({{1.0, 0.5}}, -1.0)), "the mean of the tail must"},
      {error_of(with_balking(endless_patience(), 1.1)), "the balking probability must"},
      {error_of(with_time_out(endless_patience(), not_a_number)), "the time-out must"},
  });
}

TEST(FormulaInputs, OfOtherModelsWithoutMeaningAreRefusedWithASentence) {
  expect_refusals({
      {error_of(priority_waits({}, 180.0, 3)), "at least one class"},
      {error_of(priority_waits({0.1, -0.1}, 180.0, 3)), "each arrival rate must"},
      {error_of(mg1({{0.1, 1.0}, -1.0})), "the scv must"},
      {error_of(mg1_priority_waits({})), "at least one class"},
      {error_of(overflow(-1.0, 3)), "the offered load must"},
      {error_of(equivalent_group({0.0, 1.0})), "the mean of the traffic must"},
      {error_of(equivalent_group({2.0, 1.0})), "must be at least its mean"},
      {error_of(wilkinson_loss({2.0, 3.0}, -1)), "the number of agents must"},
      {error_of(hayward_blocking({2.0, 0.0}, 1)), "the variance of the traffic must"},
      {error_of(ring_all({3.0, 0.0}, 10.0)), "each mean answer time must"},
      {error_of(ring_all({3.0}, -1.0)), "the deadline must"},
      {error_of(ring_in_turn(-1, 3.0, 1.0)), "the number of agents must"},
      {error_of(processor_sharing({0.1, not_a_number})), "the handle time must"},
      {error_of(processor_sharing_time({0.1, 1.0}, -1.0)), "the work must"},
      {error_of(infinite_servers({0.1}, 0.0, 1.0, 0.0)), "the interval must"},
      {error_of(agents_for_blocking(1.0, 0.0)), "the target must"},
      {error_of(agents_for_blocking(1e9, 0.1)), "the offered load must"},
      {error_of(agents_for_service_level({0.1, 180.0}, 20.0, 1.0)), "the target must"},
      {error_of(agents_for_mean_wait({0.1, 180.0}, 0.0)), "the mean wait must"},
      {error_of(patient_agents_for_abandonment({0.1, 180.0}, -5.0, 0.1)), "the mean patience must"},
      {error_of(agents_for_occupancy(1.0, 0.0)), "the cap must"},
      {error_of(agents_for_occupancy(1.0, 1.5)), "the cap must"},
      {error_of(scheduled_heads(10, 1.0)), "the shrinkage must"},
      {error_of(square_root_staff(10.0, infinity)), "beta must"},
      {error_of(halfin_whitt_wait_probability(0.0)), "beta must"},
      {error_of(halfin_whitt_beta(1.0)), "the wait probability must"},
  });
}

void expect_sane(const ImpatientQueue& q, const std::string& what) {
  for (const double share :
       {q.wait_probability, q.abandonment, q.occupancy, q.service_level.offered, q.service_level.answered,
        q.service_level.all_within, q.service_level.excluding_early}) {
    EXPECT_GE(share, 0.0) << what;
    EXPECT_LE(share, 1.0 + 1e-9) << what;
  }
  for (const double mean : {q.mean_wait_all, q.mean_wait_answered, q.mean_wait_abandoned, q.queue_length}) {
    EXPECT_GE(mean, 0.0) << what;
  }
}

TEST(FormulaInputs, ThresholdsBeyondAllWaitsGiveTheSharesOfAllAnswered) {
  const ImpatientQueue q = *erlang_a({{3404.95, 0.225371}, 150}, 24822.8, 2.24e6);
  expect_sane(q, "long threshold");
  EXPECT_NEAR(q.service_level.offered, 1.0 - q.abandonment, 1e-12);
  EXPECT_NEAR(q.service_level.all_within, 1.0, 1e-12);
}

TEST(FormulaInputs, StrangeButMeaningfulOnesGetNumbers) {
  for (const double load : {1e-9, 0.5, 1.0, 30.0, 1e4, 1e7}) {
    for (const std::int64_t agents : {0, 1, 30, 10'000}) {
      for (const double patience : {1e-3, 60.0, 1e5}) {
        const Group group{{load / 180.0, 180.0}, agents};
        const std::string what = std::to_string(load) + " erlang, " + std::to_string(agents) +
                                 " agents, patience " + std::to_string(patience);
        expect_sane(*erlang_a(group, patience, 20.0), "A: " + what);
        expect_sane(*general_patience(group, *deterministic_patience(patience), 20.0), "D: " + what);
        expect_sane(*general_patience(group, *lognormal_patience(patience, 1.5), 20.0), "L: " + what);
        const FiniteQueue finite = *mmck(group, agents + 50, 20.0);
        EXPECT_GE(finite.service_level, 0.0) << what;
        EXPECT_LE(finite.service_level, 1.0 + 1e-12) << what;
        EXPECT_GE(finite.mean_wait, 0.0) << what;
        EXPECT_LE(finite.blocking, 1.0) << what;
      }
    }
  }
}

}  // namespace
}  // namespace switchyard::reports
