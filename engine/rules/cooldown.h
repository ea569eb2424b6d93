// The question "how long does this worker rest after work on this channel?".
#pragma once

#include "engine/state/state.h"

namespace switchyard {

// What the worker's tenant says for all channels, else the channel's own; zero: there is none.
inline Duration cooldown_of(const State& state, WorkerId worker, TaskChannelId channel) {
  const Workspace& rules = state.workspace();
  const Tenant& tenant = rules.tenants[rules.workers[worker.index()].tenant.index()];
  return tenant.cooldown.value_or(rules.channels[channel.index()].cooldown);
}

}  // namespace switchyard
