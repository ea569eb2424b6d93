// From opening hours in local time to moments.
#pragma once

#include <vector>

#include "engine/workspace/workspace.h"

namespace switchyard::codec {

// How far ahead a host tells the engine what the calendars say.
inline constexpr Duration calendar_span = days(400);

// For each calendar of the workspace whether it is open at `from`, and when it opens and closes after that
// and before `until`: the content of CalendarsExtend. earliest_time <= from < until <= latest_time.
//
// Hours are those of the zone's clock. When the clock goes forward, what would begin or end within the hour
// that does not exist begins or ends at the moment of the change; when it goes back, a time that comes twice
// means the first. So a range over the change is an hour shorter or longer, as the people's clocks say.
// A calendar in a zone that the machine does not know stays closed.
// O(days · log clock changes) for each calendar.
std::vector<CalendarChanges> calendar_changes(const Workspace& workspace, Time from, Time until);

}  // namespace switchyard::codec
