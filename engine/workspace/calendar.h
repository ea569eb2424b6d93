// Opening hours as people write them: by weekday and date, in a zone.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "engine/base/time.h"

namespace switchyard {

// A part of a local day, in minutes since its midnight; `to` is not in it. 0 <= from < to <= 1440.
struct OpenHours {
  std::uint16_t from = 0;
  std::uint16_t to = 0;
};

// A day that is not as its weekday: a holiday without hours, or a long Saturday.
struct SpecialDay {
  std::int32_t date = 0;  // days since 1970-01-01, in the calendar's zone
  std::vector<OpenHours> hours;
};

// When something is open. The engine knows no zones: the host turns this into moments and says them with
// CalendarsExtend.
struct Calendar {
  std::string name;
  std::string zone;                              // IANA
  std::array<std::vector<OpenHours>, 7> weekly;  // Monday first
  std::vector<SpecialDay> special_days;          // ascending
};

// The moments of one calendar within a span.
struct CalendarChanges {
  bool open_at_first = false;
  std::vector<Time> changes;  // ascending: open to closed or closed to open, after the span's begin
};

}  // namespace switchyard
