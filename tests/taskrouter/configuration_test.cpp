// Activities, task channels, task queues and workflows over the REST API.
#include <algorithm>

#include "tests/taskrouter/api_world.h"

namespace switchyard::adapters::taskrouter {
namespace {

constexpr const char* created = "2026-03-01T08:00:00Z";
constexpr const char* later = "2026-03-01T08:01:00Z";

class ConfigurationOverRest : public ApiWorld {
 protected:
  std::string workspace_ = make_workspace();
  std::string url_ = "https://example.com" + workspace_;

  std::vector<std::string> names(const std::string& path, const std::string& key,
                                 const std::string& field = "friendly_name") {
    std::vector<std::string> found;
    const Answer answer = ask("GET " + workspace_ + path);
    for (const Json& row : answer.body.at(key)) found.push_back(text_of(row, field));
    return found;
  }
};

using Names = std::vector<std::string>;

TEST_F(ConfigurationOverRest, has_the_activities_of_taskrouter) {
  EXPECT_EQ(names("/Activities", "activities"), (Names{"Offline", "Available", "Unavailable"}));
  EXPECT_EQ(names("/Activities?Available=true", "activities"), (Names{"Available"}));
  EXPECT_EQ(names("/Activities?FriendlyName=Offline", "activities"), (Names{"Offline"}));
}

TEST_F(ConfigurationOverRest, makes_renames_and_deletes_an_activity) {
  const Answer made = make(workspace_ + "/Activities", {{"FriendlyName", "Lunch"}, {"Available", "no"}});
  EXPECT_EQ(made.sid().substr(0, 2), "WA");
  EXPECT_EQ(made.body["available"], false);
  EXPECT_EQ(made.text("workspace_sid"), workspace_.substr(workspace_.rfind('/') + 1));
  EXPECT_EQ(made.text("url"), url_ + "/Activities/" + made.sid());
  EXPECT_EQ(made.body["links"]["workspace"], url_);
  const std::string path = workspace_ + "/Activities/" + made.sid();
  port_.advance(minutes(1));
  const Answer renamed = ask("POST " + path, {{"FriendlyName", "Break"}, {"Available", "true"}});
  EXPECT_EQ(renamed.status, 200U);
  EXPECT_EQ(renamed.sid(), made.sid());
  EXPECT_EQ(renamed.text("friendly_name"), "Break");
  EXPECT_EQ(renamed.body["available"], false) << "it never changes";
  EXPECT_EQ(renamed.text("date_created"), created);
  EXPECT_EQ(renamed.text("date_updated"), later);
  EXPECT_EQ(ask("DELETE " + path).status, 204U);
  EXPECT_EQ(ask("GET " + path).status, 404U);
  EXPECT_EQ(names("/Activities", "activities").size(), 3U);
}

TEST_F(ConfigurationOverRest, gives_a_name_that_was_deleted_to_something_new) {
  const Answer first = make(workspace_ + "/Activities", {{"FriendlyName", "Break"}});
  ask("DELETE " + workspace_ + "/Activities/" + first.sid());
  const Answer second = make(workspace_ + "/Activities", {{"FriendlyName", "Break"}, {"Available", "yes"}});
  EXPECT_NE(second.sid(), first.sid());
  EXPECT_EQ(second.body["available"], true);
}

TEST_F(ConfigurationOverRest, keeps_activities_that_are_needed) {
  const Answer workspace = ask("GET " + workspace_);
  EXPECT_EQ(ask("DELETE " + workspace_ + "/Activities/" + workspace.text("default_activity_sid")).status,
            400U);
  const Answer lunch = make(workspace_ + "/Activities", {{"FriendlyName", "Lunch"}});
  make(workspace_ + "/Workers", {{"FriendlyName", "ann"}, {"ActivitySid", lunch.sid()}});
  EXPECT_EQ(ask("DELETE " + workspace_ + "/Activities/" + lunch.sid()).body["code"], 20001);
  const Answer twice = ask("POST " + workspace_ + "/Activities", {{"FriendlyName", "Lunch"}});
  EXPECT_EQ(twice.status, 400U);
  EXPECT_EQ(twice.body["code"], 20001);
}

TEST_F(ConfigurationOverRest, has_task_channels_by_sid_and_by_name) {
  EXPECT_EQ(names("/TaskChannels", "channels", "unique_name"),
            (Names{"default", "voice", "sms", "chat", "video"}));
  const Answer made =
      make(workspace_ + "/TaskChannels", {{"FriendlyName", "Lead desk"}, {"UniqueName", "leads"}});
  EXPECT_EQ(made.sid().substr(0, 2), "TC");
  EXPECT_EQ(made.text("unique_name"), "leads");
  EXPECT_EQ(made.body["channel_optimized_routing"], false);
  const Answer changed = ask("POST " + workspace_ + "/TaskChannels/leads",
                             {{"FriendlyName", "Leads"}, {"ChannelOptimizedRouting", "true"}});
  EXPECT_EQ(changed.text("friendly_name"), "Leads");
  EXPECT_EQ(changed.body["channel_optimized_routing"], true);
  EXPECT_EQ(ask("GET " + workspace_ + "/TaskChannels/" + made.sid()).body, changed.body);
  EXPECT_EQ(ask("POST " + workspace_ + "/TaskChannels", {{"FriendlyName", "x"}, {"UniqueName", "7"}}).status,
            400U);
  EXPECT_EQ(ask("DELETE " + workspace_ + "/TaskChannels/voice").status, 400U);
  EXPECT_EQ(ask("DELETE " + workspace_ + "/TaskChannels/leads").status, 204U);
  EXPECT_EQ(ask("GET " + workspace_ + "/TaskChannels/leads").status, 404U);
}

TEST_F(ConfigurationOverRest, makes_and_changes_task_queues) {
  const std::string offline = ask("GET " + workspace_).text("default_activity_sid");
  const Answer made =
      make(workspace_ + "/TaskQueues", {{"FriendlyName", "Sales"}, {"ReservationActivitySid", offline}});
  EXPECT_EQ(made.sid().substr(0, 2), "WQ");
  EXPECT_EQ(made.text("target_workers"), "1==1");
  EXPECT_EQ(made.text("task_order"), "FIFO");
  EXPECT_EQ(made.body["max_reserved_workers"], 1);
  EXPECT_EQ(made.text("reservation_activity_sid"), offline);
  EXPECT_EQ(made.text("reservation_activity_name"), "Offline");
  EXPECT_TRUE(made.body["assignment_activity_sid"].is_null());
  EXPECT_EQ(made.body["links"]["reservation_activity"], url_ + "/Activities/" + offline);
  const std::string path = workspace_ + "/TaskQueues/" + made.sid();
  const Answer changed = ask("POST " + path, {{"FriendlyName", "Loans"},
                                              {"TargetWorkers", "skills HAS \"loans\""},
                                              {"MaxReservedWorkers", "5"},
                                              {"TaskOrder", "LIFO"}});
  EXPECT_EQ(changed.status, 200U);
  EXPECT_EQ(changed.sid(), made.sid());
  EXPECT_EQ(changed.text("target_workers"), "skills HAS \"loans\"");
  EXPECT_EQ(changed.body["max_reserved_workers"], 5);
  EXPECT_EQ(changed.text("task_order"), "LIFO");
  EXPECT_EQ(ask("GET " + path).body, changed.body);
  EXPECT_EQ(ask("DELETE " + path).status, 204U);
  EXPECT_EQ(ask("POST " + path, {{"FriendlyName", "x"}}).status, 404U);
}

TEST_F(ConfigurationOverRest, says_what_is_wrong_with_a_task_queue) {
  const http::Fields wrong[] = {
      {},
      {{"FriendlyName", ""}},
      {{"FriendlyName", std::string(65, 'x')}},
      {{"FriendlyName", "q"}, {"TargetWorkers", "skill-level > 3"}},
      {{"FriendlyName", "q"}, {"MaxReservedWorkers", "51"}},
      {{"FriendlyName", "q"}, {"TaskOrder", "random"}},
      {{"FriendlyName", "q"}, {"AssignmentActivitySid", "WA00000000000000000000000000000000"}},
  };
  for (const http::Fields& form : wrong) {
    const Answer refused = ask("POST " + workspace_ + "/TaskQueues", form);
    EXPECT_EQ(refused.status, 400U) << http::write_form(form);
    EXPECT_EQ(refused.body["code"], 20001) << http::write_form(form);
    EXPECT_FALSE(refused.text("message").empty());
  }
  EXPECT_TRUE(names("/TaskQueues", "task_queues").empty());
}

TEST_F(ConfigurationOverRest, lists_task_queues_by_who_would_be_in_them) {
  make(workspace_ + "/TaskQueues", {{"FriendlyName", "all"}});
  make(workspace_ + "/TaskQueues", {{"FriendlyName", "loans"}, {"TargetWorkers", "skills HAS 'loans'"}});
  make(workspace_ + "/TaskQueues", {{"FriendlyName", "none"}, {"TargetWorkers", ""}});
  const Answer ann =
      make(workspace_ + "/Workers", {{"FriendlyName", "ann"}, {"Attributes", R"({"skills":["loans"]})"}});
  const Answer bob = make(workspace_ + "/Workers", {{"FriendlyName", "bob"}});
  EXPECT_EQ(names("/TaskQueues?WorkerSid=" + ann.sid(), "task_queues"), (Names{"all", "loans"}));
  EXPECT_EQ(names("/TaskQueues?WorkerSid=" + bob.sid(), "task_queues"), (Names{"all"}));
  const std::string attributes = http::percent_encode(R"({"skills":["loans","cars"]})");
  EXPECT_EQ(names("/TaskQueues?EvaluateWorkerAttributes=" + attributes, "task_queues"),
            (Names{"all", "loans"}));
  EXPECT_EQ(names("/TaskQueues?EvaluateWorkerAttributes=%7B%7D", "task_queues"), (Names{"all"}));
  EXPECT_EQ(ask("GET " + workspace_ + "/TaskQueues?EvaluateWorkerAttributes=x").status, 400U);
  EXPECT_EQ(ask("GET " + workspace_ + "/TaskQueues?EvaluateWorkerAttributes=%7B%7D").body["code"], 20429);
  port_.advance(seconds(1));
  EXPECT_EQ(ask("GET " + workspace_ + "/TaskQueues?EvaluateWorkerAttributes=%7B%7D").status, 200U);
  EXPECT_EQ(names("/TaskQueues?Ordering=FriendlyName:desc", "task_queues"), (Names{"none", "loans", "all"}));
  EXPECT_EQ(ask("GET " + workspace_ + "/TaskQueues?Ordering=Colour:asc").status, 400U);
}

TEST_F(ConfigurationOverRest, keeps_a_workflow_as_it_was_sent) {
  const Answer queue = make(workspace_ + "/TaskQueues", {{"FriendlyName", "all"}});
  const std::string text =
      "{ \"task_routing\" : {\"filters\": [{\"filter_friendly_name\":\"A\",\n\"expression\":\"type=='a'\"," +
      std::string("\"targets\":[{\"queue\":\"") + queue.sid() +
      "\",\"timeout\":\"20\",\"skip_if\":null}]}], \"default_filter\": {\"queue\":\"" + queue.sid() + "\"}}}";
  const Answer made = make(workspace_ + "/Workflows", {{"FriendlyName", "In"},
                                                       {"Configuration", text},
                                                       {"AssignmentCallbackUrl", "https://a"},
                                                       {"FallbackAssignmentCallbackUrl", "https://f"}});
  EXPECT_EQ(made.sid().substr(0, 2), "WW");
  EXPECT_EQ(made.text("configuration"), text);
  EXPECT_EQ(made.text("assignment_callback_url"), "https://a");
  EXPECT_EQ(made.text("fallback_assignment_callback_url"), "https://f");
  EXPECT_EQ(made.body["task_reservation_timeout"], 120);
  EXPECT_EQ(made.text("document_content_type"), "application/json");
  const std::string path = workspace_ + "/Workflows/" + made.sid();
  for (const char* name : {"AssignmentCallbackUrl", "FallbackAssignmentCallbackUrl"}) {
    const Answer refused = ask("POST " + path, {{name, "javascript:x"}});
    EXPECT_EQ(refused.status, 400U) << name;
    EXPECT_EQ(refused.text("message"), std::string(name) + " must be an http or https URL");
  }
  const Answer changed = ask("POST " + path, {{"FriendlyName", "Inbound"}, {"TaskReservationTimeout", "30"}});
  EXPECT_EQ(changed.body["task_reservation_timeout"], 30);
  EXPECT_EQ(changed.text("configuration"), text);
  EXPECT_EQ(changed.text("friendly_name"), "Inbound");
  EXPECT_EQ(names("/Workflows?FriendlyName=Inbound", "workflows"), (Names{"Inbound"}));
  EXPECT_EQ(ask("DELETE " + workspace_ + "/TaskQueues/" + queue.sid()).status, 400U) << "it is in use";
  EXPECT_EQ(ask("DELETE " + path).status, 204U);
  EXPECT_EQ(ask("DELETE " + workspace_ + "/TaskQueues/" + queue.sid()).status, 204U);
}

TEST_F(ConfigurationOverRest, refuses_workflows_that_cannot_work) {
  const std::string all = make(workspace_ + "/TaskQueues", {{"FriendlyName", "all"}}).sid();
  const std::string wrong[] = {
      "",
      "nothing",
      "[]",
      R"({"task_routing":{"default_filter":{"queue":"WQ00000000000000000000000000000000"}}})",
      R"({"task_routing":{"filters":[{"expression":"a-b","targets":[{"queue":")" + all + R"("}]}]}})",
      R"({"task_routing":{"default_filter":{"queue":")" + all + R"(","ring":"all"}}})",
      R"({"task_routing":{"default_filter":{"queue":")" + all + R"("}},"more":1})",
      R"({"task_routing":{"default_filter":{"queue":")" + all + R"("}} /* comment */ })",
      std::string(1'038'577, ' '),
  };
  for (const std::string& text : wrong) {
    const Answer refused =
        ask("POST " + workspace_ + "/Workflows", {{"FriendlyName", "w"}, {"Configuration", text}});
    EXPECT_EQ(refused.status, 400U) << text.substr(0, 100);
    EXPECT_EQ(refused.body["code"], 20001) << text.substr(0, 100);
  }
  EXPECT_EQ(ask("POST " + workspace_ + "/Workflows", {{"FriendlyName", "w"}}).status, 400U);
  EXPECT_TRUE(names("/Workflows", "workflows").empty());
}

TEST_F(ConfigurationOverRest, follows_a_queue_whose_name_changes) {
  open(R"({"version":1,"name":"old","taskrouter":{"account_sid":"ACone"},"default_activity":"Available",
           "workers":[{"name":"agent-","count":2}],"task_queues":[{"name":"line"}],
           "workflows":[{"name":"in","task_routing":{"default_filter":{"queue":"line"}}}]})");
  workspace_ = "/v1/Workspaces/" + make_sid(sid_key("old"), SidKind::workspace, 1);
  EXPECT_EQ(names("/Workers", "workers"), (Names{"agent-1", "agent-2"}));
  const Json queues = ask("GET " + workspace_ + "/TaskQueues").body["task_queues"];
  const std::string path = workspace_ + "/TaskQueues/" + text_of(queues[0], "sid");
  EXPECT_EQ(ask("POST " + path, {{"FriendlyName", "desk"}}).status, 200U);
  const Json workflows = ask("GET " + workspace_ + "/Workflows").body["workflows"];
  EXPECT_EQ(text_of(workflows[0], "configuration"),
            R"({"task_routing":{"default_filter":{"queue":"desk"}}})");
  EXPECT_EQ(names("/Workers", "workers"), (Names{"agent-1", "agent-2"}));
}

TEST_F(ConfigurationOverRest, begins_with_a_queue_and_a_workflow_from_the_template) {
  workspace_ = make_workspace({{"FriendlyName", "Desk"}, {"Template", "FIFO"}});
  EXPECT_EQ(names("/TaskQueues", "task_queues"), (Names{"Sample Queue"}));
  EXPECT_EQ(names("/Workflows", "workflows"), (Names{"Default Fifo Workflow"}));
  const Json queues = ask("GET " + workspace_ + "/TaskQueues").body["task_queues"];
  const Json workflows = ask("GET " + workspace_ + "/Workflows").body["workflows"];
  EXPECT_NE(text_of(workflows[0], "configuration").find(text_of(queues[0], "sid")), std::string::npos);
}

}  // namespace
}  // namespace switchyard::adapters::taskrouter
