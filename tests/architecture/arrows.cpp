// Compares each #include with the list of allowed arrows.
#include "tests/architecture/arrows.h"

#include <algorithm>

namespace switchyard::architecture {

namespace {

constexpr std::string_view any_folder = "*/";

// "adapters/*" in the list is one room a folder: the arrows of adapters/sip are those of adapters/*.
std::string rule_of(const Arrows& arrows, const std::string& room) {
  if (arrows.may_include.contains(room)) return room;
  const std::string family = room.substr(0, room.find('/')) + "/*";
  return arrows.may_include.contains(family) ? family : room;
}

bool names(const std::string& pattern, const std::string& room) {
  return pattern == "*" || pattern == room || (pattern.ends_with("/*") && fits(room, pattern)) ||
         (pattern == "engine" && room.starts_with("engine/"));
}

bool allows(const std::vector<std::string>& patterns, const std::string& room) {
  return std::any_of(patterns.begin(), patterns.end(),
                     [&](const std::string& pattern) { return names(pattern, room); });
}

std::string place(const SourceFile& file, const Include& include) {
  return file.path + ":" + std::to_string(include.line) + ": ";
}

std::optional<std::string> wrong_house_include(const Arrows& arrows, const std::string& from,
                                               const Include& include, const std::set<std::string>& exists) {
  const auto to = room_of(arrows, include.name);
  if (!to || !exists.contains(include.name)) {
    return "\"" + include.name + "\" is no file of the house: an include starts at the root";
  }
  const auto rule = arrows.may_include.find(rule_of(arrows, from));
  if (*to == from || (rule != arrows.may_include.end() && allows(rule->second, *to))) return std::nullopt;
  return "\"" + include.name + "\": " + from + " may not include " + *to +
         "; move the piece to a room that both may see, pass the value in, or record a decision and "
         "add the arrow to tests/architecture/arrows.txt";
}

std::optional<std::string> wrong_library_include(const Arrows& arrows, const std::string& from,
                                                 const Include& include) {
  for (const auto& [beginning, rooms] : arrows.libraries) {
    if (!include.name.starts_with(beginning)) continue;
    if (allows(rooms, from) || allows(rooms, rule_of(arrows, from))) return std::nullopt;
    return "<" + include.name + ">: " + from + " does not use this library; ask a room that does";
  }
  const bool standard = include.name.find_first_of("./") == std::string::npos;
  if (standard) return std::nullopt;
  return "<" + include.name +
         "> is neither the standard library nor listed in tests/architecture/arrows.txt; a new "
         "dependency needs a record in docs/decisions and a line in licences.txt";
}

void parse_room(Arrows& arrows, const std::string& row) {
  const auto colon = row.find(": ");
  const std::string name(trimmed(std::string_view(row).substr(5, colon - 5)));
  for (const auto& path : split(std::string_view(row).substr(colon + 2), " ")) {
    arrows.rooms.emplace_back(path, name);
  }
}

}  // namespace

Arrows parse_arrows(const std::vector<std::string>& rows) {
  Arrows arrows;
  for (const auto& row : rows) {
    if (row.starts_with("room ")) {
      parse_room(arrows, row);
    } else if (row.starts_with("<")) {
      const auto sides = split(row, "<-");
      arrows.libraries[sides.at(0).substr(1, sides.at(0).size() - 2)] = split(sides.at(1), " ");
    } else {
      const auto sides = split(row, "->");
      arrows.may_include[sides.at(0)] = split(sides.at(1), " ");
    }
  }
  return arrows;
}

std::optional<std::string> room_of(const Arrows& arrows, std::string_view path) {
  std::optional<std::string> best;
  std::size_t length = 0;
  for (const auto& [beginning, name] : arrows.rooms) {
    std::string_view fixed = beginning;
    const bool family = fixed.ends_with(any_folder);
    if (family) fixed.remove_suffix(any_folder.size());
    if (!path.starts_with(fixed) || fixed.size() < length) continue;
    const auto folder_end = path.find('/', fixed.size());
    if (family && folder_end == std::string_view::npos) continue;
    length = fixed.size();
    best = family ? std::string(path.substr(0, folder_end)) : name;
  }
  return best;
}

std::vector<Include> includes_of(std::string_view text) {
  const std::string code = without_comments(text, Strings::keep);
  std::vector<Include> found;
  std::size_t line = 0;
  for (std::size_t at = 0; at < code.size();) {
    const auto end = std::min(code.find('\n', at), code.size());
    ++line;
    std::string_view row = trimmed(std::string_view(code).substr(at, end - at));
    at = end + 1;
    if (!row.starts_with("#")) continue;
    row = trimmed(row.substr(1));
    if (!row.starts_with("include")) continue;
    row = trimmed(row.substr(7));
    if (row.size() < 2) continue;
    const bool quoted = row.front() == '"';
    found.push_back({line, std::string(row.substr(1, row.find(quoted ? '"' : '>', 1) - 1)), quoted});
  }
  return found;
}

Problems wrong_includes(const Arrows& arrows, const std::vector<SourceFile>& files,
                        const std::set<std::string>& exists) {
  Problems problems;
  for (const auto& file : files) {
    const auto from = room_of(arrows, file.path);
    if (!from) {
      problems.push_back(file.path + ": no room has this file; give its folder a line in arrows.txt");
      continue;
    }
    for (const auto& include : includes_of(file.text)) {
      const auto wrong = include.quoted ? wrong_house_include(arrows, *from, include, exists)
                                        : wrong_library_include(arrows, *from, include);
      if (wrong) problems.push_back(place(file, include) + *wrong);
    }
  }
  return problems;
}

}  // namespace switchyard::architecture
