// A caller has hung up: the call's task is told, if it is still of interest.
#pragma once

#include <cstdint>
#include <functional>

#include "adapters/port.h"
#include "adapters/webhooks/arrival.h"

namespace switchyard::adapters::webhooks {

// The last words of a call that is recorded or forwarded are the carrier's, and come at the same moment:
// so at first such a call is left alone.
enum class Hurry : std::uint8_t { leave_last_words, none_left };

// Finds the task by the key with which the call arrived. `done` is told ignored when there is none, or it has
// ended already; else as for arrivals.
void end_call(Port& port, Arrival call, Hurry hurry, std::function<void(const Arrived&)> done);

}  // namespace switchyard::adapters::webhooks
