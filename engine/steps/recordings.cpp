// A call is recorded from the moment at which somebody talks.
#include "engine/steps/recordings.h"

namespace switchyard {

namespace {

const RecordingPolicy& policy_of(const State& state, const Task& task) {
  return state.workspace().tenants[task.tenant.index()].recording;
}

bool is_talk(const State& state, const Task& task) {
  const TaskChannel& channel = state.workspace().channels[task.channel.index()];
  return channel.kind == ChannelKind::call || channel.places_call_after.has_value();
}

}  // namespace

void begin_recording(const Turn& turn, TaskSlot slot) {
  Task& task = turn.task(slot);
  const RecordingPolicy& policy = policy_of(turn.state, task);
  if (!policy.calls || task.recorded || !is_talk(turn.state, task)) return;
  task.recorded = true;
  turn.order(RecordCall{task.id, policy.notice, policy.kept});
}

Duration recording_kept(const State& state, const Task& task) {
  return policy_of(state, task).kept;
}

}  // namespace switchyard
