// RFC 3339's parts, and digits in groups.
#include "viz/panels/text.h"

#include <fmt/format.h>

#include "engine/codec/text/time_text.h"

namespace switchyard::viz {
namespace {

// "2026-11-21T14:03:07Z" from one place on; a dash for `never`.
std::string part_of(Time at, std::size_t from, std::size_t length) {
  const std::string text = codec::to_rfc3339(at);
  return text.size() < from + length ? "–" : text.substr(from, length);
}

}  // namespace

std::string clock_text(Time at) {
  return part_of(at, 11, 8);
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

}  // namespace switchyard::viz
