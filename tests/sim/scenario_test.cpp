// Scenario files: what they mean.
#include <gtest/gtest.h>

#include "sim/people/presence.h"
#include "sim/people/workers.h"
#include "tests/sim/scenario_files.h"

namespace switchyard::sim {
namespace {

// With one more setting for each path and value.
Scenario read_with(const ScenarioFiles& files, const std::vector<Setting>& settings) {
  auto result = files.read(small_scenario, settings);
  EXPECT_TRUE(result.has_value()) << (result ? "" : codec::to_text(result.error()));
  return result ? std::move(result->scenario) : Scenario{};
}

const DailyRates& rates_of(const Scenario& scenario) {
  return std::get<DailyRates>(scenario.traffic.at(0).arrivals);
}

TEST(Scenario, has_sensible_defaults) {
  const ScenarioFiles files;
  const Scenario scenario = read_with(files, {});
  EXPECT_EQ(scenario.name, "small");
  EXPECT_EQ(scenario.end() - scenario.start, minutes(90));
  EXPECT_EQ(scenario.seed, 1U);
  EXPECT_EQ(scenario.drain, days(1));
  EXPECT_EQ(scenario.interval, minutes(30));
  EXPECT_EQ(scenario.service_level.thresholds, std::vector<Duration>{seconds(20)});
  const Traffic& traffic = scenario.traffic.at(0);
  EXPECT_EQ(scenario.workspace.channels[traffic.channel.index()].name, "voice");
  EXPECT_TRUE(std::holds_alternative<ThroughWorkflow>(traffic.route));
  EXPECT_EQ(traffic.balk, 0);
  EXPECT_EQ(scenario.people.at(0).workers.size(), 3U);
  EXPECT_EQ(scenario.inputs.size(), 2U);
}

TEST(Scenario, takes_settings_by_key_index_and_name) {
  const ScenarioFiles files;
  const Scenario scenario =
      read_with(files, {{"seed", "7"},
                        {"traffic.0.rate", "120/h"},
                        {"traffic.calls.balk", "0.5"},
                        {"traffic.0.surges.0", R"({"at": "09:30", "for": "10m", "times": 3})"},
                        {"people.0.answer_delay.exponential", "4s"},
                        {"name", "other"}});
  EXPECT_EQ(scenario.seed, 7U);
  EXPECT_EQ(scenario.name, "other");
  EXPECT_EQ(rates_of(scenario).steps.at(0).per_hour, 120);
  EXPECT_EQ(scenario.traffic[0].balk, 0.5);
  EXPECT_EQ(scenario.traffic[0].surges.at(0).extra, 2);
  EXPECT_EQ(scenario.traffic[0].surges[0].name, "calls surge 1");
  EXPECT_EQ(mean(scenario.people[0].habits.answer_delay), 4);
}

TEST(Scenario, reads_a_day_from_a_table) {
  const ScenarioFiles files;
  const Scenario scenario = read_with(
      files, {{"tables", R"({"day": {"file": "day.csv", "time": "time"}})"},
              {"traffic.0", R"({"name": "calls", "table": {"name": "day", "count": "calls"}, "handle_time":
                 {"table": {"name": "day", "mean": "aht"}, "law": "lognormal", "scv": 2}})"},
              {"people.0.staff", R"({"table": {"file": "day.csv", "time": "time", "count": "staff"}})"},
              {"recorded",
               R"({"source": "us", "table": {"name": "day", "contacts": "calls", "mean_wait": "wait"}})"}});
  const auto& steps = rates_of(scenario).steps;
  ASSERT_EQ(steps.size(), 3U);
  EXPECT_EQ(steps[1].per_hour, 120);
  EXPECT_EQ(steps[2].from, hours(10));
  EXPECT_EQ(steps[2].until, minutes(630));
  const Distribution& law = law_at(*scenario.traffic[0].handle_time, scenario.start + minutes(31));
  EXPECT_NEAR(mean(law), 90, 1e-9);
  EXPECT_NEAR(scv(law), 2, 1e-9);
  EXPECT_EQ(std::get<std::vector<StaffStep>>(scenario.people[0].presence).at(1).count, 2U);
  ASSERT_TRUE(scenario.recorded.has_value());
  EXPECT_EQ(scenario.recorded->intervals.at(1).wait_all_seconds, 10.5);
  EXPECT_EQ(scenario.recorded->intervals.at(1).start, scenario.start + minutes(30));
  EXPECT_FALSE(scenario.recorded->intervals.at(1).abandonment.has_value());
  EXPECT_EQ(scenario.inputs.size(), 3U);  // the table once
}

TEST(Scenario, exchanges_a_table_by_one_setting) {
  const ScenarioFiles files;
  files.write("other.csv", "time,calls\n09:00,11\n09:30,12\n");
  const Scenario scenario = read_with(
      files, {{"tables", R"({"day": {"file": "day.csv", "time": "time"}})"},
              {"traffic.0",
               R"({"name": "calls", "table": {"name": "day", "count": "calls"}, "handle_time": "60s"})"},
              {"tables.day.file", "other.csv"}});
  EXPECT_EQ(rates_of(scenario).steps.at(0).per_hour, 22);
}

TEST(Scenario, reads_curves_of_counts_and_of_rates) {
  const ScenarioFiles files;
  const Scenario counts = read_with(
      files,
      {{"traffic.0", R"({"name": "calls", "curve": {"interval": "15m", "from": "09:00", "counts": [5, 7.5]},
                               "shift": "-30m", "scale": 1.5, "busyness": {"cv": 0.2}, "handle_time": "60s"})"}});
  const DailyRates& rates = rates_of(counts);
  EXPECT_EQ(rates.steps.at(1).per_hour, 30);
  EXPECT_EQ(rates.steps.at(1).from, minutes(555));
  EXPECT_EQ(rates.shift, Duration{} - minutes(30));
  EXPECT_EQ(rates.scale, 1.5);
  EXPECT_EQ(rates.busyness_cv, 0.2);
  const Scenario other = read_with(
      files,
      {{"traffic.0", R"({"name": "c", "curve": {"rates": ["30/h", "1/min"]}, "handle_time": "60s"})"}});
  EXPECT_EQ(rates_of(other).steps.at(1).per_hour, 60);
}

TEST(Scenario, reads_traces_with_their_attributes) {
  const ScenarioFiles files;
  files.write(
      "calls.csv",
      "time,type,level,zip\n09:10:00,sales,2,007\n09:05:00,help,2,\n1999-08-01T09:20:00Z,sales,2,007\n");
  const Scenario scenario =
      read_with(files, {{"traffic.0", R"({"name": "c", "trace": {"file": "calls.csv"}, "handle_time": "60s",
                                          "attributes": {"source": "log", "level": 1}})"}});
  const Traffic& traffic = scenario.traffic.at(0);
  const auto& arrivals = std::get<Trace>(traffic.arrivals).arrivals;
  ASSERT_EQ(arrivals.size(), 3U);
  EXPECT_EQ(arrivals[0].time, scenario.start + minutes(5));
  ASSERT_EQ(traffic.mix.size(), 2U);  // equal rows share their attributes
  const Attributes& sales = traffic.mix[arrivals[1].mix].attributes;
  EXPECT_EQ(arrivals[1].mix, arrivals[2].mix);
  EXPECT_EQ(sales.member("type").as_string(), "sales");
  EXPECT_EQ(sales.member("level").as_integer(), 2);
  EXPECT_EQ(sales.member("zip").as_string(), "007");
  EXPECT_EQ(sales.member("source").as_string(), "log");
  EXPECT_TRUE(traffic.mix[arrivals[0].mix].attributes.member("zip").is_null());
}

TEST(Scenario, reads_moments_mixes_and_laws) {
  const ScenarioFiles files;
  const Scenario scenario = read_with(
      files, {{"traffic.0",
               R"({"name": "c", "at": ["10:00:05", "09:30", "1999-08-01T09:45:00Z"], "attributes": {"a": 1},
          "mix": [{"weight": 65, "attributes": {"type": "x"}}, {"weight": 35, "attributes": {"a": 2}}],
          "patience": {"survival": [["10s", 0.9], ["60s", 0.5]], "tail": "100s"},
          "handle_time": {"gamma": {"mean": "60s", "scv": 0.5}}, "wrap_up": {"uniform": ["5s", "15s"]},
          "redial": {"probability": 0.4, "delay": {"empirical": [["1m", 0.5], ["2m", 1]]}, "most": 3},
          "queue": "sales", "priority": 5, "time_to_live": "1h"})"}});
  const Traffic& traffic = scenario.traffic.at(0);
  EXPECT_EQ(std::get<Trace>(traffic.arrivals).arrivals.at(0).time, scenario.start + minutes(30));
  EXPECT_EQ(traffic.mix.at(0).attributes.member("a").as_integer(), 1);
  EXPECT_EQ(traffic.mix.at(1).attributes.member("a").as_integer(), 2);
  EXPECT_NEAR(quantile(*traffic.patience, 0.5), 60, 1e-6);
  EXPECT_NEAR(mean(law_at(*traffic.handle_time, scenario.start)), 60, 1e-9);
  EXPECT_NEAR(mean(*traffic.wrap_up), 10, 1e-9);
  EXPECT_EQ(traffic.redial.most, 3U);
  EXPECT_EQ(std::get<ToTaskQueue>(traffic.route).queue, TaskQueueId{0});
  EXPECT_EQ(traffic.priority, 5);
  EXPECT_EQ(traffic.time_to_live, hours(1));
}

struct WorkersCase {
  const char* workers;
  std::vector<std::uint32_t> ids;
};

TEST(Scenario, selects_workers_by_name_prefix_and_expression) {
  const ScenarioFiles files;
  const std::vector<WorkersCase> cases = {
      {R"("all")", {0, 1, 2}},
      {R"("bob")", {1}},
      {R"("a*")", {0}},
      {R"(["eve", "a*"])", {0, 2}},
      {R"("skills HAS 'sales'")", {0, 2}},
      {R"("friendly_name == 'bob'")", {1}},
  };
  for (const WorkersCase& one : cases) {
    const Scenario scenario = read_with(files, {{"people.0.workers", one.workers}});
    std::vector<std::uint32_t> ids;
    for (const WorkerId id : scenario.people.at(0).workers) ids.push_back(id.value);
    EXPECT_EQ(ids, one.ids) << one.workers;
  }
}

TEST(Scenario, reads_habits_and_shifts) {
  const ScenarioFiles files;
  const Scenario scenario = read_with(files, {{"people", R"([{"name": "team", "workers": ["ann", "bob"],
          "shifts": [{"from": "09:00", "until": "10:00"}], "reject": 0.1, "miss": 0.2, "speed": 2,
          "return_after_miss": "30s", "handle_times": [{"queue": "sales", "handle_time": "50s"}],
          "handle_time": "70s", "wrap_up": "10s", "off": "Unavailable"}])"}});
  const People& people = scenario.people.at(0);
  EXPECT_EQ(std::get<std::vector<Shift>>(people.presence).at(0).until, hours(10));
  EXPECT_EQ(people.habits.rules.size(), 2U);
  EXPECT_EQ(scenario.workspace.activities[people.off.index()].name, "Unavailable");
  const WorkKind work{scenario.traffic[0].channel, TaskQueueId{0}, scenario.start};
  EXPECT_EQ(handle_time(scenario, scenario.traffic[0], people.habits, work, {1, 0}, 1), seconds(50));
  EXPECT_EQ(wrap_up_time(scenario, scenario.traffic[0], people.habits, work, {1, 0}, 1), seconds(10));
  EXPECT_EQ(pace_of(people.habits, {1, 0}, 1).work, 2);
  const auto settings = report_settings(scenario);
  EXPECT_EQ(settings.groups.at(0).name, "team");
  EXPECT_EQ(settings.window.end, scenario.end());
}

TEST(Scenario, reads_what_people_do_besides_answering) {
  const ScenarioFiles files;
  const Scenario scenario = read_with(files, {{"people", R"([{"workers": "all", "rest": "Unavailable",
          "breaks": [{"at": "09:30", "for": "10m", "jitter": "5m"}],
          "lateness": {"probability": 0.5, "delay": {"exponential": "2m"}},
          "speed": {"lognormal": {"mean": 1, "scv": 0.04}}, "answer_speed": 2,
          "hand_back": {"probability": 0.1, "to": "worker", "after": "30s"},
          "transfers": [{"queue": "sales"}, {"mode": "warm", "worker": "eve", "consult": "20s"},
                        {"queue": "he*"}],
          "concurrency": {"factors": [1, 0.5]}}])"}});
  const People& people = scenario.people.at(0);
  EXPECT_EQ(people.breaks.at(0).jitter, minutes(5));
  EXPECT_EQ(people.lateness.probability, 0.5);
  EXPECT_TRUE(std::holds_alternative<Lognormal>(people.habits.speed));
  EXPECT_EQ(people.habits.hand_back->to, HandBackTo::worker);
  EXPECT_EQ(people.habits.transfers.at(0).mode, TransferMode::cold);
  EXPECT_EQ(people.habits.transfers.at(1).worker, WorkerId{2});
  EXPECT_EQ(people.habits.transfers.at(1).timeout, seconds(60));
  EXPECT_EQ(people.habits.transfers.at(2).queues, (std::vector<TaskQueueId>{TaskQueueId{1}}));
  // SMS and chat are the channels of messages that every workspace has.
  EXPECT_EQ(people.habits.concurrency.channels.size(), 2U);
}

TEST(Scenario, reads_how_lines_and_conversations_fare) {
  const ScenarioFiles files;
  const Scenario scenario = read_with(
      files,
      {{"traffic.0.voicemail", R"({"speaks": 0.6, "greeting": "8s", "length": "20s"})"},
       {"traffic.0.outbound_call", R"({"answered": 0.5, "returns": {"probability": 0.3, "as": "texts"}})"},
       {"traffic.1", R"({"name": "texts", "rate": "1/h", "workflow": "i*", "channel": "sms",
                  "thread": {"messages": {"uniform": [1, 5]}, "writing_time": "30s", "close_after": "5m",
                             "burst": {"messages": {"uniform": [1, 3]}, "gap": "9s"},
                             "writes_again": {"probability": 0.2, "delay": "1h", "most": 2}}})"},
       {"forwarding", R"({"delay": "2s", "failure": 0.1})"}});
  EXPECT_EQ(scenario.traffic.at(0).voicemail.speaks, 0.6);
  EXPECT_EQ(scenario.traffic.at(0).outbound_call.returned_as, 1U);
  EXPECT_EQ(scenario.traffic.at(1).spread, (std::vector<WorkflowId>{WorkflowId{0}}));
  const Conversation& texts = *scenario.traffic.at(1).conversation;
  EXPECT_EQ(texts.close_after, minutes(5));
  EXPECT_TRUE(std::holds_alternative<Uniform>(texts.burst->messages));
  EXPECT_EQ(duration_at(texts.burst->gap, 0.5), seconds(9));
  EXPECT_EQ(texts.writes_again.probability, 0.2);
  EXPECT_EQ(texts.writes_again.most, 2U);
  EXPECT_EQ(scenario.forwarding.failure, 0.1);
}

TEST(Scenario, reads_who_asks_for_callbacks_and_who_looks_for_them) {
  const ScenarioFiles files;
  const Scenario scenario = read_with(
      files,
      {{"traffic.0.callback_request", R"({"probability": 0.3, "announced": ["60s", "2m"], "due": "1h"})"},
       {"people.0.callback_button", R"({"share": 0.2, "after": {"exponential": "45s"}})"}});
  const CallbackRequest& request = *scenario.traffic.at(0).callback_request;
  EXPECT_EQ(request.probability, 0.3);
  EXPECT_EQ(request.announced, (std::vector<Duration>{minutes(1), minutes(2)}));
  EXPECT_EQ(request.due, hours(1));
  EXPECT_TRUE(request.tenants.empty());
  EXPECT_EQ(scenario.people.at(0).habits.callback_button->share, 0.2);
  EXPECT_TRUE(std::holds_alternative<Exponential>(scenario.people.at(0).habits.callback_button->after));
  const Scenario some = read_with(files, {{"traffic.0.callback_request", R"({"tenants": "d*"})"}});
  EXPECT_EQ(some.traffic.at(0).callback_request->tenants, (std::vector<TenantId>{TenantId{0}}));
  EXPECT_FALSE(some.people.at(0).habits.callback_button.has_value());
}

TEST(Scenario, extends_another_one) {
  const ScenarioFiles files;
  files.write("base.json", small_scenario);
  const auto result = files.read(R"({
    "extends": "base.json", "name": "bigger", "length": "2h",
    "set": {"traffic.calls.rate": "600/h", "traffic.1": {"name": "more", "rate": "1/h", "handle_time": "60s"}}
  })");
  ASSERT_TRUE(result.has_value()) << codec::to_text(result.error());
  EXPECT_EQ(result->scenario.name, "bigger");
  EXPECT_EQ(result->scenario.length, hours(2));
  EXPECT_EQ(rates_of(result->scenario).steps.at(0).per_hour, 600);
  EXPECT_EQ(result->scenario.traffic.at(1).name, "more");
}

TEST(Scenario, may_hold_its_workspace) {
  const ScenarioFiles files;
  const Scenario scenario = read_with(files, {{"workspace", ScenarioFiles::workspace}});
  EXPECT_EQ(scenario.workspace.workers.size(), 3U);
}

TEST(Scenario, of_the_real_day_is_read_and_so_is_its_surge) {
  const std::string folder = std::string(SWITCHYARD_ROOT) + "/scenarios/bank-1999/";
  const auto day = read_scenario(folder + "scenario.json");
  ASSERT_TRUE(day.has_value()) << codec::to_text(day.error());
  EXPECT_TRUE(day->warnings.empty()) << codec::to_text(day->warnings);
  EXPECT_EQ(day->scenario.recorded->intervals.size(), 34U);
  EXPECT_NEAR(*day->scenario.recorded->day_abandonment(report_settings(day->scenario).window), 0.274, 0.002);
  EXPECT_NEAR(*day->scenario.recorded->day_wait_all_seconds(report_settings(day->scenario).window), 112, 1);
  const auto surge = read_scenario(folder + "surge.json");
  ASSERT_TRUE(surge.has_value()) << codec::to_text(surge.error());
  EXPECT_EQ(surge->scenario.traffic.at(0).surges.at(0).extra, 3);
}

}  // namespace
}  // namespace switchyard::sim
