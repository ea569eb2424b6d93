// A turn that is taken again from its copy under other rules gives what it gives from the whole state.
#include <gtest/gtest.h>

#include <optional>
#include <string>

#include "engine/codec/json/lines.h"
#include "reports/decisions/turn_copy.h"
#include "tests/support/random_world.h"

namespace switchyard::reports {
namespace {

constexpr Time start{1'700'000'000'000'000};

using test::Dice;

// All that happens: with the change of the rules, at the deadlines, and in the turn.
std::string taken_again(Snapshot before, const WorkspaceChanges& change, const test::TimedCommand& turn) {
  const Time moment = before.now;
  Engine engine(std::move(before));
  Output output;
  engine.apply(moment, change, output);
  while (!std::holds_alternative<TimePasses>(turn.command) && engine.next_deadline() <= turn.time)
    engine.apply(engine.next_deadline(), TimePasses{}, output);
  engine.apply(turn.time, turn.command, output);
  std::string lines;
  for (const Event& event : output.events)
    codec::append_json_line(lines, turn.time, event, engine.state().workspace());
  for (const Effect& effect : output.effects)
    codec::append_json_line(lines, turn.time, effect, engine.state().workspace());
  return lines;
}

struct Looked {
  std::uint64_t joined = 0;  // messages of a thread that goes on
  std::uint64_t known = 0;   // arrivals of a key that was seen before
  std::uint64_t smaller = 0;
};

void take_turn_again(const Engine& engine, const test::TimedCommand& turn, Dice& dice, Looked& looked) {
  if (std::holds_alternative<WorkspaceChanges>(turn.command)) return;
  const WorkspaceChanges change{{test::next_version(engine.state().workspace(), dice)}, false};
  Snapshot whole = engine.snapshot();
  Snapshot copy = copy_for_turn(engine.state(), turn.command);
  looked.smaller += copy.dedup.size() + copy.threads.size() < whole.dedup.size() + whole.threads.size();
  looked.known += copy.dedup.size();
  const std::string wanted = taken_again(std::move(whole), change, turn);
  looked.joined += wanted.find("thread_joined") != std::string::npos;
  ASSERT_EQ(taken_again(std::move(copy), change, turn), wanted);
}

TEST(TurnCopy, IsEnoughForTheTurn) {
  Looked looked;
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    Dice dice(seed);
    Engine engine(test::random_workspace(dice), start);
    Output output;
    for (int i = 0; i < 300; ++i) {
      const test::TimedCommand turn = test::next_turn(engine, dice);
      ASSERT_NO_FATAL_FAILURE(take_turn_again(engine, turn, dice, looked))
          << "seed " << seed << " turn " << i;
      output.clear();
      engine.apply(turn.time, turn.command, output);
    }
  }
  EXPECT_GT(looked.joined, 20U);
  EXPECT_GT(looked.known, 20U);
  EXPECT_GT(looked.smaller, 1'000U);
}

}  // namespace
}  // namespace switchyard::reports
