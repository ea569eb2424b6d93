// What one apply() gave: the caller owns it and clears it, so that steady state allocates nothing.
#pragma once

#include <vector>

#include "engine/effect.h"
#include "engine/event.h"

namespace switchyard {

// The host's duty, in this order: the command is in the journal before apply(); then `events` go to the
// observers and `effects` to the adapters, both in their order. Effect i of command number s has the id {s,
// i}.
struct Output {
  std::vector<Event> events;
  std::vector<Effect> effects;

  void clear() { events.clear(), effects.clear(); }
};

}  // namespace switchyard
