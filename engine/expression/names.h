// What a name means in the place where it stands.
#pragma once

#include <string>
#include <variant>

#include "engine/expression/expression.h"
#include "engine/expression/problem.h"

namespace switchyard::expression {

// `key` is what was written, cut at its points, and begins with a word. The problem tells what was expected
// and a hint; the caller knows the place.
std::variant<Name, ParseProblem> resolve_name(const Path& key, Dialect dialect);

// The worker's own names, without `worker.` before them.
Name resolve_worker_name(Path path);

// task.skills[0]
std::string to_text(const Path& path);

}  // namespace switchyard::expression
