// Workspaces as the REST API makes, shows, changes and deletes them.
#include "tests/taskrouter/api_world.h"

namespace switchyard::adapters::taskrouter {
namespace {

class Workspaces : public ApiWorld {};

TEST_F(Workspaces, are_made_with_three_activities) {
  const Answer made = make("/v1/Workspaces", {{"FriendlyName", "Desk"}, {"EventCallbackUrl", "https://e"}});
  const std::string url = "https://example.com/v1/Workspaces/" + made.sid();
  EXPECT_EQ(made.sid().substr(0, 2), "WS");
  EXPECT_EQ(made.text("account_sid"), "ACone");
  EXPECT_EQ(made.text("friendly_name"), "Desk");
  EXPECT_EQ(made.text("date_created"), "2026-03-01T08:00:00Z");
  EXPECT_EQ(made.text("date_updated"), "2026-03-01T08:00:00Z");
  EXPECT_EQ(made.text("default_activity_name"), "Offline");
  EXPECT_EQ(made.text("timeout_activity_name"), "Offline");
  EXPECT_EQ(made.text("default_activity_sid"), made.text("timeout_activity_sid"));
  EXPECT_EQ(made.text("event_callback_url"), "https://e");
  EXPECT_TRUE(made.body["events_filter"].is_null());
  EXPECT_EQ(made.body["multi_task_enabled"], true);
  EXPECT_EQ(made.text("prioritize_queue_order"), "FIFO");
  EXPECT_EQ(made.text("url"), url);
  EXPECT_EQ(made.body["links"]["task_queues"], url + "/TaskQueues");
  EXPECT_EQ(made.body["links"].size(), 10U);
  EXPECT_EQ(ask("GET /v1/Workspaces/" + made.sid()).body, made.body);
}

TEST_F(Workspaces, are_changed_and_deleted) {
  const std::string workspace = make_workspace();
  port_.advance(seconds(90));
  const Answer changed = ask("POST " + workspace, {{"FriendlyName", "Night desk"},
                                                   {"PrioritizeQueueOrder", "LIFO"},
                                                   {"EventsFilter", "task.created,task.canceled"}});
  EXPECT_EQ(changed.status, 200U);
  EXPECT_EQ(changed.text("friendly_name"), "Night desk");
  EXPECT_EQ(changed.text("prioritize_queue_order"), "LIFO");
  EXPECT_EQ(changed.text("events_filter"), "task.created,task.canceled");
  EXPECT_EQ(changed.text("date_created"), "2026-03-01T08:00:00Z");
  EXPECT_EQ(changed.text("date_updated"), "2026-03-01T08:01:30Z");
  EXPECT_EQ(ask("GET " + workspace).body, changed.body);
  const Answer gone = ask("DELETE " + workspace);
  EXPECT_EQ(gone.status, 204U);
  EXPECT_TRUE(gone.body.is_null());
  EXPECT_EQ(ask("GET " + workspace).status, 404U);
}

TEST_F(Workspaces, are_listed_with_pages) {
  std::vector<std::string> made;
  for (const char* name : {"a", "b", "c"})
    made.push_back(make("/v1/Workspaces", {{"FriendlyName", name}}).sid());
  std::vector<std::string> seen;
  std::string next = "/v1/Workspaces?PageSize=2";
  for (int pages = 0; !next.empty() && pages < 3; ++pages) {
    const Answer page = ask("GET " + next);
    EXPECT_EQ(page.body["meta"]["key"], "workspaces");
    EXPECT_EQ(page.body["meta"]["page"], pages);
    for (const Json& row : page.body["workspaces"]) seen.push_back(row["sid"]);
    next = text_of(page.body["meta"], "next_page_url");
    if (!next.empty()) next = next.substr(std::string("https://example.com").size());
  }
  std::sort(made.begin(), made.end());
  std::sort(seen.begin(), seen.end());
  EXPECT_EQ(seen, made);
  EXPECT_EQ(ask("GET /v1/Workspaces?FriendlyName=b").body["workspaces"].size(), 1U);
}

TEST_F(Workspaces, say_what_is_wrong_in_twilios_form) {
  const Answer nameless = ask("POST /v1/Workspaces");
  EXPECT_EQ(nameless.status, 400U);
  EXPECT_EQ(nameless.body["code"], 20001);
  EXPECT_EQ(nameless.body["status"], 400);
  EXPECT_EQ(nameless.text("more_info"), "https://www.twilio.com/docs/errors/20001");
  const Answer missing = ask("GET /v1/Workspaces/WS00000000000000000000000000000000");
  EXPECT_EQ(missing.status, 404U);
  EXPECT_EQ(missing.body["code"], 20404);
  EXPECT_EQ(missing.text("message"),
            "The requested resource /v1/Workspaces/WS00000000000000000000000000000000 was not found");
  EXPECT_EQ(ask("PUT " + make_workspace()).body["code"], 20004);
  EXPECT_EQ(ask("POST /v1/Workspaces", {{"FriendlyName", "x"}, {"MultiTaskEnabled", "false"}}).status, 400U);
}

TEST_F(Workspaces, send_events_to_http_urls_only) {
  for (const char* url :
       {"javascript:alert(1)", "ftp://a.example/x", "a.example", "https://", "http://a b/"}) {
    const Answer made = ask("POST /v1/Workspaces", {{"FriendlyName", "x"}, {"EventCallbackUrl", url}});
    EXPECT_EQ(made.status, 400U) << url;
    EXPECT_EQ(made.body["code"], 20001) << url;
    EXPECT_EQ(made.text("message"), "EventCallbackUrl must be an http or https URL");
  }
  const std::string workspace = make_workspace();
  EXPECT_EQ(ask("POST " + workspace, {{"EventCallbackUrl", "javascript:alert(1)"}}).status, 400U);
  EXPECT_EQ(ask("POST " + workspace, {{"EventCallbackUrl", "http://a.example/x?y=1"}}).status, 200U);
  EXPECT_EQ(ask("POST " + workspace, {{"EventCallbackUrl", ""}}).status, 200U) << "no more events";
}

TEST_F(Workspaces, send_nothing_to_addresses_that_are_not_allowed) {
  judge_ = [](std::string_view url) {
    return url.starts_with("http://10.") ? std::optional<std::string>("leads astray") : std::nullopt;
  };
  const std::string inside = "http://10.0.0.1/x";
  const Answer made = ask("POST /v1/Workspaces", {{"FriendlyName", "x"}, {"EventCallbackUrl", inside}});
  EXPECT_EQ(made.status, 400U);
  EXPECT_EQ(made.body["code"], 20001);
  EXPECT_EQ(made.text("message"), "EventCallbackUrl leads astray");
  const std::string workspace = make_workspace({{"FriendlyName", "x"}, {"Template", "FIFO"}});
  EXPECT_EQ(ask("POST " + workspace, {{"EventCallbackUrl", inside}}).status, 400U);
  EXPECT_EQ(ask("POST " + workspace, {{"EventCallbackUrl", "http://11.0.0.1/x"}}).status, 200U);
  const std::string workflow =
      workspace + "/Workflows/" + text_of(ask("GET " + workspace + "/Workflows").body["workflows"][0], "sid");
  for (const char* name : {"AssignmentCallbackUrl", "FallbackAssignmentCallbackUrl"}) {
    EXPECT_EQ(ask("POST " + workflow, {{name, inside}}).text("message"), std::string(name) + " leads astray");
    EXPECT_EQ(ask("POST " + workflow, {{name, "http://11.0.0.1/x"}}).status, 200U) << name;
  }
}

TEST_F(Workspaces, are_for_those_who_know_the_secret) {
  for (const char* wrong : {"ACone:secret-two", "ACone:", "SKother:key-secret", "", "ACone"}) {
    sign_in(wrong);
    const Answer refused = ask("GET /v1/Workspaces");
    EXPECT_EQ(refused.status, 401U) << wrong;
    EXPECT_EQ(refused.body["code"], 20003) << wrong;
  }
  sign_in("SKone:key-secret");
  EXPECT_EQ(ask("GET /v1/Workspaces").status, 200U);
}

TEST_F(Workspaces, are_not_there_for_another_account) {
  const std::string workspace = make_workspace();
  sign_in("ACtwo:secret-two");
  for (const char* method : {"GET ", "POST ", "DELETE "}) EXPECT_EQ(ask(method + workspace).status, 404U);
  EXPECT_TRUE(ask("GET /v1/Workspaces").body["workspaces"].empty());
  sign_in("ACone:secret-one");
  EXPECT_EQ(ask("GET " + workspace).status, 200U);
}

TEST_F(Workspaces, answer_that_the_host_is_busy_or_cannot_keep_it) {
  const std::string workspace = make_workspace();
  port_.fail_journal(true);
  EXPECT_EQ(ask("POST " + workspace, {{"FriendlyName", "x"}}).status, 503U);
  port_.fail_journal(false);
  port_.refuse_work(true);
  EXPECT_EQ(ask("GET " + workspace).status, 503U);
  EXPECT_EQ(ask("GET /v1/Workspaces").body["code"], 20503);
}

}  // namespace
}  // namespace switchyard::adapters::taskrouter
