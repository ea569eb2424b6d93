// What a worker can take changes: capacity, a channel switched on or off, attributes.
#include "engine/rules/known_ids.h"
#include "engine/state/profiles.h"
#include "engine/steps/freed_workers.h"
#include "engine/steps/steps.h"

namespace switchyard {

namespace {
constexpr std::uint32_t most_capacity = 10'000;
}

void worker_channel_changes(const Turn& turn, const WorkerChannelChanges& command) {
  if (!is_known_worker(turn.state, command.worker)) return turn.refuse(Refusal::unknown_worker);
  if (turn.worker(command.worker).removed) return turn.refuse(Refusal::worker_removed);
  if (!is_known_channel(turn.state, command.channel)) return turn.refuse(Refusal::unknown_channel);
  if (command.capacity.value_or(0) > most_capacity) return turn.refuse(Refusal::capacity_out_of_range);
  WorkerChannelState& channel = turn.worker(command.worker).channels[command.channel.index()];
  channel.capacity = command.capacity.value_or(channel.capacity);
  channel.available = command.available.value_or(channel.available);
  turn.happened(WorkerChannelChanged{command.worker, command.channel, channel.capacity, channel.available});
  refresh_worker(turn.state, command.worker);
  freed_on_every_channel(turn, command.worker);
}

void worker_attributes_change(const Turn& turn, const WorkerAttributesChange& command) {
  if (!is_known_worker(turn.state, command.worker)) return turn.refuse(Refusal::unknown_worker);
  if (turn.worker(command.worker).removed) return turn.refuse(Refusal::worker_removed);
  turn.worker(command.worker).attributes = command.attributes;
  turn.happened(WorkerAttributesChanged{command.worker});
  regroup_worker(turn.state, command.worker);
  freed_on_every_channel(turn, command.worker);
}

}  // namespace switchyard
