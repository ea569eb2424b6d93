// Work in hand in a run: slowed by other work, given back, passed on.
#include <gtest/gtest.h>

#include "tests/sim/diary.h"

namespace switchyard::sim {
namespace {

TEST(Concurrency, slows_each_piece_of_work_while_others_are_in_hand) {
  Scenario scenario = with_calls(many_at_once(), {0, 30});
  EXPECT_EQ(diary_of(scenario),
            (Lines{"0 arrives", "0 accepts", "30 arrives", "30 accepts", "60 completes", "90 completes"}));
  scenario.people.push_back(everybody(scenario));
  scenario.people[0].habits.concurrency = {{scenario.traffic[0].channel}, {1, 0.5}};
  // Alone for 30 s; both at half speed until the first is done, 30 / 0.5 later; the second's other half
  // alone.
  EXPECT_EQ(diary_of(scenario),
            (Lines{"0 arrives", "0 accepts", "30 arrives", "30 accepts", "90 completes", "120 completes"}));
}

// w0 asks for the first queue, w1 for the second.
Workspace two_teams(const std::string& tenants, const std::string& second) {
  return workspace_of(R"({"version": 1, "name": "teams", "tenants": [)" + tenants + R"(],
    "workers": [{"name": "w0", "tenant": "a", "activity": "Available", "attributes": {"team": 1}},
                {"name": "w1", "tenant": ")" +
                      second + R"(", "activity": "Available", "attributes": {"team": 2}}],
    "task_queues": [{"name": "first", "tenant": "a", "target_workers": "team == 1"},
                    {"name": "second", "tenant": ")" +
                      second + R"(", "target_workers": "team == 2"}],
    "workflows": [{"name": "in", "tenant": "a", "task_routing": {"filters": [{"filter_friendly_name": "all",
      "expression": "1==1", "targets": [{"queue": "first", "timeout": 10}, {"queue": "second"}]}]}}]})");
}

TEST(SharedTeams, give_work_back_once) {
  Scenario scenario =
      with_calls(two_teams(R"({"name": "a", "shared_teams": ["h2h"]}, {"name": "h2h"})", "h2h"), {0});
  scenario.people.push_back(everybody(scenario));
  scenario.people.push_back(scenario.people[0]);
  scenario.people[0].workers = {WorkerId{0}};
  scenario.people[0].presence = std::vector<Shift>{{hours(8) + seconds(12), hours(9)}};
  scenario.people[1].workers = {WorkerId{1}};
  scenario.people[1].habits.hand_back = HandBackHabit{1, HandBackTo::queue, Constant{5}};
  EXPECT_EQ(diary_of(scenario), (Lines{"0 changes", "0 arrives", "10 accepts", "12 changes", "15 hands back",
                                       "15 accepts", "75 completes", "3600 changes"}));
}

TEST(SharedTeams, do_not_give_back_what_came_from_no_queue) {
  // The owner of the thread was asked before any queue was entered, and passed the work on.
  Scenario scenario = with_calls(workspace_of(R"({"version": 1, "name": "teams", "owner_wait": "30s",
    "tenants": [{"name": "a", "shared_teams": ["h2h"]}, {"name": "h2h"}],
    "workers": [{"name": "w0", "tenant": "a", "activity": "Available"},
                {"name": "w1", "tenant": "h2h", "activity": "Available"}],
    "task_queues": [{"name": "first", "tenant": "a"}, {"name": "second", "tenant": "h2h"}],
    "workflows": [{"name": "in", "tenant": "a", "task_routing": {"default_filter": {"queue": "first"}}}]})"),
                                 {0});
  scenario.traffic[0].handle_time.reset();
  scenario.traffic[0].conversation.emplace();
  scenario.traffic[0].conversation->writing_time = Constant{50};
  scenario.traffic[0].conversation->writes_again = {1, Constant{30}, 1};
  scenario.people.push_back(everybody(scenario));
  scenario.people.push_back(scenario.people[0]);
  scenario.people[0].workers = {WorkerId{0}};
  TransferHabit transfer;
  transfer.probability = 1;
  transfer.queue = TaskQueueId{1};
  transfer.after = Constant{20};
  scenario.people[0].habits.transfers.push_back(transfer);
  scenario.people[1].workers = {WorkerId{1}};
  scenario.people[1].habits.hand_back = HandBackHabit{1, HandBackTo::queue, Constant{5}};
  const Watched watched = watched_run(scenario);
  EXPECT_EQ(watched.watch.count<CommandRefused>(), 0U);
  EXPECT_EQ(watched.watch.count<WorkerWaitStarted>(), 1U);
  EXPECT_EQ(watched.watch.count<SharedTeamEntered>(), 2U);
  EXPECT_EQ(watched.watch.count<TaskHandedBack>(), 1U);
}

TEST(Transfers, go_cold_or_warm) {
  Scenario scenario = with_calls(two_teams(R"({"name": "a"})", "a"), {0});
  scenario.people.push_back(everybody(scenario));
  TransferHabit transfer;
  transfer.probability = 1;
  transfer.queue = TaskQueueId{1};
  transfer.after = Constant{20};
  scenario.people[0].habits.transfers.push_back(transfer);
  EXPECT_EQ(diary_of(scenario),
            (Lines{"0 arrives", "0 accepts", "20 transfers", "20 accepts", "80 completes"}));
  scenario.people[0].habits.transfers[0].mode = TransferMode::warm;
  scenario.people[0].habits.transfers[0].consult = Constant{15};
  EXPECT_EQ(diary_of(scenario),
            (Lines{"0 arrives", "0 accepts", "20 transfers", "20 accepts", "35 goes", "95 completes"}));
}

TEST(Transfers, go_to_the_queue_of_the_contacts_tenant_where_it_has_one) {
  Scenario scenario =
      with_calls(two_teams(R"({"name": "a", "shared_teams": ["h2h"]}, {"name": "h2h"})", "h2h"), {0});
  scenario.people.push_back(everybody(scenario));
  scenario.people[0].workers = {WorkerId{1}};
  scenario.workspace.workers[0].activity = activity(scenario, "Offline");
  TransferHabit transfer;
  transfer.probability = 1;
  transfer.queues = {TaskQueueId{0}, TaskQueueId{1}};
  transfer.after = Constant{20};
  scenario.people[0].habits.transfers.push_back(transfer);
  scenario.length = seconds(60);
  scenario.drain = seconds(30);
  // From the team back to the dealer's own queue, where nobody is.
  EXPECT_EQ(diary_of(scenario), (Lines{"0 arrives", "10 accepts", "30 transfers"}));
  scenario.people[0].habits.transfers[0].queues = {TaskQueueId{1}};
  EXPECT_EQ(diary_of(scenario), (Lines{"0 arrives", "10 accepts", "70 completes"}));
}

TEST(Transfers, that_nobody_takes_leave_the_work_where_it_was) {
  Scenario scenario = with_calls(two_teams(R"({"name": "a"})", "a"), {0});
  scenario.people.push_back(everybody(scenario));
  scenario.people.push_back(scenario.people[0]);
  scenario.people[0].workers = {WorkerId{0}};
  scenario.people[1].workers = {WorkerId{1}};
  scenario.people[1].presence = std::vector<Shift>{{hours(9), hours(10)}};
  TransferHabit transfer;
  transfer.probability = 1;
  transfer.mode = TransferMode::warm;
  transfer.queue = TaskQueueId{1};
  transfer.after = Constant{20};
  transfer.timeout = seconds(30);
  scenario.people[0].habits.transfers.push_back(transfer);
  const Lines lines = diary_of(scenario);
  // The 40 s that were left when the transfer began go on when it failed.
  EXPECT_EQ(Lines(lines.begin(), lines.begin() + 5),
            (Lines{"0 changes", "0 arrives", "0 accepts", "20 transfers", "90 completes"}));
}

TEST(Calendars, are_told_before_anything_else_happens) {
  Scenario scenario = with_calls(workspace_of(R"({"version": 1, "name": "hours",
    "calendars": [{"name": "day", "zone": "UTC", "weekly": {"thursday": ["08:01-18:00"]}}],
    "workers": [{"name": "w0", "activity": "Available"}], "task_queues": [{"name": "q"}, {"name": "night"}],
    "workflows": [{"name": "in", "task_routing": {"filters": [{"filter_friendly_name": "open", "during": "day",
      "expression": "1==1", "targets": [{"queue": "q"}]}]}}]})"),
                                 {0, 59, 60});
  // 1970-01-01 was a Thursday; before 08:01 no filter matches.
  EXPECT_EQ(diary_of(scenario),
            (Lines{"0 arrives", "59 arrives", "60 arrives", "60 accepts", "120 completes"}));
}

}  // namespace
}  // namespace switchyard::sim
