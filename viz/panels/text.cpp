// RFC 3339's parts, and digits in groups.
#include "viz/panels/text.h"

#include <fmt/format.h>

#include <charconv>

#include "engine/codec/text/duration.h"
#include "engine/codec/text/time_text.h"

namespace switchyard::viz {
namespace {

// "2026-11-21T14:03:07Z" from one place on; a dash for `never`.
std::string part_of(Time at, std::size_t from, std::size_t length) {
  const std::string text = codec::to_rfc3339(at);
  return text.size() < from + length ? "–" : text.substr(from, length);
}

std::optional<int> number_in(std::string_view text) {
  int number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (text.empty() || error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return number;
}

// "14:03" or "14:03:10".
std::optional<Duration> parse_clock(std::string_view text) {
  if (text.size() != 5 && text.size() != 8) return std::nullopt;
  std::int64_t total = 0;
  for (std::size_t i = 0; i < text.size(); i += 3) {
    const auto part = number_in(text.substr(i, 2));
    if (!part || *part < 0 || *part > (i == 0 ? 23 : 59) || (i > 0 && text[i - 1] != ':'))
      return std::nullopt;
    total = total * 60 + *part;
  }
  return seconds(text.size() == 5 ? total * 60 : total);
}

}  // namespace

std::string clock_text(Time at) {
  return part_of(at, 11, 8);
}

std::string clock_text(Time at, Time day) {
  constexpr std::int64_t length = days(1).microseconds;
  const std::string clock = clock_text(at);
  if (at > latest_time || at < earliest_time) return clock;
  const std::int64_t away = (at.microseconds - earliest_time.microseconds) / length -
                            (day.microseconds - earliest_time.microseconds) / length;
  if (away == 0) return clock;
  if (away == 1 || away == -1) return clock + (away > 0 ? " tomorrow" : " yesterday");
  return date_text(at) + " " + clock;
}

std::string minute_text(Time at) {
  return part_of(at, 11, 5);
}

std::string date_text(Time at) {
  return part_of(at, 0, 10);
}

std::string span_text(Duration length) {
  if (length.microseconds < 0) return "-";
  const auto s = length.microseconds / 1'000'000;
  if (s < 3600) return fmt::format("{}:{:02}", s / 60, s % 60);
  return fmt::format("{}:{:02}:{:02}", s / 3600, s / 60 % 60, s % 60);
}

std::string length_text(Duration length) {
  if (length.microseconds < 0) return "-";
  const auto s = length.microseconds / 1'000'000;
  const auto two = [](std::int64_t large, const char* unit, std::int64_t small, const char* small_unit) {
    return small == 0 ? fmt::format("{} {}", large, unit)
                      : fmt::format("{} {} {} {}", large, unit, small, small_unit);
  };
  if (s < 60) return fmt::format("{} s", s);
  if (s < 3600) return two(s / 60, "min", s % 60, "s");
  if (s < 86'400) return two(s / 3600, "h", s / 60 % 60, "min");
  return two(s / 86'400, "d", s / 3600 % 24, "h");
}

std::string share_text(std::uint64_t part, std::uint64_t whole) {
  if (whole == 0) return "–";
  return fmt::format("{:.1f} %", 100.0 * static_cast<double>(part) / static_cast<double>(whole));
}

std::string count_text(std::uint64_t count) {
  std::string digits = std::to_string(count);
  for (auto at = static_cast<std::ptrdiff_t>(digits.size()) - 3; at > 0; at -= 3)
    digits.insert(static_cast<std::size_t>(at), ",");
  return digits;
}

std::string counted_text(std::uint64_t count, std::string_view one) {
  return fmt::format("{} {}{}", count, one, count == 1 ? "" : "s");
}

std::optional<MomentText> parse_moment(std::string_view text) {
  if (const auto moment = codec::parse_rfc3339(text)) return MomentText{moment, {}, {}};
  if (const auto clock = parse_clock(text)) return MomentText{{}, clock, {}};
  if (const auto after = codec::parse_duration(text)) return MomentText{{}, {}, after};
  return std::nullopt;
}

Time moment_in(const MomentText& text, Time begin) {
  if (text.moment) return *text.moment;
  if (text.after) return begin + *text.after;
  const std::int64_t day = days(1).microseconds;
  const std::int64_t into_day = ((begin.microseconds % day) + day) % day;
  const Time clock = begin - microseconds(into_day) + text.of_day.value_or(Duration{});
  return clock < begin ? clock + days(1) : clock;
}

}  // namespace switchyard::viz
