// Whatever happens in whatever order: the engine stays sound, loses nothing, and goes on from any snapshot.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include "engine/base/match.h"
#include "engine/codec/hash/log_hash.h"
#include "engine/rules/invariants.h"
#include "engine/state/pools.h"
#include "engine/state/profiles.h"
#include "engine/state/snapshot.h"
#include "tests/support/random_world.h"

namespace switchyard::test {
namespace {

constexpr std::uint64_t runs = 40;
constexpr int turns_a_run = 400;
const Time start{1'700'000'000'000'000};

// Follows the events of one run and says what they may not say.
class Witness {
 public:
  void look(const State& before_or_after, const Output& output) {
    for (const Event& event : output.events) match(event, [&](const auto& e) { see(before_or_after, e); });
  }
  std::set<std::uint64_t> open;                    // tasks that were created and have not ended
  std::map<std::uint64_t, std::uint64_t> winners;  // of the present offer, by task

 private:
  void see(const State&, const TaskCreated& e) {
    EXPECT_TRUE(open.insert(e.task.value).second) << "created twice";
  }
  void see(const State&, const ReservationAccepted& e) {
    EXPECT_TRUE(winners.emplace(e.task.value, e.reservation.value).second) << "two winners";
  }
  void see(const State&, const TransferStarted& e) { winners.erase(e.task.value); }
  void see(const State&, const TaskHandedBack& e) { winners.erase(e.task.value); }
  void see(const State&, const TaskCompleted& e) { end(e.task); }
  void see(const State&, const TaskCanceled& e) { end(e.task); }
  void see(const State&, const TaskDeleted& e) { end(e.task); }
  void see(const State&, const TaskSystemDeleted& e) { end(e.task); }
  template <class Other>
  void see(const State&, const Other&) {}

  void end(TaskId task) { EXPECT_EQ(open.erase(task.value), 1U) << "ended twice, or never created"; }
};

std::set<std::uint64_t> open_tasks(const State& state) {
  std::set<std::uint64_t> open;
  for (const Task& task : state.tasks) {
    if (!task.id.is_none() && !has_ended(task.status)) open.insert(task.id.value);
  }
  return open;
}

// No offer may go beyond the capacity that was there before it, except direct work that ignores capacity.
void expect_within_capacity(const State& state, const Command& command, const Output& output) {
  const auto* arrival = std::get_if<TaskArrives>(&command);
  const auto* direct = arrival == nullptr ? nullptr : std::get_if<ToWorker>(&arrival->route);
  if (direct != nullptr && direct->ignore_capacity) return;
  for (const Event& event : output.events) {
    const auto* offer = std::get_if<ReservationCreated>(&event);
    if (offer == nullptr) continue;
    const ReservationSlot slot = find_reservation(state, offer->reservation);
    const Reservation& reservation = state.reservations[slot];
    if (!is_live(reservation.status)) continue;
    const WorkerChannelState& channel =
        state.workers[offer->worker.index()].channels[reservation.channel.index()];
    EXPECT_LE(channel.in_use(), channel.capacity);
  }
}

// Whatever is tried, work goes only to workers of the task's own tenant or of a team that this tenant
// declares.
void expect_tenants_apart(const State& state, const Output& output) {
  const Workspace& rules = state.workspace();
  for (const Event& event : output.events) {
    const auto* offer = std::get_if<ReservationCreated>(&event);
    if (offer == nullptr) continue;
    const TenantId task = state.tasks[find_task(state, offer->task)].tenant;
    const TenantId worker = rules.workers[offer->worker.index()].tenant;
    const std::vector<TenantId>& teams = rules.tenants[task.index()].shared_teams;
    const bool declared = std::find(teams.begin(), teams.end(), worker) != teams.end();
    EXPECT_TRUE(worker == task || declared) << "task " << offer->task.value;
  }
}

TEST(EngineProperties, AnyListOfCommandsKeepsTheInvariants) {
  for (std::uint64_t seed = 1; seed <= runs; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    Dice dice(seed);
    Engine engine(random_workspace(dice), start);
    Witness witness;
    for (int turn = 0; turn < turns_a_run; ++turn) {
      const TimedCommand next = next_turn(engine, dice);
      Output output;
      engine.apply(next.time, next.command, output);
      witness.look(engine.state(), output);
      const std::vector<std::string> broken = broken_invariants(engine.state());
      ASSERT_TRUE(broken.empty()) << "turn " << turn << ": " << broken.front();
      ASSERT_EQ(witness.open, open_tasks(engine.state())) << "turn " << turn << ": a task was lost";
      expect_within_capacity(engine.state(), next.command, output);
      expect_tenants_apart(engine.state(), output);
      ASSERT_FALSE(HasFailure()) << "turn " << turn;
    }
  }
}

TEST(EngineProperties, SameCommandsGiveTheSameBytes) {
  for (std::uint64_t seed = 1; seed <= 10; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    std::string first;
    for (int repeat = 0; repeat < 2; ++repeat) {
      Dice dice(seed);
      Engine engine(random_workspace(dice), start);
      codec::LogHash hash;
      for (int turn = 0; turn < turns_a_run; ++turn) {
        const TimedCommand next = next_turn(engine, dice);
        Output output;
        engine.apply(next.time, next.command, output);
        hash.turn(next.time, next.command, output);
      }
      if (repeat == 0) first = hash.hex();
      EXPECT_EQ(hash.hex(), first);
    }
  }
}

TEST(EngineProperties, ASnapshotAndTheRestAreTheWhole) {
  for (std::uint64_t seed = 1; seed <= runs; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    Dice dice(seed);
    Engine engine(random_workspace(dice), start);
    Engine other(engine.snapshot());
    for (int turn = 0; turn < turns_a_run; ++turn) {
      const TimedCommand next = next_turn(engine, dice);
      ASSERT_EQ(engine.next_deadline(), other.next_deadline()) << "turn " << turn;
      Output output;
      Output other_output;
      engine.apply(next.time, next.command, output);
      other.apply(next.time, next.command, other_output);
      codec::LogHash hash;
      codec::LogHash other_hash;
      hash.turn(next.time, next.command, output);
      other_hash.turn(next.time, next.command, other_output);
      ASSERT_EQ(hash.hex(), other_hash.hex()) << "turn " << turn;
      if (dice.one_in(10)) other = Engine(other.snapshot());
    }
  }
}

std::string all_that_is_remembered(const Task& task) {
  std::string text(task.attributes.bytes());
  for (const std::int64_t number :
       {static_cast<std::int64_t>(task.id.value), static_cast<std::int64_t>(task.status),
        static_cast<std::int64_t>(task.tenant.value), static_cast<std::int64_t>(task.channel.value),
        static_cast<std::int64_t>(task.workflow.value), static_cast<std::int64_t>(task.queue.value),
        static_cast<std::int64_t>(task.known_worker.value), static_cast<std::int64_t>(task.assignments),
        static_cast<std::int64_t>(task.priority), task.arrived.microseconds, task.ended.microseconds,
        task.virtual_start.microseconds, task.time_to_live.microseconds})
    text += " " + std::to_string(number);
  return text;
}

// Of a task that has ended, also through a snapshot, until it is forgotten.
TEST(EngineProperties, WhatHasEndedIsRememberedAsItWas) {
  for (std::uint64_t seed = 1; seed <= runs; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    Dice dice(seed);
    Engine engine(random_workspace(dice), start);
    std::map<std::uint64_t, std::string> ended;
    Output output;
    for (int turn = 0; turn < turns_a_run; ++turn) {
      const TimedCommand next = next_turn(engine, dice);
      engine.apply(next.time, next.command, output);
      if (dice.one_in(50)) engine = Engine(engine.snapshot());
      const State& state = engine.state();
      for (const TaskSlot slot : state.just_ended)
        ended.emplace(state.tasks[slot].id.value, all_that_is_remembered(state.tasks[slot]));
      for (const EndedTask& memory : state.memories) {
        const auto was = ended.find(memory.id.value);
        if (memory.id.is_none() || was == ended.end()) continue;
        const std::optional<Task> now = recall_task(state, memory.id);
        ASSERT_TRUE(now && all_that_is_remembered(*now) == was->second) << "turn " << turn;
      }
    }
    EXPECT_GT(ended.size(), 20U);
  }
}

TEST(EngineProperties, WhenEverythingIsOverNothingIsHeld) {
  for (std::uint64_t seed = 1; seed <= runs; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    Dice dice(seed);
    Engine engine(random_workspace(dice), start);
    Output output;
    for (int turn = 0; turn < turns_a_run; ++turn) {
      const TimedCommand next = next_turn(engine, dice);
      engine.apply(next.time, next.command, output);
    }
    for (int guard = 0; engine.next_deadline() != never; ++guard) {
      ASSERT_LT(guard, 100'000) << "deadlines without end";
      if (open_tasks(engine.state()).empty() && engine.next_deadline() > engine.state().now + days(30)) break;
      engine.apply(engine.next_deadline(), TimePasses{}, output);
      output.clear();
    }
    EXPECT_TRUE(open_tasks(engine.state()).empty());
    for (const WorkerState& worker : engine.state().workers) EXPECT_EQ(worker.open_tasks, 0U);
    EXPECT_EQ(engine.state().timers.size(), 0U);
  }
}

}  // namespace
}  // namespace switchyard::test
