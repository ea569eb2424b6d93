// What a host tells of calendars, as JSON.
#pragma once

#include <string>
#include <vector>

#include "engine/workspace/calendar.h"

namespace switchyard::codec {

// [{"open_at_first":false,"changes":["2026-11-23T08:00:00Z"]}], without spaces.
void append_json(std::string& out, const std::vector<CalendarChanges>& calendars);

}  // namespace switchyard::codec
