// The rules are turned round once, so that each channel knows what it shares and what blocks it.
#include "engine/state/shared_room.h"

namespace switchyard {

namespace {

std::vector<TaskChannelId> members_of(const Workspace& rules, ChannelGroupId group) {
  std::vector<TaskChannelId> members;
  for (std::uint32_t c = 0; c < rules.channels.size(); ++c) {
    if (rules.channels[c].group == group) members.push_back(TaskChannelId{c});
  }
  return members;
}

std::uint32_t work_on(const WorkerState& worker, const std::vector<TaskChannelId>& channels) {
  std::uint32_t work = 0;
  for (const TaskChannelId channel : channels) work += worker.channels[channel.index()].in_use();
  return work;
}

}  // namespace

std::vector<SharedRoom> shared_rooms(const Workspace& rules) {
  if (rules.channel_groups.empty() && rules.block_rules.empty()) return {};
  std::vector<SharedRoom> rooms(rules.channels.size());
  for (std::size_t c = 0; c < rooms.size(); ++c) {
    rooms[c].group = rules.channels[c].group;
    if (!rooms[c].group.is_none()) rooms[c].members = members_of(rules, rooms[c].group);
  }
  for (const BlockRule& rule : rules.block_rules) {
    for (const TaskChannelId channel : rule.blocked) {
      rooms[channel.index()].blocks.push_back({rule.counted, rule.above});
    }
  }
  return rooms;
}

bool is_group_full(const State& state, WorkerId worker, TaskChannelId channel) {
  const SharedRoom& room = state.matching.shared_room[channel.index()];
  if (room.group.is_none()) return false;
  const std::uint32_t capacity =
      state.workspace().workers[worker.index()].group_capacities[room.group.index()];
  return work_on(state.workers[worker.index()], room.members) >= capacity;
}

bool is_blocked(const State& state, WorkerId worker, TaskChannelId channel) {
  for (const Block& block : state.matching.shared_room[channel.index()].blocks) {
    if (work_on(state.workers[worker.index()], block.counted) > block.above) return true;
  }
  return false;
}

bool has_shared_room(const State& state, WorkerId worker, TaskChannelId channel) {
  return !is_blocked(state, worker, channel) && !is_group_full(state, worker, channel);
}

}  // namespace switchyard
