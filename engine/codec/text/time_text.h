// Moments as RFC 3339, the only form in which a time enters or leaves as text.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "engine/base/time.h"

namespace switchyard::codec {

// "2026-03-01T08:00:00Z", with 3 or 6 decimals when there is a fraction. For times outside the engine's range
// (`never`) the word "never".
std::string to_rfc3339(Time time);

// With Z or an offset, and at most microseconds. Nothing when it is anything else or outside
// earliest_time … latest_time; a leap second (:60) is refused.
std::optional<Time> parse_rfc3339(std::string_view text);

// A day of the proleptic Gregorian calendar.
struct Day {
  std::int64_t year = 1970;
  unsigned month = 1;  // 1 … 12
  unsigned day = 1;    // 1 … 31
};

// Days since 1970-01-01 and back (Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms").
std::int64_t days_from_civil(Day day);
Day civil_from_days(std::int64_t days);

}  // namespace switchyard::codec
