// Workspace documents that are wrong or surely not meant so: each fault once, at its place.
#include <gtest/gtest.h>

#include "tests/codec/workspace_text.h"

namespace switchyard::codec {
namespace {

struct Row {
  std::string members;  // beside version and name
  std::string expected;
};

std::string with(const std::string& members) {
  return R"({"version":1,"name":"w",)" + members + "}";
}

TEST(WorkspaceProblems, of_form_and_meaning_stand_at_their_place) {
  const std::string queue = R"("task_queues":[{"name":"q"}],)";
  const auto flow = [&](const std::string& target) {
    return queue + R"("workflows":[{"name":"f","task_routing":{"default_filter":{)" + target + "}}}]";
  };
  const std::string at = "/workflows/0/task_routing/default_filter";
  const Row rows[] = {
      {R"("workrs":[])", R"(1:25 error /workrs: there is no key "workrs" here [did you mean "workers"?])"},
      {R"("workers":{})", "1:35 error /workers: workers must be an array (found {})"},
      {R"("workers":[1])", "1:36 error /workers/0: the value must be an object (found 1)"},
      {R"("workers":[{}])", "1:36 error /workers/0: \"name\" is missing here"},
      {R"("workers":[{"name":"a"},{"name":"A"}])",
       "1:57 error /workers/1/name: there must be one worker of a name (found \"A\" again) [capital and "
       "small letters "
       "are the same here]"},
      {R"("workers":[{"name":"a-","count":2},{"name":"a-2"}])",
       "1:68 error /workers/1/name: there must be one worker of a name (found \"a-2\" again) [capital and "
       "small "
       "letters are the same here]"},
      {R"("workers":[{"name":"a","count":0}])",
       "1:56 error /workers/0/count: count must be at least 1 (found 0)"},
      {R"("workers":[{"name":"a","activity":"Busy"}])",
       "1:59 error /workers/0/activity: there is no activity \"Busy\" [known: Offline, Available, "
       "Unavailable]"},
      {R"("workers":[{"name":"a","channels":{"vioce":1}}])",
       "1:60 error /workers/0/channels/vioce: there is no task channel \"vioce\" [did you mean \"voice\"?]"},
      {R"("workers":[{"name":"a","channels":{"voice":-1}}])",
       "1:68 error /workers/0/channels/voice: voice must be at least 0 (found -1)"},
      {R"("workers":[{"name":"a","attributes":[]}])",
       "1:61 error /workers/0/attributes: attributes must be an object (found [])"},
      {R"("workers":[{"name":"a","tenant":"x"}])",
       "1:57 error /workers/0/tenant: there is no tenant \"x\" [known: default]"},
      {R"("workers":[{"name":"a","sid":"WQ00000000000000000000000000000001"}])",
       "1:54 error /workers/0/sid: sid must be WK and 32 hexadecimal digits (found "
       "\"WQ00000000000000000000000000000001\")"},
      {R"("tenants":[{"name":"a"},{"name":"b"}],"workers":[{"name":"x"}])",
       "1:74 error /workers/0: \"tenant\" is missing here [the workspace has more than one tenant]"},
      {R"("tenants":[{"name":"a","shared_teams":["a"]}])",
       "1:64 error /tenants/0/shared_teams/0: the value must be another tenant (found \"a\")"},
      {R"("activities":[{"name":"Ready","available":true}])",
       "1:1 error : \"default_activity\" is missing here [all activities are available, so it has to be "
       "chosen]\n"
       "1:1 error : \"timeout_activity\" is missing here [all activities are available, so it has to be "
       "chosen]"},
      {R"("activities":[{"name":"stay"}])",
       "1:47 error /activities/0/name: name must be another word (found \"stay\")"},
      {R"("task_channels":[{"name":"2nd"}])",
       "1:50 error /task_channels/0/name: name must be made of letters, digits, _, $ and -, and not begin "
       "with a "
       "digit (found \"2nd\")"},
      {R"("task_channels":[{"name":"voice","reservation_timeout":"2d"}])",
       "1:80 error /task_channels/0/reservation_timeout: reservation_timeout must be at most 1d (found "
       "\"2d\")"},
      {R"("task_channels":[{"name":"voice","cooldown":"-5s"}])",
       "1:69 error /task_channels/0/cooldown: cooldown must not be negative (found \"-5s\") [a duration is "
       "written "
       "\"10s\", \"1h30m\", \"250ms\" or \"1d\"]"},
      {R"("cooldown":5)", "1:36 error /cooldown: cooldown must be a string (found 5) [such as \"10s\"]"},
      {R"("task_queues":[{"name":"q","max_reserved_workers":51}])",
       "1:75 error /task_queues/0/max_reserved_workers: max_reserved_workers must be at most 50 (found 51)"},
      {R"("task_queues":[{"name":"q"},{"name":"q"}])",
       "1:61 error /task_queues/1/name: there must be one task queue of a name (found \"q\" again)"},
      {R"("task_queues":[{"name":"q","target_workers":"a\t>=> 3"}])",
       "1:73 error /task_queues/0/target_workers: expected an operator (== != < <= > >= CONTAINS HAS IN NOT "
       "IN) "
       "(found '>=>')"},
      {R"("workflows":[{"name":"f"}])",
       "1:38 error /workflows/0: \"task_routing\" is missing here [or \"file\", which names a TaskRouter "
       "workflow]"},
      {R"("workflows":[{"name":"f","task_routing":{}}])",
       "1:65 error /workflows/0/task_routing: a workflow must have a filter or a default_filter [else it "
       "cancels "
       "every task]"},
      {R"("workflows":[{"name":"f","file":"x.json","task_routing":{"default_filter":{"queue":"q"}}}],"task_queues":[{"name":"q"}])",
       "1:57 error /workflows/0/file: a workflow must have its rules here or in a file, not both"},
      {queue +
           R"("workflows":[{"name":"f","task_reservation_timeout":0,"task_routing":{"default_filter":{"queue":"q"}}}])",
       "1:106 error /workflows/0/task_reservation_timeout: task_reservation_timeout must be at least 1 "
       "(found 0)"},
      {queue +
           R"("workflows":[{"name":"f","task_routing":{"filters":[{"expression":"1==1","targets":[]}]}}])",
       "1:137 error /workflows/0/task_routing/filters/0/targets: targets must not be empty (found [])"},
      {flow(R"("timeout":5)"), "1:112 error " + at + ": \"queue\" is missing here"},
      {flow(R"("queue":"x")"), "1:121 error " + at + "/queue: there is no task queue \"x\" [known: q]"},
      {flow(R"("queue":"WQ00000000000000000000000000000001")"),
       "1:121 error " + at +
           "/queue: there is no task queue with the SID WQ00000000000000000000000000000001 [give "
           "the queue it means this \"sid\", or write its name here]"},
      {flow(R"("queue":"q","priority":-1)"),
       "1:136 error " + at + "/priority: priority must be at least 0 (found -1)"},
      {flow(R"("queue":"q","priority":"2147483648")"),
       "1:136 error " + at +
           "/priority: priority must be a whole number from 0 to 2147483647 (found \"2147483648\")"},
      {flow(R"("queue":"q","timeout":1.5)"),
       "1:135 error " + at + "/timeout: timeout must be a whole number or a string (found 1.5)"},
      {flow(R"("queue":"q","ring":"some")"),
       "1:132 error " + at + "/ring: ring must be \"all\" (found \"some\")"},
      {flow(R"("queue":"q","ring":{"more":2})"), "1:132 error " + at + "/ring: \"every\" is missing here"},
      {flow(R"("queue":"q","order_by":"worker.level UP")"),
       "1:150 error " + at + "/order_by: expected ASC, DESC, ',' or the end (found 'UP')"},
      {flow(R"("queue":"q","expression":"worker.channel.vioce.assigned_tasks == 0")"),
       "1:146 error " + at + "/expression: there is no task channel \"vioce\" [did you mean \"voice\"?]"},
      {R"("assignment_limit":0)",
       "1:44 error /assignment_limit: assignment_limit must be at least 1 (found 0)"},
  };
  for (const Row& row : rows) EXPECT_EQ(findings(with(row.members)), row.expected) << row.members;
}

TEST(WorkspaceProblems, of_the_whole_document) {
  EXPECT_EQ(findings("[]"), "1:1 error : the value must be an object (found [])");
  EXPECT_EQ(findings("{}"), "1:1 error : \"version\" is missing here\n1:1 error : \"name\" is missing here");
  EXPECT_EQ(findings(R"({"version": 2, "name": ""})"),
            "1:13 error /version: version must be 1 (found 2)\n1:24 error /name: name must not be empty "
            "(found \"\")");
}

TEST(WorkspaceProblems, a_queue_of_a_stranger_is_not_for_this_workflow) {
  EXPECT_EQ(findings(R"({"version":1,"name":"w","tenants":[{"name":"a"},{"name":"b"}],
    "task_queues":[{"name":"q","tenant":"b"}],
    "workflows":[{"name":"f","tenant":"a","task_routing":{"default_filter":{"queue":"q"}}}]})"),
            "3:85 error /workflows/0/task_routing/default_filter/queue: the queue must be of the workflow's "
            "tenant or "
            "of a team that it shares (found \"b\")");
}

TEST(WorkspaceProblems, one_unreadable_name_does_not_make_others_unknown) {
  EXPECT_EQ(findings(R"({"version":1,"name":"w","task_queues":[{"name":3}],
    "workflows":[{"name":"f","task_routing":{"default_filter":{"queue":"q"}}}]})"),
            "1:48 error /task_queues/0/name: name must be a string (found 3) [such as \"sales\"]");
}

TEST(WorkspaceProblems, in_a_workflows_file_have_that_files_place) {
  const std::string text =
      R"({"version":1,"name":"w","task_queues":[{"name":"q"}],"workflows":[{"name":"f","file":"f.json"}]})";
  auto compiled = compile_text(
      text, nullptr,
      {{"f.json", "{\"task_routing\":\n {\"default_filter\": {\"queue\": \"x\", \"timout\": 1}}}"}});
  ASSERT_FALSE(compiled.has_value());
  EXPECT_EQ(compiled.error().list()[0].file, "f.json");
  EXPECT_EQ(short_form(compiled.error()),
            "2:31 error /task_routing/default_filter/queue: there is no task queue \"x\" [known: q]\n"
            "2:36 error /task_routing/default_filter/timout: there is no key \"timout\" here [did you mean "
            "\"timeout\"?]");
  auto missing = compile_text(text);
  ASSERT_FALSE(missing.has_value());
  EXPECT_TRUE(missing.error().only_environment());
  EXPECT_EQ(missing.error().list()[0].pointer, "/workflows/0/file");
  auto broken = compile_text(text, nullptr, {{"f.json", "{\"task_routing\":"}});
  ASSERT_FALSE(broken.has_value());
  EXPECT_FALSE(broken.error().only_environment());
}

TEST(WorkspaceWarnings, tell_what_TaskRouter_is_silent_about) {
  const std::string workers = R"("workers":[{"name":"ann","attributes":{"skills":["a"],"level":3}}],)";
  const Row rows[] = {
      {workers + R"("task_queues":[{"name":"q","target_workers":"skill HAS 'a' OR level > 1"}])",
       "1:137 warning /task_queues/0/target_workers: no worker has an attribute \"skill\" [did you mean "
       "\"skills\"?]"},
      {workers + R"("task_queues":[{"name":"q","target_workers":"level HAS 'a' OR level > 1"}])",
       "1:137 warning /task_queues/0/target_workers: HAS is false without an array on its left, and no "
       "worker has one "
       "in \"level\""},
      {workers + R"("task_queues":[{"name":"q","target_workers":"'a' HAS skills OR level > 1"}])",
       "1:137 warning /task_queues/0/target_workers: HAS is false without an array on its left [it is "
       "written: skills "
       "HAS \"sales\"]"},
      {workers + R"("task_queues":[{"name":"q","target_workers":"level IN 3 OR level > 1"}])",
       "1:137 warning /task_queues/0/target_workers: IN is false without an array on its right [it is "
       "written: x IN "
       "[\"a\", \"b\"]]"},
      {workers + R"("task_queues":[{"name":"q","target_workers":"level > 3"}])",
       "1:136 warning /task_queues/0/target_workers: no worker matches this queue at the start [tasks will "
       "wait here "
       "until their time to live]"},
      {workers +
           R"("task_queues":[{"name":"q","target_workers":"activity_name == 'Offline' AND channel.voice.configured_capacity == 1"}])",
       ""},
      {workers + R"("task_queues":[{"name":"q","target_workers":"1==2"}])", ""},
      {R"("task_queues":[{"name":"q","target_workers":"level > 3"}])", ""},
      {R"("task_queues":[{"name":"q"}],"workflows":[{"name":"f","task_routing":{"filters":[{"expression":"task.type == 'a'","targets":[{"queue":"q"},{"queue":"q","timeout":9},{"queue":"q"}]}]}}])",
       "1:121 warning /workflows/0/task_routing/filters/0/expression: in a filter this is an attribute named "
       "task, "
       "which tasks do not have [a filter's names stand without task.]\n"
       "1:164 warning /workflows/0/task_routing/filters/0/targets/1: no task comes to this target: the one "
       "before has "
       "no timeout and no skip_if"},
      {R"("task_queues":[{"name":"q","waiting_limit":3}],"workflows":[{"name":"f","task_routing":{"filters":[{"expression":"1==1","targets":[{"queue":"q"},{"queue":"q"}]}]}}])",
       ""},
      {R"("timeout_activity":"Available")",
       "1:44 warning /timeout_activity: workers who miss an offer go to an activity that is available, and "
       "are offered "
       "the next [\"on_miss\": {\"activity\": \"stay\"} of a channel says that more clearly]"},
      {R"("workers":[{"name":"a","attributes":{"x":")" + std::string(4'096, 'x') + R"("}}])",
       "1:61 warning /workers/0/attributes: TaskRouter refuses attributes of more than 4096 characters "
       "(found 4104)"},
  };
  for (const Row& row : rows) EXPECT_EQ(findings(with(row.members)), row.expected) << row.members;
}

TEST(WorkspaceWarnings, tell_of_a_shared_team_that_serves_before_its_turn) {
  const auto network = [](const std::string& queue, const std::string& targets) {
    return with(R"("tenants":[{"name":"d","shared_teams":["h2h"]},{"name":"h2h"}],)"
                R"("workers":[{"name":"ann","tenant":"d","attributes":{"at":"d"}},)"
                R"({"name":"team-","count":3,"tenant":"h2h","attributes":{"at":"h2h"}}],)"
                R"("task_queues":[{"name":"d","tenant":"d")" +
                queue +
                R"(},{"name":"h2h","tenant":"h2h"}],"workflows":[{"name":"w","tenant":"d",)"
                R"("task_routing":{"filters":[{"expression":"1==1","targets":[)" +
                targets + "]}]}}]");
  };
  const std::string later = R"({"queue":"d","timeout":20},{"queue":"h2h"})";
  const std::string told =
      ": workers of the shared team \"h2h\" are in this queue as well, and a workflow goes on from it to the "
      "team's own [if the team is to come later, name here only the tenant's workers]";
  EXPECT_EQ(findings(network("", later)), "1:235 warning /task_queues/0" + told);
  EXPECT_EQ(findings(network(R"(,"target_workers":"at != 'x'")", later)),
            "1:277 warning /task_queues/0/target_workers" + told);
  EXPECT_EQ(findings(network(R"(,"target_workers":"at == 'd'")", later)), "");
  EXPECT_EQ(findings(network(R"(,"target_workers":"")", later)), "");
  EXPECT_EQ(findings(network(R"(,"target_workers":"activity_name == 'Offline' AND at == 'd'")", later)), "");
  EXPECT_EQ(findings(network("", R"({"queue":"d","timeout":20})")), "") << "served together, and meant so";
  EXPECT_EQ(findings(network("", R"({"queue":"h2h","timeout":20},{"queue":"d"})")), "")
      << "the team is first";
}

}  // namespace
}  // namespace switchyard::codec
