// What may follow on a command line that is being typed.
#pragma once

#include <CLI/CLI.hpp>
#include <string>
#include <vector>

#include "cli/help/describe.h"

namespace switchyard::cli {

// The word by which shells ask; it stands where a command would.
inline constexpr const char* completion_request = "__complete";

struct Candidate {
  std::string word;
  std::string description;  // one line; may be empty
};

struct Completion {
  std::vector<Candidate> candidates;
  // Files or folders may follow too: the shell knows them.
  ValueHint::Kind others = ValueHint::Kind::words;
};

// `words` are those behind the program's name; the last one is being typed, and may be empty. Every candidate
// begins with it. O(options).
Completion complete(const CLI::App& program, const std::vector<std::string>& words);

// A line a candidate, its description behind a tab; last a line with ":files", ":folders" or ":words".
std::string to_text(const Completion& completion);

}  // namespace switchyard::cli
