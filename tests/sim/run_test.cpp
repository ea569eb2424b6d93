// Whole runs: they repeat, they end, and nobody is lost.
#include "sim/run.h"

#include <gtest/gtest.h>

#include "sim/scenario/read_scenario.h"
#include "tests/sim/run_world.h"

namespace switchyard::sim {
namespace {

// Everything that people do, at once.
Scenario busy_scenario() {
  Scenario scenario = scenario_of(
      one_queue(6, R"(, "reservation_timeout": "15s", "on_miss": {"activity": "Offline"})"), 200, 120);
  Traffic& traffic = scenario.traffic[0];
  traffic.patience = Exponential{60};
  traffic.balk = 0.1;
  traffic.redial = {0.3, Exponential{120}, 2};
  traffic.wrap_up = Exponential{20};
  People people;
  for (std::uint32_t i = 0; i < 6; ++i) people.workers.push_back(WorkerId{i});
  people.presence =
      std::vector<StaffStep>{{{}, hours(10), 4}, {hours(10), hours(12), 6}, {hours(12), days(1), 3}};
  people.off = ActivityId{0};
  for (std::uint32_t i = 0; i < scenario.workspace.activities.size(); ++i) {
    if (scenario.workspace.activities[i].name == "Available") people.on = ActivityId{i};
    if (scenario.workspace.activities[i].name == "Offline") people.off = ActivityId{i};
  }
  people.habits.answer_delay = Exponential{4};
  people.habits.reject = 0.05;
  people.habits.miss = 0.05;
  people.habits.return_after_miss = Exponential{60};
  scenario.people.push_back(std::move(people));
  return scenario;
}

TEST(Run, of_one_seed_gives_one_hash_and_of_another_another) {
  const Scenario scenario = busy_scenario();
  const Watched first = watched_run(scenario);
  const Watched second = watched_run(scenario);
  EXPECT_EQ(first.watch.hash.hex(), second.watch.hash.hex());
  EXPECT_NE(first.watch.hash.hex(), watched_run(scenario, 1).watch.hash.hex());
  EXPECT_GT(first.result.contacts, 1500U);
}

TEST(Run, does_the_same_with_and_without_observers) {
  const Scenario scenario = busy_scenario();
  const Watched watched = watched_run(scenario);
  const RunResult alone = run(scenario);
  EXPECT_EQ(alone.turns, watched.result.turns);
  EXPECT_EQ(alone.contacts, watched.result.contacts);
  EXPECT_EQ(alone.abandoned, watched.result.abandoned);
  EXPECT_EQ(alone.end, watched.result.end);
}

TEST(Run, refuses_nothing_that_people_do) {
  const Watched watched = watched_run(busy_scenario());
  EXPECT_EQ(watched.watch.count<CommandRefused>(), 0U);
}

TEST(Run, loses_no_contact) {
  const Watched watched = watched_run(busy_scenario());
  const RunResult& result = watched.result;
  EXPECT_EQ(result.open, 0U);
  EXPECT_EQ(watched.watch.count<TaskCreated>(), result.contacts);
  EXPECT_EQ(watched.watch.count<TaskCompleted>() + watched.watch.count<TaskCanceled>(), result.contacts);
  EXPECT_EQ(watched.watch.count<TaskCanceled>(), result.abandoned + result.released);
  EXPECT_GT(result.contacts, result.customers);
  EXPECT_GT(watched.watch.count<ReservationRejected>(), 20U);
  EXPECT_GT(watched.watch.count<ReservationTimedOut>(), 20U);
  EXPECT_GT(result.abandoned, 100U);
}

TEST(Run, step_by_step_is_the_same_as_at_once) {
  const Scenario scenario = busy_scenario();
  Watch watch;
  Simulation simulation(scenario, options_of(0, watch));
  for (Time time = scenario.start; simulation.run_until(time); time = time + minutes(7)) {
    EXPECT_LE(simulation.now(), time);
  }
  EXPECT_EQ(simulation.next_time(), never);
  EXPECT_EQ(watch.hash.hex(), watched_run(scenario).watch.hash.hex());
}

TEST(Run, stops_at_the_end_without_draining_and_works_on_with_it) {
  Scenario scenario = scenario_of(one_queue(1), 120, 300, hours(1));
  scenario.drain = {};
  const RunResult cut = run(scenario);
  EXPECT_EQ(cut.end, scenario.end());
  EXPECT_GT(cut.open, 10U);
  scenario.drain = days(1);
  const RunResult drained = run(scenario);
  EXPECT_EQ(drained.open, 0U);
  EXPECT_GT(drained.end, scenario.end() + hours(1));
  EXPECT_EQ(drained.contacts, cut.contacts);
  scenario.drain = minutes(20);
  const RunResult limited = run(scenario);
  EXPECT_GT(limited.open, 0U);
  EXPECT_LE(limited.end, scenario.end() + minutes(20));
}

TEST(Run, keeps_the_ordinary_contacts_in_a_surge) {
  Scenario calm = scenario_of(one_queue(50), 100, 60, hours(2));
  Scenario surge = calm;
  surge.traffic[0].surges.push_back({"rush", calm.start + minutes(30), minutes(30), 4, std::nullopt});
  const RunResult less = run(calm);
  const RunResult more = run(surge);
  EXPECT_NEAR(static_cast<double>(more.contacts - less.contacts), 200, 75);
}

TEST(Run, of_the_real_day_comes_near_the_recorded_abandonment) {
  const auto read = read_scenario(std::string(SWITCHYARD_ROOT) + "/scenarios/bank-1999/scenario.json");
  ASSERT_TRUE(read.has_value());
  double contacts = 0;
  double abandoned = 0;
  for (std::uint32_t i = 0; i < 10; ++i) {
    const RunResult result = run(read->scenario, options_of(i));
    contacts += static_cast<double>(result.contacts);
    abandoned += static_cast<double>(result.abandoned);
    EXPECT_EQ(result.open, 0U);
  }
  EXPECT_NEAR(contacts / 10, 1840, 300);
  EXPECT_NEAR(abandoned / contacts, 0.274, 0.06);
}

}  // namespace
}  // namespace switchyard::sim
