// Indexes are never written down: whatever can be computed from the facts is computed again.
#include "engine/state/build.h"

#include <algorithm>
#include <utility>

#include "engine/state/classes.h"
#include "engine/state/profiles.h"
#include "engine/state/shared_room.h"
#include "engine/state/slot_values.h"

namespace switchyard {

namespace {

void use_order(std::vector<WorkerOrder>& orders, WorkerOrder order) {
  if (std::find(orders.begin(), orders.end(), order) == orders.end()) orders.push_back(order);
}

std::vector<WorkerOrder> orders_in_use(const State& state) {
  std::vector<WorkerOrder> orders{state.workspace().worker_order};
  for (const auto& [version, rules] : state.rules) {
    for (const Target& target : rules.workspace.targets) {
      if (target.worker_order) use_order(orders, *target.worker_order);
    }
  }
  return orders;
}

WorkerState fresh_worker(const State& state, const Worker& declared) {
  WorkerState worker;
  worker.activity = declared.activity;
  worker.counted_activity = declared.activity;
  worker.activity_since = worker.idle_since = worker.last_assigned = state.now;
  worker.attributes = declared.attributes;
  worker.removed = declared.removed;
  return worker;
}

void add_channels(const State& state, WorkerState& worker, const Worker& declared) {
  for (std::size_t c = worker.channels.size(); c < declared.channels.size(); ++c) {
    WorkerChannelState channel;
    channel.capacity = declared.channels[c].capacity;
    channel.available = declared.channels[c].available;
    channel.idle_since = channel.last_assigned = state.now;
    worker.channels.push_back(channel);
  }
}

void name_workers(State& state) {
  state.worker_by_name.clear();
  state.worker_by_sid.clear();
  for (std::uint32_t w = 0; w < state.workspace().workers.size(); ++w) {
    const Worker& worker = state.workspace().workers[w];
    if (worker.removed) continue;
    state.worker_by_name.emplace(worker.name, WorkerId{w});
    if (!worker.sid.empty()) state.worker_by_sid.emplace(worker.sid, WorkerId{w});
  }
}

// An empty Matching of the right size.
Matching fresh_matching(const State& state) {
  const Workspace& rules = state.workspace();
  Matching matching;
  matching.orders = orders_in_use(state);
  matching.regroup_on_change = reads_activity(rules.slots) || reads_capacity(rules.slots);
  matching.shared_room = shared_rooms(rules);
  matching.channels_interact = !matching.shared_room.empty();
  matching.clock_is_read = !rules.slots.clock.empty();
  matching.ready_profiles.resize(rules.channels.size());
  matching.first_ready.resize(rules.channels.size() * matching.orders.size());
  matching.waiting_classes.resize(rules.channels.size());
  matching.channel_used = state.matching.channel_used;
  matching.channel_used.resize(rules.channels.size(), false);
  matching.plain_class.resize(rules.targets.size() * rules.channels.size());
  const std::size_t places = state.workers.size() * rules.channels.size() * matching.orders.size();
  matching.ready_place.assign(places, no_place);
  return matching;
}

void regroup_tasks(State& state) {
  for (TaskSlot slot = 0; slot < state.tasks.size(); ++slot) {
    Task& task = state.tasks[slot];
    if (task.id.is_none() || task.task_class.is_none()) continue;
    const bool stood_in_line = task.waiting_place != no_place;
    task.task_class = ClassId{};
    task.waiting_place = no_place;
    join_class(state, slot);
    if (stood_in_line) start_waiting(state, slot);
  }
}

}  // namespace

RulesInUse::RulesInUse(Workspace rules) : workspace(std::move(rules)) {
  for (const Workflow& workflow : workspace.workflows) filters.push_back(index_filters(workflow));
}

void start_state(State& state, Workspace workspace, Time start) {
  state.now = start;
  state.sid_key = sid_key(workspace.name);
  const std::uint32_t version = workspace.version;
  state.current = &state.rules.emplace(version, RulesInUse(std::move(workspace))).first->second;
  add_what_is_new(state);
  rebuild_matching(state);
}

void add_what_is_new(State& state) {
  const Workspace& rules = state.workspace();
  for (std::size_t w = 0; w < rules.workers.size(); ++w) {
    if (w == state.workers.size()) state.workers.push_back(fresh_worker(state, rules.workers[w]));
    add_channels(state, state.workers[w], rules.workers[w]);
  }
  state.queues.resize(rules.queues.size());
  state.calendars.resize(rules.calendars.size());
  state.diverts.resize(rules.tenants.size());
  name_workers(state);
}

void rebuild_matching(State& state) {
  state.matching = fresh_matching(state);
  for (std::uint32_t w = 0; w < state.workers.size(); ++w) {
    state.workers[w].profile = ProfileId{};
    state.workers[w].known_classes.clear();
    regroup_worker(state, WorkerId{w});
  }
  regroup_tasks(state);
}

}  // namespace switchyard
