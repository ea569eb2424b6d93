// The state before one turn, as far as that turn can touch it: what is copied once a decision must not grow
// with the length of the day.
#pragma once

#include "engine/command.h"
#include "engine/state/snapshot.h"
#include "engine/state/state.h"

namespace switchyard::reports {

// An engine made of it answers this command, and workspace changes and deadlines before it, as the whole
// state does. Of the keys and threads that are remembered it has the command's and those of open tasks.
// O(open tasks + workers + what has ended lately).
Snapshot copy_for_turn(const State& state, const Command& command);

}  // namespace switchyard::reports
