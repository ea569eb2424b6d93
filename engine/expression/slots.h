// Gives every name that the conditions of a workspace read a number, so that values are looked up once, not
// by text.
#pragma once

#include <cstdint>
#include <map>
#include <vector>

#include "engine/expression/expression.h"

namespace switchyard::expression {

// One table for each side that supplies values; a name's slot is its index in its table, and never changes.
// Shared by all conditions of a workspace, so that equal names have equal slots.
struct Slots {
  std::vector<Name> task;               // TaskAttribute
  std::vector<Name> worker;             // WorkerAttribute, WorkerField, WorkerChannel
  std::vector<Name> clock;              // ClockName
  std::vector<Name> workers;            // WorkerCount
  std::map<Name, std::uint32_t> known;  // each name's slot in its table
};

enum class Side : std::uint8_t { task, worker, clock, workers };
Side side_of(const Name& name);

// The slot of `name`, a new one when it has none yet. O(log names).
std::uint32_t intern(const Name& name, Slots& slots);

}  // namespace switchyard::expression
