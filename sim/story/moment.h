// Times in a story: hours of its day, so that a reader sees a clock and not a calendar.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "engine/base/time.h"

namespace switchyard::sim::story {

// Monday, 2026-03-02: the day of a story that names none.
inline constexpr Time usual_day{1'772'409'600'000'000};

// "10:00", "10:00:05", "10:00:05.250" on `day`, or RFC 3339, or "+5s" and "-5m" from `now`. Nothing when it
// is anything else. Only the relative ones can lie outside the engine's range, which refuses them.
std::optional<Time> parse_moment(std::string_view text, Time day, Time now);

// "10:00:05" or "10:00:05.250" for a moment of `day`, RFC 3339 for any other.
std::string moment_text(Time time, Time day);

// "2026-03-02": its midnight, UTC.
std::optional<Time> parse_day(std::string_view text);

}  // namespace switchyard::sim::story
