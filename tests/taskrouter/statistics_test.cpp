// Statistics over REST, for a small day whose figures can be counted by hand.
#include "tests/support/live_desk.h"
#include "tests/taskrouter/work_world.h"

namespace switchyard::adapters::taskrouter {
namespace {

TEST(WorkRecords, say_from_when_they_count) {
  WorkRecords from_the_beginning(WorkSettings{});
  DirectPort port(test_start);
  port.observe(from_the_beginning);
  ASSERT_TRUE(port.open_workspace(desk_document(), [](const auto&) {}));
  EXPECT_EQ(from_the_beginning.facts("desk")->complete_since(), earliest_time);
  port.advance(hours(5));
  WorkRecords from_a_snapshot(WorkSettings{});
  from_a_snapshot.workspace_opened({"desk", *port.engine("desk"), port.now()});
  EXPECT_EQ(from_a_snapshot.facts("desk")->complete_since(), port.now());
}

class Statistics : public WorkWorld {
 protected:
  Json of(const std::string& what, const std::string& query = "") {
    const Answer answer = ask("GET " + url(what) + query);
    EXPECT_EQ(answer.status, 200U) << what << answer.body.dump();
    return answer.body;
  }
  // A POST whose body is JSON, by the account.
  Answer post_json(const std::string& path, const std::string& body) {
    http::Request request;
    request.method = "POST";
    request.target = request.path = path;
    request.headers = {{"Authorization", basic("ACone:secret-one")}, {"Content-Type", "application/json"}};
    request.body = body;
    Answer answer;
    api_.handle(request, [&](http::Response r) { answer = {r.status, Json::parse(r.body), r.headers}; });
    return answer;
  }
  std::string queue(std::uint64_t number) const { return "TaskQueues/" + sid(SidKind::task_queue, number); }

  // ann takes a task after 10 s and another is canceled after 30 s; one for help waits since 8:00:40 and was
  // moved from nowhere.
  void small_day() {
    const Answer first = new_task();
    port_.advance(seconds(10));
    accept(first);
    const Answer second = new_task();
    port_.advance(seconds(30));
    ask("POST " + task_path(second), {{"AssignmentStatus", "canceled"}});
    new_task(R"({"type":"help"})");
    port_.advance(seconds(20));
  }
};

TEST_F(Statistics, of_a_workspace_tell_what_is) {
  small_day();
  const Json now = of("RealTimeStatistics");
  EXPECT_EQ(now["total_tasks"], 2);
  EXPECT_EQ(now["tasks_by_status"],
            Json({{"pending", 1}, {"reserved", 0}, {"assigned", 1}, {"wrapping", 0}}));
  EXPECT_EQ(now["tasks_by_priority"], Json({{"0", 1}, {"5", 1}}));
  EXPECT_EQ(now["longest_task_waiting_age"], 20);
  EXPECT_EQ(now["longest_task_waiting_sid"], sid(SidKind::task, 3));
  EXPECT_EQ(now["total_workers"], 3);
  EXPECT_EQ(now["activity_statistics"][1],
            Json({{"sid", sid(SidKind::activity, 2)}, {"friendly_name", "Available"}, {"workers", 2}}));
  EXPECT_EQ(now["workspace_sid"], sid(SidKind::workspace, 1));
  EXPECT_EQ(now["account_sid"], "ACone");
  EXPECT_EQ(now["url"], "https://example.com" + url("RealTimeStatistics"));
}

TEST_F(Statistics, of_a_workspace_tell_what_has_been) {
  small_day();
  const Json past = of("CumulativeStatistics", "?SplitByWaitTime=10,29");
  EXPECT_EQ(past["start_time"], "2026-03-01T07:46:00Z");
  EXPECT_EQ(past["end_time"], "2026-03-01T08:01:00Z");
  const std::pair<std::string, int> counts[] = {{"tasks_created", 3},
                                                {"tasks_canceled", 1},
                                                {"tasks_completed", 0},
                                                {"tasks_deleted", 0},
                                                {"tasks_moved", 0},
                                                {"tasks_timed_out_in_workflow", 0},
                                                {"reservations_created", 1},
                                                {"reservations_accepted", 1},
                                                {"reservations_rejected", 0},
                                                {"reservations_timed_out", 0},
                                                {"reservations_canceled", 0},
                                                {"reservations_rescinded", 0},
                                                {"avg_task_acceptance_time", 10}};
  for (const auto& [name, count] : counts) EXPECT_EQ(past[name], count) << name;
  EXPECT_EQ(past["wait_duration_until_accepted"],
            Json({{"avg", 10}, {"min", 10}, {"max", 10}, {"total", 10}}));
  EXPECT_EQ(past["wait_duration_until_canceled"],
            Json({{"avg", 30}, {"min", 30}, {"max", 30}, {"total", 30}}));
  const Json none{{"tasks_canceled", 0}, {"reservations_accepted", 0}};
  const Json one_canceled{{"tasks_canceled", 1}, {"reservations_accepted", 0}};
  const Json one_accepted{{"tasks_canceled", 0}, {"reservations_accepted", 1}};
  EXPECT_EQ(past["split_by_wait_time"]["10"], Json({{"above", one_canceled}, {"below", one_accepted}}))
      << "an equal wait is below";
  EXPECT_EQ(past["split_by_wait_time"]["29"], Json({{"above", one_canceled}, {"below", one_accepted}}));
  const Json both = of("Statistics", "?SplitByWaitTime=10,29");
  EXPECT_EQ(both["cumulative"]["tasks_created"], 3);
  EXPECT_EQ(both["realtime"]["total_tasks"], 2);
  EXPECT_EQ(of("CumulativeStatistics")["split_by_wait_time"], Json::object());
}

TEST_F(Statistics, of_a_queue_are_its_own) {
  small_day();
  const Json help = of(queue(2) + "/RealTimeStatistics");
  EXPECT_EQ(help["total_tasks"], 1);
  EXPECT_EQ(help["total_eligible_workers"], 1) << "bob, whatever the activity";
  EXPECT_EQ(help["total_available_workers"], 0);
  EXPECT_EQ(help["longest_relative_task_age_in_queue"], 20);
  EXPECT_EQ(help["longest_relative_task_sid_in_queue"], sid(SidKind::task, 3));
  EXPECT_EQ(of(queue(1) + "/RealTimeStatistics")["total_available_workers"], 1);
  port_.advance(seconds(45));
  const Json sales = of(queue(1) + "/Statistics");
  EXPECT_EQ(sales["task_queue_sid"], sid(SidKind::task_queue, 1));
  EXPECT_EQ(sales["cumulative"]["tasks_entered"], 3) << "the helpless task came here at last";
  EXPECT_EQ(sales["cumulative"]["wait_duration_in_queue_until_accepted"]["total"], 10);
  EXPECT_FALSE(sales["cumulative"].contains("tasks_timed_out_in_workflow"));
  EXPECT_EQ(sales["realtime"]["longest_task_waiting_age"], 65);
  EXPECT_EQ(sales["realtime"]["longest_relative_task_age_in_queue"], 5);
  EXPECT_EQ(of(queue(2) + "/CumulativeStatistics")["tasks_moved"], 1);
  EXPECT_EQ(ask("GET " + url(queue(9) + "/Statistics")).status, 404U);
}

TEST_F(Statistics, of_a_workflow_are_its_own) {
  small_day();
  port_.advance(minutes(2));
  const Json past = of("Workflows/" + calls() + "/CumulativeStatistics");
  EXPECT_EQ(past["workflow_sid"], calls());
  EXPECT_EQ(past["tasks_entered"], 3);
  EXPECT_EQ(past["tasks_timed_out_in_workflow"], 1);
  EXPECT_EQ(past["tasks_canceled"], 2);
  const Json other = of("Workflows/" + sid(SidKind::workflow, 2) + "/Statistics");
  EXPECT_EQ(other["cumulative"]["tasks_entered"], 0);
  EXPECT_EQ(other["realtime"]["total_tasks"], 0);
  EXPECT_EQ(other["realtime"]["longest_task_waiting_sid"], nullptr);
}

TEST_F(Statistics, keep_to_the_period_and_channel) {
  small_day();
  EXPECT_EQ(of("CumulativeStatistics",
               "?StartDate=2026-03-01T08:00:10Z&EndDate=2026-03-01T08:00:40Z")["tasks_created"],
            1);
  EXPECT_EQ(of("CumulativeStatistics", "?TaskChannel=voice")["tasks_created"], 0);
  EXPECT_EQ(of("RealTimeStatistics", "?TaskChannel=voice")["total_tasks"], 0);
  port_.advance(minutes(15));
  EXPECT_EQ(of("CumulativeStatistics")["tasks_created"], 0);
  EXPECT_EQ(of("CumulativeStatistics", "?Minutes=60")["tasks_created"], 3);
  for (const char* wrong : {"?Minutes=0", "?SplitByWaitTime=a", "?TaskChannel=pigeon", "?StartDate=x"})
    EXPECT_EQ(ask("GET " + url("CumulativeStatistics") + wrong).status, 400U) << wrong;
}

TEST_F(Statistics, of_workers_tell_their_activities) {
  const Answer task = new_task();
  port_.advance(seconds(120));  // ann misses it and is offline
  port_.advance(seconds(60));
  const Json ann = of("Workers/" + worker(1) + "/Statistics", "?StartDate=2026-03-01T08:00:00Z");
  EXPECT_EQ(ann["worker_sid"], worker(1));
  EXPECT_EQ(ann["cumulative"]["reservations_created"], 1);
  EXPECT_EQ(ann["cumulative"]["reservations_timed_out"], 1);
  const Json offline{{"sid", sid(SidKind::activity, 1)},
                     {"friendly_name", "Offline"},
                     {"avg", 60},
                     {"min", 60},
                     {"max", 60},
                     {"total", 60}};
  EXPECT_EQ(ann["cumulative"]["activity_durations"][0], offline);
  EXPECT_EQ(ann["cumulative"]["activity_durations"][1]["total"], 120);
  const Json all = of("Workers/Statistics", "?StartDate=2026-03-01T08:00:00Z");
  EXPECT_EQ(all["realtime"]["total_workers"], 3);
  EXPECT_EQ(all["realtime"]["activity_statistics"][0]["workers"], 2);
  EXPECT_EQ(all["cumulative"]["activity_durations"][0]["total"], 240) << "ann's minute and bob's three";
  EXPECT_EQ(all["cumulative"]["activity_durations"][0]["avg"], 120);
  EXPECT_EQ(of("Workers/RealTimeStatistics", "?TaskQueueName=help")["total_workers"], 1);
  EXPECT_EQ(of("Workers/RealTimeStatistics", "?FriendlyName=kim")["total_workers"], 1);
  EXPECT_EQ(of("Workers/CumulativeStatistics",
               "?TaskQueueSid=" + sid(SidKind::task_queue, 2))["reservations_created"],
            0);
  EXPECT_EQ(ask("GET " + url("Workers/Statistics?TaskQueueSid=WQ00")).status, 400U);
}

TEST_F(Statistics, of_all_queues_come_in_a_list_or_in_bulk) {
  small_day();
  const Json list = of("TaskQueues/Statistics", "?FriendlyName=help");
  EXPECT_EQ(list["meta"]["key"], "task_queues_statistics");
  ASSERT_EQ(list["task_queues_statistics"].size(), 1U);
  EXPECT_EQ(list["task_queues_statistics"][0]["realtime"]["total_tasks"], 1);
  EXPECT_EQ(of("TaskQueues/Statistics")["task_queues_statistics"].size(), 3U);
  const Answer bulk =
      ask("POST " + url("TaskQueues/RealTimeStatistics"),
          {{"TaskQueueSids", sid(SidKind::task_queue, 2)}, {"TaskQueueSids", sid(SidKind::task_queue, 1)}});
  EXPECT_EQ(bulk.status, 200U);
  EXPECT_EQ(bulk.body["task_queue_response_count"], 2);
  EXPECT_EQ(bulk.body["task_queue_data"][0]["task_queue_sid"], sid(SidKind::task_queue, 2));
  EXPECT_EQ(bulk.body["task_queue_data"][0]["total_eligible_workers"], 1);
  EXPECT_EQ(ask("POST " + url("TaskQueues/RealTimeStatistics")).status, 400U);
  const std::string sids = "[\"" + sid(SidKind::task_queue, 2) + "\"]";
  for (const std::string& body :
       {sids, "{\"TaskQueueSids\":" + sids + "}", "{\"task_queue_sids\": " + sids + "}",
        "{\"body\":{\"TaskQueueSids\":" + sids + "}}", "{\"body\":" + sids + "}"}) {
    const Answer json = post_json(url("TaskQueues/RealTimeStatistics"), body);
    EXPECT_EQ(json.body["task_queue_response_count"], 1) << body;
  }
  for (const std::string body : {R"({"body":{}})", R"({"body":{"TaskQueueSids":[]}})", R"({"body":"WQ"})",
                                 R"({"Other":["WQ"]})", R"({"body":{"TaskQueueSids":["WQ00"]}})", "[7]"})
    EXPECT_EQ(post_json(url("TaskQueues/RealTimeStatistics"), body).status, 400U) << body;
  EXPECT_EQ(ask("POST " + url("TaskQueues/RealTimeStatistics"), {{"TaskQueueSids", "WQ00"}}).status, 400U);
}

TEST_F(Statistics, of_one_tenant_leave_the_other_out) {
  small_day();
  sign_in("SKkaunas:key-secret");
  EXPECT_EQ(of("CumulativeStatistics")["tasks_created"], 0);
  EXPECT_EQ(of("RealTimeStatistics")["total_tasks"], 0);
  EXPECT_EQ(of("RealTimeStatistics")["total_workers"], 1);
  EXPECT_EQ(of("Workers/RealTimeStatistics")["total_workers"], 1);
  EXPECT_EQ(of("TaskQueues/Statistics")["task_queues_statistics"].size(), 1U);
  EXPECT_EQ(ask("GET " + url(queue(1) + "/Statistics")).status, 404U);
  EXPECT_EQ(ask("GET " + url("Workers/" + worker(1) + "/Statistics")).status, 404U);
  EXPECT_EQ(
      ask("POST " + url("TaskQueues/RealTimeStatistics"), {{"TaskQueueSids", sid(SidKind::task_queue, 1)}})
          .status,
      400U);
}

}  // namespace
}  // namespace switchyard::adapters::taskrouter
