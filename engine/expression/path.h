// Paths into attributes, such as skills.levels[0], and the paths that workflows use alone.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "engine/base/attributes.h"
#include "engine/expression/problem.h"

namespace switchyard::expression {

// A member of an object by its name, or an element of an array by its index from 0.
using PathStep = std::variant<std::string, std::uint32_t>;
using Path = std::vector<PathStep>;

// The value at the end of the path; null when any step leads nowhere. The empty path is the root itself.
ValueView find(ValueView root, const Path& path);

// Reads the path of a known worker in a workflow target, such as task.agent_sid: the words behind `task.`.
std::variant<Path, ParseProblem> parse_task_path(std::string_view text);

}  // namespace switchyard::expression
