// The workspaces of a story: written in it or in a file beside it.
#pragma once

#include <optional>
#include <string>

#include "engine/workspace/workspace.h"
#include "sim/story/words.h"

namespace switchyard::sim::story {

struct CompiledHere {
  Workspace workspace;
  std::string warnings;  // one a line, without their places, which move with the text
};

// `word` is JSON, or the name of a file beside the story. With `previous` it is its next version.
std::optional<CompiledHere> compile_here(const codec::Document& story, const Word& word,
                                         const Workspace* previous, Faults& faults);

}  // namespace switchyard::sim::story
