// Cuts a count of microseconds into minutes, hours and weekdays by integer arithmetic.
#include "engine/expression/clock.h"

#include <array>
#include <string>
#include <string_view>

namespace switchyard::expression {
namespace {

constexpr std::int64_t hours_a_day = 24;
constexpr std::int64_t minutes_an_hour = 60;
constexpr std::int64_t minutes_a_day = hours_a_day * minutes_an_hour;
constexpr std::int64_t days_a_week = 7;
constexpr std::int64_t epoch_weekday = 3;  // Thursday

// The remainder from 0, so that moments before 1970 count upwards too.
std::int64_t modulo(std::int64_t number, std::int64_t divisor) {
  const std::int64_t remainder = number % divisor;
  return remainder < 0 ? remainder + divisor : remainder;
}

std::int64_t divide_down(std::int64_t number, std::int64_t divisor) {
  return (number - modulo(number, divisor)) / divisor;
}

std::string two_digits(int number) {
  return {static_cast<char>('0' + number / 10), static_cast<char>('0' + number % 10)};
}

Duration period(ClockName name) {
  switch (name) {
    case ClockName::current_hour:
      return hours(1);
    case ClockName::day_of_week:
      return days(1);
    case ClockName::current_time:
    case ClockName::current_minute:
      break;
  }
  return minutes(1);
}

}  // namespace

TimeOfDay time_of_day(Time time) {
  const std::int64_t minute = divide_down(time.microseconds, minutes(1).microseconds);
  const std::int64_t minute_of_day = modulo(minute, minutes_a_day);
  const std::int64_t day = divide_down(minute, minutes_a_day);
  return {static_cast<int>(minute_of_day / minutes_an_hour),
          static_cast<int>(minute_of_day % minutes_an_hour),
          static_cast<int>(modulo(day + epoch_weekday, days_a_week))};
}

Value clock_value(ClockName name, Time time) {
  constexpr std::array<std::string_view, days_a_week> weekdays = {"Mon", "Tue", "Wed", "Thu",
                                                                  "Fri", "Sat", "Sun"};
  const TimeOfDay now = time_of_day(time);
  switch (name) {
    case ClockName::current_hour:
      return {two_digits(now.hour)};
    case ClockName::current_minute:
      return {std::int64_t{now.minute}};
    case ClockName::day_of_week:
      return {std::string(weekdays[static_cast<std::size_t>(now.weekday)])};
    case ClockName::current_time:
      break;
  }
  return {std::int64_t{now.hour * 100 + now.minute}};
}

Time next_change(ClockName name, Time time) {
  const std::int64_t length = period(name).microseconds;
  return {(divide_down(time.microseconds, length) + 1) * length};
}

}  // namespace switchyard::expression
