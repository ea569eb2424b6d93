// A clock time becomes a full moment of the story's day, which RFC 3339 then reads and writes.
#include "sim/story/moment.h"

#include "engine/codec/text/duration.h"
#include "engine/codec/text/time_text.h"

namespace switchyard::sim::story {

namespace {

constexpr std::size_t date_size = 10;  // 2026-03-02

// "10:00" without seconds has them added.
std::optional<Time> parse_clock(std::string_view text, Time day) {
  std::string clock(text);
  if (clock.size() == 5) clock += ":00";
  if (clock.size() < 8 || clock[2] != ':' || clock[5] != ':') return std::nullopt;
  return codec::parse_rfc3339(codec::to_rfc3339(day).substr(0, date_size) + "T" + clock + "Z");
}

}  // namespace

std::optional<Time> parse_moment(std::string_view text, Time day, Time now) {
  if (text.empty()) return std::nullopt;
  if (text.front() == '+' || text.front() == '-') {
    const std::optional<Duration> away = codec::parse_duration(text.substr(1));
    if (!away) return std::nullopt;
    return text.front() == '+' ? now + *away : now - *away;
  }
  const std::optional<Time> clock = parse_clock(text, day);
  return clock ? clock : codec::parse_rfc3339(text);
}

std::string moment_text(Time time, Time day) {
  const std::string full = codec::to_rfc3339(time);
  if (time < day || time >= day + days(1)) return full;
  return full.substr(date_size + 1, full.size() - date_size - 2);
}

std::optional<Time> parse_day(std::string_view text) {
  if (text.size() != date_size) return std::nullopt;
  return codec::parse_rfc3339(std::string(text) + "T00:00:00Z");
}

}  // namespace switchyard::sim::story
