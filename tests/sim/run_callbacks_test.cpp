// Callbacks in a run: callers who ask for one, and workers who press the button.
#include <algorithm>
#include <set>

#include "sim/people/customers.h"
#include "sim/people/workers.h"
#include "tests/sim/diary.h"

namespace switchyard::sim {
namespace {

// One worker; who hangs up unanswered is called back through a queue that is offered to nobody.
Workspace line_of(std::size_t workers) {
  std::string list;
  for (std::size_t i = 0; i < workers; ++i) {
    list += (i == 0 ? "" : ", ") + std::string(R"({"name": "w)") + std::to_string(i) +
            R"(", "activity": "Available"})";
  }
  return workspace_of(R"({"version": 1, "name": "line",
    "tenants": [{"name": "brand", "callbacks": {"queue": "missed", "due": "2h", "after_missed_call": true}}],
    "task_channels": [{"name": "voice", "kind": "call"}, {"name": "chat"}],
    "workers": [)" + list +
                      R"(],
    "task_queues": [{"name": "q"}, {"name": "missed", "target_workers": "1 == 2"}],
    "workflows": [{"name": "in", "task_routing": {"default_filter": {"queue": "q"}}}]})");
}

CallbackRequest request_after(double seconds) {
  CallbackRequest request;
  request.after = Constant{seconds};
  return request;
}

TEST(CallbackRequests, keep_the_place_in_the_line_and_are_called) {
  Scenario scenario = with_calls(line_of(1), {0, 10, 20});
  Traffic& calls = scenario.traffic[0];
  calls.callback_request = request_after(15);
  calls.outbound_call = {1, Constant{7}, Constant{}, 0, Constant{}, std::nullopt};
  // The second is called before the third is.
  EXPECT_EQ(diary_of(scenario), (Lines{"0 arrives", "0 accepts", "10 arrives", "20 arrives", "25 asks",
                                       "35 asks", "60 completes", "60 accepts", "67 succeeds",
                                       "127 completes", "127 accepts", "134 succeeds", "194 completes"}));
}

TEST(CallbackRequests, are_due_when_they_say_or_when_the_tenant_does) {
  Scenario scenario = with_calls(line_of(0), {0});
  scenario.drain = hours(4);
  scenario.traffic[0].callback_request = request_after(15);
  const auto overdue = [&] {
    struct Moment {
      std::optional<Time> time;
      void observe(Time now, const Command&, const Output& output) {
        for (const Event& event : output.events) {
          if (std::holds_alternative<CallbackBecameOverdue>(event)) time = now;
        }
      }
    } moment;
    run(scenario, options_of(0, moment));
    return moment.time;
  };
  EXPECT_EQ(overdue(), scenario.start + hours(2) + seconds(15));
  scenario.traffic[0].callback_request->due = minutes(1);
  EXPECT_EQ(overdue(), scenario.start + seconds(75));
  scenario.traffic[0].callback_request->due.reset();
  scenario.workspace.tenants[0].callbacks = {};
  EXPECT_EQ(overdue(), std::nullopt);
}

TEST(CallbackRequests, come_too_late_for_who_has_less_patience) {
  Scenario scenario = with_calls(line_of(0), {0});
  scenario.workspace.tenants[0].callbacks = {};
  scenario.traffic[0].patience = Constant{15};
  scenario.traffic[0].callback_request = request_after(15);
  EXPECT_EQ(diary_of(scenario), (Lines{"0 arrives", "15 leaves"}));
  scenario.traffic[0].callback_request = request_after(14);
  EXPECT_EQ(diary_of(scenario), (Lines{"0 arrives", "14 asks"}));
}

TEST(CallbackRequests, are_only_for_the_tenants_that_offer_them) {
  Scenario scenario = with_calls(line_of(0), {0});
  scenario.traffic[0].callback_request = request_after(15);
  scenario.traffic[0].callback_request->tenants = {TenantId{1}};
  EXPECT_EQ(diary_of(scenario), (Lines{"0 arrives"}));
  scenario.traffic[0].callback_request->tenants = {TenantId{1}, TenantId{0}};
  EXPECT_EQ(diary_of(scenario), (Lines{"0 arrives", "15 asks"}));
}

TEST(CallbackRequests, that_nobody_answers_are_over) {
  Scenario scenario = with_calls(line_of(1), {0, 10});
  scenario.traffic[0].callback_request = request_after(15);
  scenario.traffic[0].outbound_call = {0, Constant{}, Constant{20}, 0, Constant{}, std::nullopt};
  EXPECT_EQ(diary_of(scenario), (Lines{"0 arrives", "0 accepts", "10 arrives", "25 asks", "60 completes",
                                       "60 accepts", "80 fails", "80 completes"}));
}

TEST(CallbackRequests, are_made_at_an_announcement_as_often_as_they_should) {
  CallbackRequest request;
  request.probability = 0.25;
  request.announced = {seconds(60), seconds(180)};
  const Key key{11, 0};
  constexpr int many = 20'000;
  int first = 0;
  int second = 0;
  for (std::uint64_t contact = 0; contact < many; ++contact) {
    const auto after = asks_for_callback_after(request, key, contact, 0);
    EXPECT_EQ(after, asks_for_callback_after(request, key, contact, 0));
    first += after == seconds(60) ? 1 : 0;
    second += after == seconds(180) ? 1 : 0;
  }
  EXPECT_NEAR(first, many * 0.25, 250);
  EXPECT_NEAR(second, many * 0.75 * 0.25, 250);
}

Habits button(double seconds) {
  Habits habits;
  habits.callback_button = CallbackButton{1, Constant{seconds}};
  return habits;
}

TEST(CallbackButton, takes_a_missed_call_when_the_worker_is_idle) {
  Scenario scenario = with_calls(line_of(1), {0, 10});
  scenario.traffic[0].patience = Constant{20};
  scenario.people.push_back(everybody(scenario));
  EXPECT_EQ(diary_of(scenario), (Lines{"0 arrives", "0 accepts", "10 arrives", "30 leaves", "60 completes"}));
  scenario.people[0].habits = button(25);
  EXPECT_EQ(diary_of(scenario), (Lines{"0 arrives", "0 accepts", "10 arrives", "30 leaves", "60 completes",
                                       "85 presses", "85 succeeds", "145 completes"}));
}

TEST(CallbackButton, waits_for_who_gets_other_work_first_or_has_a_break) {
  Scenario scenario = with_calls(line_of(1), {0, 10, 70});
  scenario.traffic[0].patience = Constant{20};
  scenario.people.push_back(everybody(scenario));
  scenario.people[0].rest = activity(scenario, "Offline");
  scenario.people[0].habits = button(25);
  EXPECT_EQ(diary_of(scenario),
            (Lines{"0 arrives", "0 accepts", "10 arrives", "30 leaves", "60 completes", "70 arrives",
                   "70 accepts", "130 completes", "155 presses", "155 succeeds", "215 completes"}));
  scenario.people[0].breaks = {{hours(8) + seconds(140), seconds(40), {}}};
  const Lines lines = diary_of(scenario);
  EXPECT_EQ(Lines(lines.begin() + 7, lines.begin() + 11),
            (Lines{"130 completes", "140 changes", "180 changes", "205 presses"}));
}

TEST(CallbackButton, is_pressed_by_one_of_several_and_the_next_takes_the_next) {
  Scenario scenario = with_calls(line_of(2), {0, 0, 10, 11});
  scenario.traffic[0].patience = Constant{20};
  scenario.people.push_back(everybody(scenario));
  scenario.people[0].habits = button(25);
  const Watched watched = watched_run(scenario);
  EXPECT_EQ(watched.watch.count<CommandRefused>(), 0U);
  const Lines lines = diary_of(scenario);
  // Both look at the same one; who comes second looks at the other for as long again.
  EXPECT_EQ(std::count(lines.begin(), lines.end(), "85 presses"), 1);
  EXPECT_EQ(std::count(lines.begin(), lines.end(), "110 presses"), 1);
}

TEST(CallbackButton, is_the_habit_of_a_share_of_the_workers_always_the_same) {
  Habits habits;
  habits.callback_button = CallbackButton{0.3, Constant{}};
  const Key key{11, 0};
  int pressing = 0;
  for (std::uint64_t worker = 0; worker < 20'000; ++worker) {
    pressing += presses_callback_button(habits, key, worker) ? 1 : 0;
    EXPECT_EQ(presses_callback_button(habits, key, worker), presses_callback_button(habits, key, worker));
  }
  EXPECT_NEAR(pressing, 6000, 300);
  EXPECT_FALSE(presses_callback_button({}, key, 1));
}

// Everything about callbacks at once.
Scenario busy_line() {
  Scenario scenario = scenario_of(line_of(6), 100, 170, hours(6));
  Traffic& calls = scenario.traffic[0];
  calls.patience = Exponential{90};
  calls.redial = {0.3, Exponential{300}, 2};
  calls.outbound_call = {0.7, Exponential{9}, Constant{30}, 0, Constant{}, std::nullopt};
  calls.callback_request.emplace();
  calls.callback_request->probability = 0.4;
  calls.callback_request->after = Exponential{40};
  scenario.people.push_back(everybody(scenario));
  Habits& habits = scenario.people[0].habits;
  habits.answer_delay = Exponential{4};
  habits.callback_button = CallbackButton{0.5, Exponential{20}};
  return scenario;
}

// What became of callbacks, and how long each arrival's work took if it was never one.
struct Ledger {
  std::set<TaskId> callbacks;
  std::map<TaskId, Time> arrived;
  std::map<ReservationId, Time> accepted;
  std::map<Time, Duration> handled;
  std::uint64_t pressed = 0;
  std::uint64_t called = 0;
  std::uint64_t ended = 0;  // callbacks

  void observe(Time now, const Command& command, const Output& output) {
    if (const auto* change = std::get_if<TaskChanges>(&command)) callbacks.insert(change->task);
    pressed += std::holds_alternative<WorkerTakesTask>(command) ? 1 : 0;
    for (const Event& event : output.events) note(now, event);
    for (const Effect& effect : output.effects) called += std::holds_alternative<PlaceCall>(effect) ? 1 : 0;
  }
  void note(Time now, const Event& event) {
    if (const auto* created = std::get_if<TaskCreated>(&event)) arrived[created->task] = now;
    if (const auto* callback = std::get_if<CallbackCreated>(&event)) callbacks.insert(callback->task);
    if (const auto* taken = std::get_if<ReservationAccepted>(&event)) accepted[taken->reservation] = now;
    if (const auto* done = std::get_if<ReservationCompleted>(&event)) {
      if (callbacks.count(done->task) == 0) handled[arrived[done->task]] = now - accepted[done->reservation];
      ended += callbacks.count(done->task);
    }
  }
};

TEST(Callbacks, lose_nobody_and_do_nothing_that_is_refused) {
  const Scenario scenario = busy_line();
  Ledger ledger;
  Watch watch;
  RunOptions options = options_of(0, ledger);
  options.observers.push_back(Observer(watch));
  const RunResult result = run(scenario, options);
  const std::uint64_t missed = watch.count<CallbackCreated>();
  EXPECT_EQ(watch.count<CommandRefused>(), 0U);
  EXPECT_EQ(result.open, 0U);
  EXPECT_EQ(watch.count<TaskCreated>(), result.contacts + missed);
  EXPECT_EQ(watch.count<TaskCompleted>() + watch.count<TaskCanceled>(), result.contacts + missed);
  EXPECT_EQ(watch.count<TaskCanceled>(), result.abandoned);
  EXPECT_EQ(missed, result.abandoned);
  EXPECT_EQ(ledger.called, ledger.callbacks.size());
  EXPECT_EQ(ledger.ended, ledger.callbacks.size());
  EXPECT_GE(ledger.pressed, missed);  // nobody is offered them
  EXPECT_GT(missed, 20U);
  EXPECT_GT(ledger.callbacks.size(), missed + 20);
}

TEST(Callbacks, of_one_seed_give_one_hash_and_of_another_another) {
  const Scenario scenario = busy_line();
  const std::string hash = watched_run(scenario).watch.hash.hex();
  EXPECT_EQ(watched_run(scenario).watch.hash.hex(), hash);
  EXPECT_NE(watched_run(scenario, 1).watch.hash.hex(), hash);
}

std::map<Time, Duration> handled_in(const Scenario& scenario) {
  Ledger ledger;
  run(scenario, options_of(0, ledger));
  return ledger.handled;
}

TEST(Callbacks, leave_the_work_on_all_others_as_long_as_it_was) {
  Scenario scenario = busy_line();
  const auto with = handled_in(scenario);
  scenario.traffic[0].callback_request.reset();
  scenario.people[0].habits.callback_button.reset();
  const auto without = handled_in(scenario);
  std::size_t both = 0;
  for (const auto& [arrival, length] : with) {
    const auto same = without.find(arrival);
    if (same == without.end()) continue;
    EXPECT_EQ(length, same->second);
    ++both;
  }
  EXPECT_GT(both, 200U);
  EXPECT_NE(with.size(), without.size());
}

}  // namespace
}  // namespace switchyard::sim
