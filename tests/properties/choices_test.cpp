// The fast choices of the engine and their slow, obvious twins give the same answers in random states.
#include <gtest/gtest.h>

#include "engine/rules/task_choice.h"
#include "engine/rules/worker_choice.h"
#include "engine/state/profiles.h"
#include "engine/state/snapshot.h"
#include "tests/support/choice_twin.h"
#include "tests/support/random_world.h"

namespace switchyard::test {
namespace {

const Time start{1'700'000'000'000'000};

bool order_is_random(const State& state, const Task& task) {
  const bool has_target = !task.target.is_none();
  const Target* target = has_target ? &rules_of(state, task).targets[task.target.index()] : nullptr;
  const WorkerOrder order =
      target != nullptr && target->worker_order ? *target->worker_order : state.workspace().worker_order;
  return order == WorkerOrder::random;
}

// Pretends that every worker has one more place on every channel, so that there is something to choose.
void make_room(State& state) {
  for (std::uint32_t w = 0; w < state.workers.size(); ++w) {
    for (WorkerChannelState& channel : state.workers[w].channels) ++channel.capacity;
    refresh_worker(state, WorkerId{w});
  }
}

// Returns how many workers were chosen from the states, to show that the test looked at something.
std::size_t compare_worker_choices(const State& state) {
  std::size_t compared = 0;
  for (TaskSlot slot = 0; slot < state.tasks.size(); ++slot) {
    const Task& task = state.tasks[slot];
    if (task.id.is_none() || task.waiting_place == no_place) continue;
    for (const std::size_t most : {std::size_t{1}, std::size_t{3}, std::size_t{100}}) {
      Scratch scratch;
      std::vector<WorkerId> chosen;
      choose_workers(state, slot, most, scratch, chosen);
      std::vector<WorkerId> expected = obvious_workers(state, slot, most);
      if (order_is_random(state, task)) {
        EXPECT_EQ(chosen.size(), expected.size());
        continue;
      }
      EXPECT_EQ(chosen, expected) << "task " << task.id.value << ", most " << most;
      compared += chosen.size();
    }
  }
  return compared;
}

std::size_t compare_task_choices(const State& state) {
  std::size_t compared = 0;
  for (std::uint32_t w = 0; w < state.workers.size(); ++w) {
    for (std::uint32_t c = 0; c < state.workspace().channels.size(); ++c) {
      if (!state.matching.channel_used[c] || !is_ready(state, WorkerId{w}, TaskChannelId{c})) continue;
      Scratch scratch;
      const TaskSlot chosen = choose_task(state, WorkerId{w}, TaskChannelId{c}, scratch);
      EXPECT_EQ(chosen, obvious_task(state, WorkerId{w}, TaskChannelId{c}))
          << "worker " << w << " channel " << c;
      compared += chosen != no_slot;
    }
  }
  return compared;
}

TEST(Choices, AreThoseOfTheObviousTwins) {
  std::size_t workers_chosen = 0;
  std::size_t tasks_chosen = 0;
  for (std::uint64_t seed = 1; seed <= 120; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    Dice dice(seed);
    Engine engine(random_workspace(dice), start);
    Output output;
    for (int turn = 0; turn < 250; ++turn) {
      const TimedCommand next = next_turn(engine, dice);
      engine.apply(next.time, next.command, output);
      if (!dice.one_in(10)) continue;
      Engine looked_at(engine.snapshot());
      make_room(const_cast<State&>(looked_at.state()));
      workers_chosen += compare_worker_choices(looked_at.state());
      tasks_chosen += compare_task_choices(looked_at.state());
      ASSERT_FALSE(HasFailure()) << "turn " << turn;
    }
  }
  EXPECT_GT(workers_chosen, 500U);
  EXPECT_GT(tasks_chosen, 300U);
}

}  // namespace
}  // namespace switchyard::test
