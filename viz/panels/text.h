// Moments, lengths of time and shares as people read them.
#pragma once

#include <optional>
#include <string>

#include "engine/base/time.h"

namespace switchyard::viz {

// "14:03:07", of the day in UTC.
std::string clock_text(Time at);
// "14:03", for axes whose ticks are whole minutes.
std::string minute_text(Time at);
// "2026-11-21".
std::string date_text(Time at);
// "0:07", "12:45", "1:02:03": minutes and seconds, with hours when there are any; "-" for a negative one.
std::string span_text(Duration length);
// "81.2 %"; a dash when there is nothing to take a share of.
std::string share_text(std::uint64_t part, std::uint64_t whole);
// "1,234,567".
std::string count_text(std::uint64_t count);

}  // namespace switchyard::viz
