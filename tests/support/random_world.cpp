// Draws workspaces and commands; small numbers of everything, so that things meet.
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

constexpr std::uint32_t skills = 3;

expression::Program program(std::string_view text, expression::Dialect dialect, expression::Slots& slots) {
  return expression::bind(std::get<expression::Expression>(expression::parse(text, dialect)), slots);
}

Attributes attributes_with(std::uint32_t skill, std::uint32_t level, const std::string& owner) {
  Value::Object object{{"skill", Value{std::int64_t{skill}}}, {"level", Value{std::int64_t{level}}}};
  if (!owner.empty()) object.emplace_back("owner", Value{owner});
  return Attributes(Value{object});
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

Target any_target(Workspace& rules, TenantId tenant, Dice& dice) {
  Target target;
  do target.queue = TaskQueueId{dice.below(static_cast<std::uint32_t>(rules.queues.size()))};
  while (rules.queues[target.queue.index()].tenant != tenant && target.queue.index() != 0);
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
  target.ring = any_ring(dice);
  target.leave_after_misses = dice.below(3);
  target.leave_after_rejects = dice.below(3);
  return target;
}

Filter any_filter(Workspace& rules, TenantId tenant, std::uint32_t targets, Dice& dice) {
  Filter filter;
  filter.name = "filter";
  filter.expression = program(dice.one_in(2) ? "1==1" : "skill < 2", expression::Dialect::task, rules.slots);
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
  return channel;
}

Worker any_worker(std::uint32_t number, Dice& dice) {
  Worker worker;
  worker.name = "worker-" + std::to_string(number);
  worker.tenant = TenantId{dice.below(3)};
  worker.attributes = attributes_with(dice.below(skills), dice.below(4), "");
  worker.activity = ActivityId{dice.below(3)};
  worker.channels = {{1, true}, {dice.below(4), !dice.one_in(8)}};
  return worker;
}

TaskQueue any_queue(Workspace& rules, std::uint32_t number, Dice& dice) {
  TaskQueue queue;
  queue.name = "queue-" + std::to_string(number);
  queue.tenant = TenantId{number == 0 ? 2 : dice.below(2)};
  queue.target_workers = program(queue_condition(dice), expression::Dialect::worker, rules.slots);
  queue.max_reserved_workers = 1 + dice.below(3);
  queue.order = dice.one_in(3) ? TaskOrder::lifo : TaskOrder::fifo;
  if (dice.one_in(4)) queue.waiting_limit = dice.below(4);
  if (dice.one_in(5)) queue.idle_reserve = 1;
  return queue;
}

// ---- commands ----

template <class Thing>
auto any_id(const std::vector<Thing>& things, Dice& dice) -> decltype(Thing::id) {
  if (things.empty() || dice.one_in(20)) return {dice.below(50)};
  return things[dice.below(static_cast<std::uint32_t>(things.size()))].id;
}

WorkerId any_worker_id(const State& state, Dice& dice) {
  return WorkerId{dice.below(static_cast<std::uint32_t>(state.workers.size()) + (dice.one_in(20) ? 3 : 0))};
}
ActivityId any_activity(Dice& dice) {
  return ActivityId{dice.below(dice.one_in(20) ? 5 : 3)};
}
TaskChannelId any_channel_id(Dice& dice) {
  return TaskChannelId{dice.below(dice.one_in(20) ? 4 : 2)};
}

Route any_route(const State& state, TenantId& tenant, Dice& dice) {
  const Workspace& rules = state.workspace();
  if (dice.one_in(10)) return ToWorker{any_worker_id(state, dice), dice.one_in(2)};
  if (dice.one_in(10)) return ToTaskQueue{{dice.below(static_cast<std::uint32_t>(rules.queues.size()))}};
  const WorkflowId workflow{dice.below(static_cast<std::uint32_t>(rules.workflows.size()))};
  if (!dice.one_in(20)) tenant = rules.workflows[workflow.index()].tenant;
  return ThroughWorkflow{workflow};
}

TaskArrives any_arrival(const State& state, Dice& dice) {
  TaskArrives command;
  if (dice.one_in(5)) command.key = "key-" + std::to_string(dice.below(30));
  command.tenant = TenantId{dice.below(3)};
  command.channel = any_channel_id(dice);
  command.route = any_route(state, command.tenant, dice);
  const std::string owner = dice.one_in(3) ? "" : "worker-" + std::to_string(dice.below(10));
  command.attributes = attributes_with(dice.below(skills), dice.below(4), owner);
  command.priority = static_cast<std::int32_t>(dice.below(3)) - (dice.one_in(40) ? 5 : 0);
  if (dice.one_in(6)) command.time_to_live = seconds(dice.below(60));
  if (dice.one_in(8))
    command.virtual_start = state.now - seconds(static_cast<std::int64_t>(dice.below(100)) - 3);
  return command;
}

TaskChanges any_change(const State& state, Dice& dice) {
  TaskChanges command;
  command.task = any_id(state.tasks, dice);
  if (dice.one_in(2)) command.attributes = attributes_with(dice.below(skills), dice.below(4), "");
  if (dice.one_in(2)) command.priority = static_cast<std::int32_t>(dice.below(5));
  if (dice.one_in(3)) command.virtual_start = state.now - seconds(dice.below(20));
  return command;
}

WorkerChannelChanges any_channel_change(const State& state, Dice& dice) {
  WorkerChannelChanges command;
  command.worker = any_worker_id(state, dice);
  command.channel = any_channel_id(dice);
  if (dice.one_in(2)) command.capacity = dice.below(4);
  if (dice.one_in(2)) command.available = !dice.one_in(3);
  return command;
}

WorkspaceChanges any_workspace_change(const State& state, Dice& dice) {
  WorkspaceChanges command;
  command.workspace = {next_version(state.workspace(), dice)};
  command.re_evaluate = dice.one_in(2);
  return command;
}

EffectId any_effect(const State& state, Dice& dice) {
  if (state.open_effects.empty() || dice.one_in(10)) return {dice.below(1000), dice.below(3)};
  return state.open_effects[dice.below(static_cast<std::uint32_t>(state.open_effects.size()))].id;
}

}  // namespace

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
  rules.tenants = {{"north", {TenantId{2}}}, {"south", {TenantId{2}}}, {"shared", {}}};
  rules.activities = {{"Offline", false}, {"Available", true}, {"Break", false}};
  rules.default_activity = rules.timeout_activity = ActivityId{0};
  rules.channels = {any_channel("voice", dice), any_channel("chat", dice)};
  rules.worker_order = any_order(dice);
  rules.work_order = static_cast<WorkOrder>(dice.below(3));
  rules.prioritize_queue_order = dice.one_in(2) ? TaskOrder::lifo : TaskOrder::fifo;
  rules.assignment_limit = 3 + dice.below(6);
  rules.dedup_kept = minutes(2);
  for (std::uint32_t w = 3 + dice.below(6); w > 0; --w) {
    rules.workers.push_back(any_worker(static_cast<std::uint32_t>(rules.workers.size()), dice));
  }
  for (std::uint32_t q = 0; q < 4; ++q) rules.queues.push_back(any_queue(rules, q, dice));
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
  if (dice.one_in(2))
    rules.workers.push_back(any_worker(static_cast<std::uint32_t>(rules.workers.size()), dice));
  Worker& changed = rules.workers[dice.below(static_cast<std::uint32_t>(rules.workers.size()))];
  changed.removed = dice.one_in(3);
  TaskQueue& queue = rules.queues[dice.below(4)];
  queue.target_workers = program(queue_condition(dice), expression::Dialect::worker, rules.slots);
  if (dice.one_in(5)) --rules.version;
  return rules;
}

Command random_command(const Engine& engine, Dice& dice) {
  const State& state = engine.state();
  switch (dice.below(24)) {
    case 0:
      return any_change(state, dice);
    case 1:
      return CancelTask{any_id(state.tasks, dice), "test"};
    case 2:
      return dice.one_in(4) ? Command(DeleteTask{any_id(state.tasks, dice)}) : Command(TimePasses{});
    case 3:
      return CustomerLeaves{any_id(state.tasks, dice)};
    case 4:
      return WorkerRejects{any_id(state.reservations, dice),
                           dice.one_in(3) ? any_activity(dice) : ActivityId{}};
    case 5:
    case 6:
    case 7:
    case 8:
      return WorkerAccepts{any_id(state.reservations, dice)};
    case 9:
    case 10:
      return WorkerFinishes{any_id(state.reservations, dice)};
    case 11:
    case 12:
      return WorkerCompletes{any_id(state.reservations, dice), "done"};
    case 13:
    case 14:
    case 15:
      return WorkerChangesActivity{any_worker_id(state, dice), any_activity(dice), dice.one_in(3)};
    case 16:
      return any_channel_change(state, dice);
    case 17: {
      const Attributes attributes = attributes_with(dice.below(skills), dice.below(4), "");
      return WorkerAttributesChange{any_worker_id(state, dice), attributes};
    }
    case 18:
      return dice.one_in(10) ? Command(any_workspace_change(state, dice)) : Command(TimePasses{});
    case 19:
      return dice.one_in(2) ? Command(EffectSucceeds{any_effect(state, dice)})
                            : Command(EffectFails{any_effect(state, dice), "no phone"});
    default:
      return any_arrival(state, dice);
  }
}

TimedCommand next_turn(const Engine& engine, Dice& dice) {
  const Time now = engine.state().now;
  const Time then = now + (dice.one_in(3) ? Duration{} : milliseconds(dice.below(3000)));
  const Time due = engine.next_deadline();
  if (due <= then) return {std::max(due, now), TimePasses{}};
  return {then, random_command(engine, dice)};
}

}  // namespace switchyard::test
