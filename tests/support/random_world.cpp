// Draws workspaces; small numbers of everything, so that things meet.
#include "tests/support/random_world.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <variant>

#include "engine/expression/bind.h"
#include "engine/expression/order_by.h"
#include "engine/expression/parse.h"
#include "engine/state/state.h"

namespace switchyard::test {

namespace {

expression::Program program(std::string_view text, expression::Dialect dialect, expression::Slots& slots) {
  return expression::bind(std::get<expression::Expression>(expression::parse(text, dialect)), slots);
}

template <std::size_t n>
std::string_view pick(const std::array<std::string_view, n>& from, Dice& dice) {
  return from[dice.below(n)];
}

std::string_view queue_condition(Dice& dice) {
  static constexpr std::array<std::string_view, 6> conditions{"1==1",
                                                              "skill == 0",
                                                              "skill != 2",
                                                              "level > 1 OR skill == 1",
                                                              "activity_name == 'Available'",
                                                              "worker.channel.voice.assigned_tasks == 0"};
  return pick(conditions, dice);
}

std::string_view target_condition(Dice& dice) {
  static constexpr std::array<std::string_view, 4> conditions{
      "task.skill == worker.skill", "worker.level >= task.level", "taskrouter.currentMin < 30",
      "worker.friendly_name != task.owner"};
  return pick(conditions, dice);
}

std::string_view skip_condition(Dice& dice) {
  static constexpr std::array<std::string_view, 3> conditions{"workers.available == 0", "1==1",
                                                              "workers.Break > 1"};
  return pick(conditions, dice);
}

WorkerOrder any_order(Dice& dice) {
  return static_cast<WorkerOrder>(dice.below(7));
}

Ring any_ring(Dice& dice) {
  Ring ring;
  ring.kind = static_cast<Ring::Kind>(dice.below(4));
  ring.count = 1 + dice.below(2);
  ring.every = seconds(1 + dice.below(4));
  return ring;
}

CalendarId any_calendar_id(Dice& dice) {
  return dice.one_in(4) ? CalendarId{dice.below(2)} : CalendarId{};
}

// A queue of the tenant, or the shared team's when the tenant declares it.
bool may_name_queue(const Workspace& rules, TenantId tenant, TaskQueueId queue) {
  if (rules.queues[queue.index()].tenant == tenant) return true;
  return queue.index() == 0 && !rules.tenants[tenant.index()].shared_teams.empty();
}

Target voicemail_target() {
  Target target;
  target.end = TargetEnd::voicemail;
  return target;
}

Target any_target(Workspace& rules, TenantId tenant, Dice& dice) {
  if (dice.one_in(8)) return voicemail_target();
  Target target;
  do target.queue = TaskQueueId{dice.below(static_cast<std::uint32_t>(rules.queues.size()))};
  while (!may_name_queue(rules, tenant, target.queue));
  if (dice.one_in(3)) target.priority = static_cast<std::int32_t>(dice.below(5));
  if (!dice.one_in(4)) target.timeout = seconds(1 + dice.below(30));
  if (dice.one_in(3))
    target.expression = program(target_condition(dice), expression::Dialect::target, rules.slots);
  if (dice.one_in(4))
    target.skip_if = program(skip_condition(dice), expression::Dialect::skip_if, rules.slots);
  if (dice.one_in(4)) {
    const auto order = expression::parse_order_by("worker.level DESC");
    target.order_by = expression::bind_order_by(std::get<expression::OrderBy>(order), rules.slots);
  }
  if (dice.one_in(3)) target.worker_order = any_order(dice);
  if (dice.one_in(6)) {
    const expression::Name owner = expression::TaskAttribute{{expression::PathStep{std::string("owner")}}};
    target.known_worker = {KnownWorker::By::friendly_name, expression::intern(owner, rules.slots)};
  }
  target.hours = {any_calendar_id(dice), any_calendar_id(dice)};
  target.skip_when_nobody_on_shift = dice.one_in(5);
  target.ring = any_ring(dice);
  target.leave_after_misses = dice.below(3);
  target.leave_after_rejects = dice.below(3);
  return target;
}

Filter any_filter(Workspace& rules, TenantId tenant, std::uint32_t targets, Dice& dice) {
  Filter filter;
  filter.name = "filter";
  filter.hours.outside = any_calendar_id(dice);
  const std::vector<std::string> conditions = {"1==1", "skill < 2", "skill < 2 AND owner == 'worker-1'",
                                               "owner IN ['worker-1', 'worker-2', 'worker-3'] AND skill < 3"};
  filter.expression = program(conditions[dice.below(4)], expression::Dialect::task, rules.slots);
  filter.first_target = TargetId{static_cast<std::uint32_t>(rules.targets.size())};
  filter.target_count = targets;
  for (std::uint32_t t = 0; t < targets; ++t) rules.targets.push_back(any_target(rules, tenant, dice));
  return filter;
}

Workflow any_workflow(Workspace& rules, const std::string& name, TenantId tenant, Dice& dice) {
  Workflow workflow;
  workflow.name = name;
  workflow.tenant = tenant;
  workflow.reservation_timeout = seconds(1 + dice.below(10));
  for (std::uint32_t f = 1 + dice.below(2); f > 0; --f) {
    workflow.filters.push_back(any_filter(rules, tenant, 1 + dice.below(3), dice));
  }
  if (dice.one_in(2)) workflow.default_filter = any_filter(rules, tenant, 1, dice);
  return workflow;
}

TaskChannel any_channel(const std::string& name, Dice& dice) {
  TaskChannel channel;
  channel.name = name;
  channel.optimized_routing = dice.one_in(2);
  if (dice.one_in(2)) channel.wrap_up_limit = seconds(dice.below(8));
  channel.cooldown = seconds(dice.one_in(2) ? dice.below(5) : 0);
  channel.cooldown_after_miss = dice.one_in(2);
  channel.on_miss.changes_activity = dice.one_in(2);
  channel.on_miss.after = 1 + dice.below(2);
  channel.ring_all_miss_counts = dice.one_in(2);
  channel.opens_record = dice.one_in(4);
  if (dice.one_in(4)) channel.places_call_after = seconds(dice.below(5));
  return channel;
}

// Sometimes both channels share a capacity, and sometimes one blocks the other.
void add_shared_capacity(Workspace& rules, Dice& dice) {
  if (dice.one_in(3)) {
    rules.channel_groups = {{"both", 1 + dice.below(3)}};
    for (TaskChannel& channel : rules.channels) channel.group = ChannelGroupId{0};
  }
  const std::uint32_t blocked = dice.below(2);
  if (dice.one_in(3))
    rules.block_rules = {{{TaskChannelId{blocked}}, {TaskChannelId{1 - blocked}}, dice.below(2)}};
}

Calendar any_calendar(const std::string& name) {
  Calendar calendar;
  calendar.name = name;
  calendar.zone = "UTC";
  return calendar;
}

Number any_number(const std::string& name) {
  Number number;
  number.name = name;
  number.number = "+491234";
  return number;
}

Tenant any_dealer(const std::string& name, Dice& dice) {
  Tenant dealer;
  dealer.name = name;
  if (!dice.one_in(3)) dealer.shared_teams = {TenantId{2}};
  if (dice.one_in(2)) dealer.cooldown = seconds(dice.below(4));
  if (dice.one_in(2)) dealer.divert_code = "secret";
  dealer.recording.calls = dice.one_in(2);
  return dealer;
}

void add_callbacks(Workspace& rules, Dice& dice) {
  for (std::uint32_t queue = 1; queue < rules.queues.size(); ++queue) {
    CallbackRule& rule = rules.tenants[rules.queues[queue].tenant.index()].callbacks;
    if (dice.one_in(2))
      rule = {TaskQueueId{queue}, TaskChannelId{dice.below(2)}, seconds(dice.below(60)), true,
              dice.one_in(2)};
  }
}

Worker any_worker(const Workspace& rules, Dice& dice) {
  Worker worker;
  worker.name = "worker-" + std::to_string(rules.workers.size());
  worker.tenant = TenantId{dice.below(3)};
  worker.attributes = attributes_with(dice.below(skills), dice.below(4), "");
  worker.activity = ActivityId{dice.below(3)};
  worker.channels = {{1, true}, {dice.below(4), !dice.one_in(8)}};
  worker.group_capacities.assign(rules.channel_groups.size(), 1 + dice.below(3));
  if (dice.one_in(4)) worker.shift = CalendarId{1};
  return worker;
}

TaskQueue any_queue(Workspace& rules, std::uint32_t number, Dice& dice) {
  TaskQueue queue;
  queue.name = "queue-" + std::to_string(number);
  queue.tenant = TenantId{number == 0 ? 2 : number == 3 ? dice.below(2) : number - 1};  // each has one
  queue.target_workers = program(queue_condition(dice), expression::Dialect::worker, rules.slots);
  queue.max_reserved_workers = 1 + dice.below(3);
  queue.order = dice.one_in(3) ? TaskOrder::lifo : TaskOrder::fifo;
  if (dice.one_in(4)) queue.waiting_limit = dice.below(4);
  if (dice.one_in(5)) queue.idle_reserve = 1;
  return queue;
}

}  // namespace

Attributes attributes_with(std::uint32_t skill, std::uint32_t level, const std::string& owner) {
  Value::Object object{{"skill", Value{std::int64_t{skill}}}, {"level", Value{std::int64_t{level}}}};
  if (!owner.empty()) object.emplace_back("owner", Value{owner});
  return Attributes(Value{object});
}

std::uint64_t Dice::next() {
  state_ ^= state_ >> 12;
  state_ ^= state_ << 25;
  state_ ^= state_ >> 27;
  return (state_ * 0x2545'F491'4F6C'DD1DU) >> 16;
}

Workspace random_workspace(Dice& dice) {
  Workspace rules;
  rules.name = "random";
  rules.source = "random";
  rules.tenants = {any_dealer("north", dice), any_dealer("south", dice), Tenant{}};
  rules.tenants[2].name = "shared";
  rules.activities = {{"Offline", false}, {"Available", true}, {"Break", false}};
  rules.default_activity = rules.timeout_activity = ActivityId{0};
  rules.channels = {any_channel("voice", dice), any_channel("chat", dice)};
  rules.channels[0].kind = ChannelKind::call;
  add_shared_capacity(rules, dice);
  rules.calendars = {any_calendar("hours"), any_calendar("shift")};
  rules.numbers = {any_number("main"), any_number("operator")};
  if (dice.one_in(2)) rules.caller_number = NumberId{0};
  rules.hand_backs = dice.below(3);
  rules.hand_back_wait = seconds(dice.below(20));
  if (dice.one_in(2)) rules.owner_wait = seconds(1 + dice.below(10));
  rules.threads_kept = minutes(3);
  rules.worker_order = any_order(dice);
  rules.work_order = static_cast<WorkOrder>(dice.below(3));
  rules.prioritize_queue_order = dice.one_in(2) ? TaskOrder::lifo : TaskOrder::fifo;
  rules.assignment_limit = 3 + dice.below(6);
  rules.dedup_kept = minutes(2);
  for (std::uint32_t w = 3 + dice.below(6); w > 0; --w) {
    rules.workers.push_back(any_worker(rules, dice));
  }
  for (std::uint32_t q = 0; q < 4; ++q) rules.queues.push_back(any_queue(rules, q, dice));
  add_callbacks(rules, dice);
  rules.workflows.push_back(any_workflow(rules, "north", TenantId{0}, dice));
  rules.workflows.push_back(any_workflow(rules, "south", TenantId{1}, dice));
  return rules;
}

Workspace next_version(const Workspace& before, Dice& dice) {
  Workspace rules = before;
  ++rules.version;
  rules.targets.clear();
  for (Workflow& workflow : rules.workflows)
    workflow = any_workflow(rules, workflow.name, workflow.tenant, dice);
  if (dice.one_in(2)) rules.workers.push_back(any_worker(rules, dice));
  Worker& changed = rules.workers[dice.below(static_cast<std::uint32_t>(rules.workers.size()))];
  changed.removed = dice.one_in(3);
  TaskQueue& queue = rules.queues[dice.below(4)];
  queue.target_workers = program(queue_condition(dice), expression::Dialect::worker, rules.slots);
  if (dice.one_in(5)) --rules.version;
  return rules;
}

}  // namespace switchyard::test
