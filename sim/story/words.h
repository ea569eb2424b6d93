// One statement as words: when, what, and fields with their places in the text.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/codec/document/document.h"
#include "sim/story/script.h"

namespace switchyard::sim::story {

// name=value, or a bare word (then `name` is empty). Offsets are bytes of the story's text.
struct Word {
  std::string name;
  std::string value;  // decoded, when it was quoted
  std::size_t begin = 0;
  std::size_t value_begin = 0;
  std::size_t end = 0;
  bool is_json = false;  // value is an object, as it is written
};

// Everything that is wrong with a story, in the order of its text.
using Faults = std::vector<codec::Problem>;

// The words of a statement. A # at the beginning of a word makes the rest of the line a comment. O(size).
std::vector<Word> read_words(const codec::Document& story, const Statement& statement, Faults& faults);

// The JSON at [begin, end) of the story. What is wrong with it is told at places of the story.
std::optional<codec::Document> read_json(const codec::Document& story, std::size_t begin, std::size_t end,
                                         Faults& faults);

// Adds what a reader of the JSON that begins at `begin` found, with the story's own line beside it.
void add_faults(const codec::Document& story, std::size_t begin, const codec::Problems& problems,
                Faults& faults);

}  // namespace switchyard::sim::story
