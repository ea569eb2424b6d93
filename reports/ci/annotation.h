// Problems as GitHub shows them beside the line of a change: workflow commands in a step's output.
#pragma once

#include <cstdint>
#include <string>

#include "engine/codec/document/problem.h"

namespace switchyard::reports {

struct Annotation {
  codec::Severity severity = codec::Severity::error;
  std::string file;          // empty: none
  std::uint32_t line = 0;    // from 1; 0: the file as a whole
  std::uint32_t column = 0;  // likewise
  std::string title;
  std::string message;  // may have several lines
};

// "::error file=a.json,line=3,col=5,title=…::…" with a line feed. What would end the command or one of its
// properties is escaped as GitHub's own toolkit does; control characters and broken UTF-8 become '?'. A
// message is cut after 4,000 characters.
std::string github_text(const Annotation& annotation);

// What a problem says, at its place. Standard input ("-") and an option ("--set …") are no files.
Annotation annotation_of(const codec::Problem& problem, const std::string& title);

}  // namespace switchyard::reports
