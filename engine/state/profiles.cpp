// Groups workers by what expressions see of them and keeps those who are free in line.
#include "engine/state/profiles.h"

#include <utility>

#include "engine/base/check.h"
#include "engine/state/classes.h"
#include "engine/state/shared_room.h"
#include "engine/state/slot_values.h"

namespace switchyard {

namespace {

std::size_t heap_index(const State& state, TaskChannelId channel, std::size_t order) {
  return channel.index() * state.matching.orders.size() + order;
}

std::size_t place_index(const State& state, WorkerId worker, TaskChannelId channel, std::size_t order) {
  const std::size_t channels = state.workspace().channels.size();
  return (worker.index() * channels + channel.index()) * state.matching.orders.size() + order;
}

// Takes the worker out of one line, if it stands there.
void leave_line(State& state, WorkerId worker, TaskChannelId channel, std::size_t order) {
  std::vector<std::uint32_t>& places = state.matching.ready_place;
  std::uint32_t& place = places[place_index(state, worker, channel, order)];
  if (place == no_place) return;
  WorkerProfile& profile = state.matching.profiles[state.workers[worker.index()].profile.index()];
  profile.ready[heap_index(state, channel, order)].erase(
      place, [&](const WorkerRank& rank, std::uint32_t to) {
        places[place_index(state, rank.worker, channel, order)] = to;
      });
  place = no_place;
}

void stand_in_line(State& state, WorkerId worker, TaskChannelId channel, std::size_t order) {
  std::vector<std::uint32_t>& places = state.matching.ready_place;
  const auto moved = [&](const WorkerRank& rank, std::uint32_t to) {
    places[place_index(state, rank.worker, channel, order)] = to;
  };
  WorkerProfile& profile = state.matching.profiles[state.workers[worker.index()].profile.index()];
  ReadyWorkers& line = profile.ready[heap_index(state, channel, order)];
  const WorkerRank rank = worker_rank(state, worker, channel, state.matching.orders[order]);
  const std::uint32_t place = places[place_index(state, worker, channel, order)];
  if (place == no_place) {
    line.push(rank, moved);
  } else if (line.at(place) != rank) {
    line.replace(place, rank, moved);
  }
}

void note_first_ready(State& state, std::size_t profile, TaskChannelId channel) {
  for (std::size_t order = 0; order < state.matching.orders.size(); ++order) {
    const std::size_t line = heap_index(state, channel, order);
    state.matching.first_ready[line][profile] = state.matching.profiles[profile].ready[line].top();
  }
}

void refresh_line(State& state, WorkerId worker, TaskChannelId channel, bool ready) {
  for (std::size_t order = 0; order < state.matching.orders.size(); ++order) {
    ready ? stand_in_line(state, worker, channel, order) : leave_line(state, worker, channel, order);
  }
  const std::size_t profile = state.workers[worker.index()].profile.index();
  BitSet& ready_profiles = state.matching.ready_profiles[channel.index()];
  if (state.matching.profiles[profile].ready[heap_index(state, channel, 0)].empty()) {
    return ready_profiles.erase(profile);
  }
  ready_profiles.insert(profile);
  note_first_ready(state, profile, channel);
}

void leave_all_lines(State& state, WorkerId worker) {
  for (std::uint32_t c = 0; c < state.workspace().channels.size(); ++c) {
    refresh_line(state, worker, TaskChannelId{c}, false);
  }
}

ProfileId fresh_profile(State& state) {
  Matching& matching = state.matching;
  if (matching.free_profiles.empty()) {
    matching.free_profiles.push_back(static_cast<std::uint32_t>(matching.profiles.size()));
    matching.profiles.emplace_back();
    for (TaskClass& task_class : matching.classes) task_class.profiles.grow(matching.profiles.size());
    for (BitSet& ready : matching.ready_profiles) ready.grow(matching.profiles.size());
    for (std::vector<WorkerRank>& first : matching.first_ready) first.resize(matching.profiles.size());
  }
  const ProfileId id{matching.free_profiles.back()};
  matching.free_profiles.pop_back();
  return id;
}

ProfileId make_profile(State& state, TenantId tenant, const std::string& values) {
  Matching& matching = state.matching;
  const ProfileId id = fresh_profile(state);
  WorkerProfile& profile = matching.profiles[id.index()];
  const auto key = matching.profile_by_values.emplace(std::pair{tenant, values}, id).first;
  profile = WorkerProfile{};
  profile.tenant = tenant;
  profile.values = key->first.second;
  profile.slots = split_values(profile.values, state.workspace().slots.worker.size());
  profile.workers_by_activity.assign(state.workspace().activities.size(), 0);
  profile.ready.resize(state.workspace().channels.size() * matching.orders.size());
  profile.classes.grow(matching.classes.size());
  match_profile(state, id);
  return id;
}

void drop_profile(State& state, ProfileId id) {
  WorkerProfile& profile = state.matching.profiles[id.index()];
  profile.classes.for_each([&](std::size_t c) { remove_member(state.matching.classes[c], id); });
  profile.classes.clear();
  profile.slots.clear();
  state.matching.profile_by_values.erase({profile.tenant, std::string(profile.values)});
  state.matching.free_profiles.push_back(id.value);
}

void leave_profile(State& state, WorkerId worker) {
  WorkerState& w = state.workers[worker.index()];
  if (w.profile.is_none()) return;
  leave_all_lines(state, worker);
  WorkerProfile& profile = state.matching.profiles[w.profile.index()];
  SY_CHECK(profile.workers > 0);
  if (--profile.workers == 0) drop_profile(state, w.profile);
  w.profile = ProfileId{};
}

// Those who are removed count no more: they can take nothing.
void count_worker(State& state, WorkerId worker, std::uint32_t by) {
  const WorkerState& w = state.workers[worker.index()];
  if (w.removed) return;
  WorkerProfile& profile = state.matching.profiles[w.profile.index()];
  profile.workers_by_activity[w.counted_activity.index()] += by;
  if (w.counted_on_shift) profile.workers_on_shift += by;
}

void count_out(State& state, WorkerId worker) {
  count_worker(state, worker, static_cast<std::uint32_t>(-1));
}

bool has_shift(const State& state, WorkerId worker) {
  return !state.workspace().workers[worker.index()].shift.is_none();
}

bool shift_is_open(const State& state, WorkerId worker) {
  const CalendarId shift = state.workspace().workers[worker.index()].shift;
  return shift.is_none() || state.calendars[shift.index()].open;
}

bool is_available(const State& state, const WorkerState& worker) {
  return state.workspace().activities[worker.activity.index()].available;
}

// Counts the worker as it is now.
void count_in(State& state, WorkerId worker) {
  WorkerState& w = state.workers[worker.index()];
  w.counted_activity = w.activity;
  w.counted_on_shift = has_shift(state, worker) ? w.on_shift : is_available(state, w);
  count_worker(state, worker, 1);
}

void refresh_all_lines(State& state, WorkerId worker) {
  for (std::uint32_t c = 0; c < state.workspace().channels.size(); ++c) {
    if (!state.matching.channel_used[c]) continue;
    refresh_line(state, worker, TaskChannelId{c}, is_ready(state, worker, TaskChannelId{c}));
  }
}

}  // namespace

bool has_room(const State& state, WorkerId worker, TaskChannelId channel) {
  const WorkerChannelState& c = state.workers[worker.index()].channels[channel.index()];
  if (!c.available || c.in_use() >= c.capacity) return false;
  return !state.matching.channels_interact || has_shared_room(state, worker, channel);
}

bool is_ready(const State& state, WorkerId worker, TaskChannelId channel) {
  const WorkerState& w = state.workers[worker.index()];
  return w.on_shift && !w.removed && w.channels[channel.index()].cooldown_timer == 0 &&
         has_room(state, worker, channel) && is_available(state, w);
}

WorkerRank worker_rank(const State& state, WorkerId worker, TaskChannelId channel, WorkerOrder order) {
  const WorkerState& w = state.workers[worker.index()];
  const WorkerChannelState& c = w.channels[channel.index()];
  const bool per_channel = state.workspace().channels[channel.index()].optimized_routing;
  const std::int64_t idle = (per_channel ? c.idle_since : w.idle_since).microseconds;
  const std::int64_t assigned = (per_channel ? c.last_assigned : w.last_assigned).microseconds;
  const bool busy = (per_channel ? c.in_use() : w.open_tasks) > 0;
  switch (order) {
    case WorkerOrder::longest_idle:
      return {busy ? 1 : 0, busy ? assigned : idle, worker};
    case WorkerOrder::least_recently_assigned:
      return {assigned, 0, worker};
    case WorkerOrder::fixed:
      return {0, 0, worker};
    case WorkerOrder::fewest_open_tasks:
      return {w.open_tasks, busy ? assigned : idle, worker};
    case WorkerOrder::shortest_active_queue:
      return {c.in_use(), assigned, worker};
    case WorkerOrder::shortest_idle:
      return {busy ? 1 : 0, busy ? -assigned : -idle, worker};
    case WorkerOrder::random:
      return {0, 0, worker};
  }
  return {0, 0, worker};
}

void refresh_worker(State& state, WorkerId worker) {
  if (state.matching.regroup_on_change) {
    regroup_worker(state, worker);
    return;
  }
  const WorkerState& w = state.workers[worker.index()];
  if (w.counted_activity != w.activity) {
    count_out(state, worker);
    count_in(state, worker);
  }
  refresh_all_lines(state, worker);
}

void regroup_worker(State& state, WorkerId worker) {
  WorkerState& w = state.workers[worker.index()];
  const TenantId tenant = state.workspace().workers[worker.index()].tenant;
  const std::string values = worker_slot_values(state, worker);
  if (!w.profile.is_none()) count_out(state, worker);
  const auto known = state.matching.profile_by_values.find({tenant, values});
  if (known == state.matching.profile_by_values.end() || known->second != w.profile) {
    leave_profile(state, worker);
    const auto again = state.matching.profile_by_values.find({tenant, values});
    const bool exists = again != state.matching.profile_by_values.end();
    w.profile = exists ? again->second : make_profile(state, tenant, values);
    ++state.matching.profiles[w.profile.index()].workers;
  }
  w.on_shift = shift_is_open(state, worker);
  count_in(state, worker);
  refresh_all_lines(state, worker);
}

bool update_shift(State& state, WorkerId worker) {
  WorkerState& w = state.workers[worker.index()];
  if (w.on_shift == shift_is_open(state, worker)) return false;
  count_out(state, worker);
  w.on_shift = !w.on_shift;
  count_in(state, worker);
  refresh_all_lines(state, worker);
  return true;
}

void use_channel(State& state, TaskChannelId channel) {
  if (state.matching.channel_used[channel.index()]) return;
  state.matching.channel_used[channel.index()] = true;
  for (std::uint32_t w = 0; w < state.workers.size(); ++w) {
    refresh_line(state, WorkerId{w}, channel, is_ready(state, WorkerId{w}, channel));
  }
}

}  // namespace switchyard
