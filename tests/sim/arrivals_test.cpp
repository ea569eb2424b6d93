// Arrivals: how many, when, and that nobody changes because others come.
#include "sim/traffic/arrivals.h"

#include <gtest/gtest.h>

#include <cmath>
#include <string>
#include <vector>

namespace switchyard::sim {
namespace {

const Time midnight{};

Traffic stream_of(DailyRates rates, std::string name = "calls") {
  Traffic traffic;
  traffic.name = std::move(name);
  traffic.mix.push_back({});
  traffic.arrivals = std::move(rates);
  return traffic;
}

Scenario scenario_of(Traffic traffic, Duration length = days(1)) {
  Scenario scenario;
  scenario.start = midnight;
  scenario.length = length;
  scenario.traffic.push_back(std::move(traffic));
  return scenario;
}

struct Came {
  Time time;
  std::uint64_t entity;
  friend bool operator==(const Came&, const Came&) = default;
};

std::vector<Came> all_of(Stream& stream) {
  std::vector<Came> came;
  while (const auto arrival = stream.next()) {
    came.push_back({arrival->time, contact_entity(stream, arrival->index, 0)});
  }
  return came;
}

std::vector<Came> all_of(const Scenario& scenario, std::size_t stream = 0, Key key = {1, 0}) {
  auto streams = make_streams(scenario, key);
  return all_of(streams[stream]);
}

DailyRates constant(double per_hour) {
  return {{{{}, days(1), per_hour}}, {}, 1, 0, {}};
}

TEST(Arrivals, come_at_the_rate_of_each_step) {
  DailyRates rates;
  rates.steps = {{hours(8), hours(9), 600}, {hours(9), hours(10), 0}, {hours(12), hours(14), 2400}};
  const auto came = all_of(scenario_of(stream_of(rates)));
  double early = 0;
  double late = 0;
  for (const Came& one : came) {
    const Duration of_day = one.time - midnight;
    early += of_day >= hours(8) && of_day < hours(9) ? 1 : 0;
    late += of_day >= hours(12) && of_day < hours(14) ? 1 : 0;
  }
  EXPECT_EQ(early + late, static_cast<double>(came.size()));
  EXPECT_NEAR(early, 600, 5 * std::sqrt(600.0));
  EXPECT_NEAR(late, 4800, 5 * std::sqrt(4800.0));
}

TEST(Arrivals, are_poisson_their_counts_vary_as_much_as_their_mean) {
  double sum = 0;
  double squares = 0;
  constexpr int replications = 2000;
  for (std::uint32_t i = 0; i < replications; ++i) {
    const auto count =
        static_cast<double>(all_of(scenario_of(stream_of(constant(25)), hours(1)), 0, {9, i}).size());
    sum += count;
    squares += count * count;
  }
  const double mean = sum / replications;
  EXPECT_NEAR(mean, 25, 0.5);
  EXPECT_NEAR(squares / replications - mean * mean, 25, 4);
}

TEST(Arrivals, never_go_back_in_time_and_stay_inside_the_scenario) {
  DailyRates rates;
  for (int i = 0; i < 48; ++i)
    rates.steps.push_back({minutes(30 * i), minutes(30 * (i + 1)), 10.0 + 100 * (i % 3)});
  Scenario scenario = scenario_of(stream_of(rates), days(3));
  scenario.start = midnight + hours(7);
  const auto came = all_of(scenario);
  ASSERT_GT(came.size(), 1000U);
  for (std::size_t i = 0; i < came.size(); ++i) {
    EXPECT_GE(came[i].time, i == 0 ? scenario.start : came[i - 1].time);
    EXPECT_LT(came[i].time, scenario.end());
  }
}

TEST(Arrivals, of_the_ordinary_stream_stay_the_same_when_a_surge_comes) {
  Scenario calm = scenario_of(stream_of(constant(300)));
  Scenario surge = calm;
  surge.traffic[0].surges.push_back({"rush", midnight + hours(10), hours(1), 3, std::nullopt});
  auto streams = make_streams(surge, {1, 0});
  ASSERT_EQ(streams.size(), 2U);
  const auto extra = all_of(streams[0]);
  EXPECT_EQ(all_of(streams[1]), all_of(calm));
  EXPECT_NEAR(static_cast<double>(extra.size()), 900, 5 * 30);
  for (const Came& one : extra) {
    EXPECT_GE(one.time, midnight + hours(10));
    EXPECT_LT(one.time, midnight + hours(11));
  }
}

TEST(Arrivals, of_a_surge_with_a_rate_of_its_own_ignore_the_ordinary_rate) {
  Scenario scenario = scenario_of(stream_of(constant(10)));
  scenario.traffic[0].surges.push_back({"rush", midnight + hours(23), hours(4), 0, 1000.0});
  EXPECT_NEAR(static_cast<double>(all_of(scenario).size()), 1000, 160);
}

TEST(Arrivals, keep_who_they_are_when_the_rate_changes) {
  Scenario slow = scenario_of(stream_of(constant(100)));
  Scenario fast = slow;
  std::get<DailyRates>(fast.traffic[0].arrivals).scale = 2;
  const auto few = all_of(slow);
  const auto many = all_of(fast);
  ASSERT_GT(many.size(), few.size());
  for (std::size_t i = 0; i < few.size(); ++i) {
    EXPECT_EQ(few[i].entity, many[i].entity);
    EXPECT_NEAR(static_cast<double>((many[i].time - midnight).microseconds),
                static_cast<double>((few[i].time - midnight).microseconds) / 2, 2);
  }
}

TEST(Arrivals, follow_a_shifted_curve) {
  Scenario plain = scenario_of(stream_of({{{hours(8), hours(9), 600}}, {}, 1, 0, {}}));
  Scenario earlier = plain;
  std::get<DailyRates>(earlier.traffic[0].arrivals).shift = Duration{} - minutes(30);
  const auto before = all_of(earlier);
  const auto usual = all_of(plain);
  ASSERT_EQ(before.size(), usual.size());
  for (std::size_t i = 0; i < usual.size(); ++i) EXPECT_EQ(usual[i].time - before[i].time, minutes(30));
}

TEST(Arrivals, of_one_seed_repeat_and_of_another_differ) {
  const Scenario scenario = scenario_of(stream_of(constant(100)));
  EXPECT_EQ(all_of(scenario, 0, {1, 0}), all_of(scenario, 0, {1, 0}));
  EXPECT_NE(all_of(scenario, 0, {1, 0}), all_of(scenario, 0, {2, 0}));
  EXPECT_NE(all_of(scenario, 0, {1, 0}), all_of(scenario, 0, {1, 1}));
}

TEST(BusynessOfDay, has_mean_one_and_the_wanted_variation) {
  const DailyRates rates{{}, {}, 1, 0.2, {}};
  double sum = 0;
  double squares = 0;
  constexpr int days_counted = 4000;
  for (int day = 0; day < days_counted; ++day) {
    const double factor = busyness_of_day(rates, "calls", midnight + days(day), {5, 0});
    sum += factor;
    squares += factor * factor;
  }
  const double mean = sum / days_counted;
  EXPECT_NEAR(mean, 1, 0.016);
  EXPECT_NEAR(std::sqrt(squares / days_counted - mean * mean), 0.2, 0.012);
}

TEST(BusynessOfDay, is_shared_by_streams_that_name_it_alike) {
  const DailyRates own{{}, {}, 1, 0.2, {}};
  const DailyRates shared{{}, {}, 1, 0.2, "day"};
  const Key key{5, 0};
  EXPECT_NE(busyness_of_day(own, "a", midnight, key), busyness_of_day(own, "b", midnight, key));
  EXPECT_EQ(busyness_of_day(shared, "a", midnight, key), busyness_of_day(shared, "b", midnight, key));
}

TEST(TraceArrivals, are_those_inside_the_window_with_their_own_numbers) {
  Trace trace;
  for (std::uint32_t i = 0; i < 10; ++i) trace.arrivals.push_back({midnight + minutes(i), i});
  Traffic traffic;
  traffic.name = "recorded";
  traffic.arrivals = trace;
  traffic.from = midnight + minutes(3);
  traffic.until = midnight + minutes(5);
  const Scenario scenario = scenario_of(traffic);
  auto streams = make_streams(scenario, {1, 0});
  const auto first = streams[0].next();
  const auto second = streams[0].next();
  ASSERT_TRUE(first && second);
  EXPECT_EQ(first->index, 3U);
  EXPECT_EQ(second->mix, 4U);
  EXPECT_FALSE(streams[0].next().has_value());
}

}  // namespace
}  // namespace switchyard::sim
