// What a snapshot says of the rules and their expressions is asked piece by piece.
#include <gtest/gtest.h>

#include "tests/codec/snapshot_world.h"

namespace switchyard::codec {
namespace {

Workspace& first(Snapshot& s) {
  return s.workspaces[0];
}

constexpr TenantId no_tenant{9};
constexpr TaskQueueId no_queue{99};
constexpr TaskChannelId no_channel{99};
constexpr NumberId no_number{9};
constexpr CalendarId no_calendar{9};

// The target of which everything is said: the first of the third filter.
Target& rich_target(Snapshot& s) {
  return first(s).targets[first(s).workflows[0].filters[2].first_target.index()];
}

expression::Program& condition(Snapshot& s) {
  return first(s).workflows[0].filters[2].expression;
}

std::vector<Wrong> wrong_settings() {
  return {
      {"version 0 of the rules is missing", [](Snapshot& s) { s.workspaces.clear(); }},
      {"version 1 has no tenant", [](Snapshot& s) { first(s).tenants.clear(); }},
      {"version 1 has too many channels", [](Snapshot& s) { first(s).channels.resize(4096); }},
      {"version 1 has no default activity", [](Snapshot& s) { first(s).default_activity = {}; }},
      {"version 1 has no timeout activity", [](Snapshot& s) { first(s).timeout_activity = ActivityId{9}; }},
      {"version 1 shows an unknown number", [](Snapshot& s) { first(s).caller_number = no_number; }},
      {"version 1 waits no time for the owner of a thread",
       [](Snapshot& s) { first(s).owner_wait = Duration{}; }},
      {"version 1 has an assignment limit out of range", [](Snapshot& s) { first(s).assignment_limit = 0; }},
      {"version 1 has an assignment limit out of range",
       [](Snapshot& s) { first(s).assignment_limit = 1'000'001; }},
      {"version 1 has callbacks in an unknown queue",
       [](Snapshot& s) { first(s).tenants[0].callbacks.queue = no_queue; }},
      {"version 1 has callbacks on an unknown channel",
       [](Snapshot& s) { first(s).tenants[0].callbacks.channel = no_channel; }},
      {"version 1 has a number of an unknown tenant",
       [](Snapshot& s) { first(s).numbers[0].tenant = no_tenant; }},
      {"version 1 has a number that leads to an unknown workflow",
       [](Snapshot& s) { first(s).numbers[0].workflow = WorkflowId{9}; }},
      {"version 1 blocks an unknown channel",
       [](Snapshot& s) { first(s).block_rules[0].blocked[0] = no_channel; }},
      {"version 1 counts the tasks of an unknown channel",
       [](Snapshot& s) { first(s).block_rules[0].counted[0] = no_channel; }},
      {"version 1 shares an unknown team",
       [](Snapshot& s) { first(s).tenants[0].shared_teams[0] = no_tenant; }},
      {"version 1 has a tenant that shows an unknown number",
       [](Snapshot& s) { first(s).tenants[0].caller_number = no_number; }},
      {"version 1 moves to an unknown activity after a miss",
       [](Snapshot& s) { first(s).channels[1].on_miss.activity = ActivityId{9}; }},
      {"version 1 has a channel in an unknown group",
       [](Snapshot& s) { first(s).channels[1].group = ChannelGroupId{9}; }},
      {"version 1 has offers on a channel that take no time",
       [](Snapshot& s) { first(s).channels[1].reservation_timeout = Duration{}; }},
  };
}

std::vector<Wrong> wrong_hours() {
  return {
      {"version 1 has hours out of order",
       [](Snapshot& s) {
         std::swap(first(s).calendars[0].weekly[0][0], first(s).calendars[0].weekly[0][1]);
       }},
      {"version 1 has hours out of order",
       [](Snapshot& s) { first(s).calendars[0].weekly[0][0].to = 9 * 60; }},
      {"version 1 has hours out of order", [](Snapshot& s) { first(s).calendars[0].weekly[0][1].to = 1441; }},
      {"version 1 has hours out of order",
       [](Snapshot& s) { first(s).calendars[0].special_days[0].hours[0].to = 0; }},
      {"version 1 has special days out of order",
       [](Snapshot& s) { ++first(s).calendars[0].special_days[0].date; }},
      {"version 1 keeps the hours of an unknown calendar",
       [](Snapshot& s) { rich_target(s).hours.during = no_calendar; }},
      {"version 1 keeps the hours of an unknown calendar",
       [](Snapshot& s) { first(s).workflows[0].filters[0].hours.outside = no_calendar; }},
  };
}

std::vector<Wrong> wrong_tables() {
  return {
      {"version 1 has a worker of an unknown tenant",
       [](Snapshot& s) { first(s).workers[0].tenant = no_tenant; }},
      {"version 1 has a worker in an unknown activity",
       [](Snapshot& s) { first(s).workers[0].activity = {}; }},
      {"version 1 has a worker without the channels of the others",
       [](Snapshot& s) { first(s).workers[0].channels.pop_back(); }},
      {"version 1 has a worker without the channel groups of the others",
       [](Snapshot& s) { first(s).workers[0].group_capacities.clear(); }},
      {"version 1 has a worker with an unknown shift",
       [](Snapshot& s) { first(s).workers[0].shift = no_calendar; }},
      {"version 1 has a queue of an unknown tenant",
       [](Snapshot& s) { first(s).queues[0].tenant = no_tenant; }},
      {"version 1 has a target with an unknown queue", [](Snapshot& s) { rich_target(s).queue = no_queue; }},
      {"version 1 has a target with an unknown queue",
       [](Snapshot& s) { rich_target(s).end = TargetEnd::voicemail; }},
      {"version 1 has a target whose timeout is read from nowhere",
       [](Snapshot& s) { rich_target(s).timeout_task_slot = 99; }},
      {"version 1 has a known worker that is read from nowhere",
       [](Snapshot& s) { rich_target(s).known_worker.task_slot = 99; }},
      {"version 1 has a ring whose steps take no time", [](Snapshot& s) { rich_target(s).ring.every = {}; }},
      {"version 1 orders workers by something unknown",
       [](Snapshot& s) { rich_target(s).order_by[0].slot = 99; }},
      {"version 1 has a filter without a target",
       [](Snapshot& s) { first(s).workflows[0].filters[0].target_count = 0; }},
      {"version 1 has a filter with unknown targets",
       [](Snapshot& s) { first(s).workflows[0].filters[0].target_count = 99; }},
      {"version 1 has a workflow of an unknown tenant",
       [](Snapshot& s) { first(s).workflows[0].tenant = no_tenant; }},
      {"version 1 has offers of a workflow that take no time",
       [](Snapshot& s) { first(s).workflows[0].reservation_timeout = {}; }},
  };
}

std::vector<Wrong> wrong_versions() {
  const std::string torn = "version 2 does not continue the tables of the version before";
  return {
      {"version 1 is not younger than the one before", [](Snapshot& s) { s.workspaces[1].version = 1; }},
      {torn, [](Snapshot& s) { s.workspaces[1].tenants[1].name = "x"; }},
      {torn, [](Snapshot& s) { s.workspaces[1].activities[2].name = "x"; }},
      {torn, [](Snapshot& s) { s.workspaces[1].channels[5].name = "x"; }},
      {torn, [](Snapshot& s) { s.workspaces[1].workers[2].name = "x"; }},
      {torn, [](Snapshot& s) { s.workspaces[1].queues[3].name = "x"; }},
      {torn, [](Snapshot& s) { s.workspaces[1].workflows[0].name = "x"; }},
      {torn, [](Snapshot& s) { s.workspaces[1].calendars[0].name = "x"; }},
      {torn, [](Snapshot& s) { s.workspaces[1].numbers[1].name = "x"; }},
      {torn, [](Snapshot& s) { s.workspaces[1].channel_groups[0].name = "x"; }},
      {torn, [](Snapshot& s) { first(s).tenants.emplace_back(); }},
      {torn, [](Snapshot& s) { std::swap(s.workspaces[1].slots.task[0], s.workspaces[1].slots.task[1]); }},
      {torn,
       [](Snapshot& s) { std::swap(s.workspaces[1].slots.worker[0], s.workspaces[1].slots.worker[1]); }},
      {torn, [](Snapshot& s) { first(s).slots.clock.emplace_back(expression::ClockName::day_of_week); }},
      {torn,
       [](Snapshot& s) {
         first(s).slots.workers.emplace_back(
             expression::WorkerCount{expression::WorkerCount::Of::activity, "x"});
       }},
  };
}

std::vector<Wrong> wrong_programs() {
  using From = expression::Source::From;
  using Reading = expression::Source::Reading;
  const std::string nowhere = "version 1 has an expression with a test that reads or leads nowhere";
  return {
      {nowhere,
       [](Snapshot& s) {
         condition(s).tests[0].left = {From::task, Reading::plain, 99, 0};
       }},
      {nowhere,
       [](Snapshot& s) {
         condition(s).tests[0].left = {From::worker, Reading::plain, 0, 0};
       }},
      {nowhere,
       [](Snapshot& s) {
         condition(s).tests[0].left = {From::workers, Reading::plain, 0, 0};
       }},
      {nowhere,
       [](Snapshot& s) {
         condition(s).tests[0].left = {From::task, Reading::hour, 0, 0};
       }},
      {nowhere,
       [](Snapshot& s) {
         condition(s).tests[0].left = {From::clock, Reading::plain, 0, 0};
       }},
      {nowhere,
       [](Snapshot& s) {
         condition(s).tests[0].left = {From::clock, Reading::day, 0, 0};
       }},
      {nowhere,
       [](Snapshot& s) {
         condition(s).tests[0].left = {From::clock, Reading::hour, 9, 0};
       }},
      {nowhere,
       [](Snapshot& s) {
         condition(s).tests[0].right = {From::literal, Reading::plain, 1, 0};
       }},
      {nowhere,
       [](Snapshot& s) {
         condition(s).tests[0].right = {From::literal, Reading::day, 0, 0};
       }},
      {nowhere,
       [](Snapshot& s) {
         condition(s).tests[0].right = {From::list, Reading::plain, 0, 99};
       }},
      {nowhere,
       [](Snapshot& s) {
         condition(s).tests[0].right = {From::list, Reading::hour, 0, 1};
       }},
      {nowhere, [](Snapshot& s) { condition(s).tests[0].if_true = 0; }},
      {nowhere, [](Snapshot& s) { condition(s).tests[0].if_false = 99; }},
      {nowhere, [](Snapshot& s) { first(s).queues[0].target_workers.tests[0].left.from = From::task; }},
      {nowhere, [](Snapshot& s) { rich_target(s).expression->tests[0].left.from = From::workers; }},
      {nowhere, [](Snapshot& s) { rich_target(s).skip_if->tests[0].left.from = From::worker; }},
      {"version 1 has an expression with a list item that reads nothing",
       [](Snapshot& s) {
         condition(s).items[0] = {From::list, Reading::plain, 0, 1};
       }},
      {"version 1 has an expression with a list item that reads nothing",
       [](Snapshot& s) { condition(s).items[0].index = 99; }},
  };
}

// Said by the reader, before anything is asked about the whole.
std::vector<Wrong> wrong_fields() {
  return {
      {"the moment is out of range",
       [](Snapshot& s) { s.now = latest_time + longest_duration + microseconds(1); }},
      {"the moment is out of range",
       [](Snapshot& s) { task(s, 2).arrived = earliest_time - microseconds(1); }},
      {"the duration is out of range", [](Snapshot& s) { first(s).hand_back_wait = microseconds(-1); }},
      {"the duration is out of range",
       [](Snapshot& s) { first(s).ended_kept = longest_duration + microseconds(1); }},
      {"a name stands in the table of another side",
       [](Snapshot& s) { first(s).slots.task.emplace_back(expression::ClockName::day_of_week); }},
      {"a name has two slots", [](Snapshot& s) { first(s).slots.task.push_back(first(s).slots.task[0]); }},
      {"unknown value 9", [](Snapshot& s) { first(s).work_order = WorkOrder{9}; }},
      {"unknown value 9", [](Snapshot& s) { task(s, 2).status = TaskStatus{9}; }},
  };
}

}  // namespace

std::vector<Wrong> wrong_rules() {
  std::vector<Wrong> all = wrong_settings();
  for (const auto& part : {wrong_hours(), wrong_tables(), wrong_versions(), wrong_programs()}) {
    all.insert(all.end(), part.begin(), part.end());
  }
  return all;
}

TEST(SnapshotRules, that_no_compiler_would_make_are_refused) {
  expect_found(wrong_rules());
}

TEST(SnapshotFields, that_no_field_may_have_are_refused) {
  expect_found(wrong_fields());
}

}  // namespace switchyard::codec
