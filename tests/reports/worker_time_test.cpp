// A worker's time goes to the right state and the right interval, to the microsecond.
#include <gtest/gtest.h>

#include <map>

#include "tests/reports/hand_made.h"

namespace switchyard::reports {
namespace {

TEST(WorkerTime, of_several_things_at_once_the_first_in_the_order_counts) {
  struct Case {
    const char* what;
    WorkerStatus status;
    WorkerState state;
  };
  const Case cases[] = {
      {"on a task, and everything else", {true, false, 1, 1, 1, 1}, WorkerState::on_task},
      {"wrapping up while another rings", {false, true, 1, 0, 1, 1}, WorkerState::wrap_up},
      {"ringing in cooldown of another channel", {false, true, 1, 0, 0, 1}, WorkerState::reserved},
      {"offline in cooldown", {true, false, 0, 0, 0, 1}, WorkerState::offline},
      {"on a break in cooldown", {false, false, 0, 0, 0, 1}, WorkerState::unavailable},
      {"cooling down", {false, true, 0, 0, 0, 1}, WorkerState::cooldown},
      {"free", {false, true, 0, 0, 0, 0}, WorkerState::idle},
  };
  for (const Case& c : cases) EXPECT_EQ(c.status.state(), c.state) << c.what;
}

TEST(WorkerTime, states_follow_reservations_activities_and_cooldown) {
  HandMadeRun run;
  run.arrives(100, 1).offered(100, 1, ann).accepted(110, 1, ann).wraps(200, 1, ann);
  run.turn(230,
           {ReservationCompleted{{1}, {1}, ann}, TaskCompleted{{1}}, CooldownStarted{ann, voice, at(245)}});
  run.turn(245, {CooldownEnded{ann, voice}});
  run.turn(300, {WorkerActivityChanged{ann, available, on_break}});
  run.turn(400, {WorkerActivityChanged{ann, on_break, offline}});
  run.turn(500, {WorkerActivityChanged{ann, offline, available}});
  const WorkerTime time = run.finish(3600).workers[0].time;
  EXPECT_EQ(time.in(WorkerState::reserved), seconds(10));
  EXPECT_EQ(time.in(WorkerState::on_task), seconds(90));
  EXPECT_EQ(time.in(WorkerState::wrap_up), seconds(30));
  EXPECT_EQ(time.in(WorkerState::cooldown), seconds(15));
  EXPECT_EQ(time.in(WorkerState::unavailable), seconds(100));
  EXPECT_EQ(time.in(WorkerState::offline), seconds(100));
  EXPECT_EQ(time.in(WorkerState::idle), seconds(3600 - 345));
  EXPECT_EQ(time.logged_in(), seconds(3500));
  EXPECT_EQ(time.busy(true), seconds(130));
  EXPECT_EQ(time.available(false), seconds(120 + 3255));
}

// The engine may start a running cooldown again, as when two chats end one after the other; it ends once.
TEST(WorkerTime, a_cooldown_that_starts_again_ends_once) {
  HandMadeRun run;
  run.turn(100, {CooldownStarted{ann, voice, at(112)}}).turn(105, {CooldownStarted{ann, voice, at(117)}});
  run.turn(108, {CooldownStarted{ann, TaskChannelId{1}, at(120)}});
  run.turn(117, {CooldownEnded{ann, voice}}).turn(120, {CooldownEnded{ann, TaskChannelId{1}}});
  const WorkerTime time = run.finish(3600).workers[0].time;
  EXPECT_EQ(time.in(WorkerState::cooldown), seconds(20));
  EXPECT_EQ(time.in(WorkerState::idle), seconds(3580));
}

TEST(WorkerTime, logged_out_is_the_workspaces_default_activity_or_what_the_settings_say) {
  Workspace workspace = hand_made_workspace();
  workspace.default_activity = on_break;
  const auto times = [&](const Settings& settings, const Workspace& rules) {
    HandMadeRun run(settings, rules);
    run.turn(0, {WorkerActivityChanged{ann, available, offline}});
    run.turn(1000, {WorkerActivityChanged{ann, offline, on_break}});
    return run.finish(3600).workers[0].time;
  };
  const WorkerTime by_default = times(hand_made_settings(), workspace);
  EXPECT_EQ(by_default.in(WorkerState::unavailable), seconds(1000));
  EXPECT_EQ(by_default.in(WorkerState::offline), seconds(2600));
  Settings settings = hand_made_settings();
  settings.logged_out = {offline};
  const WorkerTime as_said = times(settings, workspace);
  EXPECT_EQ(as_said.in(WorkerState::offline), seconds(1000));
  EXPECT_EQ(as_said.in(WorkerState::unavailable), seconds(2600));
  workspace.default_activity = available;  // one that is available is no absence
  EXPECT_EQ(times(hand_made_settings(), workspace).in(WorkerState::offline), seconds(0));
}

TEST(WorkerTime, who_goes_offline_on_a_task_works_until_it_ends) {
  HandMadeRun run;
  run.arrives(0, 1).offered(0, 1, ann).accepted(0, 1, ann);
  run.turn(60, {WorkerActivityChanged{ann, available, offline}}).completes(100, 1, ann);
  const WorkerTime time = run.finish(3600).workers[0].time;
  EXPECT_EQ(time.in(WorkerState::on_task), seconds(100));
  EXPECT_EQ(time.in(WorkerState::offline), seconds(3500));
}

TEST(WorkerTime, two_open_tasks_are_one_busy_time) {
  HandMadeRun run;
  run.arrives(0, 1).offered(0, 1, ann).accepted(0, 1, ann);
  run.arrives(10, 2).offered(10, 2, ann).accepted(10, 2, ann);
  run.completes(50, 1, ann).completes(90, 2, ann);
  EXPECT_EQ(run.finish(3600).workers[0].time.in(WorkerState::on_task), seconds(90));
}

TEST(WorkerTime, groups_are_as_the_settings_say_and_else_the_tenants) {
  HandMadeRun by_tenant;
  by_tenant.call(0, 10, 60, 1, ann);
  const Measures tenants = by_tenant.finish(3600);
  ASSERT_EQ(tenants.groups.size(), 1U);
  EXPECT_EQ(tenants.groups[0].name, "acme");
  EXPECT_EQ(tenants.groups[0].work.time.total(), seconds(7200));
  Settings settings = hand_made_settings();
  settings.groups = {{"early", {ann}}, {"late", {bob}}, {"nobody", {}}};
  HandMadeRun run(settings);
  run.call(0, 10, 60, 1, ann);
  const Measures measures = run.finish(3600);
  EXPECT_EQ(measures.groups[0].work.time.in(WorkerState::on_task), seconds(50));
  EXPECT_EQ(measures.groups[1].work.time.in(WorkerState::on_task), seconds(0));
  EXPECT_EQ(measures.groups[2].work.time.total(), seconds(0));
}

// The slow twin: keeps every span of time and cuts each against each interval.
struct Span {
  WorkerState state;
  Time from;
  Time to;
};

Duration overlap(const Span& span, Time from, Time to) {
  const Time begin = std::max(span.from, from);
  const Time end = std::min(span.to, to);
  return end > begin ? end - begin : Duration{};
}

void compare_with_twin(const std::map<std::uint32_t, WorkerTime>& times, const std::vector<Span>& spans,
                       const Window& window, std::uint64_t seed) {
  for (std::uint32_t i = 0; i < window.count(); ++i) {
    WorkerTime expected;
    for (const Span& span : spans) {
      expected.in(span.state) += overlap(span, window.start_of(i), window.end_of(i));
    }
    const WorkerTime found = times.contains(i) ? times.at(i) : WorkerTime{};
    EXPECT_EQ(found.by_state, expected.by_state) << "seed " << seed << ", interval " << i;
  }
}

TEST(WorkerTime, splits_over_intervals_as_an_obvious_twin_does) {
  for (std::uint64_t seed = 1; seed <= 200; ++seed) {
    std::uint64_t chance = seed * 0x9E3779B97F4A7C15U;
    const auto draw = [&](std::uint64_t below) {
      chance = chance * 6364136223846793005U + 1442695040888963407U;
      return (chance >> 33U) % below;
    };
    const Window window{at(500), at(500 + 1 + static_cast<double>(draw(5000))),
                        seconds(1 + static_cast<std::int64_t>(draw(900)))};
    WorkerClock clock(window);
    std::map<std::uint32_t, WorkerTime> times;
    const auto sink = [&](std::uint32_t interval, const WorkerTime& time) { times[interval].add(time); };
    std::vector<Span> spans;
    Time now = midnight;
    for (int step = 0; step < 40; ++step) {
      const Time next = now + microseconds(static_cast<std::int64_t>(draw(400'000'000) * draw(2)));
      spans.push_back({clock.status().state(), now, next});
      clock.settle(window, next, sink);
      const auto one_or_none = [&] { return static_cast<std::uint32_t>(draw(2)); };
      WorkerStatus& status = clock.status();
      status.offline = draw(3) == 0;
      status.available = draw(2) == 0;
      status.reserved = one_or_none();
      status.on_task = one_or_none();
      status.wrapping = one_or_none();
      status.cooling = one_or_none();
      now = next;
    }
    clock.finish(sink);
    compare_with_twin(times, spans, window, seed);
  }
}

}  // namespace
}  // namespace switchyard::reports
