// Runs one story: gives its commands to an engine on virtual time and writes down everything that comes out.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "engine/codec/document/problem.h"

namespace switchyard::sim::story {

// People read stories; a longer text is no story. In bytes.
inline constexpr std::size_t longest_story = std::size_t{1} << 20;

struct StoryOptions {
  std::string file =
      "story.txt";  // for the places of problems, and where files beside the story are looked for
  bool restore_every_turn =
      false;  // goes on from a snapshot after every turn: nothing may come out differently
};

struct StoryResult {
  std::string actual_text;               // the story with what came out in the place of what it expects
  std::vector<codec::Problem> problems;  // it cannot be read or told, or the engine's state is not sound
  bool matches = false;                  // no problems, and `actual_text` is the text that was given
  bool is_text = true;                   // else there is no story to tell: not UTF-8, NUL bytes, too long
};

// The form is in docs/formats.md, section "Story". With problems `actual_text` is the text as it was given.
// The invariants of engine/rules/invariants.h are looked at after every turn.
StoryResult run_story(const std::string& text, const StoryOptions& options = {});

}  // namespace switchyard::sim::story
