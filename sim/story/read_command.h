// A line of a story as the command that the engine is given.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/command.h"
#include "sim/story/fields.h"

namespace switchyard::sim::story {

// The names of all commands, in the order of Command.
std::vector<std::string> command_names();

// Reads the fields of the command called `name`. WorkspaceChanges is given its workspace by the caller.
// Faults go where `fields` collects them; the command then must not be used. Nothing when there is no such
// command.
std::optional<Command> read_command(std::string_view name, Fields& fields);

}  // namespace switchyard::sim::story
