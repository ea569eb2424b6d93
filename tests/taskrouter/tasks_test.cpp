// Tasks over REST: made, shown, listed, changed, ended.
#include "tests/taskrouter/work_world.h"

namespace switchyard::adapters::taskrouter {
namespace {

class Tasks : public WorkWorld {
 protected:
  std::vector<std::string> listed(const std::string& query) {
    std::vector<std::string> names;
    const Answer list = ask("GET " + url("Tasks") + query);
    EXPECT_EQ(list.status, 200U) << list.body.dump();
    for (const Json& row : list.body["tasks"]) names.push_back(text_of(row, "attributes"));
    return names;
  }
  using Names = std::vector<std::string>;
};

TEST_F(Tasks, are_shown_with_all_their_fields) {
  const Answer made = new_task(R"({"type": "help"})", {{"Timeout", "600"}, {"TaskChannel", "voice"}});
  const Json& body = made.body;
  const std::string task_url = "https://example.com" + task_path(made);
  EXPECT_EQ(made.sid().substr(0, 2), "WT");
  EXPECT_EQ(body["account_sid"], "ACone");
  EXPECT_EQ(body["assignment_status"], "pending");
  EXPECT_EQ(body["attributes"], R"({"type":"help"})");
  EXPECT_EQ(body["age"], 0);
  EXPECT_EQ(body["priority"], 5);
  EXPECT_EQ(body["timeout"], 600);
  EXPECT_EQ(body["reason"], nullptr);
  EXPECT_EQ(body["addons"], "{}");
  EXPECT_EQ(body["date_created"], "2026-03-01T08:00:00Z");
  EXPECT_EQ(body["virtual_start_time"], "2026-03-01T08:00:00Z");
  EXPECT_EQ(body["task_queue_entered_date"], "2026-03-01T08:00:00Z");
  EXPECT_EQ(body["task_queue_sid"], sid(SidKind::task_queue, 2));
  EXPECT_EQ(body["task_queue_friendly_name"], "help");
  EXPECT_EQ(body["task_channel_unique_name"], "voice");
  EXPECT_EQ(body["workflow_sid"], calls());
  EXPECT_EQ(body["workflow_friendly_name"], "calls");
  EXPECT_EQ(body["routing_target"], nullptr);
  EXPECT_EQ(body["ignore_capacity"], false);
  EXPECT_EQ(body["url"], task_url);
  EXPECT_EQ(body["links"]["reservations"], task_url + "/Reservations");
  EXPECT_EQ(fetch(made).body, body);
  port_.advance(milliseconds(61'500));
  EXPECT_EQ(fetch(made).body["age"], 61);
  EXPECT_EQ(fetch(made).body["task_queue_friendly_name"], "sales") << "the target's timeout";
}

TEST_F(Tasks, go_straight_to_a_worker_or_queue) {
  const Answer direct = make(url("Tasks"), {{"RoutingTarget", worker(2)}});
  EXPECT_EQ(direct.body["assignment_status"], "reserved") << "whatever the worker's activity";
  EXPECT_EQ(direct.body["routing_target"], worker(2));
  EXPECT_EQ(direct.body["ignore_capacity"], true);
  EXPECT_EQ(direct.body["workflow_sid"], nullptr);
  EXPECT_EQ(direct.body["links"]["workflow"], nullptr);
  const Answer waits = make(url("Tasks"), {{"RoutingTarget", worker(2)}, {"IgnoreCapacity", "false"}});
  EXPECT_EQ(waits.body["assignment_status"], "pending");
  const Answer queued = make(url("Tasks"), {{"TaskQueueSid", sid(SidKind::task_queue, 2)}});
  EXPECT_EQ(queued.body["task_queue_friendly_name"], "help");
  EXPECT_EQ(queued.body["routing_target"], sid(SidKind::task_queue, 2));
}

TEST_F(Tasks, that_make_no_sense_are_refused) {
  struct Row {
    http::Fields form;
    std::string message;
  };
  const http::Fields right{{"WorkflowSid", calls()}};
  const Row rows[] = {
      {{}, "WorkflowSid field is required"},
      {{{"WorkflowSid", "WW00"}}, "WorkflowSid WW00 was not found"},
      {{right[0], {"Attributes", "[]"}}, "Attributes must be a JSON object"},
      {{right[0], {"Attributes", "{\"a\":\"" + std::string(4096, 'x') + "\"}"}},
       "Attributes must have at most 4096 characters"},
      {{right[0], {"VirtualStartTime", "2026-03-01T08:00:01Z"}}, "VirtualStartTime cannot be in the future"},
      {{right[0], {"VirtualStartTime", "yesterday"}},
       "VirtualStartTime must be a date of ISO 8601, such as 2026-03-01T08:00:00Z"},
      {{right[0], {"TaskChannel", "pigeon"}}, "TaskChannel pigeon was not found"},
      {{{"RoutingTarget", worker(1)}, {"TaskQueueSid", sid(SidKind::task_queue, 1)}},
       "RoutingTarget and TaskQueueSid exclude each other"},
  };
  for (const Row& row : rows) {
    const Answer answer = ask("POST " + url("Tasks"), row.form);
    EXPECT_EQ(answer.status, 400U);
    EXPECT_EQ(answer.body["code"], 20001);
    EXPECT_EQ(answer.text("message"), row.message);
  }
  for (const http::Fields& form : {http::Fields{right[0], {"Priority", "-1"}},
                                   {right[0], {"Timeout", "0"}},
                                   {right[0], {"Timeout", "1209601"}},
                                   {right[0], {"Attributes", "{"}}})
    EXPECT_EQ(ask("POST " + url("Tasks"), form).status, 400U);
  EXPECT_TRUE(listed("").empty()) << "nothing was made";
}

TEST_F(Tasks, are_filtered_and_ordered) {
  new_task(R"({"type":"help","n":1})");
  port_.advance(seconds(1));
  new_task(R"({"n":2})", {{"Priority", "7"}});
  port_.advance(seconds(1));
  new_task(R"({"type":"help","n":3})", {{"VirtualStartTime", "2026-03-01T07:00:00Z"}});
  const std::string one = R"({"type":"help","n":1})", two = R"({"n":2})", three = R"({"type":"help","n":3})";
  const std::pair<std::string, Names> rows[] = {
      {"", {one, two, three}},
      {"?Ordering=DateCreated:desc", {three, two, one}},
      {"?Ordering=Priority:desc", {two, one, three}},
      {"?Ordering=Priority:asc,DateCreated:desc", {three, one, two}},
      {"?Ordering=VirtualStartTime:asc", {three, one, two}},
      {"?Priority=5", {one, three}},
      {"?AssignmentStatus=reserved", {two}},
      {"?AssignmentStatus=reserved&AssignmentStatus=pending", {one, two, three}},
      {"?AssignmentStatus=reserved,pending", {one, two, three}},
      {"?TaskQueueName=help", {one, three}},
      {"?TaskQueueSid=" + sid(SidKind::task_queue, 1), {two}},
      {"?WorkflowName=calls", {one, two, three}},
      {"?WorkflowName=other", {}},
      {"?WorkflowSid=" + calls(), {one, two, three}},
      {"?RoutingTarget=" + worker(1), {}},
      {"?EvaluateTaskAttributes=" + http::percent_encode("type == 'help' AND n > 1"), {three}},
      {"?HasAddons=true", {}},
  };
  for (const auto& [query, expected] : rows) EXPECT_EQ(listed(query), expected) << query;
  for (const char* wrong : {"?Ordering=Colour:asc", "?Ordering=DateCreated:up", "?EvaluateTaskAttributes=a-b",
                            "?Ordering=DateCreated:asc,VirtualStartTime:asc", "?Priority=x"}) {
    port_.advance(seconds(2));
    EXPECT_EQ(ask("GET " + url("Tasks") + wrong).status, 400U) << wrong;
  }
}

TEST_F(Tasks, change_their_channel_while_they_are_pending) {
  const Answer waits = new_task(R"({"type":"help"})");
  EXPECT_EQ(ask("POST " + task_path(waits), {{"TaskChannel", "voice"}}).text("task_channel_unique_name"),
            "voice");
  EXPECT_EQ(ask("POST " + task_path(waits), {{"TaskChannel", "pigeon"}}).status, 400U);
  const Answer rings = new_task("{}");
  EXPECT_EQ(fetch(rings).text("assignment_status"), "reserved");
  EXPECT_EQ(ask("POST " + task_path(rings), {{"TaskChannel", "voice"}}).text("message"),
            "TaskChannel can be changed only while the Task is pending");
  EXPECT_EQ(ask("POST " + task_path(rings), {{"TaskChannel", "default"}}).status, 200U)
      << "it is that already";
}

TEST_F(Tasks, change_what_is_known_of_them) {
  const Answer task = new_task(R"({"type":"help"})");
  port_.advance(seconds(5));
  const Answer changed = ask("POST " + task_path(task), {{"Attributes", R"({"type":"help","vip":true})"},
                                                         {"Priority", "9"},
                                                         {"VirtualStartTime", "2026-03-01T07:59:00Z"}});
  EXPECT_EQ(changed.status, 200U);
  EXPECT_EQ(changed.text("attributes"), R"({"type":"help","vip":true})");
  EXPECT_EQ(changed.body["priority"], 9);
  EXPECT_EQ(changed.text("virtual_start_time"), "2026-03-01T07:59:00Z");
  EXPECT_EQ(changed.text("date_updated"), "2026-03-01T08:00:05Z");
  EXPECT_EQ(ask("POST " + task_path(task), {{"TaskChannel", "default"}}).status, 200U)
      << "it is that already";
  EXPECT_EQ(ask("POST " + task_path(task), {{"AssignmentStatus", "canceled"}, {"Attributes", "{}"}}).status,
            400U);
  EXPECT_EQ(ask("POST " + task_path(task), {{"Reason", "why"}}).status, 400U);
  EXPECT_EQ(fetch(task).text("assignment_status"), "pending") << "refused whole";
}

TEST_F(Tasks, go_their_way_to_the_end) {
  const Answer task = new_task();
  const std::string which =
      task.sid() + " in workspace " + sid(SidKind::workspace, 1) + " because it is not ";
  const auto post = [&](const http::Fields& form) { return ask("POST " + task_path(task), form); };
  EXPECT_EQ(post({{"AssignmentStatus", "wrapping"}}).text("message"),
            "Cannot wrap up a task " + which + "currently assigned.");
  EXPECT_EQ(post({{"AssignmentStatus", "completed"}}).text("message"),
            "Cannot complete task " + which + "currently assigned or wrapping.");
  accept(task);
  const Answer late = post({{"AssignmentStatus", "canceled"}, {"Reason", "changed my mind"}});
  EXPECT_EQ(late.status, 400U);
  EXPECT_EQ(late.body["code"], 20001);
  EXPECT_EQ(late.text("message"), "Cannot cancel task " + which + "pending or reserved.");
  EXPECT_EQ(post({{"AssignmentStatus", "wrapping"}, {"Reason", "talked"}}).text("assignment_status"),
            "wrapping");
  EXPECT_EQ(post({{"AssignmentStatus", "wrapping"}}).status, 400U);
  const Answer done = post({{"AssignmentStatus", "completed"}, {"Reason", "solved"}});
  EXPECT_EQ(done.text("assignment_status"), "completed");
  EXPECT_EQ(done.text("reason"), "solved");
  EXPECT_EQ(post({{"Priority", "1"}}).status, 400U) << "it is over";
  EXPECT_EQ(post({{"AssignmentStatus", "flying"}}).status, 400U);
  port_.advance(minutes(5) - seconds(1));
  EXPECT_EQ(fetch(task).status, 200U) << "kept for five minutes";
  port_.advance(seconds(1));
  EXPECT_EQ(fetch(task).status, 404U);
  EXPECT_TRUE(listed("").empty());
}

TEST_F(Tasks, in_hand_go_to_another_queue) {
  const std::string help = sid(SidKind::task_queue, 2);
  const Answer task = new_task();
  const auto post = [&](const http::Fields& form) { return ask("POST " + task_path(task), form); };
  const std::string refusal = "Cannot requeue task " + task.sid() + " in workspace " +
                              sid(SidKind::workspace, 1) + " because it is not currently assigned.";
  EXPECT_EQ(post({{"TaskQueueSid", help}}).text("message"), refusal) << "it waits";
  accept(task);
  EXPECT_EQ(post({{"TaskQueueSid", "WQ00"}}).text("message"), "TaskQueueSid WQ00 was not found");
  EXPECT_EQ(post({{"TaskQueueSid", help}, {"Priority", "9"}}).text("message"),
            "TaskQueueSid cannot be changed with anything else");
  EXPECT_EQ(post({{"TaskQueueSid", help}, {"AssignmentStatus", "completed"}}).status, 400U);
  EXPECT_EQ(post({{"TaskQueueSid", sid(SidKind::task_queue, 3)}}).text("message"),
            "The request cannot be done: wrong tenant");
  EXPECT_EQ(fetch(task).text("assignment_status"), "assigned") << "refused whole";
  const Answer moved = post({{"TaskQueueSid", help}});
  EXPECT_EQ(moved.status, 200U) << moved.body.dump();
  EXPECT_EQ(moved.text("assignment_status"), "pending");
  EXPECT_EQ(moved.text("task_queue_friendly_name"), "help");
  EXPECT_EQ(text_of(reservations_of(task).front(), "reservation_status"), "completed");
  EXPECT_EQ(post({{"AssignmentStatus", "canceled"}}).status, 200U);
  const Answer over = post({{"TaskQueueSid", help}});
  EXPECT_EQ(over.status, 400U);
  EXPECT_EQ(over.body["code"], 20001);
  EXPECT_EQ(over.text("message"), refusal);
}

TEST_F(Tasks, in_hand_are_not_requeued_by_another_tenant) {
  const Answer task = new_task();
  accept(task);
  sign_in("SKkaunas:key-secret");
  EXPECT_EQ(ask("POST " + task_path(task), {{"TaskQueueSid", sid(SidKind::task_queue, 3)}}).status, 404U);
  sign_in("SKvilnius:key-secret");
  EXPECT_EQ(ask("POST " + task_path(task), {{"TaskQueueSid", sid(SidKind::task_queue, 3)}}).text("message"),
            "TaskQueueSid " + sid(SidKind::task_queue, 3) + " was not found");
}

TEST_F(Tasks, that_are_over_are_shown_as_they_were) {
  const Answer task = new_task(R"({"n":1})", {{"Timeout", "600"}, {"Priority", "7"}});
  accept(task);
  const Answer done =
      ask("POST " + task_path(task), {{"AssignmentStatus", "completed"}, {"Reason", "solved"}});
  const Json reservations = ask("GET " + task_path(task) + "/Reservations").body["reservations"];
  ASSERT_EQ(reservations.size(), 1U);
  for (int i = 0; i < 3; ++i) new_task(R"({"type":"other"})");  // has its slot, and others after it
  EXPECT_EQ(fetch(task).body, done.body);
  EXPECT_EQ(done.body["timeout"], 600);
  EXPECT_EQ(ask("GET " + task_path(task) + "/Reservations").body["reservations"], reservations);
  EXPECT_EQ(listed("?AssignmentStatus=completed&Priority=7"), (Names{R"({"n":1})"}));
  EXPECT_EQ(listed("").size(), 4U);
}

TEST_F(Tasks, say_why_they_were_canceled) {
  const Answer asked = new_task(R"({"type":"help"})");
  EXPECT_EQ(ask("POST " + task_path(asked), {{"AssignmentStatus", "canceled"}, {"Reason", "wrong number"}})
                .text("reason"),
            "wrong number");
  const Answer short_lived = new_task(R"({"type":"help"})", {{"Timeout", "10"}});
  port_.advance(seconds(10));
  EXPECT_EQ(fetch(short_lived).text("assignment_status"), "canceled");
  EXPECT_EQ(fetch(short_lived).text("reason"), "Task TTL Exceeded");
  new_task();  // keeps ann busy
  const Answer falls_out = new_task(R"({"type":"help"})");
  port_.advance(seconds(119));
  EXPECT_EQ(fetch(falls_out).text("assignment_status"), "pending");
  port_.advance(seconds(1));
  EXPECT_EQ(fetch(falls_out).text("reason"), "Task canceled on Workflow timeout");
}

TEST_F(Tasks, are_deleted_in_any_state) {
  const Answer task = new_task();
  accept(task);
  EXPECT_EQ(ask("DELETE " + task_path(task)).status, 204U);
  EXPECT_EQ(fetch(task).status, 404U);
  EXPECT_EQ(ask("DELETE " + task_path(task)).status, 404U);
  EXPECT_TRUE(listed("").empty());
}

TEST_F(Tasks, are_deleted_after_their_end_too) {
  const Answer canceled = new_task();
  const Answer kept = new_task();
  for (const Answer& task : {canceled, kept})
    EXPECT_EQ(ask("POST " + task_path(task), {{"AssignmentStatus", "canceled"}, {"Reason", "gone"}}).status,
              200U);
  EXPECT_EQ(ask("DELETE " + task_path(canceled)).status, 204U);
  EXPECT_EQ(fetch(canceled).status, 404U);
  EXPECT_EQ(ask("GET " + task_path(canceled) + "/Reservations").status, 404U);
  EXPECT_EQ(ask("DELETE " + task_path(canceled)).status, 404U);
  EXPECT_EQ(fetch(kept).text("reason"), "gone");
  EXPECT_EQ(listed("").size(), 1U);
}

TEST_F(Tasks, have_a_tag_that_changes_only_with_them) {
  const Answer task = new_task(R"({"type":"help"})");
  const auto tag = [](const Answer& answer) {
    return std::string(http::find_header(answer.headers, "ETag").value_or("none"));
  };
  const std::string first = tag(task);
  port_.advance(seconds(30));
  EXPECT_EQ(tag(fetch(task)), first) << "age is no change";
  const Answer changed = ask("POST " + task_path(task), {{"Priority", "8"}}, {{"If-Match", first}});
  EXPECT_EQ(changed.status, 200U);
  EXPECT_NE(tag(changed), first);
  for (const char* method : {"POST ", "DELETE "}) {
    const Answer stale = ask(method + task_path(task), {{"Priority", "1"}}, {{"If-Match", first}});
    EXPECT_EQ(stale.status, 412U);
    EXPECT_EQ(stale.body["code"], 20412);
  }
  EXPECT_EQ(fetch(task).body["priority"], 8) << "nothing changed";
  EXPECT_EQ(ask("POST " + task_path(task), {{"Priority", "1"}}, {{"If-Match", "*"}}).status, 200U);
}

TEST_F(Tasks, of_one_tenant_are_hidden_from_the_other) {
  const Answer task = new_task(R"({"type":"help"})");
  sign_in("SKkaunas:key-secret");
  for (const std::string method : {"GET ", "POST ", "DELETE "})
    EXPECT_EQ(ask(method + task_path(task)).status, 404U);
  EXPECT_TRUE(listed("").empty());
  EXPECT_EQ(ask("POST " + url("Tasks"), {{"WorkflowSid", calls()}}).status, 400U);
  EXPECT_EQ(ask("POST " + url("Tasks"), {{"RoutingTarget", worker(1)}}).status, 400U);
  const Answer own = make(url("Tasks"), {});
  EXPECT_EQ(own.text("workflow_friendly_name"), "kaunas calls") << "the only workflow that it sees";
  EXPECT_EQ(listed("").size(), 1U);
  sign_in("SKvilnius:key-secret");
  EXPECT_EQ(listed("").size(), 1U);
  EXPECT_EQ(fetch(own).status, 404U);
  sign_in("ACtwo:secret-two");
  EXPECT_EQ(fetch(own).status, 404U);
}

TEST_F(Tasks, are_not_acknowledged_when_they_are_not_durable) {
  port_.fail_journal(true);
  EXPECT_EQ(ask("POST " + url("Tasks"), {{"WorkflowSid", calls()}}).status, 503U);
  port_.fail_journal(false);
  EXPECT_TRUE(listed("").empty());
}

}  // namespace
}  // namespace switchyard::adapters::taskrouter
