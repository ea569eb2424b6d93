// Moments and durations in whole microseconds, so that every machine counts the same.
#pragma once

#include <compare>
#include <cstdint>
#include <limits>

namespace switchyard {

// A length of time. Negative lengths exist only as differences; rules refuse them as settings.
struct Duration {
  std::int64_t microseconds = 0;

  friend constexpr auto operator<=>(Duration, Duration) = default;
  friend constexpr Duration operator+(Duration a, Duration b) { return {a.microseconds + b.microseconds}; }
  friend constexpr Duration operator-(Duration a, Duration b) { return {a.microseconds - b.microseconds}; }
  friend constexpr Duration operator*(Duration a, std::int64_t n) { return {a.microseconds * n}; }
  constexpr Duration& operator+=(Duration d) { return microseconds += d.microseconds, *this; }
};

constexpr Duration microseconds(std::int64_t n) {
  return {n};
}
constexpr Duration milliseconds(std::int64_t n) {
  return {n * 1'000};
}
constexpr Duration seconds(std::int64_t n) {
  return {n * 1'000'000};
}
constexpr Duration minutes(std::int64_t n) {
  return seconds(n * 60);
}
constexpr Duration hours(std::int64_t n) {
  return seconds(n * 3'600);
}
constexpr Duration days(std::int64_t n) {
  return hours(n * 24);
}

// A moment: microseconds since 1970-01-01T00:00:00Z, without leap seconds (POSIX).
struct Time {
  std::int64_t microseconds = 0;

  friend constexpr auto operator<=>(Time, Time) = default;
  friend constexpr Time operator+(Time t, Duration d) { return {t.microseconds + d.microseconds}; }
  friend constexpr Time operator-(Time t, Duration d) { return {t.microseconds - d.microseconds}; }
  friend constexpr Duration operator-(Time a, Time b) { return {a.microseconds - b.microseconds}; }
};

// The moment that never comes.
inline constexpr Time never{std::numeric_limits<std::int64_t>::max()};

// The longest setting any rule accepts; it keeps every sum of a few settings far from overflow.
inline constexpr Duration longest_duration = days(36'500);

// The moments that the engine accepts, 1900-01-01 to 9999-12-31, for the same reason.
inline constexpr Time earliest_time{-2'208'988'800'000'000};
inline constexpr Time latest_time{253'402'300'799'999'999};

}  // namespace switchyard
