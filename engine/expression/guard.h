// What a condition cannot do without: a task attribute that must be one of a few texts.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/expression/program.h"

namespace switchyard::expression {

// The condition holds for no task whose attribute in this slot is another value than one of these.
struct Guard {
  std::uint32_t task_slot = 0;
  std::vector<std::string> values;  // canonical bytes of strings
};

// What `program` asks before anything else can make it true: `dealer == 'vilnius' AND …`, `skill IN ['a',
// 'b'] AND …`. Empty for other conditions, which may hold for any value. Numbers are no guards: 3 equals 3.0
// in other bytes. O(tests).
std::vector<Guard> guards_of(const Program& program);

}  // namespace switchyard::expression
