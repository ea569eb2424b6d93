// Counts the work of each worker from the reservations, and asks the document's own tables, which the engine
// turns round for speed.
#include <algorithm>

#include "engine/rules/invariants_parts.h"

namespace switchyard {

namespace {

using Work = std::vector<std::uint32_t>;  // by channel

std::vector<Work> work_in_hand(const State& state) {
  std::vector<Work> work(state.workers.size(), Work(state.workspace().channels.size(), 0));
  for (const Reservation& r : state.reservations) {
    if (!r.id.is_none() && is_live(r.status)) ++work[r.worker.index()][r.channel.index()];
  }
  return work;
}

bool group_has_room(const Workspace& rules, WorkerId worker, const Work& work, ChannelGroupId group) {
  if (group.is_none()) return true;
  std::uint32_t all = 0;
  for (std::size_t c = 0; c < work.size(); ++c) all += rules.channels[c].group == group ? work[c] : 0;
  return all < rules.workers[worker.index()].group_capacities[group.index()];
}

bool is_blocked(const BlockRule& rule, const Work& work, TaskChannelId channel) {
  if (std::find(rule.blocked.begin(), rule.blocked.end(), channel) == rule.blocked.end()) return false;
  std::uint32_t counted = 0;
  for (const TaskChannelId c : rule.counted) counted += work[c.index()];
  return counted > rule.above;
}

bool has_room_by_document(const Workspace& rules, WorkerId worker, const Work& work, TaskChannelId channel) {
  const auto blocks = [&](const BlockRule& rule) { return is_blocked(rule, work, channel); };
  return group_has_room(rules, worker, work, rules.channels[channel.index()].group) &&
         std::none_of(rules.block_rules.begin(), rules.block_rules.end(), blocks);
}

bool stands_ready(const State& state, WorkerId worker, TaskChannelId channel) {
  const std::size_t channels = state.workspace().channels.size();
  const std::size_t place = worker.index() * channels + channel.index();
  return state.matching.ready_place[place * state.matching.orders.size()] != no_place;
}

}  // namespace

void check_limits(const State& state, Problems& problems) {
  if (!state.matching.channels_interact) return;
  const std::vector<Work> work = work_in_hand(state);
  for (std::uint32_t w = 0; w < work.size(); ++w) {
    for (std::uint32_t c = 0; c < work[w].size(); ++c) {
      if (!stands_ready(state, WorkerId{w}, TaskChannelId{c})) continue;
      expect(problems, has_room_by_document(state.workspace(), WorkerId{w}, work[w], TaskChannelId{c}),
             name(WorkerId{w}) + " stands ready on channel " + std::to_string(c) + " without room for it");
    }
  }
}

}  // namespace switchyard
