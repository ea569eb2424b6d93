// Makes a state from a workspace, and its indexes from its facts.
#pragma once

#include "engine/state/state.h"

namespace switchyard {

// The state before the first turn.
void start_state(State& state, Workspace workspace, Time start);

// Workers, queues and channels that the current rules have and the state has not yet.
void add_what_is_new(State& state);

// Builds Matching anew: orders, profiles, classes, lines. Tasks that stood in line stand there again.
// O(workers + tasks + profiles × classes).
void rebuild_matching(State& state);

}  // namespace switchyard
