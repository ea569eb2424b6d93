// Compiles the documents that stand in a log, where no other file may be asked for.
#pragma once

#include <string>
#include <string_view>
#include <tl/expected.hpp>

#include "engine/workspace/workspace.h"

namespace switchyard::codec {

// A CompileWorkspace for replay(): the document of a workspace as Workspace::source has it. The error is the
// text of all its problems. O(document).
tl::expected<Workspace, std::string> compile_source(std::string_view source, const Workspace* current);

}  // namespace switchyard::codec
