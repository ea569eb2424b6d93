// The include arrows between the rooms of the house, as arrows.txt lists them.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "tests/architecture/source_text.h"

namespace switchyard::architecture {

struct Arrows {
  std::vector<std::pair<std::string, std::string>> rooms;       // path, name of the room
  std::map<std::string, std::vector<std::string>> may_include;  // room -> rooms
  std::map<std::string, std::vector<std::string>> libraries;    // beginning of <...> -> rooms
};

Arrows parse_arrows(const std::vector<std::string>& rows);

// The room of a file: the longest path that fits. None when no room has it.
std::optional<std::string> room_of(const Arrows& arrows, std::string_view path);

struct Include {
  std::size_t line;
  std::string name;
  bool quoted;  // "..." is the house, <...> a library
};
std::vector<Include> includes_of(std::string_view text);

// Every include that no arrow allows. `exists` names all files of the house.
Problems wrong_includes(const Arrows& arrows, const std::vector<SourceFile>& files,
                        const std::set<std::string>& exists);

}  // namespace switchyard::architecture
