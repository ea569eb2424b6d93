// The rules are judged as the compiler would have built them: ids in their tables, settings within their
// ranges.
#include <algorithm>

#include "engine/codec/snapshot/check.h"

namespace switchyard::codec {
namespace {

constexpr std::size_t worker_limit = std::size_t{1} << 20;
constexpr std::uint16_t minutes_of_a_day = 1440;
constexpr std::uint32_t most_assignments = 1'000'000;

template <class Kind, class Thing>
bool is_in(Id<Kind> id, const std::vector<Thing>& things) {
  return id.index() < things.size();
}

template <class Kind, class Thing>
bool is_none_or_in(Id<Kind> id, const std::vector<Thing>& things) {
  return id.is_none() || is_in(id, things);
}

bool takes_time(const std::optional<Duration>& duration) {
  return !duration || *duration > Duration{};
}

void check_settings(const Workspace& w, Findings& f) {
  f.expect(!w.tenants.empty(), "has no tenant");
  f.expect(w.workers.size() < worker_limit, "has too many workers");
  f.expect(w.channels.size() < most_channels, "has too many channels");
  f.expect(is_in(w.default_activity, w.activities), "has no default activity");
  f.expect(is_in(w.timeout_activity, w.activities), "has no timeout activity");
  f.expect(is_none_or_in(w.caller_number, w.numbers), "shows an unknown number");
  f.expect(takes_time(w.owner_wait), "waits no time for the owner of a thread");
  const bool limited = w.assignment_limit >= 1 && w.assignment_limit <= most_assignments;
  f.expect(limited, "has an assignment limit out of range");
}

void check_callbacks(const Workspace& w, const CallbackRule& rule, Findings& f) {
  if (rule.queue.is_none()) return;
  f.expect(is_in(rule.queue, w.queues), "has callbacks in an unknown queue");
  f.expect(is_in(rule.channel, w.channels), "has callbacks on an unknown channel");
}

void check_numbers_and_rules(const Workspace& w, Findings& f) {
  for (const Number& number : w.numbers) {
    f.expect(is_in(number.tenant, w.tenants), "has a number of an unknown tenant");
    f.expect(is_none_or_in(number.workflow, w.workflows), "has a number that leads to an unknown workflow");
  }
  for (const BlockRule& rule : w.block_rules) {
    for (const TaskChannelId channel : rule.blocked)
      f.expect(is_in(channel, w.channels), "blocks an unknown channel");
    for (const TaskChannelId channel : rule.counted)
      f.expect(is_in(channel, w.channels), "counts the tasks of an unknown channel");
  }
}

bool are_ordered(const std::vector<OpenHours>& hours) {
  std::uint16_t last = 0;
  for (const OpenHours& part : hours) {
    if (part.from < last || part.from >= part.to || part.to > minutes_of_a_day) return false;
    last = part.to;
  }
  return true;
}

void check_calendars(const Workspace& w, Findings& f) {
  const auto not_later = [](const SpecialDay& a, const SpecialDay& b) { return a.date >= b.date; };
  for (const Calendar& calendar : w.calendars) {
    for (const auto& hours : calendar.weekly) f.expect(are_ordered(hours), "has hours out of order");
    for (const SpecialDay& day : calendar.special_days)
      f.expect(are_ordered(day.hours), "has hours out of order");
    const std::vector<SpecialDay>& days = calendar.special_days;
    f.expect(std::adjacent_find(days.begin(), days.end(), not_later) == days.end(),
             "has special days out of order");
  }
}

void check_tenants_and_channels(const Workspace& w, Findings& f) {
  for (const Tenant& tenant : w.tenants) {
    for (const TenantId team : tenant.shared_teams)
      f.expect(is_in(team, w.tenants), "shares an unknown team");
    f.expect(is_none_or_in(tenant.caller_number, w.numbers), "has a tenant that shows an unknown number");
    check_callbacks(w, tenant.callbacks, f);
  }
  for (const TaskChannel& channel : w.channels) {
    f.expect(is_none_or_in(channel.on_miss.activity, w.activities),
             "moves to an unknown activity after a miss");
    f.expect(is_none_or_in(channel.group, w.channel_groups), "has a channel in an unknown group");
    f.expect(takes_time(channel.reservation_timeout), "has offers on a channel that take no time");
  }
}

void check_workers(const Workspace& w, Findings& f) {
  for (const Worker& worker : w.workers) {
    f.expect(is_in(worker.tenant, w.tenants), "has a worker of an unknown tenant");
    f.expect(is_in(worker.activity, w.activities), "has a worker in an unknown activity");
    f.expect(worker.channels.size() == w.channels.size(), "has a worker without the channels of the others");
    f.expect(worker.group_capacities.size() == w.channel_groups.size(),
             "has a worker without the channel groups of the others");
    f.expect(is_none_or_in(worker.shift, w.calendars), "has a worker with an unknown shift");
  }
}

void check_queues(const Workspace& w, Findings& f) {
  for (const TaskQueue& queue : w.queues) {
    f.expect(is_in(queue.tenant, w.tenants), "has a queue of an unknown tenant");
    check_program(queue.target_workers, w.slots, {.worker = true, .clock = true}, f);
  }
}

void check_during(const Workspace& w, const Hours& hours, Findings& f) {
  const bool known = is_none_or_in(hours.during, w.calendars) && is_none_or_in(hours.outside, w.calendars);
  f.expect(known, "keeps the hours of an unknown calendar");
}

void check_target(const Workspace& w, const Target& target, Findings& f) {
  const auto task_slots = w.slots.task.size();
  const bool knows = target.known_worker.by != KnownWorker::By::nothing;
  const bool waits = target.end == TargetEnd::nothing;
  f.expect(waits ? is_in(target.queue, w.queues) : target.queue.is_none(),
           "has a target with an unknown queue");
  check_during(w, target.hours, f);
  f.expect(target.timeout_task_slot.value_or(0) < task_slots || !target.timeout_task_slot,
           "has a target whose timeout is read from nowhere");
  f.expect(!knows || target.known_worker.task_slot < task_slots,
           "has a known worker that is read from nowhere");
  const bool is_step = target.ring.kind == Ring::Kind::step;
  f.expect(!is_step || target.ring.every > Duration{}, "has a ring whose steps take no time");
  for (const expression::BoundOrderClause& clause : target.order_by) {
    f.expect(clause.slot < w.slots.worker.size(), "orders workers by something unknown");
  }
  if (target.expression) {
    check_program(*target.expression, w.slots, {.task = true, .worker = true, .clock = true}, f);
  }
  if (target.skip_if) check_program(*target.skip_if, w.slots, {.workers = true}, f);
}

void check_filter(const Workspace& w, const Filter& filter, std::uint32_t fewest, Findings& f) {
  f.expect(filter.target_count >= fewest, "has a filter without a target");
  const std::uint64_t end = std::uint64_t{filter.first_target.value} + filter.target_count;
  f.expect(filter.target_count == 0 || end <= w.targets.size(), "has a filter with unknown targets");
  check_during(w, filter.hours, f);
  check_program(filter.expression, w.slots, {.task = true, .clock = true}, f);
}

void check_workflows(const Workspace& w, Findings& f) {
  for (const Workflow& workflow : w.workflows) {
    f.expect(is_in(workflow.tenant, w.tenants), "has a workflow of an unknown tenant");
    f.expect(workflow.reservation_timeout > Duration{}, "has offers of a workflow that take no time");
    for (const Filter& filter : workflow.filters) check_filter(w, filter, 1, f);
    if (workflow.default_filter) check_filter(w, *workflow.default_filter, 0, f);
  }
}

template <class Thing, class Same>
void expect_continued(const std::vector<Thing>& before, const std::vector<Thing>& now, Same same,
                      Findings& f) {
  const bool longer = now.size() >= before.size();
  f.expect(longer && std::equal(before.begin(), before.end(), now.begin(), same),
           "does not continue the tables of the version before");
}

void check_continues(const Workspace& before, const Workspace& now, Findings& f) {
  const auto same_name = [](const auto& a, const auto& b) { return a.name == b.name; };
  const auto equal = [](const auto& a, const auto& b) { return a == b; };
  f.expect(before.version < now.version, "is not younger than the one before");
  expect_continued(before.tenants, now.tenants, same_name, f);
  expect_continued(before.activities, now.activities, same_name, f);
  expect_continued(before.channels, now.channels, same_name, f);
  expect_continued(before.workers, now.workers, same_name, f);
  expect_continued(before.queues, now.queues, same_name, f);
  expect_continued(before.workflows, now.workflows, same_name, f);
  expect_continued(before.calendars, now.calendars, same_name, f);
  expect_continued(before.numbers, now.numbers, same_name, f);
  expect_continued(before.channel_groups, now.channel_groups, same_name, f);
  expect_continued(before.slots.task, now.slots.task, equal, f);
  expect_continued(before.slots.worker, now.slots.worker, equal, f);
  expect_continued(before.slots.clock, now.slots.clock, equal, f);
  expect_continued(before.slots.workers, now.slots.workers, equal, f);
}

}  // namespace

void check_rules(const Snapshot& s, const SnapshotPlaces& places, Findings& f) {
  f.about("version", 0, places.head);
  f.expect(!s.workspaces.empty(), "of the rules is missing");
  for (std::size_t i = 0; i < s.workspaces.size() && f.good(); ++i) {
    const Workspace& workspace = s.workspaces[i];
    f.about("version", workspace.version, places.workspaces[i]);
    check_settings(workspace, f);
    check_tenants_and_channels(workspace, f);
    check_numbers_and_rules(workspace, f);
    check_calendars(workspace, f);
    check_workers(workspace, f);
    check_queues(workspace, f);
    for (const Target& target : workspace.targets) check_target(workspace, target, f);
    check_workflows(workspace, f);
    if (i > 0) check_continues(s.workspaces[i - 1], workspace, f);
  }
}

}  // namespace switchyard::codec
