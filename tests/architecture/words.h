// Words that have no place in a part of the house, each with what to say instead.
#pragma once

#include <string>
#include <vector>

#include "tests/architecture/source_text.h"

namespace switchyard::architecture {

struct BannedWords {
  std::vector<std::string> in;      // beginnings of paths
  std::vector<std::string> not_in;  // exceptions to them
  bool code_only;                   // outside comments and strings
  std::vector<std::string> words;
  std::string instead;
};

std::vector<BannedWords> parse_banned_words(const std::vector<std::string>& rows);

// Every place where a file says a word that its folder bans.
Problems banned_words_in(const std::vector<BannedWords>& table, const SourceFile& file);

}  // namespace switchyard::architecture
