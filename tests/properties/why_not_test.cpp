// Nobody is left out without a reason, and nobody who has one is chosen.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>

#include "engine/rules/next_target.h"
#include "engine/rules/task_choice.h"
#include "engine/rules/why_not.h"
#include "engine/rules/worker_choice.h"
#include "tests/support/random_world.h"

namespace switchyard::test {
namespace {

const Time start{1'700'000'000'000'000};

struct Seen {
  std::size_t chosen = 0;
  std::array<std::size_t, why_not_count + 1> by_reason{};
};

std::vector<WorkerId> could_be_chosen(const State& state, TaskSlot slot) {
  Scratch scratch;
  std::vector<WorkerId> chosen;
  const bool any = allowed_by_reserve(state, state.tasks[slot]) > 0;
  choose_workers(state, slot, any ? state.workers.size() : 0, scratch, chosen);
  return chosen;
}

void compare(const State& state, TaskSlot slot, Seen& seen) {
  const std::vector<WorkerId> chosen = could_be_chosen(state, slot);
  seen.chosen += chosen.size();
  for (std::uint32_t w = 0; w < state.workers.size(); ++w) {
    const std::vector<WhyNot> reasons = why_not(state, slot, {w});
    const bool is_chosen = std::find(chosen.begin(), chosen.end(), WorkerId{w}) != chosen.end();
    EXPECT_EQ(reasons.empty(), is_chosen)
        << "task " << state.tasks[slot].id.value << ", worker " << w << ", first reason "
        << (reasons.empty() ? 0 : static_cast<int>(reasons.front()));
    EXPECT_TRUE(std::is_sorted(reasons.begin(), reasons.end()));
    for (const WhyNot reason : reasons) ++seen.by_reason[static_cast<std::size_t>(reason)];
  }
}

// The first filter that counts is where first_target() goes; nothing, or the default, where none does.
void compare_filters(const State& state, const Task& task) {
  const std::vector<FilterAnswer> tried = filters_tried(state, task);
  const Workflow& workflow = workflow_of(state, task);
  const bool found = !tried.empty() && tried.back().within_hours && tried.back().matches;
  const std::optional<Position> first = first_target(state, task);
  const auto none = static_cast<std::uint32_t>(workflow.filters.size());
  EXPECT_EQ(found ? tried.back().filter : none, first ? first->filter : none);
}

void compare_all(const State& state, Seen& seen) {
  for (TaskSlot slot = 0; slot < state.tasks.size(); ++slot) {
    const Task& task = state.tasks[slot];
    if (task.id.is_none() || has_ended(task.status)) continue;
    if (!task.workflow.is_none()) compare_filters(state, task);
    if (!task.task_class.is_none()) compare(state, slot, seen);
  }
}

TEST(WhyNot, IsEmptyExactlyForThoseWhoCouldBeChosen) {
  Seen seen;
  for (std::uint64_t seed = 1; seed <= 160; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    Dice dice(seed);
    Engine engine(random_workspace(dice), start);
    Output output;
    for (int turn = 0; turn < 250; ++turn) {
      const TimedCommand next = next_turn(engine, dice);
      engine.apply(next.time, next.command, output);
      if (dice.one_in(6)) compare_all(engine.state(), seen);
      ASSERT_FALSE(HasFailure()) << "turn " << turn;
    }
  }
  EXPECT_GT(seen.chosen, 20U);
  for (const WhyNot reason :
       {WhyNot::wrong_tenant, WhyNot::not_in_queue, WhyNot::target_expression, WhyNot::not_the_known_worker,
        WhyNot::activity_not_available, WhyNot::no_capacity, WhyNot::cooldown, WhyNot::offered_already,
        WhyNot::just_rejected}) {
    EXPECT_GT(seen.by_reason[static_cast<std::size_t>(reason)], 0U) << static_cast<int>(reason);
  }
}

}  // namespace
}  // namespace switchyard::test
