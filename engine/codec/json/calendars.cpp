// Writes the moments of calendars one behind the other.
#include "engine/codec/json/calendars.h"

#include "engine/codec/text/time_text.h"

namespace switchyard::codec {
namespace {

void append_moments(std::string& out, const std::vector<Time>& moments) {
  out += '[';
  for (const Time& moment : moments) {
    if (&moment != &moments.front()) out += ',';
    ((out += '"') += to_rfc3339(moment)) += '"';
  }
  out += ']';
}

}  // namespace

void append_json(std::string& out, const std::vector<CalendarChanges>& calendars) {
  out += '[';
  for (const CalendarChanges& calendar : calendars) {
    if (&calendar != &calendars.front()) out += ',';
    (out += "{\"open_at_first\":") += calendar.open_at_first ? "true" : "false";
    out += ",\"changes\":";
    append_moments(out, calendar.changes);
    out += '}';
  }
  out += ']';
}

}  // namespace switchyard::codec
