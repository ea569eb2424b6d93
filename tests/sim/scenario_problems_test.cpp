// Scenario files: what is wrong with them, and where that is said to be.
#include <gtest/gtest.h>

#include <algorithm>
#include <utility>

#include "engine/codec/schema/schema.h"
#include "tests/sim/scenario_files.h"

namespace switchyard::sim {
namespace {

std::string first_line(const std::string& text) {
  return text.substr(0, text.find('\n'));
}

// `small_scenario` with one text in place of another.
std::string edited(const std::string& from, const std::string& to) {
  std::string text = small_scenario;
  const std::size_t at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  return text.replace(at, from.size(), to);
}

struct PlaceCase {
  const char* name;
  const char* from;
  const char* to;
  const char* line;  // the first problem, as printed
};

TEST(ScenarioProblems, stand_where_they_were_written) {
  const ScenarioFiles files;
  const std::vector<PlaceCase> cases = {
      {"not JSON", "\"length\"", "length", "scenario.json:6:3: error: "},
      {"an unknown key", "\"people\"", "\"peopel\"",
       "scenario.json:10:3: error: there is no key \"peopel\" here"},
      {"a negative rate", "60/h\"", "-60/h\"", "scenario.json:8:31: error: "},
      {"an impossible time", "09:00:00Z", "25:00:00Z", "scenario.json:5:12: error: "},
      {"no length", "\"90m\"", "\"0s\"", "scenario.json:6:13: error: "},
      {"a file that is not there", "workspace.json", "workspaces.json",
       "scenario.json:4:16: error: workspaces.json: there is no such file"},
      {"an unknown worker", "\"all\"", "\"anne\"", "scenario.json:11:17: error: there is no worker \"anne\""},
      {"a broken expression", "\"all\"", "\"skills HAS \"", "scenario.json:11:29: error: "},
  };
  for (const PlaceCase& one : cases) {
    const std::string text = files.problems(edited(one.from, one.to));
    EXPECT_EQ(text.substr(0, std::string(one.line).size()), one.line) << one.name << "\n" << text;
  }
}

struct SettingCase {
  const char* path;
  const char* value;
  const char* message;  // a part of what is printed
};

TEST(ScenarioProblems, are_found_in_every_part) {
  const ScenarioFiles files;
  const std::vector<SettingCase> cases = {
      {"version", "2", "--set version=2:1:1: error: version must be 1 (found 2)"},
      {"seed", "-1", "must be at least 0"},
      {"drain", "\"soon\"", "must be a duration"},
      {"interval", "\"0s\"", "must be "},
      {"seed", "99999999999999999999", "seed must be at most 9223372036854775807"},
      {"seed", "1e300", "seed must be at most 9223372036854775807"},
      {"interval", "\"1000000000000000h\"", "interval must be at most 1d"},
      {"length", "\"36501d\"", "length must be at most 36500d"},
      {"drain", "\"9223372036854775807s\"", "drain must be at most 36500d"},
      {"traffic.0.handle_time", R"({"exponential": "36501d"})", "exponential must be at most 36500d"},
      {"traffic.0.patience", "\"99999999999999999999h\"", "patience must be at most 36500d"},
      {"traffic.0.time_to_live", "\"36501d\"", "time_to_live must be at most 14d"},
      {"traffic.0.rate", "\"99999999999/s\"", "rate must be at most 1000000/s"},
      {"traffic", "[]", "there must be some traffic"},
      {"traffic.0.curve", R"({"counts": [1]})", "one of rate, curve, table, trace and at (found 2)"},
      {"traffic.0.workflow", "\"inn\"", "there is no workflow \"inn\""},
      {"traffic.0.queue", "\"sale\"", "did you mean \"sales\"?"},
      {"traffic.0.channel", "\"voices\"", "did you mean \"voice\"?"},
      {"traffic.0.tenant", "\"x\"", "there is no tenant \"x\""},
      {"traffic.0.balk", "1.5", "must be at most 1"},
      {"traffic.0.balk", "-0.1", "must be at least 0"},
      {"traffic.0.patience", R"({"exponential": "0s"})", "at /traffic/0/patience"},
      {"traffic.0.patience", R"({"exponential": "1s", "constant": "1s"})",
       "a law must have one kind (found 2)"},
      {"traffic.0.patience", R"({"exponentail": "1s"})", "exponentail"},
      {"traffic.0.patience", R"({"exponential": "1s", "tail": "1s"})", "have a tail"},
      {"traffic.0.patience", R"({"survival": [["10s", 0.5], ["5s", 0.4]]})",
       "at /traffic/0/patience/survival"},
      {"traffic.0.handle_time", R"({"lognormal": {"mean": "10s"}})", "\"scv\" is missing here"},
      {"traffic.0.handle_time", R"({"lognormal": {"mean": "10s", "scv": -1}})",
       "at /traffic/0/handle_time/lognormal/scv"},
      {"traffic.0.wrap_up", "\"-5s\"", "must not be negative"},
      {"traffic.0.from", "\"11:00\"", "the traffic ends before it begins"},
      {"traffic.0.from", "\"elf Uhr\"", "must be a moment"},
      {"traffic.0.mix", R"([{"weight": 0}])", "the weights of a mix must come to more than 0"},
      {"traffic.0.busyness", R"({"cv": 0.0001})", "must be 0 or at least 0.001"},
      {"traffic.0.shift", "\"25h\"", "must be a duration below a day"},
      {"traffic.0.surges", R"([{"at": "09:30", "for": "5m"}])",
       "either \"times\" (of the ordinary rate) or a \"rate\""},
      {"traffic.0.surges", R"([{"at": "09:30", "for": "5m", "times": 0.5}])", "must be at least 1"},
      {"traffic.0.surges", R"([{"at": "12:00", "for": "5m", "times": 2}])", "outside the scenario's time"},
      {"traffic.0.surges", R"([{"at": "09:30", "for": "5m", "times": 2, "name": "calls"}])",
       "is taken by other traffic"},
      {"traffic.0.redial", R"({"most": 0})", "at /traffic/0/redial/most"},
      {"traffic.1", R"({"name": "calls", "rate": "1/h", "handle_time": "1s"})", "is taken by other traffic"},
      {"traffic.1", R"({"name": "x", "rate": "1/h"})",
       "nothing says how long the work on this traffic takes"},
      {"traffic.1", R"({"name": "x", "at": ["23:00"], "handle_time": "1s"})", "outside the scenario's time"},
      {"traffic.1", R"({"name": "x", "curve": {"interval": "13h", "counts": [1, 1]}, "handle_time": "1s"})",
       "beyond midnight"},
      {"traffic.1", R"({"name": "x", "table": {"name": "day", "count": "calls"}, "handle_time": "1s"})",
       "there is no table \"day\""},
      {"traffic.1",
       R"({"name": "x", "table": {"file": "day.csv", "time": "time", "count": "cals"}, "handle_time": "1s"})",
       "did you mean \"calls\"?"},
      {"traffic.1",
       R"({"name": "x", "table": {"file": "dya.csv", "time": "time", "count": "calls"}, "handle_time": "1s"})",
       "there is no such file"},
      {"traffic.1", R"({"name": "x", "trace": {"file": "day.csv", "time": "calls"}, "handle_time": "1s"})",
       "day.csv:2:7: error: must be a time (found \"30\")"},
      {"people", "[]", ""},
      {"people.0.workers", "\"b*\"", ""},
      {"people.0.workers", "\"x*\"", "there is no worker \"x*\""},
      {"people.0.workers", "\"skills HAS 'spanish'\"", "no worker of the workspace is meant by this"},
      {"people.0.shifts", R"([{"from": "25:00", "until": "26:00"}])", "at /people/0/shifts/0/from"},
      {"people.0.shifts", R"([{"from": "07:00", "until": "08:00"}])", "no worker is ever on duty"},
      {"people.0.shifts", "[]", "no worker is ever on duty"},
      {"people.0.staff", R"({"table": {"file": "day.csv", "time": "time", "count": "calls"}})",
       "30 workers, but the group only 3"},
      {"people.0.staff", R"({"table": {"file": "day.csv", "time": "time", "count": "wait"}})",
       "whole number"},
      {"people.0.reject", "2", "must be at most 1"},
      {"people.0.on", "\"Offline\"", "must be an activity that is available"},
      {"people.0.speed", "0", "at /people/0/speed"},
      {"people.0.speed", R"({"uniform": [1]})", "at /people/0/speed/uniform"},
      {"people.0.speed", R"({"uniform": [1, 2], "gamma": {"mean": 1, "scv": 1}})",
       "a law must have one kind (found 2)"},
      {"people.0.breaks", R"([{"at": "12:00"}])", "at /people/0/breaks/0"},
      {"people.0.rest", "\"Available\"", "must be an activity that is not available"},
      {"people.0.lateness", R"({"probability": 2})", "must be at most 1"},
      {"people.0.hand_back", R"({"to": "boss"})", "at /people/0/hand_back/to"},
      {"people.0.transfers", R"([{"probability": 1}])", "a transfer goes to either a queue or a worker"},
      {"people.0.transfers", R"([{"queue": "sales", "consult": "5s"}])", "only a warm transfer has"},
      {"people.0.transfers", R"([{"queue": "sale"}])", "did you mean \"sales\"?"},
      {"people.0.transfers", R"([{"queue": "*"}])", "two queues of tenant \"default\""},
      {"people.0.transfers", R"([{"queue": "sels*"}])", "there is no task queue \"sels*\""},
      {"people.0.concurrency", R"({"channels": ["chat"]})", "factors"},
      {"people.0.concurrency", R"({"factors": [2]})", "must be at most 1"},
      {"traffic.0.workflow", "\"x*\"", "no workflow's name begins with this"},
      {"traffic.0.voicemail", R"({"speaks": 7})", "must be at most 1"},
      {"traffic.0.outbound_call", R"({"returns": {"as": "cals"}})", "did you mean \"calls\"?"},
      {"traffic.0.callback_request", R"({"probability": 2})", "must be at most 1"},
      {"traffic.0.callback_request", R"({"after": "5s", "announced": ["60s"]})", "leave this out"},
      {"traffic.0.callback_request", R"({"announced": ["60s", "50s"]})", "one after the other"},
      {"traffic.0.callback_request", R"({"announced": []})", "announced must not be empty"},
      {"traffic.0.callback_request", R"({"tenants": ["default", "nort*"]})", "there is no tenant \"nort*\""},
      {"traffic.0",
       R"({"name": "c", "rate": "1/h", "channel": "chat", "handle_time": "5s", "callback_request": {}})",
       "channel \"chat\" is not for calls"},
      {"people.0.callback_button", R"({"share": -1})", "must be at least 0"},
      {"people.0.callback_button", R"({"delay": "5s"})", "delay"},
      {"traffic.0.thread", R"({"writing_time": "5s"})", "leave the handle time out"},
      {"traffic.0.thread", R"({"messages": 0, "writing_time": "5s"})", "at /traffic/0/thread/messages"},
      {"traffic.0.thread", R"({"writing_time": "5s", "burst": {"gap": "5s"}})", "\"messages\" is missing"},
      {"traffic.0.thread", R"({"writing_time": "5s", "burst": {"messages": 0}})", "burst/messages"},
      {"traffic.0.thread", R"({"writing_time": "5s", "writes_again": {"most": 2}})", "\"delay\" is missing"},
      {"diverts", R"([{"at": "09:30", "to": "nowhere"}])", "there is no number \"nowhere\""},
      {"forwarding", R"({"failure": 2})", "must be at most 1"},
      {"people.1", R"({"workers": "ann"})", "worker \"ann\" is in another group already"},
      {"thresholds", R"({"service_level{queue:sails}": "mean>=0.8"})", "sails"},
      {"thresholds", R"({"service_level{queue:sales}": "mean=>0.8"})", "at /thresholds/"},
      {"recorded", R"({"table": {"file": "day.csv", "time": "time", "contacts": "time"}})",
       "day.csv:2:1: error: must be a number"},
      {"workspace", R"({"version": 1, "name": "x", "workers": [{"nam": "a"}]})", "at /workspace/workers/0"},
      {"traffic.x.rate", "\"1/h\"", "the path \"traffic.x.rate\" leads nowhere"},
      {"traffic.7.rate", "\"1/h\"", "the path \"traffic.7.rate\" leads nowhere"},
      {"traffic.0.rat", "\"1/h\"", "rat"},
  };
  for (const SettingCase& one : cases) {
    const std::string text = files.problems(small_scenario, {{one.path, one.value}});
    if (*one.message == '\0') {
      EXPECT_EQ(text, "") << one.path << "=" << one.value;
    } else {
      EXPECT_NE(text.find(one.message), std::string::npos) << one.path << "=" << one.value << "\n" << text;
    }
  }
}

TEST(ScenarioProblems, are_diverts_that_the_engine_would_refuse) {
  const ScenarioFiles files;
  const std::string workspace = R"({"version": 1, "name": "w",
    "tenants": [{"name": "a", "divert_code": "4711"}, {"name": "b", "shared_teams": ["t"], "divert_code": "4712"}, {"name": "t"}],
    "numbers": [{"name": "operator", "number": "+37052000001", "tenant": "t"}],
    "workers": [{"name": "ann", "tenant": "a"}], "task_queues": [{"name": "q", "tenant": "a"}],
    "workflows": [{"name": "w", "tenant": "a", "task_routing": {"default_filter": {"queue": "q"}}}]})";
  const auto problems = [&](const std::string& divert) {
    return files.problems(small_scenario, {{"workspace", workspace}, {"diverts", "[" + divert + "]"}});
  };
  EXPECT_EQ(problems(R"({"at": "09:30", "tenant": "b", "to": "operator", "code": "4712"})"), "");
  const std::pair<const char*, const char*> cases[] = {
      {R"({"at": "09:30", "tenant": "b", "to": "operator", "code": "4711"})",
       "this is not the divert_code of tenant \"b\"   at /diverts/0/code"},
      {R"({"at": "09:30", "tenant": "b", "to": "operator"})",
       "divert_code of tenant \"b\"   at /diverts/0\n"},
      {R"({"at": "09:30", "tenant": "t", "to": "operator", "code": "1"})", "tenant \"t\" has no divert_code"},
      {R"({"at": "09:30", "tenant": "a", "to": "operator", "code": "4711"})",
       "the number must be of the tenant or of a team that it shares   at /diverts/0/to"},
      {R"({"at": "09:30", "to": "operator", "code": "9"})", "this is not the divert_code of tenant \"a\""},
  };
  for (const auto& [divert, expected] : cases) {
    const std::string text = problems(divert);
    EXPECT_NE(text.find(expected), std::string::npos) << divert << "\n" << text;
  }
}

struct LengthCase {
  const char* name;
  std::vector<Setting> settings;
  const char* message;  // the only problem; empty: none
};

TEST(ScenarioProblems, are_told_of_work_that_would_take_no_time) {
  const ScenarioFiles files;
  const std::string traffic = R"({"name": "calls", "rate": "60/h"})";
  const std::string to_sales = R"({"name": "calls", "rate": "60/h", "queue": "sales"})";
  const std::string to_bob = R"({"name": "calls", "rate": "60/h", "worker": "bob"})";
  const std::string ann_knows = R"([{"workers": "ann", "handle_time": "60s"}])";
  const std::string sellers_know = R"([{"workers": ["ann", "eve"], "handle_time": "60s"}])";
  const std::string only_sales = R"([{"queue": "sales", "handle_time": "60s"}])";
  const std::string only_chat = R"([{"channel": "chat", "handle_time": "60s"}])";
  const std::vector<LengthCase> cases = {
      {"a worker in no group",
       {{"traffic.0", traffic}, {"people", ann_knows}},
       R"(takes when worker "bob" does it in queue "help")"},
      {"a group without",
       {{"traffic.0", traffic}, {"people", ann_knows}, {"people.1", R"({"workers": "bob"})"}},
       R"(takes when worker "bob" does it in queue "help")"},
      {"workers whom the work does not reach", {{"traffic.0", to_sales}, {"people", sellers_know}}, ""},
      {"straight to a worker without",
       {{"traffic.0", to_bob}, {"people", ann_knows}},
       R"(takes when worker "bob" does it)"},
      {"a law of another queue",
       {{"traffic.0", traffic}, {"handle_times", only_sales}},
       R"(takes when worker "ann" does it in queue "help")"},
      {"a law of the queue", {{"traffic.0", to_sales}, {"handle_times", only_sales}}, ""},
      {"a law of another channel",
       {{"traffic.0", traffic}, {"handle_times", only_chat}},
       R"(takes when worker "ann" does it in queue "help")"},
  };
  for (const LengthCase& one : cases) {
    const std::string text = files.problems(small_scenario, one.settings);
    if (*one.message == '\0') {
      EXPECT_EQ(text, "") << one.name;
    } else {
      EXPECT_NE(text.find(one.message), std::string::npos) << one.name << "\n" << text;
    }
  }
}

TEST(ScenarioProblems, are_told_of_more_intervals_than_reports_have) {
  const ScenarioFiles files;
  EXPECT_EQ(files.problems(small_scenario, {{"length", "\"1000000s\""}, {"interval", "\"1s\""}}), "");
  const std::string text =
      files.problems(small_scenario, {{"length", "\"1000001s\""}, {"interval", "\"1s\""}});
  EXPECT_NE(text.find("--set interval=\"1s\":1:1: error: the scenario has 1000001 intervals of 1s"),
            std::string::npos)
      << text;
  const std::string long_one = files.problems(small_scenario, {{"length", "\"30000d\""}});
  EXPECT_NE(long_one.find("the scenario has 1440000 intervals of 30m"), std::string::npos) << long_one;
}

TEST(ScenarioProblems, are_reported_all_at_once) {
  const ScenarioFiles files;
  const auto result =
      files.read(small_scenario, {{"seed", "-1"}, {"traffic.0.balk", "7"}, {"people.0.speed", "0"}});
  ASSERT_FALSE(result.has_value());
  EXPECT_EQ(result.error().list().size(), 3U) << codec::to_text(result.error());
}

TEST(ScenarioProblems, of_missing_keys_name_each) {
  const ScenarioFiles files;
  const std::string text = files.problems("{}");
  for (const char* key : {"version", "name", "workspace", "start", "length"}) {
    EXPECT_NE(text.find("\"" + std::string(key) + "\" is missing here"), std::string::npos) << key << "\n"
                                                                                            << text;
  }
}

TEST(ScenarioProblems, in_a_table_have_its_file_line_and_column) {
  const ScenarioFiles files;
  files.write("bad.csv", "time,calls\n09:00,12\n09:30,many\n09:15,3\n");
  const std::string text = files.problems(
      small_scenario,
      {{"traffic.0",
        R"({"name": "c", "table": {"file": "bad.csv", "time": "time", "count": "calls"}, "handle_time": "1s"})"}});
  EXPECT_NE(text.find("bad.csv:3:7: error: must be a number"), std::string::npos) << text;
  EXPECT_NE(text.find("bad.csv:4:1: error: times of day must rise"), std::string::npos) << text;
}

TEST(ScenarioProblems, of_the_environment_are_told_apart) {
  const ScenarioFiles files;
  const auto missing = read_scenario(files.path("none.json"));
  ASSERT_FALSE(missing.has_value());
  EXPECT_TRUE(missing.error().only_environment());
  const auto table = files.read(edited("workspace.json", "none.json"));
  ASSERT_FALSE(table.has_value());
  EXPECT_TRUE(table.error().only_environment());
  const auto wrong = files.read(edited("60/h", "60/x"));
  ASSERT_FALSE(wrong.has_value());
  EXPECT_FALSE(wrong.error().only_environment());
}

TEST(ScenarioProblems, of_an_extended_scenario_stand_in_the_file_that_has_them) {
  const ScenarioFiles files;
  files.write("base.json", small_scenario);
  const std::string own =
      files.problems("{\n  \"extends\": \"base.json\",\n  \"set\": {\"traffic.0.balk\": 3}\n}\n");
  EXPECT_EQ(first_line(own).substr(0, 26), "scenario.json:3:29: error:") << own;
  files.write("base.json", edited("60/h", "60/x"));
  const std::string base = files.problems("{\"extends\": \"base.json\", \"seed\": 4}");
  EXPECT_EQ(first_line(base).substr(0, 22), "base.json:8:31: error:") << base;
  const std::string circle = files.problems("{\"extends\": \"scenario.json\"}");
  EXPECT_NE(circle.find("extend each other"), std::string::npos) << circle;
}

TEST(ScenarioSchema, is_whole) {
  const codec::Problems problems = codec::check_schema(codec::parse_schema(scenario_schema_text()));
  EXPECT_TRUE(problems.empty()) << codec::to_text(problems);
}

}  // namespace
}  // namespace switchyard::sim
