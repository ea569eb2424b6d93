// A story's text cut into what it says to do, so that only its expectations are ever rewritten.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "engine/codec/document/document.h"

namespace switchyard::sim::story {

// One thing to do, and what the text says came of it. Ranges are bytes of the story's text.
struct Statement {
  std::size_t begin = 0;            // of its first word
  std::size_t end = 0;              // behind its last line, without the line feed
  std::size_t expectation_end = 0;  // behind the last line of what is expected; `end` when nothing is
  bool space_follows = true;        // a blank line or the end of the text comes next
};

struct Script {
  codec::Document document;  // the text and its lines; it is not JSON and has no tree
  std::vector<Statement> statements;
};

// Cuts the text. Blank lines and lines that begin with # stand for themselves. A statement is one line, or as
// many as its JSON needs; below it may stand a line of four dashes and what came out, up to the next blank
// line or comment. Cannot fail: what is no statement shows itself when it is carried out. O(size).
Script read_script(std::string text, std::string file);

// The text with `outcomes` (one a statement, lines with their line feeds) in the place of its expectations. A
// statement without outcome has no dashes. Writing what was written changes nothing.
struct Outcome {
  bool shown = false;  // dashes stand below the statement even when nothing came out
  std::string lines;
};
std::string with_outcomes(const Script& script, const std::vector<Outcome>& outcomes);

// Where a line begins and ends; `end` is its line feed or the end of the text.
std::size_t end_of_line(std::string_view text, std::size_t at);

}  // namespace switchyard::sim::story
