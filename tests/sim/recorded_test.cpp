// A recorded day comes again: as it was under its own rules, as it would have been under others.
#include <gtest/gtest.h>

#include <array>

#include "engine/state/state.h"
#include "sim/recorded/day_recorder.h"
#include "sim/recorded/resimulation.h"
#include "tests/sim/run_world.h"

namespace switchyard::sim {
namespace {

// --- survival curves

Lifetimes curve(const std::vector<std::pair<int, bool>>& seen) {
  std::vector<Seen> sightings;
  for (const auto& [length, whole] : seen) sightings.push_back({seconds(length), whole});
  return Lifetimes(sightings);
}

int seconds_at(const Lifetimes& law, double u, std::optional<int> at_least = std::nullopt) {
  const auto length = law.at(u, at_least ? std::optional(seconds(*at_least)) : std::nullopt);
  return length ? static_cast<int>(length->microseconds / 1'000'000) : -1;
}

// Kaplan and Meier's own example, times in months: deaths at 0.8, 3.1, 5.4, 9.2; losses at 1.0, 2.7, 7.0,
// 12.1. P(longer) = 0.875, 0.7, 0.525, 0.2625.
TEST(Lifetimes, follow_the_example_of_kaplan_and_meier) {
  const Lifetimes law = curve(
      {{8, true}, {10, false}, {27, false}, {31, true}, {54, true}, {70, false}, {92, true}, {121, false}});
  struct Row {
    double u;
    int length;
  };
  constexpr std::array<Row, 9> rows = {{{0.05, 8},
                                        {0.124, 8},
                                        {0.126, 31},
                                        {0.299, 31},
                                        {0.301, 54},
                                        {0.474, 54},
                                        {0.476, 92},
                                        {0.737, 92},
                                        {0.738, -1}}};
  for (const Row& row : rows) EXPECT_EQ(seconds_at(law, row.u), row.length) << row.u;
  EXPECT_EQ(law.whole(), 4u);
  EXPECT_EQ(law.longest(), seconds(121));
}

TEST(Lifetimes, of_who_lasted_so_long_are_longer) {
  const Lifetimes law = curve({{10, true}, {20, true}, {30, true}, {40, true}});
  EXPECT_EQ(seconds_at(law, 0.01), 10);
  EXPECT_EQ(seconds_at(law, 0.01, 20), 30);
  EXPECT_EQ(seconds_at(law, 0.49, 20), 30);
  EXPECT_EQ(seconds_at(law, 0.51, 20), 40);
  EXPECT_EQ(seconds_at(law, 0.5, 40), -1);
  EXPECT_EQ(seconds_at(law, 0.5, 15), 30);
}

TEST(Lifetimes, of_nobody_say_nothing) {
  EXPECT_EQ(seconds_at(curve({}), 0.5), -1);
  EXPECT_EQ(seconds_at(curve({{5, false}, {9, false}}), 0.999), -1);
}

// What is cut short is judged by the others: with half of them cut at random the curve stays the same.
TEST(Lifetimes, are_not_shortened_by_what_cut_them_short) {
  std::vector<Seen> seen;
  for (std::uint64_t i = 0; i < 20'000; ++i) {
    const auto [life, cut] = uniform_pair({1, 0}, Purpose::patience, i);
    const double lives = -natural_log(life) * 100;
    const double looks = -natural_log(cut) * 100;
    seen.push_back({microseconds(static_cast<std::int64_t>(std::min(lives, looks) * 1e6)), lives <= looks});
  }
  const Lifetimes law(std::move(seen));
  const double median = static_cast<double>(law.at(0.5)->microseconds) / 1e6;
  EXPECT_NEAR(median, 69.3, 3.0);
}

// --- whole days

struct Day {
  Scenario scenario;
  RecordedDay day;
  std::string hash;
  std::uint64_t answered = 0;
  std::uint64_t abandoned = 0;
};

// Runs the scenario and keeps what it shows.
Day recorded(Scenario scenario) {
  Day result;
  Watch watch;
  DayRecorder recorder(scenario.start);
  const Simulation* running = nullptr;
  std::uint64_t sequence = 0;
  struct Feed {
    DayRecorder& recorder;
    const Simulation*& running;
    std::uint64_t& sequence;
    void observe(Time time, const Command& command, const Output& output) {
      const Engine& engine = running->engine();
      recorder.observe({++sequence, time, command, output, engine, engine.state().workspace()});
    }
  } feed{recorder, running, sequence};
  Simulation simulation(scenario, {std::nullopt, 0, {Observer(watch), Observer(feed)}, std::nullopt});
  running = &simulation;
  while (simulation.step()) {
  }
  result.scenario = std::move(scenario);
  result.day = recorder.finish();
  result.hash = watch.hash.hex();
  result.answered = watch.count<ReservationAccepted>();
  result.abandoned = watch.given<CustomerLeaves>();
  return result;
}

struct Again {
  std::string hash;
  std::map<std::size_t, std::uint64_t> events;
  std::uint64_t refused = 0;

  template <class Kind>
  std::uint64_t count() const {
    const auto found = events.find(Event(Kind{}).index());
    return found == events.end() ? 0 : found->second;
  }
};

Again again(const Day& day, const Workspace& rules, Rules which, std::uint64_t seed = 1) {
  const DayLaws laws(day.day);
  Again result;
  codec::LogHash hash;
  Resimulation simulation(day.day, laws, rules, which, {seed, 0});
  simulation.run([&](const codec::ReplayedTurn& turn) {
    hash.turn(turn.time, turn.command, turn.output);
    for (const Event& event : turn.output.events) ++result.events[event.index()];
  });
  result.hash = hash.hex();
  return result;
}

Scenario busy(std::size_t workers) {
  Scenario scenario = scenario_of(one_queue(workers), 80, 180, hours(4));
  scenario.traffic[0].patience = Exponential{120};
  scenario.traffic[0].wrap_up = Exponential{20};
  People people;
  for (std::uint32_t i = 0; i < workers; ++i) people.workers.push_back({i});
  people.presence = AlwaysOn{};
  const auto& activities = scenario.workspace.activities;
  for (std::uint32_t i = 0; i < activities.size(); ++i) {
    if (activities[i].name == "Available") people.on = {i};
    if (activities[i].name == "Offline") people.off = {i};
    if (activities[i].name == "Unavailable") people.rest = {i};
  }
  people.habits.answer_delay = Uniform{1, 9};
  scenario.people.push_back(std::move(people));
  return scenario;
}

// The strongest thing that can be said of the method: what was seen is not changed by it.
TEST(Resimulation, of_the_recorded_rules_gives_the_recorded_log) {
  const Day day = recorded(busy(5));
  EXPECT_GT(day.answered, 150u);
  EXPECT_GT(day.abandoned, 20u);
  for (const std::uint64_t seed : {1U, 2U, 99U})
    EXPECT_EQ(again(day, day.scenario.workspace, Rules::recorded, seed).hash, day.hash) << seed;
}

TEST(Resimulation, of_missed_and_rejected_offers_gives_the_recorded_log_too) {
  Scenario scenario = busy(6);
  scenario.people[0].habits.reject = 0.1;
  const Day day = recorded(std::move(scenario));
  EXPECT_EQ(again(day, day.scenario.workspace, Rules::recorded).hash, day.hash);
}

Workspace with_workers(std::size_t workers, const Workspace& current, const std::string& condition) {
  std::string list;
  for (std::size_t i = 0; i < workers; ++i) {
    list += (i == 0 ? "" : ", ") + std::string(R"({"name": "w)") + std::to_string(i) +
            R"(", "activity": "Available"})";
  }
  const auto document = codec::parse_document(
      R"({"version": 1, "name": "one", "task_channels": [{"name": "voice"}], "workers": [)" + list +
          R"(], "task_queues": [{"name": "q", "target_workers": ")" + condition + R"("}],
    "workflows": [{"name": "in", "task_routing": {"default_filter": {"queue": "q"}}}]})",
      "new.json");
  auto compiled = codec::compile_workspace(*document, &current);
  EXPECT_TRUE(compiled.has_value()) << (compiled ? "" : codec::to_text(compiled.error()));
  return std::move(compiled->workspace);
}

TEST(Resimulation, of_other_rules_is_the_same_each_time_and_draws_what_nobody_saw) {
  const Day day = recorded(busy(5));
  const Workspace fewer =
      with_workers(5, day.scenario.workspace, "friendly_name != 'w0' AND friendly_name != 'w1'");
  const Again one = again(day, fewer, Rules::other, 1);
  EXPECT_EQ(one.hash, again(day, fewer, Rules::other, 1).hash);
  EXPECT_NE(one.hash, again(day, fewer, Rules::other, 2).hash);
  EXPECT_EQ(one.count<CommandRefused>(), 0u);
  EXPECT_EQ(one.count<TaskCreated>(), day.day.contacts.size());
  // Three workers do not answer what five did, and nobody waits for ever.
  EXPECT_LT(one.count<ReservationAccepted>(), day.answered * 8 / 10);
  EXPECT_GT(one.count<TaskCanceled>(), day.abandoned + 20);
}

// The other way round: with the true law the day with five workers would have had so many answers.
TEST(Resimulation, of_better_rules_comes_near_the_day_that_it_guesses) {
  const Day truth = recorded(busy(6));
  // All six were there; the old rules asked four of them.
  Day asked_four = recorded([&] {
    Scenario scenario = busy(6);
    scenario.workspace =
        with_workers(6, scenario.workspace, "friendly_name != 'w4' AND friendly_name != 'w5'");
    return scenario;
  }());
  const Workspace all = with_workers(6, asked_four.scenario.workspace, "1==1");
  const Again guess = again(asked_four, all, Rules::other);
  const auto answered = static_cast<double>(guess.count<ReservationAccepted>());
  EXPECT_NEAR(answered, static_cast<double>(truth.answered), 0.06 * static_cast<double>(truth.answered));
  EXPECT_GT(answered, static_cast<double>(asked_four.answered) * 1.1);
}

}  // namespace
}  // namespace switchyard::sim
