// A caller has hung up: the call's task is told, if it is still of interest.
#pragma once

#include <cstdint>
#include <functional>

#include "adapters/port.h"
#include "adapters/webhooks/ended_calls.h"

namespace switchyard::adapters::webhooks {

// The last words of a call that is recorded or forwarded are the carrier's, and come at the same moment:
// so at first such a call is left alone.
enum class Hurry : std::uint8_t { leave_last_words, none_left };

// What became of the end of a call.
enum class CallEnd : std::uint8_t {
  told,         // its task has heard of it, durably
  settled,      // there is nothing to say: its task is over, or needs no caller
  waits,        // no task of it is there yet, or its last words are to come
  unavailable,  // the host took no work, or could not keep it
};

// Finds the task by the key with which the call arrived. `done` is told once: at once when the host takes no
// work, else on the host's thread.
void end_call(Port& port, const EndedCall& call, Hurry hurry, std::function<void(CallEnd)> done);

}  // namespace switchyard::adapters::webhooks
