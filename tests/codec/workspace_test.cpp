// Workspace documents that are right, and the tables that come of them.
#include <gtest/gtest.h>

#include "engine/base/sid.h"
#include "tests/codec/workspace_text.h"

namespace switchyard::codec {
namespace {

Workspace full() {
  return good(full_workspace(), nullptr, full_files());
}

const Target& target(const Workspace& workspace, const Filter& filter, std::uint32_t index) {
  return workspace.targets.at(filter.first_target.index() + index);
}

TEST(Workspace, of_two_keys_has_what_TaskRouter_gives) {
  Workspace workspace = good(R"({"version": 1, "name": "w"})");
  EXPECT_EQ(workspace.version, 1U);
  ASSERT_EQ(workspace.tenants.size(), 1U);
  EXPECT_EQ(workspace.tenants[0].name, "default");
  ASSERT_EQ(workspace.activities.size(), 3U);
  EXPECT_EQ(workspace.activities[0].name, "Offline");
  EXPECT_TRUE(workspace.activities[1].available);
  EXPECT_EQ(workspace.default_activity, ActivityId{0});
  EXPECT_EQ(workspace.timeout_activity, ActivityId{0});
  ASSERT_EQ(workspace.channels.size(), 5U);
  EXPECT_EQ(workspace.channels[1].name, "voice");
  EXPECT_TRUE(workspace.channels[1].on_miss.changes_activity);
  EXPECT_EQ(workspace.channels[1].on_miss.activity, ActivityId{});
}

TEST(Workspace, settings_are_read) {
  Workspace workspace = full();
  EXPECT_EQ(workspace.worker_order, WorkerOrder::fewest_open_tasks);
  EXPECT_EQ(workspace.work_order, WorkOrder::longest_queue);
  EXPECT_EQ(workspace.prioritize_queue_order, TaskOrder::lifo);
  EXPECT_EQ(workspace.time_to_live, hours(2));
  EXPECT_EQ(workspace.assigned_limit, hours(8));
  EXPECT_EQ(workspace.ended_kept, minutes(1));
  EXPECT_EQ(workspace.dedup_kept, days(1));
  EXPECT_EQ(workspace.reject_pause, seconds(30));
  EXPECT_EQ(workspace.assignment_limit, 20U);
  EXPECT_EQ(workspace.default_activity, ActivityId{2});
  EXPECT_EQ(workspace.tenants[0].shared_teams, std::vector<TenantId>{TenantId{1}});
}

TEST(Workspace, channels_change_the_standard_ones_and_add) {
  Workspace workspace = full();
  ASSERT_EQ(workspace.channels.size(), 6U);
  const TaskChannel& voice = workspace.channels[1];
  EXPECT_TRUE(voice.optimized_routing);
  EXPECT_EQ(voice.reservation_timeout, seconds(15));
  EXPECT_EQ(voice.wrap_up_limit, seconds(30));
  EXPECT_EQ(voice.cooldown, seconds(10));
  EXPECT_TRUE(voice.cooldown_after_miss);
  EXPECT_FALSE(voice.on_miss.changes_activity);
  EXPECT_EQ(voice.on_miss.after, 3U);
  EXPECT_TRUE(voice.ring_all_miss_counts);
  EXPECT_EQ(workspace.channels[3].cooldown, seconds(5)) << "the workspace's";
  EXPECT_EQ(workspace.channels[5].name, "lead-desk");
  EXPECT_EQ(workspace.channels[5].wrap_up_limit, Duration{});
  EXPECT_EQ(workspace.channels[5].on_miss.activity, ActivityId{2});
}

TEST(Workspace, workers_come_one_by_one_or_many_alike) {
  Workspace workspace = full();
  ASSERT_EQ(workspace.workers.size(), 4U);
  const Worker& ann = workspace.workers[0];
  EXPECT_EQ(ann.name, "ann");
  EXPECT_EQ(ann.activity, ActivityId{1});
  EXPECT_EQ(ann.attributes.member("level").as_integer(), 3);
  ASSERT_EQ(ann.channels.size(), 6U);
  EXPECT_EQ(ann.channels[1].capacity, 2U);
  EXPECT_EQ(ann.channels[3].capacity, 8U);
  EXPECT_FALSE(ann.channels[3].available);
  EXPECT_EQ(ann.channels[5].capacity, 1U);
  EXPECT_EQ(workspace.workers[1].name, "agent-1");
  EXPECT_EQ(workspace.workers[3].name, "agent-3");
  EXPECT_EQ(workspace.workers[3].tenant, TenantId{1});
  EXPECT_EQ(workspace.workers[3].activity, ActivityId{2});
}

TEST(Workspace, queues_are_read) {
  Workspace workspace = full();
  ASSERT_EQ(workspace.queues.size(), 3U);
  const TaskQueue& sales = workspace.queues[0];
  EXPECT_EQ(sales.max_reserved_workers, 5U);
  EXPECT_EQ(sales.order, TaskOrder::lifo);
  EXPECT_EQ(sales.waiting_limit, 20U);
  EXPECT_EQ(sales.idle_reserve, 2U);
  EXPECT_FALSE(sales.nobody);
  EXPECT_EQ(sales.target_workers.worker_slots().size(), 1U);
  EXPECT_EQ(workspace.queues[1].target_workers.tests.size(), 1U) << "1==1";
  EXPECT_TRUE(workspace.queues[2].nobody);
}

TEST(Workspace, targets_are_read_and_inherit_the_queue) {
  Workspace workspace = full();
  const Workflow& in = workspace.workflows[0];
  EXPECT_EQ(in.reservation_timeout, seconds(20));
  ASSERT_EQ(in.filters.size(), 2U);
  EXPECT_EQ(in.filters[0].name, "Sales");
  EXPECT_EQ(in.filters[1].name, "filter 2");
  ASSERT_EQ(in.filters[0].target_count, 4U);
  const Target& first = target(workspace, in.filters[0], 0);
  EXPECT_EQ(first.queue, TaskQueueId{0});
  EXPECT_EQ(first.priority, 10);
  EXPECT_EQ(first.timeout, seconds(20));
  EXPECT_EQ(first.known_worker.by, KnownWorker::By::sid);
  ASSERT_TRUE(first.skip_if.has_value());
  const auto& counted = std::get<expression::WorkerCount>(workspace.slots.workers[0]);
  EXPECT_EQ(counted.activity, "Break") << "the name instead of TaskRouter's SID";
  const Target& second = target(workspace, in.filters[0], 1);
  EXPECT_EQ(second.queue, TaskQueueId{0}) << "inherited";
  EXPECT_EQ(second.priority, std::nullopt) << "not inherited";
  EXPECT_EQ(second.ring.kind, Ring::Kind::all);
  EXPECT_EQ(second.worker_order, WorkerOrder::random);
  EXPECT_TRUE(second.timeout_task_slot.has_value());
  EXPECT_EQ(second.leave_after_misses, 2U);
  EXPECT_EQ(second.leave_after_rejects, 1U);
  EXPECT_EQ(second.order_by.size(), 1U);
  const Target& third = target(workspace, in.filters[0], 2);
  EXPECT_EQ(third.queue, TaskQueueId{1}) << "of the shared team";
  EXPECT_EQ(third.ring.kind, Ring::Kind::step);
  EXPECT_EQ(third.ring.count, 2U);
  EXPECT_EQ(third.ring.every, seconds(5));
  EXPECT_EQ(third.known_worker.by, KnownWorker::By::friendly_name);
  EXPECT_EQ(target(workspace, in.filters[0], 3).ring.kind, Ring::Kind::best);
  ASSERT_TRUE(in.default_filter.has_value());
  EXPECT_EQ(target(workspace, *in.default_filter, 0).priority, 1);
}

TEST(Workspace, SIDs_that_TaskRouter_gave_become_ours_in_expressions) {
  Workspace workspace = good(R"({"version": 1, "name": "w",
    "workers": [{"name": "ann", "sid": "WK00000000000000000000000000000001"}],
    "task_queues": [{"name": "q", "target_workers": "sid IN ['WK00000000000000000000000000000001', 'x']"}]})");
  std::string ours = make_sid(sid_key("w"), SidKind::worker, 1);
  EXPECT_NE(workspace.queues[0].target_workers.literals.find(ours), std::string::npos);
}

TEST(Workspace, queues_are_found_by_the_SIDs_that_we_make) {
  std::string ours = make_sid(sid_key("w"), SidKind::task_queue, 2);
  Workspace workspace = good(R"({"version": 1, "name": "w", "task_queues": [{"name": "a"}, {"name": "b"}],
    "workflows": [{"name": "in", "task_routing": {"default_filter": {"queue": ")" +
                             ours + R"("}}}]})");
  EXPECT_EQ(workspace.targets[0].queue, TaskQueueId{1});
}

// Anybody who knows a workspace's name can make them.
TEST(Workspace, SIDs_of_the_number_zero_name_nothing) {
  const std::string queue = make_sid(sid_key("w"), SidKind::task_queue, 0);
  const std::string filter = R"({"version": 1, "name": "w", "task_queues": [{"name": "a"}],
    "workflows": [{"name": "in", "task_routing": {"default_filter": {"queue": ")";
  EXPECT_FALSE(compile_text(filter + queue + R"("}}}]})").has_value());
  const std::string activity = make_sid(sid_key("w"), SidKind::activity, 0);
  const std::string skip =
      R"({"version": 1, "name": "w", "task_queues": [{"name": "a"}], "workflows": [{"name": "in",
    "task_routing": {"filters": [{"expression": "1==1", "targets": [{"queue": "a", "skip_if": "workers.)";
  EXPECT_FALSE(compile_text(skip + activity + R"( == 0"}]}]}}]})").has_value());
}

TEST(Workspace, source_compiles_to_the_same_without_the_files) {
  Workspace first = full();
  EXPECT_EQ(first.source.find("\"file\""), std::string::npos);
  EXPECT_NE(first.source.find("/* none */"), std::string::npos);
  Workspace again = good(first.source);
  EXPECT_EQ(again.source, first.source);
  EXPECT_EQ(again.targets.size(), first.targets.size());
  EXPECT_EQ(again.workflows[1].default_filter->first_target, first.workflows[1].default_filter->first_target);
  EXPECT_EQ(again.slots.worker, first.slots.worker);
  EXPECT_EQ(again.slots.task, first.slots.task);
}

TEST(Workspace, of_the_manual_compiles) {
  std::string manual = read_file(SWITCHYARD_ROOT "/docs/formats.md").value();
  std::size_t begin = manual.find("```json\n", manual.find("## Workspace")) + 8;
  Workspace workspace = good(manual.substr(begin, manual.find("```", begin) - begin));
  EXPECT_EQ(workspace.workers.size(), 41U);
}

TEST(NextVersion, keeps_every_id_by_name) {
  Workspace first = full();
  Workspace second = good(R"({"version": 1, "name": "dealers",
    "tenants": [{"name": "kaunas"}, {"name": "vilnius"}],
    "activities": [{"name": "Ready", "available": true}, {"name": "Lunch"}, {"name": "Offline"}],
    "task_channels": [{"name": "fax"}],
    "workers": [{"name": "bob", "tenant": "kaunas", "attributes": {"size": 1}}, {"name": "Agent-2", "tenant": "vilnius", "activity": "Lunch"}],
    "task_queues": [{"name": "new", "tenant": "kaunas", "target_workers": "size == 1"}, {"name": "sales", "tenant": "vilnius"}],
    "workflows": [{"name": "out", "tenant": "vilnius", "task_routing": {"default_filter": {"queue": "sales"}}}]})",
                          &first);
  EXPECT_EQ(second.version, 2U);
  ASSERT_EQ(second.tenants.size(), 3U);
  EXPECT_EQ(second.tenants[0].name, "vilnius");
  EXPECT_TRUE(second.tenants[0].shared_teams.empty());
  EXPECT_EQ(second.tenants[2].name, "kaunas");
  ASSERT_EQ(second.activities.size(), 4U);
  EXPECT_EQ(second.activities[2].name, "Break") << "stays";
  EXPECT_EQ(second.activities[3].name, "Lunch");
  ASSERT_EQ(second.channels.size(), 7U);
  EXPECT_EQ(second.channels[5].name, "lead-desk");
  EXPECT_EQ(second.channels[6].name, "fax");
  EXPECT_FALSE(second.channels[1].optimized_routing) << "as usual again";
  ASSERT_EQ(second.workers.size(), 5U);
  EXPECT_TRUE(second.workers[0].removed);
  EXPECT_EQ(second.workers[0].channels.size(), 7U);
  EXPECT_FALSE(second.workers[2].removed);
  EXPECT_EQ(second.workers[2].name, "Agent-2") << "the same, whatever the letters' case";
  EXPECT_EQ(second.workers[2].activity, ActivityId{3});
  EXPECT_EQ(second.workers[4].name, "bob");
  ASSERT_EQ(second.queues.size(), 4U);
  EXPECT_FALSE(second.queues[0].removed);
  EXPECT_TRUE(second.queues[1].removed);
  EXPECT_EQ(second.queues[3].name, "new");
  EXPECT_TRUE(second.workflows[0].removed);
  EXPECT_TRUE(second.workflows[0].filters.empty());
  EXPECT_EQ(second.targets.at(second.workflows[1].default_filter->first_target.index()).queue,
            TaskQueueId{0});
  ASSERT_GT(second.slots.worker.size(), first.slots.worker.size());
  for (std::size_t i = 0; i < first.slots.worker.size(); ++i)
    EXPECT_EQ(second.slots.worker[i], first.slots.worker[i]);
  for (std::size_t i = 0; i < first.slots.task.size(); ++i)
    EXPECT_EQ(second.slots.task[i], first.slots.task[i]);
}

TEST(NextVersion, brings_back_what_was_removed) {
  Workspace first = good(R"({"version": 1, "name": "w", "workers": [{"name": "ann"}, {"name": "bob"}]})");
  Workspace second = good(R"({"version": 1, "name": "w", "workers": [{"name": "bob"}]})", &first);
  Workspace third =
      good(R"({"version": 1, "name": "w", "workers": [{"name": "bob"}, {"name": "ann"}]})", &second);
  EXPECT_TRUE(second.workers[0].removed);
  EXPECT_FALSE(third.workers[0].removed);
  EXPECT_EQ(third.workers[0].name, "ann");
  EXPECT_EQ(third.workers.size(), 2U);
  EXPECT_EQ(third.version, 3U);
}

TEST(NextVersion, cannot_change_the_name_or_what_is_available) {
  Workspace first =
      good(R"({"version": 1, "name": "w", "activities": [{"name": "Offline"}, {"name": "Busy"}]})");
  auto second = compile_text(
      R"({"version": 1, "name": "v", "activities": [{"name": "Offline"}, {"name": "Busy", "available": true}]})",
      &first);
  ASSERT_FALSE(second.has_value());
  EXPECT_EQ(
      short_form(second.error()),
      "1:24 error /name: name must stay w (found \"v\") [SIDs are derived from it]\n"
      "1:95 error /activities/1/available: available cannot change once an activity is in use [give the new "
      "activity another name]");
}

}  // namespace
}  // namespace switchyard::codec
