// The parts of broken_invariants(): each adds a sentence for everything that it finds wrong.
#pragma once

#include <string>
#include <vector>

#include "engine/state/state.h"

namespace switchyard {

using Problems = std::vector<std::string>;

inline void expect(Problems& problems, bool holds, const std::string& what) {
  if (!holds) problems.push_back(what);
}
inline std::string name(WorkerId worker) {
  return "worker " + std::to_string(worker.value);
}

// Calendars and their timer, shifts and who is counted on them, diversions and their timers.
void check_hours(const State& state, Problems& problems);

// Nobody stands ready who has no room: by the groups and block rules of the document, and the work counted
// anew. So no ordinary offer can go beyond them.
void check_limits(const State& state, Problems& problems);

}  // namespace switchyard
