// The clock's names on days whose weekday and time are known from elsewhere.
#include <gtest/gtest.h>

#include <chrono>
#include <string>
#include <vector>

#include "engine/expression/clock.h"
#include "tests/support/value_text.h"

namespace switchyard::tests {
namespace {

using namespace switchyard::expression;

// std::chrono's calendar counts the days.
Time at(int year, unsigned month, unsigned day, int hour = 0, int minute = 0, int second = 0) {
  const std::chrono::sys_days date =
      std::chrono::year(year) / std::chrono::month(month) / std::chrono::day(day);
  return Time{} + days(date.time_since_epoch().count()) + hours(hour) + minutes(minute) + seconds(second);
}

std::string values(Time time) {
  return to_text(clock_value(ClockName::current_time, time)) + " " +
         to_text(clock_value(ClockName::current_hour, time)) + " " +
         to_text(clock_value(ClockName::current_minute, time)) + " " +
         to_text(clock_value(ClockName::day_of_week, time));
}

TEST(Clock, knows_the_days_and_times_of_history) {
  EXPECT_EQ(values(Time{}), "0 '00' 0 'Thu'");
  EXPECT_EQ(values(at(1969, 12, 31, 23, 59, 59)), "2359 '23' 59 'Wed'");
  EXPECT_EQ(values(at(1969, 7, 20, 20, 17, 40)), "2017 '20' 17 'Sun'");  // Apollo 11
  EXPECT_EQ(values(at(1900, 1, 1)), "0 '00' 0 'Mon'");
  EXPECT_EQ(values(at(1999, 12, 31, 8, 5)), "805 '08' 5 'Fri'");
  EXPECT_EQ(values(at(2000, 2, 29, 12, 30)), "1230 '12' 30 'Tue'");
  EXPECT_EQ(values(at(1900, 2, 28, 1, 0)), "100 '01' 0 'Wed'");
  EXPECT_EQ(values(at(1900, 3, 1)), "0 '00' 0 'Thu'");  // 1900 was no leap year
  EXPECT_EQ(values(at(2024, 2, 29, 23, 59)), "2359 '23' 59 'Thu'");
  EXPECT_EQ(values(at(2024, 3, 1)), "0 '00' 0 'Fri'");
  EXPECT_EQ(values(latest_time), "2359 '23' 59 'Fri'");
  EXPECT_EQ(values(earliest_time), "0 '00' 0 'Mon'");
}

TEST(Clock, agrees_with_the_standard_calendar_on_every_day_of_four_hundred_years) {
  for (std::int64_t day = -30'000; day < 120'000; ++day) {
    const std::chrono::sys_days date{std::chrono::days(day)};
    const unsigned expected = std::chrono::weekday(date).iso_encoding() - 1;
    ASSERT_EQ(time_of_day(Time{} + days(day)).weekday, static_cast<int>(expected)) << day;
    ASSERT_EQ(time_of_day(Time{} + days(day + 1) - microseconds(1)),
              (TimeOfDay{23, 59, static_cast<int>(expected)}));
  }
}

struct Change {
  ClockName name;
  Time now;
  Time next;
};

TEST(Clock, says_when_a_value_changes_next) {
  const Time morning = at(2024, 2, 29, 9, 5, 30);
  const std::vector<Change> cases = {
      {ClockName::current_time, morning, at(2024, 2, 29, 9, 6)},
      {ClockName::current_minute, morning, at(2024, 2, 29, 9, 6)},
      {ClockName::current_hour, morning, at(2024, 2, 29, 10)},
      {ClockName::day_of_week, morning, at(2024, 3, 1)},
      {ClockName::current_time, at(2024, 2, 29, 9, 5), at(2024, 2, 29, 9, 6)},
      {ClockName::current_hour, at(2024, 12, 31, 23), at(2025, 1, 1)},
      {ClockName::day_of_week, at(1969, 12, 31), Time{}},
      {ClockName::current_time, at(1969, 12, 31, 23, 59, 59), Time{}},
      {ClockName::current_hour, Time{} - microseconds(1), Time{}},
      {ClockName::day_of_week, Time{}, at(1970, 1, 2)},
  };
  for (const Change& c : cases) {
    EXPECT_EQ(next_change(c.name, c.now), c.next) << values(c.now);
    EXPECT_NE(clock_value(c.name, c.next), clock_value(c.name, c.now)) << values(c.now);
    EXPECT_EQ(clock_value(c.name, c.next - microseconds(1)), clock_value(c.name, c.now)) << values(c.now);
  }
}

}  // namespace
}  // namespace switchyard::tests
