// Asks the system's time zone database.
#include "engine/codec/calendar/zones.h"

#include <date/tz.h>

#include <algorithm>
#include <exception>

#include "engine/codec/document/document.h"

namespace switchyard::codec {
namespace {

// Debian keeps the whole database twice more: under posix/, and under right/ with leap seconds, which our
// clock does not have. The others are no zones that somebody lives in by name.
bool is_usual(std::string_view name) {
  return name.substr(0, 6) != "posix/" && name.substr(0, 6) != "right/" && name != "localtime" &&
         name != "posixrules" && name != "Factory";
}

std::vector<std::string> read_zone_names() {
  std::vector<std::string> names;
  try {
    for (const date::time_zone& zone : date::get_tzdb().zones) {
      if (is_usual(zone.name())) names.push_back(zone.name());
    }
  } catch (const std::exception&) {
    names.clear();  // there is no database
  }
  std::sort(names.begin(), names.end());
  return names;
}

}  // namespace

const std::vector<std::string>& zone_names() {
  static const std::vector<std::string> names = read_zone_names();
  return names;
}

bool is_zone(std::string_view name) {
  return std::binary_search(zone_names().begin(), zone_names().end(), name);
}

std::string tzdata_version() {
  constexpr std::string_view before = "# version ";
  const auto text = read_file("/usr/share/zoneinfo/tzdata.zi");
  if (!text || text->rfind(before, 0) != 0) return "unknown";
  return text->substr(before.size(), text->find('\n') - before.size());
}

}  // namespace switchyard::codec
