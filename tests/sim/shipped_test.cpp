// The scenarios that ship: nobody in them does what the rules refuse, and features reach the engine.
#include <gtest/gtest.h>

#include "sim/scenario/read_scenario.h"
#include "tests/sim/run_world.h"

namespace switchyard::sim {
namespace {

Watched shipped_run(const std::string& file) {
  const auto read = read_scenario(std::string(SWITCHYARD_ROOT) + "/scenarios/" + file);
  EXPECT_TRUE(read.has_value()) << (read ? "" : codec::to_text(read.error()));
  return read ? watched_run(read->scenario, 1) : Watched{};
}

TEST(Shipped, brand_line_has_voicemails_callbacks_and_a_divert) {
  const Watched day = shipped_run("brand-line/scenario.json");
  EXPECT_EQ(day.watch.count<CommandRefused>(), 0U);
  EXPECT_GT(day.watch.count<VoicemailLeft>(), 0U);
  EXPECT_EQ(day.watch.count<CallbackCreated>(), day.watch.count<VoicemailLeft>() + day.result.abandoned);
  EXPECT_GT(day.watch.given<WorkerTakesTask>(), 20U);
  EXPECT_GT(day.watch.count<CallFailed>(), 0U);
  EXPECT_GT(day.watch.count<TaskForwarding>(), 0U);
  EXPECT_EQ(day.watch.count<CalendarOpened>(), 1U);
}

TEST(Shipped, lead_desk_calls_is_called_back_and_puts_through) {
  const Watched day = shipped_run("lead-desk/scenario.json");
  EXPECT_EQ(day.watch.count<CommandRefused>(), 0U);
  EXPECT_GT(day.watch.count<CallFailed>(), 0U);
  EXPECT_GT(day.result.contacts, day.result.customers);
  EXPECT_EQ(day.watch.count<TransferStarted>(),
            day.watch.count<TransferCompleted>() + day.watch.count<TransferFailed>());
  EXPECT_EQ(day.result.open, 0U);
}

TEST(Shipped, flex_mix_has_threads_that_join_and_that_come_back) {
  const Watched day = shipped_run("flex-mix/scenario.json");
  EXPECT_EQ(day.watch.count<CommandRefused>(), 0U);
  EXPECT_GT(day.watch.count<ThreadJoined>(), 0U);
  EXPECT_GT(day.watch.count<WorkerWaitStarted>(), 0U);
  EXPECT_EQ(day.result.open, 0U);
}

TEST(Shipped, dealer_network_hands_over_and_back_transfers_and_calls_back) {
  const Watched day = shipped_run("dealer-network/scenario.json");
  EXPECT_EQ(day.watch.count<CommandRefused>(), 0U);
  EXPECT_GT(day.watch.count<SharedTeamEntered>(), 0U);
  EXPECT_GT(day.watch.count<TaskHandedBack>(), 0U);
  EXPECT_GT(day.watch.count<TransferCompleted>(), 0U);
  EXPECT_GT(day.watch.given<WorkerLeaves>(), 0U);
  EXPECT_GT(day.watch.given<TaskChanges>(), 0U);
  EXPECT_GT(day.watch.count<ThreadJoined>(), 0U);
  EXPECT_EQ(day.result.open, 0U);
}

}  // namespace
}  // namespace switchyard::sim
