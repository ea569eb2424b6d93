// Figures after known turns; and promtool's word on the text.
#include "adapters/operations/metrics.h"

#include <gtest/gtest.h>

#include <chrono>
#include <cstdio>
#include <filesystem>

#include "adapters/operations/service_level.h"
#include "tests/support/live_desk.h"

namespace switchyard::adapters::operations {
namespace {

struct MetricsWorld {
  MetricsWorld() : metrics({"1.2.3", "abc", "2026a"}) {
    desk.port.observe(metrics);
    desk.open();
  }
  std::string scrape() { return metrics.scrape(desk.port.now()).body; }
  // The value of a series; empty when it is not there.
  std::string value(const std::string& series) {
    const std::string text = "\n" + scrape();
    const std::size_t at = text.find("\n" + series + " ");
    if (at == std::string::npos) return "";
    const std::size_t begin = at + series.size() + 2;
    return text.substr(begin, text.find('\n', begin) - begin);
  }

  LiveDesk desk;
  Metrics metrics;
};

constexpr const char* depth = "switchyard_queue_depth{queue=\"line\",workspace=\"desk\"}";
constexpr const char* age = "switchyard_queue_oldest_age_seconds{queue=\"line\",workspace=\"desk\"}";

std::string ended(const std::string& outcome) {
  return "switchyard_tasks_total{channel=\"voice\",outcome=\"" + outcome +
         "\",queue=\"line\",tenant=\"default\",workspace=\"desk\"}";
}
std::string time_series(const std::string& name, const std::string& what) {
  return "switchyard_task_" + name + "_seconds_" + what +
         "{channel=\"voice\",queue=\"line\",workspace=\"desk\"}";
}

TEST(Metrics, a_task_from_its_arrival_to_its_end) {
  MetricsWorld world;
  EXPECT_EQ(world.value(depth), "0");
  world.desk.arrive();
  world.desk.port.advance(seconds(7));
  EXPECT_EQ(world.value(depth), "1");
  EXPECT_EQ(world.value(age), "7");
  world.desk.change_activity(LiveDesk::ann, LiveDesk::available);
  world.desk.give(WorkerAccepts{{1}});
  EXPECT_EQ(world.value(depth), "0");
  EXPECT_EQ(world.value(age), "0");
  EXPECT_EQ(world.value(time_series("wait", "sum")), "7");
  EXPECT_EQ(world.value(time_series("wait", "count")), "1");
  world.desk.port.advance(seconds(30));
  world.desk.give(WorkerCompletes{{1}, ""});
  EXPECT_EQ(world.value(time_series("handle", "sum")), "30");
  EXPECT_EQ(world.value(ended("completed")), "1");
  EXPECT_EQ(world.value("switchyard_reservations_total{result=\"accepted\",workspace=\"desk\"}"), "1");
  EXPECT_EQ(world.value("switchyard_journal_sequence{workspace=\"desk\"}"), "5");
}

TEST(Metrics, customers_who_leave_and_offers_that_are_missed) {
  MetricsWorld world;
  world.desk.change_activity(LiveDesk::ann, LiveDesk::available);
  world.desk.arrive();
  world.desk.port.advance(seconds(25));
  EXPECT_EQ(world.value("switchyard_reservations_total{result=\"timed_out\",workspace=\"desk\"}"), "1");
  EXPECT_EQ(world.value(age), "25");
  world.desk.give(CustomerLeaves{{1}});
  EXPECT_EQ(world.value(ended("abandoned")), "1");
  EXPECT_EQ(world.value(depth), "0");
  EXPECT_EQ(world.value("switchyard_service_level_ratio{window=\"5m\",workspace=\"desk\"}"), "0");
}

TEST(Metrics, workers_by_activity) {
  MetricsWorld world;
  const auto workers = [&](const std::string& activity) {
    return world.value("switchyard_workers{activity=\"" + activity +
                       "\",tenant=\"default\",workspace=\"desk\"}");
  };
  EXPECT_EQ(workers("Offline"), "2");
  world.desk.change_activity(LiveDesk::ben, LiveDesk::available);
  EXPECT_EQ(workers("Offline"), "1");
  EXPECT_EQ(workers("Available"), "1");
}

TEST(Metrics, a_replayed_turn_moves_what_is_now_but_no_counter) {
  MetricsWorld world;
  world.desk.arrive();
  const Engine& engine = *world.desk.port.engine("desk");
  const WorkspaceView view{"desk", engine, world.desk.port.now()};
  Output output;
  output.events = {TaskCanceled{{1}, CancelReason::abandoned}};
  world.metrics.turn_applied(view, {3, world.desk.port.now(), TimePasses{}, output}, true);
  EXPECT_EQ(world.value(depth), "0");
  EXPECT_EQ(world.value(ended("abandoned")), "");
}

TEST(Metrics, a_workspace_that_goes_takes_its_series_away_and_may_come_again) {
  MetricsWorld world;
  EXPECT_TRUE(world.desk.port.remove_workspace("desk", [](bool) {}));
  EXPECT_EQ(world.scrape().find("workspace=\"desk\""), std::string::npos);
  world.desk.open();
  EXPECT_EQ(world.value(depth), "0");
}

TEST(Metrics, what_others_count) {
  MetricsWorld world;
  world.metrics.webhook_delivered("crm", "ok");
  world.metrics.webhook_delivered("crm", "ok");
  world.metrics.webhook_outbox(milliseconds(1500));
  for (const std::string& name : Metrics::invariants())
    EXPECT_EQ(world.value("switchyard_invariant_violations_total{name=\"" + name + "\"}"), "0");
  world.metrics.invariant_broken("decision");
  EXPECT_EQ(world.value("switchyard_webhook_deliveries_total{result=\"ok\",target=\"crm\"}"), "2");
  EXPECT_EQ(world.value("switchyard_webhook_outbox_age_seconds"), "1.5");
  EXPECT_EQ(world.value("switchyard_invariant_violations_total{name=\"decision\"}"), "1");
  EXPECT_EQ(world.value("switchyard_build_info{commit=\"abc\",tzdata=\"2026a\",version=\"1.2.3\"}"), "1");
}

TEST(Metrics, totals_of_others_only_go_up) {
  MetricsWorld world;
  world.metrics.webhooks("sms", "ignored", 3);
  world.metrics.webhooks("sms", "ignored", 5);
  world.metrics.http({10, 1, 2, 3, 7, 4, 6});
  world.metrics.http({9, 1, 2, 3, 7, 4, 2});
  world.metrics.reconciliations({1, 2, 30});
  EXPECT_EQ(world.value("switchyard_webhooks_total{kind=\"sms\",result=\"ignored\"}"), "5");
  const auto requests = [&](const std::string& result) {
    return world.value("switchyard_http_requests_total{result=\"" + result + "\"}");
  };
  EXPECT_EQ(requests("handled"), "10");
  EXPECT_EQ(requests("refused"), "1");
  EXPECT_EQ(requests("limited"), "2");
  EXPECT_EQ(requests("late"), "3");
  EXPECT_EQ(world.value("switchyard_http_connections_total{result=\"accepted\"}"), "7");
  EXPECT_EQ(world.value("switchyard_http_connections_total{result=\"turned_away\"}"), "4");
  EXPECT_EQ(world.value("switchyard_http_connections"), "2");
  EXPECT_EQ(world.value("switchyard_reconciliations_total{result=\"done\"}"), "1");
  EXPECT_EQ(world.value("switchyard_reconciliations_total{result=\"failed\"}"), "2");
  EXPECT_EQ(world.value("switchyard_reconciled_messages_total"), "30");
}

TEST(Metrics, effects_by_what_became_of_them) {
  MetricsWorld world;
  const auto effects = [&](const std::string& result) {
    return world.value("switchyard_effects_total{result=\"" + result + "\",workspace=\"desk\"}");
  };
  EXPECT_EQ(effects("succeeded"), "0");
  EXPECT_EQ(effects("failed"), "0");
  const WorkspaceView view{"desk", *world.desk.port.engine("desk"), world.desk.port.now()};
  const Output taken;
  Output refused;
  refused.events = {CommandRefused{}};
  const auto turn = [&](const Command& command, const Output& output, bool replayed) {
    world.metrics.turn_applied(view, {2, view.now, command, output}, replayed);
  };
  turn(EffectFails{{1, 0}, "the carrier answered 401"}, taken, false);
  turn(EffectFails{{1, 0}, "the carrier answered 401"}, refused, false);
  turn(EffectFails{{1, 0}, "the carrier answered 401"}, taken, true);
  turn(EffectSucceeds{{1, 0}}, taken, false);
  turn(EffectSucceeds{{1, 1}}, taken, false);
  EXPECT_EQ(effects("succeeded"), "2");
  EXPECT_EQ(effects("failed"), "1");
}

TEST(Metrics, the_engines_time_for_each_command_that_was_not_replayed) {
  MetricsWorld world;
  const std::string name = "switchyard_engine_command_seconds_";
  ASSERT_EQ(world.value(name + "count"), "1") << "the calendars, at the opening";
  const WorkspaceView view{"desk", *world.desk.port.engine("desk"), world.desk.port.now()};
  const Output nothing;
  const auto turn = [&](bool replayed) {
    world.metrics.turn_applied(view, {2, view.now, TimePasses{}, nothing, std::chrono::microseconds(3)},
                               replayed);
  };
  turn(false);
  turn(true);
  EXPECT_EQ(world.value(name + "count"), "2");
  EXPECT_DOUBLE_EQ(std::stod(world.value(name + "sum")), 3e-6);
}

TEST(Metrics, promtool_finds_nothing_to_say) {
  if (std::system("promtool --version > /dev/null 2>&1") != 0) GTEST_SKIP() << "promtool is not installed";
  MetricsWorld world;
  world.desk.change_activity(LiveDesk::ann, LiveDesk::available);
  world.desk.arrive();
  world.desk.give(WorkerAccepts{{1}});
  world.desk.give(WorkerCompletes{{1}, ""});
  world.metrics.webhook_delivered("crm \"quoted\"\n", "ok");
  world.metrics.invariant_broken("request");
  world.metrics.webhooks("sms", "accepted", 1);
  world.metrics.http({1, 2, 3, 4, 5, 6, 7});
  world.metrics.reconciliations({1, 2, 3});
  const auto file =
      std::filesystem::temp_directory_path() /
      ("switchyard-metrics-" + std::to_string(::testing::UnitTest::GetInstance()->start_timestamp()));
  std::FILE* out = std::fopen(file.c_str(), "w");
  ASSERT_NE(out, nullptr);
  const std::string text = world.scrape();
  std::fwrite(text.data(), 1, text.size(), out);
  std::fclose(out);
  EXPECT_EQ(std::system(("promtool check metrics < " + file.string()).c_str()), 0) << text;
  std::filesystem::remove(file);
}

TEST(ServiceLevelWindow, counts_only_its_minutes) {
  ServiceLevelWindow window(minutes(10));
  const Time begin{minutes(1000).microseconds};
  EXPECT_EQ(window.ratio(begin, minutes(5)), std::nullopt);
  window.count(begin, true, true);
  window.count(begin + minutes(2), true, false);
  window.count(begin + minutes(2), false, false);
  window.count(begin + minutes(4), true, true);
  EXPECT_EQ(window.ratio(begin + minutes(4), minutes(5)), 0.5);
  EXPECT_EQ(window.ratio(begin + minutes(4), minutes(1)), 1.0);
  EXPECT_EQ(window.ratio(begin + minutes(5), minutes(5)), 1.0 / 3.0);
  EXPECT_EQ(window.ratio(begin + minutes(20), minutes(5)), std::nullopt);
}

}  // namespace
}  // namespace switchyard::adapters::operations
