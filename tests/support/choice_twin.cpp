// Twins of the engine's two choices, written from the specification and not from the engine's code.
#include "tests/support/choice_twin.h"

#include <algorithm>
#include <cstdint>
#include <tuple>

#include "engine/expression/evaluate.h"
#include "engine/rules/worker_choice.h"
#include "engine/state/slot_values.h"

namespace switchyard::test {

namespace {

const Target* target_of(const State& state, const Task& task) {
  return task.target.is_none() ? nullptr : &rules_of(state, task).targets[task.target.index()];
}

// Eligibility but for availability: queue, tenant, target expression, known worker.
bool fits(const State& state, const Task& task, WorkerId worker) {
  if (task.known_worker_missing) return false;
  if (!task.known_worker.is_none() && task.known_worker != worker) return false;
  if (task.queue.is_none()) return true;
  const Workspace& rules = state.workspace();
  const TaskQueue& queue = rules.queues[task.queue.index()];
  const TenantId team = rules.workers[worker.index()].tenant;
  const std::vector<TenantId>& shared = rules.tenants[queue.tenant.index()].shared_teams;
  const bool serves = team == queue.tenant || std::count(shared.begin(), shared.end(), team) > 0;
  if (queue.nobody || !serves) return false;
  const std::string bytes = worker_slot_values(state, worker);
  const std::vector<ValueView> about_worker = split_values(bytes, rules.slots.worker.size());
  std::vector<ValueView> about_task;
  for (const expression::Name& name : rules.slots.task) {
    const auto& attribute = std::get<expression::TaskAttribute>(name);
    about_task.push_back(expression::find(task.attributes.view(), attribute.path));
  }
  const ClockValues clock(rules.slots, state.now);
  const expression::Inputs inputs{about_task, about_worker, clock.views(), {}};
  if (!expression::evaluate(queue.target_workers, inputs)) return false;
  const Target* target = target_of(state, task);
  return target == nullptr || !target->expression || expression::evaluate(*target->expression, inputs);
}

bool is_at_work(const State& state, WorkerId id) {
  const CalendarId shift = state.workspace().workers[id.index()].shift;
  return shift.is_none() || (shift.index() < state.calendars.size() && state.calendars[shift.index()].open);
}

std::uint32_t in_hand(const State& state, WorkerId id, TaskChannelId channel) {
  std::uint32_t count = 0;
  for (const Reservation& r : state.reservations) {
    count += !r.id.is_none() && r.worker == id && r.channel == channel && is_live(r.status);
  }
  return count;
}

bool has_room_in_group(const State& state, WorkerId id, TaskChannelId channel) {
  const Workspace& rules = state.workspace();
  const ChannelGroupId group = rules.channels[channel.index()].group;
  if (group.is_none()) return true;
  std::uint32_t open = 0;
  for (std::uint32_t c = 0; c < rules.channels.size(); ++c) {
    if (rules.channels[c].group == group) open += in_hand(state, id, TaskChannelId{c});
  }
  return open < rules.workers[id.index()].group_capacities[group.index()];
}

bool nothing_blocks(const State& state, WorkerId id, TaskChannelId channel) {
  for (const BlockRule& rule : state.workspace().block_rules) {
    if (std::count(rule.blocked.begin(), rule.blocked.end(), channel) == 0) continue;
    std::uint32_t open = 0;
    for (const TaskChannelId counted : rule.counted) open += in_hand(state, id, counted);
    if (open > rule.above) return false;
  }
  return true;
}

bool has_room(const State& state, WorkerId id, TaskChannelId channel_id) {
  const WorkerState& worker = state.workers[id.index()];
  const WorkerChannelState& channel = worker.channels[channel_id.index()];
  const bool there = !worker.removed && state.workspace().activities[worker.activity.index()].available;
  const bool free = channel.pending + channel.accepted + channel.wrapping < channel.capacity;
  return there && channel.available && free && channel.cooldown_timer == 0 && is_at_work(state, id) &&
         has_room_in_group(state, id, channel_id) && nothing_blocks(state, id, channel_id);
}

bool holds_offer(const State& state, const Task& task, WorkerId worker) {
  return std::any_of(state.reservations.begin(), state.reservations.end(), [&](const Reservation& r) {
    return !r.id.is_none() && r.task_id == task.id && r.worker == worker && is_live(r.status);
  });
}

// 0: never said no; 1: said no, and the pause is over; 2: said no just now.
int reluctance(const State& state, const Task& task, WorkerId worker) {
  if (worker == task.not_offered) return 2;
  int reluctance = 0;
  for (const Rejection& rejection : task.rejections) {
    if (rejection.worker != worker) continue;
    reluctance = state.now - rejection.at >= state.workspace().reject_pause ? 1 : 2;
  }
  return reluctance;
}

using Key = std::tuple<std::int64_t, std::int64_t, std::uint32_t>;

Key order_key(const State& state, WorkerOrder order, TaskChannelId channel_id, WorkerId id) {
  const WorkerState& worker = state.workers[id.index()];
  const WorkerChannelState& channel = worker.channels[channel_id.index()];
  const bool per_channel = state.workspace().channels[channel_id.index()].optimized_routing;
  const std::uint32_t in_use = channel.pending + channel.accepted + channel.wrapping;
  const bool busy = per_channel ? in_use > 0 : worker.open_tasks > 0;
  const std::int64_t idle = (per_channel ? channel.idle_since : worker.idle_since).microseconds;
  const std::int64_t assigned = (per_channel ? channel.last_assigned : worker.last_assigned).microseconds;
  const std::int64_t since = busy ? assigned : idle;
  if (order == WorkerOrder::longest_idle) return {busy, since, id.value};
  if (order == WorkerOrder::least_recently_assigned) return {0, assigned, id.value};
  if (order == WorkerOrder::fewest_open_tasks) return {worker.open_tasks, since, id.value};
  if (order == WorkerOrder::shortest_active_queue) return {in_use, assigned, id.value};
  if (order == WorkerOrder::shortest_idle) return {busy, -since, id.value};
  return {0, 0, id.value};
}

bool is_integer(ValueView value) {
  return value.kind() == ValueKind::integer;
}

// Less than zero: `a` first by the target's order_by; zero: it does not say.
int compare_by_attributes(const State& state, const Target* target, WorkerId a, WorkerId b) {
  if (target == nullptr) return 0;
  const std::size_t slots = state.workspace().slots.worker.size();
  const std::string bytes_a = worker_slot_values(state, a);
  const std::string bytes_b = worker_slot_values(state, b);
  for (const expression::BoundOrderClause& clause : target->order_by) {
    const ValueView x = split_values(bytes_a, slots)[clause.slot];
    const ValueView y = split_values(bytes_b, slots)[clause.slot];
    if (is_integer(x) != is_integer(y)) return is_integer(x) ? -1 : 1;
    if (!is_integer(x) || x.as_integer() == y.as_integer()) continue;
    const bool less = x.as_integer() < y.as_integer();
    return less == (clause.direction == expression::Direction::ascending) ? -1 : 1;
  }
  return 0;
}

std::vector<WorkerId> with_reluctance(const State& state, const Task& task, int wanted) {
  std::vector<WorkerId> workers;
  for (std::uint32_t w = 0; w < state.workers.size(); ++w) {
    const WorkerId id{w};
    if (!has_room(state, id, task.channel) || !fits(state, task, id) || holds_offer(state, task, id))
      continue;
    if (reluctance(state, task, id) == wanted) workers.push_back(id);
  }
  return workers;
}

// How many more workers than the queue's reserve are free, not asked yet and have not just said no.
std::size_t beyond_reserve(const State& state, const Task& task) {
  std::size_t free = 0;
  for (std::uint32_t w = 0; w < state.workers.size(); ++w) {
    const WorkerId id{w};
    free += has_room(state, id, task.channel) && fits(state, task, id) && !holds_offer(state, task, id) &&
            reluctance(state, task, id) < 2;
  }
  const std::uint32_t reserve = task.queue.is_none() || !task.known_worker.is_none()
                                    ? 0
                                    : state.workspace().queues[task.queue.index()].idle_reserve;
  return free > reserve ? free - reserve : 0;
}

bool may_be_offered(const State& state, const Task& task, WorkerId worker) {
  const int said_no = reluctance(state, task, worker);
  const bool rings = task.status == TaskStatus::reserved;
  const bool open = task.status == TaskStatus::pending ||
                    (rings && task.offer_grows && task.live_reservations < task.offer_limit);
  return open && !holds_offer(state, task, worker) && (said_no == 0 || (said_no == 1 && !rings)) &&
         fits(state, task, worker) && beyond_reserve(state, task) > 0;
}

TaskOrder kind(const State& state, const Task& task) {
  return task.queue.is_none() ? TaskOrder::fifo : state.workspace().queues[task.queue.index()].order;
}

std::int64_t waiting_in(const State& state, TaskQueueId queue) {
  if (queue.is_none()) return 0;
  return std::count_if(state.tasks.begin(), state.tasks.end(), [&](const Task& task) {
    return !task.id.is_none() && task.status == TaskStatus::pending && task.queue == queue;
  });
}

bool older(const Task& a, const Task& b) {
  return std::tuple(a.virtual_start, a.id) < std::tuple(b.virtual_start, b.id);
}

bool before(const State& state, const Task& a, const Task& b) {
  const Workspace& rules = state.workspace();
  if (rules.work_order == WorkOrder::longest_queue && a.queue != b.queue) {
    const std::int64_t waiting_a = waiting_in(state, a.queue);
    const std::int64_t waiting_b = waiting_in(state, b.queue);
    if (waiting_a != waiting_b) return waiting_a > waiting_b;
  }
  if (rules.work_order == WorkOrder::fixed_queues && a.queue != b.queue) return a.queue < b.queue;
  if (kind(state, a) != kind(state, b)) return kind(state, a) == rules.prioritize_queue_order;
  if (kind(state, a) == TaskOrder::lifo) return older(b, a);
  return a.priority != b.priority ? a.priority > b.priority : older(a, b);
}

}  // namespace

std::vector<WorkerId> obvious_workers(const State& state, TaskSlot slot, std::size_t most) {
  const Task& task = state.tasks[slot];
  const Target* target = target_of(state, task);
  const WorkerOrder order =
      target != nullptr && target->worker_order ? *target->worker_order : state.workspace().worker_order;
  std::vector<WorkerId> workers = with_reluctance(state, task, 0);
  if (workers.empty() && task.status == TaskStatus::pending) workers = with_reluctance(state, task, 1);
  std::stable_sort(workers.begin(), workers.end(), [&](WorkerId a, WorkerId b) {
    const int by_attributes = compare_by_attributes(state, target, a, b);
    if (by_attributes != 0) return by_attributes < 0;
    return order_key(state, order, task.channel, a) < order_key(state, order, task.channel, b);
  });
  if (workers.size() > most) workers.resize(most);
  return workers;
}

TaskSlot obvious_task(const State& state, WorkerId worker, TaskChannelId channel) {
  TaskSlot best = no_slot;
  for (TaskSlot slot = 0; slot < state.tasks.size(); ++slot) {
    const Task& task = state.tasks[slot];
    if (task.id.is_none() || task.channel != channel || !may_be_offered(state, task, worker)) continue;
    if (best == no_slot || before(state, task, state.tasks[best])) best = slot;
  }
  return best;
}

}  // namespace switchyard::test
