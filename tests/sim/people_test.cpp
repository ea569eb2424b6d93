// Customers and workers: their choices, their shifts, and whose law counts.
#include <gtest/gtest.h>

#include <set>
#include <string>
#include <vector>

#include "sim/people/customers.h"
#include "sim/people/offers.h"
#include "sim/people/presence.h"
#include "sim/people/workers.h"

namespace switchyard::sim {
namespace {

const Key key{11, 0};
constexpr int many = 20'000;

template <class Question>
double share_of(Question&& question) {
  int yes = 0;
  for (std::uint64_t contact = 0; contact < many; ++contact) yes += question(contact) ? 1 : 0;
  return static_cast<double>(yes) / many;
}

TEST(Customers, balk_and_try_again_as_often_as_they_should) {
  Traffic traffic;
  traffic.balk = 0.2;
  traffic.redial.probability = 0.3;
  traffic.redial.most = 2;
  EXPECT_NEAR(share_of([&](std::uint64_t contact) { return balks(traffic, key, contact); }), 0.2, 0.015);
  EXPECT_NEAR(share_of([&](std::uint64_t contact) { return tries_again(traffic, key, contact, 1); }), 0.3,
              0.017);
  EXPECT_EQ(share_of([&](std::uint64_t contact) { return tries_again(traffic, key, contact, 2); }), 0);
}

TEST(Customers, have_their_own_patience_whoever_asks_and_when) {
  Traffic traffic;
  traffic.patience = Exponential{60};
  EXPECT_EQ(patience_of(traffic, key, 5), patience_of(traffic, key, 5));
  EXPECT_NE(patience_of(traffic, key, 5), patience_of(traffic, key, 6));
  double sum = 0;
  for (std::uint64_t contact = 0; contact < many; ++contact) {
    sum += static_cast<double>(patience_of(traffic, key, contact).microseconds) / 1e6;
  }
  EXPECT_NEAR(sum / many, 60, 2);
}

TEST(Customers, come_in_the_shares_of_their_mix) {
  Traffic traffic;
  traffic.mix = {{3, {}}, {0, {}}, {1, {}}};
  const MixShares shares = mix_shares(traffic);
  EXPECT_NEAR(share_of([&](std::uint64_t contact) { return mix_of(shares, key, contact) == 0; }), 0.75,
              0.016);
  EXPECT_EQ(share_of([&](std::uint64_t contact) { return mix_of(shares, key, contact) == 1; }), 0);
}

TEST(Workers, reject_and_miss_as_often_as_they_should) {
  Habits habits;
  habits.miss = 0.1;
  habits.reject = 0.25;
  const auto kind = [&](std::uint64_t contact) { return answer_to_offer(habits, key, contact, 7, 0).kind; };
  EXPECT_NEAR(share_of([&](std::uint64_t c) { return kind(c) == AnswerKind::none; }), 0.1, 0.011);
  EXPECT_NEAR(share_of([&](std::uint64_t c) { return kind(c) == AnswerKind::reject; }), 0.9 * 0.25, 0.015);
}

TEST(Workers, answer_each_offer_in_its_own_time) {
  Habits habits;
  habits.answer_delay = Exponential{5};
  const Duration first = answer_to_offer(habits, key, 1, 7, 0).delay;
  EXPECT_EQ(first, answer_to_offer(habits, key, 1, 7, 0).delay);
  EXPECT_NE(first, answer_to_offer(habits, key, 1, 7, 1).delay);
  EXPECT_NE(first, answer_to_offer(habits, key, 1, 8, 0).delay);
  EXPECT_NE(first, answer_to_offer(habits, key, 2, 7, 0).delay);
}

constexpr TaskChannelId voice{0};
constexpr TaskChannelId chat{1};
constexpr TaskQueueId sales{0};
constexpr TaskQueueId service{1};

struct LawCase {
  const char* name;
  WorkKind work;
  std::vector<HandleRule> of_worker;
  std::vector<HandleRule> of_all;
  std::int64_t seconds;
};

HandleRule rule(std::optional<TaskChannelId> channel, std::optional<TaskQueueId> queue, double seconds) {
  return {channel, queue, DailyLaw(Constant{seconds}), std::nullopt};
}

TEST(Workers, take_the_first_law_that_fits_own_before_all_before_traffic) {
  Traffic traffic;
  traffic.handle_time = DailyLaw(Constant{100});
  const std::vector<LawCase> cases = {
      {"only traffic", {voice, sales, {}}, {}, {}, 100},
      {"all workers", {voice, sales, {}}, {}, {rule({}, sales, 20)}, 20},
      {"another queue", {voice, service, {}}, {}, {rule({}, sales, 20)}, 100},
      {"another channel", {chat, sales, {}}, {}, {rule(voice, sales, 20)}, 100},
      {"the worker first", {voice, sales, {}}, {rule({}, {}, 3)}, {rule({}, sales, 20)}, 3},
      {"the worker does not say", {voice, sales, {}}, {rule(chat, {}, 3)}, {rule({}, sales, 20)}, 20},
      {"the first of several", {voice, sales, {}}, {rule(voice, {}, 4), rule(voice, sales, 5)}, {}, 4},
  };
  for (const LawCase& one : cases) {
    Scenario scenario;
    scenario.handle_times = one.of_all;
    Habits habits;
    habits.rules = one.of_worker;
    EXPECT_EQ(handle_time(scenario, traffic, habits, one.work, key, 1), seconds(one.seconds)) << one.name;
  }
}

TEST(Workers, share_one_uniform_a_contact_whatever_their_law) {
  Traffic traffic;
  traffic.handle_time = DailyLaw(Exponential{100});
  const Scenario scenario;
  Habits habits;
  habits.speed = Constant{2};
  const WorkKind work{voice, sales, {}};
  const Duration long_time = handle_time(scenario, traffic, habits, work, key, 9);
  const Duration short_time = at_speed(long_time, pace_of(habits, key, 7).work);
  EXPECT_NEAR(static_cast<double>(long_time.microseconds), 2.0 * static_cast<double>(short_time.microseconds),
              2);
}

TEST(DailyLaw, holds_from_its_step_to_the_next_and_over_midnight) {
  DailyLaw laws;
  laws.steps = {{hours(8), Constant{8}}, {hours(20), Constant{20}}};
  const auto at = [&](Duration of_day) { return duration_at(law_at(laws, Time{} + days(3) + of_day), 0.5); };
  EXPECT_EQ(at(hours(8)), seconds(8));
  EXPECT_EQ(at(hours(19)), seconds(8));
  EXPECT_EQ(at(hours(20)), seconds(20));
  EXPECT_EQ(at(hours(7)), seconds(20));
}

TEST(OfferBook, counts_the_offers_of_each_contact_to_each_worker) {
  OfferBook book;
  Contact first;
  Contact second;
  const std::uint32_t a = book.open(first, 0, WorkerId{5}, ReservationId{1});
  book.open(second, 1, WorkerId{5}, ReservationId{2});
  EXPECT_EQ(first.open_offers, 1U);
  EXPECT_TRUE(book.close(first, a));
  EXPECT_FALSE(book.close(first, a));
  EXPECT_EQ(book.open(first, 0, WorkerId{5}, ReservationId{3}), a);
  EXPECT_EQ(book[a].ordinal, 1U);
  EXPECT_EQ(book[a].reservation, ReservationId{3});
  EXPECT_EQ(book[book.find(second, 1, WorkerId{5})].ordinal, 0U);
  EXPECT_EQ(book.find(first, 0, WorkerId{6}), no_slot);
  book.clear(first);
  EXPECT_EQ(book.find(first, 0, WorkerId{5}), no_slot);
  EXPECT_NE(book.find(second, 1, WorkerId{5}), no_slot);
}

TEST(OfferBook, finds_each_of_many_workers) {
  OfferBook book;
  Contact contact;
  for (std::uint32_t worker = 0; worker < 40; ++worker) {
    book.open(contact, 3, WorkerId{worker}, ReservationId{worker + 1});
    for (std::uint32_t asked = 0; asked < 45; ++asked) {
      const std::uint32_t offer = book.find(contact, 3, WorkerId{asked});
      ASSERT_EQ(offer != no_slot, asked <= worker);
      if (offer == no_slot) continue;
      EXPECT_EQ(book[offer].reservation, ReservationId{asked + 1});
    }
  }
  book.clear(contact);
  EXPECT_EQ(book.find(contact, 3, WorkerId{7}), no_slot);
  book.open(contact, 3, WorkerId{7}, ReservationId{99});
  EXPECT_EQ(book[book.find(contact, 3, WorkerId{7})].ordinal, 0U);
}

Scenario day_with(Presence presence, std::size_t workers) {
  Scenario scenario;
  scenario.start = Time{} + days(10) + hours(7);
  scenario.length = hours(24);
  People people;
  for (std::uint32_t i = 0; i < workers; ++i) people.workers.push_back(WorkerId{i});
  people.presence = std::move(presence);
  scenario.people.push_back(std::move(people));
  scenario.workspace.activities = {{"Offline", false}, {"Available", true}};
  scenario.workspace.workers.resize(workers);
  for (Worker& worker : scenario.workspace.workers) worker.activity = ActivityId{0};
  return scenario;
}

struct SpanHours {
  std::int64_t from;
  std::int64_t until;
  friend bool operator==(const SpanHours&, const SpanHours&) = default;
};

// In hours after the midnight before the scenario's start, which is at 7 and ends at 31.
std::vector<SpanHours> duty_hours(const Presence& presence, std::size_t place) {
  const Scenario scenario = day_with(presence, 1);
  std::vector<SpanHours> spans;
  for (const DutySpan& span : duty_of(presence, place, scenario)) {
    const Time midnight = midnight_of(scenario.start);
    spans.push_back({(span.from - midnight).microseconds / hours(1).microseconds,
                     (span.until - midnight).microseconds / hours(1).microseconds});
  }
  return spans;
}

TEST(Presence, lays_shifts_out_on_the_scenarios_days) {
  using Spans = std::vector<SpanHours>;
  EXPECT_EQ(duty_hours(AlwaysOn{}, 0), (Spans{{7, 31}}));
  EXPECT_EQ(duty_hours(std::vector<Shift>{{hours(8), hours(16)}}, 0), (Spans{{8, 16}}));
  EXPECT_EQ(duty_hours(std::vector<Shift>{{hours(6), hours(9)}}, 0), (Spans{{7, 9}, {30, 31}}));
  EXPECT_EQ(duty_hours(std::vector<Shift>{{hours(22), hours(6)}}, 0), (Spans{{22, 30}}));
  EXPECT_EQ(duty_hours(std::vector<Shift>{{hours(20), hours(8)}}, 0), (Spans{{7, 8}, {20, 31}}));
  EXPECT_EQ(duty_hours(std::vector<Shift>{{hours(12), hours(14)}, {hours(9), hours(12)}}, 0),
            (Spans{{9, 14}}));
  EXPECT_EQ(duty_hours(std::vector<Shift>{}, 0), Spans{});
  const std::vector<StaffStep> staff = {
      {hours(8), hours(10), 1}, {hours(10), hours(12), 3}, {hours(12), hours(14), 2}};
  EXPECT_EQ(duty_hours(staff, 0), (Spans{{8, 14}}));
  EXPECT_EQ(duty_hours(staff, 1), (Spans{{10, 14}}));
  EXPECT_EQ(duty_hours(staff, 2), (Spans{{10, 12}}));
  EXPECT_EQ(duty_hours(staff, 3), Spans{});
}

TEST(Presence, plans_goings_before_comings_and_nobody_goes_at_the_end) {
  const Scenario scenario = day_with(
      std::vector<StaffStep>{{hours(0), hours(7), 2}, {hours(7), hours(9), 2}, {hours(9), hours(24), 1}}, 2);
  const auto plan = duty_plan(scenario, key);
  std::vector<std::pair<std::int64_t, bool>> second_worker;
  for (const DutyChange& change : plan) {
    if (change.worker == WorkerId{1}) {
      second_worker.emplace_back((change.time - scenario.start).microseconds / hours(1).microseconds,
                                 change.duty == Duty::on);
    }
    EXPECT_LT(change.time, scenario.end());
  }
  EXPECT_EQ(second_worker, (std::vector<std::pair<std::int64_t, bool>>{{0, true}, {2, false}, {17, true}}));
}

// The duty of the only worker, as words with their minutes since the start.
std::vector<std::string> duty_minutes(const Scenario& scenario, const Key& of_run) {
  std::vector<std::string> lines;
  for (const DutyChange& change : duty_plan(scenario, of_run)) {
    const char* duty = change.duty == Duty::on ? " on" : change.duty == Duty::rest ? " rest" : " off";
    lines.push_back(std::to_string((change.time - scenario.start).microseconds / 60'000'000) + duty);
  }
  return lines;
}

TEST(Presence, has_breaks_where_they_are_planned_and_none_during_another) {
  Scenario scenario = day_with(std::vector<Shift>{{hours(7), hours(12)}}, 1);
  scenario.people[0].breaks = {{hours(8), minutes(30), {}},
                               {hours(8) + minutes(10), minutes(30), {}},
                               {hours(11) + minutes(50), minutes(30), {}},
                               {hours(13), minutes(30), {}}};
  EXPECT_EQ(duty_minutes(scenario, key),
            (std::vector<std::string>{"0 on", "60 rest", "90 on", "290 rest", "300 off"}));
}

TEST(Presence, may_begin_with_a_break) {
  Scenario scenario = day_with(std::vector<Shift>{{hours(8), hours(12)}}, 1);
  scenario.people[0].breaks = {{hours(8), minutes(30), {}}};
  EXPECT_EQ(duty_minutes(scenario, key), (std::vector<std::string>{"0 off", "60 rest", "90 on", "300 off"}));
  scenario.people[0].presence = AlwaysOn{};
  scenario.people[0].breaks = {{hours(7), minutes(30), {}}};
  EXPECT_EQ(duty_minutes(scenario, key).front(), "0 rest");
}

TEST(Presence, comes_late_as_often_as_it_is_told) {
  Scenario scenario = day_with(std::vector<Shift>{{hours(8), hours(12)}}, 1);
  scenario.people[0].breaks = {{hours(10), minutes(30), {}}};
  scenario.people[0].lateness = {1, Constant{120}};
  EXPECT_EQ(duty_minutes(scenario, key),
            (std::vector<std::string>{"0 off", "62 on", "180 rest", "212 on", "300 off"}));
  scenario.people[0].lateness.probability = 0;
  EXPECT_EQ(duty_minutes(scenario, key),
            (std::vector<std::string>{"0 off", "60 on", "180 rest", "210 on", "300 off"}));
}

TEST(Presence, moves_breaks_inside_their_jitter_for_each_replication_anew) {
  Scenario scenario = day_with(std::vector<Shift>{{hours(7), hours(12)}}, 1);
  scenario.people[0].breaks = {{hours(9), minutes(10), minutes(30)}};
  std::set<Time> begins;
  for (std::uint32_t replication = 0; replication < 50; ++replication) {
    const auto plan = duty_plan(scenario, {11, replication});
    ASSERT_EQ(plan[1].duty, Duty::rest);
    EXPECT_GE(plan[1].time, scenario.start + minutes(90));
    EXPECT_LE(plan[1].time, scenario.start + minutes(150));
    EXPECT_EQ(plan[2].time, plan[1].time + minutes(10));
    begins.insert(plan[1].time);
  }
  EXPECT_EQ(begins.size(), 50U);
}

TEST(Workers, have_a_speed_of_their_own) {
  Habits habits;
  habits.speed = *make_uniform(0.5, 1.5);
  std::set<double> speeds;
  double sum = 0;
  for (std::uint64_t worker = 1; worker <= 1000; ++worker) {
    const double speed = pace_of(habits, key, worker).work;
    EXPECT_EQ(pace_of(habits, key, worker).work, speed);
    EXPECT_EQ(pace_of(habits, key, worker).answer, 1);
    speeds.insert(speed);
    sum += speed;
  }
  EXPECT_EQ(speeds.size(), 1000U);
  EXPECT_NEAR(sum / 1000, 1, 0.03);
}

TEST(Customers, speak_answer_and_return_as_often_as_they_should) {
  const VoicemailHabit voicemail{0.6, Constant{}, Constant{}};
  EXPECT_NEAR(share_of([&](std::uint64_t contact) { return speaks_after(voicemail, key, contact).speaks; }),
              0.6, 0.015);
  const OutboundCall call{0.4, Constant{}, Constant{}, 0.3, Constant{}, 0};
  EXPECT_NEAR(share_of([&](std::uint64_t contact) { return reached_after(call, key, contact, 0).answered; }),
              0.4, 0.015);
  EXPECT_NEAR(
      share_of([&](std::uint64_t contact) { return returns_after(call, key, contact, 1).has_value(); }), 0.3,
      0.015);
  const Forwarding forwarding{Constant{}, 0.2};
  EXPECT_NEAR(
      share_of([&](std::uint64_t contact) { return forwarded_after(forwarding, key, contact).taken; }), 0.8,
      0.015);
}

TEST(Customers, go_to_each_workflow_alike) {
  Traffic traffic;
  traffic.spread = {WorkflowId{3}, WorkflowId{5}, WorkflowId{7}, WorkflowId{9}};
  EXPECT_NEAR(
      share_of([&](std::uint64_t contact) { return workflow_of(traffic, key, contact) == WorkflowId{7}; }),
      0.25, 0.015);
}

TEST(Presence, knows_when_nobody_is_ever_there) {
  EXPECT_TRUE(anybody_on_duty(day_with(AlwaysOn{}, 1)));
  EXPECT_FALSE(anybody_on_duty(day_with(std::vector<Shift>{}, 1)));
  EXPECT_FALSE(anybody_on_duty(day_with(AlwaysOn{}, 0)));
  Scenario ungrouped = day_with(std::vector<Shift>{}, 1);
  ungrouped.people.clear();
  EXPECT_FALSE(anybody_on_duty(ungrouped));
  ungrouped.workspace.workers[0].activity = ActivityId{1};
  EXPECT_TRUE(anybody_on_duty(ungrouped));
}

}  // namespace
}  // namespace switchyard::sim
