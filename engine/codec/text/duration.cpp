// Durations and times of day: text to whole microseconds and back, without rounding.
#include "engine/codec/text/duration.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <limits>

namespace switchyard::codec {
namespace {

struct Unit {
  std::string_view name;
  std::int64_t microseconds;
};
// Largest first. "ms" and "us" are told from "m" by reading all letters that follow the number.
constexpr std::array<Unit, 6> units{{{"d", 86'400'000'000},
                                     {"h", 3'600'000'000},
                                     {"m", 60'000'000},
                                     {"s", 1'000'000},
                                     {"ms", 1'000},
                                     {"us", 1}}};

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

std::string_view take_while(std::string_view& rest, bool (*belongs)(char)) {
  std::size_t length = 0;
  while (length < rest.size() && belongs(rest[length])) ++length;
  std::string_view taken = rest.substr(0, length);
  rest.remove_prefix(length);
  return taken;
}

// Numbers of more digits than fit are the largest.
std::optional<std::int64_t> to_integer(std::string_view digits) {
  constexpr std::size_t most_digits = 18;
  if (digits.empty()) return std::nullopt;
  digits.remove_prefix(std::min(digits.find_first_not_of('0'), digits.size() - 1));
  if (digits.size() > most_digits) return std::numeric_limits<std::int64_t>::max();
  std::int64_t value = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return value;
}

// The fraction .digits of a unit in microseconds, when it is whole.
std::optional<std::int64_t> fraction_of(std::string_view digits, std::int64_t unit) {
  std::int64_t sum = 0;
  for (char digit : digits) {
    if (unit % 10 != 0) {
      if (digit != '0') return std::nullopt;
      continue;
    }
    unit /= 10;
    sum += (digit - '0') * unit;
  }
  return sum;
}

constexpr std::int64_t too_long = longest_duration.microseconds + 1;

// One number with its unit; too_long, when it is. `next_unit`: the first that may still come.
std::optional<std::int64_t> take_part(std::string_view& rest, std::size_t& next_unit) {
  auto whole = to_integer(take_while(rest, is_digit));
  if (!whole) return std::nullopt;
  std::string_view decimals;
  if (!rest.empty() && rest.front() == '.') {
    rest.remove_prefix(1);
    decimals = take_while(rest, is_digit);
    if (decimals.empty()) return std::nullopt;
  }
  std::string_view name = take_while(rest, [](char c) { return c >= 'a' && c <= 'z'; });
  while (next_unit < units.size() && units[next_unit].name != name) ++next_unit;
  if (next_unit == units.size()) return std::nullopt;
  std::int64_t unit = units[next_unit++].microseconds;
  auto fraction = fraction_of(decimals, unit);
  if (!fraction) return std::nullopt;
  if (*whole > longest_duration.microseconds / unit) return too_long;
  return *whole * unit + *fraction;
}

// A fraction of a second as ".5" or ".000001"; nothing when zero.
std::string decimals_of(std::int64_t microseconds) {
  if (microseconds == 0) return {};
  std::string digits = std::to_string(1'000'000 + microseconds).substr(1);
  digits.erase(digits.find_last_not_of('0') + 1);
  return "." + digits;
}

std::string part_of_a_second(std::int64_t microseconds) {
  if (microseconds % 1'000 == 0) return std::to_string(microseconds / 1'000) + "ms";
  return std::to_string(microseconds) + "us";
}

// Two digits, at most `most`.
std::optional<std::int64_t> two_digits(std::string_view text, std::int64_t most) {
  if (text.size() != 2 || !is_digit(text[0]) || !is_digit(text[1])) return std::nullopt;
  std::int64_t value = (text[0] - '0') * 10 + (text[1] - '0');
  if (value > most) return std::nullopt;
  return value;
}

std::string two_digits(std::int64_t value) {
  return (value < 10 ? "0" : "") + std::to_string(value);
}

// Also of what is too long: then it is at least `too_long`.
std::optional<Duration> parse_any_length(std::string_view text) {
  if (text.empty()) return std::nullopt;
  std::size_t next_unit = 0;
  Duration sum;
  while (!text.empty()) {
    auto part = take_part(text, next_unit);
    if (!part) return std::nullopt;
    sum += Duration{*part};
  }
  return sum;
}

}  // namespace

std::optional<Duration> parse_duration(std::string_view text) {
  const auto duration = parse_any_length(text);
  return duration && *duration <= longest_duration ? duration : std::nullopt;
}

bool is_too_long(std::string_view text) {
  const auto duration = parse_any_length(text);
  return duration && *duration > longest_duration;
}

std::string to_text(Duration duration) {
  if (duration.microseconds == 0) return "0s";
  constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();
  if (duration.microseconds < 0) return "-" + to_text(Duration{-std::max(duration.microseconds, -most)});
  std::int64_t rest = duration.microseconds;
  if (rest < 1'000'000) return part_of_a_second(rest);
  std::string text;
  for (std::size_t unit = 0; unit < 3; ++unit) {
    std::int64_t count = rest / units[unit].microseconds;
    rest %= units[unit].microseconds;
    if (count != 0) text += std::to_string(count) + std::string(units[unit].name);
  }
  if (rest != 0) text += std::to_string(rest / 1'000'000) + decimals_of(rest % 1'000'000) + "s";
  return text;
}

std::optional<Duration> parse_time_of_day(std::string_view text) {
  bool has_seconds = text.size() == 8;
  if (!has_seconds && text.size() != 5) return std::nullopt;
  if (text[2] != ':' || (has_seconds && text[5] != ':')) return std::nullopt;
  auto hour = two_digits(text.substr(0, 2), 24);
  auto minute = two_digits(text.substr(3, 2), 59);
  auto second = has_seconds ? two_digits(text.substr(6, 2), 59) : std::optional<std::int64_t>(0);
  if (!hour || !minute || !second) return std::nullopt;
  Duration sum = hours(*hour) + minutes(*minute) + seconds(*second);
  if (sum > days(1)) return std::nullopt;
  return sum;
}

std::string to_time_of_day(Duration since_midnight) {
  std::int64_t whole = since_midnight.microseconds / 1'000'000;
  std::string text = two_digits(whole / 3'600) + ":" + two_digits(whole / 60 % 60);
  if (whole % 60 != 0) text += ":" + two_digits(whole % 60);
  return text;
}

}  // namespace switchyard::codec
