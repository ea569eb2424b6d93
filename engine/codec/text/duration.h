// Durations as people write them: "10s", "1h30m", "250ms", "1d".
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "engine/base/time.h"

namespace switchyard::codec {

// Units d, h, m, s, ms, us, largest first, each at most once; a number may have a fraction ("1.5h") as long
// as it comes to whole microseconds. Not negative, at most longest_duration. Nothing when it is anything
// else.
std::optional<Duration> parse_duration(std::string_view text);
// Whether it is written as a duration, and only longer than longest_duration.
bool is_too_long(std::string_view text);

// The shortest form that parse_duration gives back exactly: "0s", "1h30m", "1.5s", "250ms". A negative
// duration (only differences are) has a minus in front, which parse_duration refuses.
std::string to_text(Duration duration);

// "10:00" or "10:00:30": the time since midnight, up to "24:00".
std::optional<Duration> parse_time_of_day(std::string_view text);
// "10:00", with seconds only when there are some; at most 24 h, whole seconds.
std::string to_time_of_day(Duration since_midnight);

}  // namespace switchyard::codec
