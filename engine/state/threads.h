// Threads by tenant and name, forgotten some time after their last message.
#pragma once

#include <string>

#include "engine/state/state.h"

namespace switchyard {

// Null when it is unknown or forgotten. O(log threads).
ThreadState* find_thread(State& state, TenantId tenant, const std::string& name);

// A message has come now; makes the thread when there is none.
ThreadState& note_message(State& state, TenantId tenant, const std::string& name);

// Frees the threads whose last message is older than Workspace::threads_kept, and which have no open task.
// O(what it looks at).
void forget_threads(State& state);

}  // namespace switchyard
