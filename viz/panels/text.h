// Moments, lengths of time and shares as people read them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "engine/base/time.h"

namespace switchyard::viz {

// "14:03:07", of the day in UTC.
std::string clock_text(Time at);
// The same for who thinks of another day: "14:03:07 tomorrow", "14:03:07 yesterday", else the date before it.
std::string clock_text(Time at, Time day);
// "14:03", for axes whose ticks are whole minutes.
std::string minute_text(Time at);
// "2026-11-21".
std::string date_text(Time at);
// "0:07", "12:45", "1:02:03": minutes and seconds, with hours when there are any; "-" for a negative one.
std::string span_text(Duration length);
// "20 s", "2 min 5 s", "23 h 12 min", "3 d 4 h": its two greatest units, rounded down; "-" for a negative
// one.
std::string length_text(Duration length);
// "81.2 %"; a dash when there is nothing to take a share of.
std::string share_text(std::uint64_t part, std::uint64_t whole);
// "1,234,567".
std::string count_text(std::uint64_t count);
// "1 queue", "2 queues", "0 queues".
std::string counted_text(std::uint64_t count, std::string_view one);

// A moment as it was typed: of the calendar, of the first day, or so long after the begin.
struct MomentText {
  std::optional<Time> moment;      // "2026-11-21T14:03:00Z"
  std::optional<Duration> of_day;  // "14:03", "14:03:10"
  std::optional<Duration> after;   // "1h30m"
};
std::optional<MomentText> parse_moment(std::string_view text);
// Where that is in a recording from `begin` on.
Time moment_in(const MomentText& text, Time begin);

}  // namespace switchyard::viz
