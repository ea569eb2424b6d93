// Changes of the configuration while there is work: what waits, what rings and who is there.
#include "engine/state/pools.h"
#include "tests/taskrouter/api_world.h"

namespace switchyard::adapters::taskrouter {
namespace {

class RulesAtWork : public ApiWorld {
 protected:
  RulesAtWork() {
    open(R"({"version":1,"name":"desk","taskrouter":{"account_sid":"ACone"},"default_activity":"Available",
             "workers":[{"name":"ann"}],"task_queues":[{"name":"line"},{"name":"other","target_workers":"1==2"}],
             "workflows":[{"name":"in","task_routing":{"default_filter":{"queue":"line"}}},
                          {"name":"out","task_routing":{"default_filter":{"queue":"other"}}}]})");
  }

  std::string path(SidKind kind, std::uint64_t serial) const {
    static const std::map<SidKind, std::string> parts{{SidKind::worker, "/Workers/"},
                                                      {SidKind::task_queue, "/TaskQueues/"},
                                                      {SidKind::workflow, "/Workflows/"},
                                                      {SidKind::activity, "/Activities/"}};
    return workspace_ + parts.at(kind) + make_sid(sid_key("desk"), kind, serial);
  }
  std::string sid(SidKind kind, std::uint64_t serial) const {
    return make_sid(sid_key("desk"), kind, serial);
  }

  std::string to_queue(std::uint64_t serial) const {
    return R"({"task_routing":{"default_filter":{"queue":")" + sid(SidKind::task_queue, serial) + R"("}}})";
  }

  void give(Command command) {
    Work work;
    work.workspace = "desk";
    work.decide = [&](const WorkspaceView&) { return std::vector<Command>{command}; };
    work.finish = [](const WorkspaceView*, const Outcome& outcome) {
      ASSERT_FALSE(refusal_in(outcome).has_value());
    };
    ASSERT_TRUE(port_.submit(std::move(work)));
  }
  void task_arrives(std::uint32_t workflow) {
    TaskArrives arrives;
    arrives.channel = TaskChannelId{1};
    arrives.route = ThroughWorkflow{WorkflowId{workflow}};
    give(arrives);
  }
  Task task(std::uint64_t serial) const {
    return recall_task(port_.engine("desk")->state(), TaskId{serial}).value();
  }

  std::string workspace_ = "/v1/Workspaces/" + make_sid(sid_key("desk"), SidKind::workspace, 1);
};

TEST_F(RulesAtWork, let_a_worker_go_on_who_gets_another_name) {
  task_arrives(0);
  ASSERT_EQ(task(1).status, TaskStatus::reserved);
  EXPECT_EQ(ask("POST " + path(SidKind::worker, 1), {{"FriendlyName", "anna"}}).status, 200U);
  EXPECT_EQ(task(1).status, TaskStatus::reserved);
  give(WorkerAccepts{ReservationId{1}});
  EXPECT_EQ(task(1).status, TaskStatus::assigned);
  const Answer channel = ask("GET " + path(SidKind::worker, 1) + "/Channels/voice");
  EXPECT_EQ(channel.body["assigned_tasks"], 1);
  EXPECT_EQ(channel.body["available_capacity_percentage"], 0);
}

TEST_F(RulesAtWork, take_the_offers_of_a_worker_who_is_deleted) {
  task_arrives(0);
  EXPECT_EQ(ask("DELETE " + path(SidKind::worker, 1)).status, 204U);
  EXPECT_EQ(task(1).status, TaskStatus::pending);
}

TEST_F(RulesAtWork, reject_what_rings_when_the_worker_says_so) {
  task_arrives(0);
  const Answer gone = ask("POST " + path(SidKind::worker, 1), {{"ActivitySid", sid(SidKind::activity, 1)},
                                                               {"RejectPendingReservations", "true"}});
  EXPECT_EQ(gone.text("activity_name"), "Offline");
  EXPECT_EQ(task(1).status, TaskStatus::pending);
}

TEST_F(RulesAtWork, keep_queues_and_workflows_that_tasks_are_in) {
  task_arrives(1);
  EXPECT_EQ(ask("DELETE " + path(SidKind::workflow, 2)).status, 400U);
  EXPECT_EQ(ask("DELETE " + path(SidKind::task_queue, 2)).status, 400U);
  const std::string elsewhere = to_queue(1);
  const Answer changed = ask("POST " + path(SidKind::workflow, 2), {{"Configuration", elsewhere}});
  EXPECT_EQ(changed.status, 200U) << changed.body.dump();
  EXPECT_EQ(ask("DELETE " + path(SidKind::task_queue, 2)).status, 400U) << "the task keeps its old rules";
  EXPECT_EQ(task(1).status, TaskStatus::pending);
  EXPECT_EQ(ask("POST " + path(SidKind::workflow, 2), {{"ReEvaluateTasks", "true"}}).status, 200U);
  EXPECT_EQ(task(1).status, TaskStatus::reserved) << "the new rules lead to ann";
  EXPECT_EQ(ask("DELETE " + path(SidKind::task_queue, 2)).status, 204U);
}

// The tasks of others stay where they were, though their rules have changed too.
TEST_F(RulesAtWork, are_followed_anew_by_the_tasks_of_one_workflow) {
  const Answer third =
      make(workspace_ + "/Workflows", {{"FriendlyName", "third"}, {"Configuration", to_queue(2)}});
  task_arrives(1);
  task_arrives(2);
  for (const std::string& workflow : {path(SidKind::workflow, 2), workspace_ + "/Workflows/" + third.sid()}) {
    EXPECT_EQ(ask("POST " + workflow, {{"Configuration", to_queue(1)}}).status, 200U);
  }
  EXPECT_EQ(ask("POST " + path(SidKind::workflow, 2), {{"ReEvaluateTasks", "true"}}).status, 200U);
  EXPECT_EQ(task(1).queue, TaskQueueId{0});
  EXPECT_EQ(task(2).queue, TaskQueueId{1});
}

TEST_F(RulesAtWork, keep_channels_that_tasks_are_on) {
  const Answer leads =
      make(workspace_ + "/TaskChannels", {{"FriendlyName", "Leads"}, {"UniqueName", "leads"}});
  TaskArrives arrives;
  arrives.channel = TaskChannelId{5};
  arrives.route = ThroughWorkflow{WorkflowId{1}};
  give(arrives);
  EXPECT_EQ(ask("DELETE " + workspace_ + "/TaskChannels/leads").status, 400U);
  give(CancelTask{TaskId{1}, "done"});
  EXPECT_EQ(ask("DELETE " + workspace_ + "/TaskChannels/leads").status, 204U);
  EXPECT_EQ(ask("GET " + path(SidKind::worker, 1) + "/Channels").body["channels"].size(), 5U);
}

}  // namespace
}  // namespace switchyard::adapters::taskrouter
