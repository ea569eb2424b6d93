// Durations, times of day, rates and moments: what is read, what is refused, and that both ways agree.
#include <gtest/gtest.h>

#include <cstdint>

#include "engine/codec/text/duration.h"
#include "engine/codec/text/rate.h"
#include "engine/codec/text/time_text.h"

namespace switchyard::codec {
namespace {

TEST(Durations, are_read_as_people_write_them) {
  struct Row {
    std::string_view text;
    Duration expected;
  };
  constexpr Row rows[] = {{"0s", {}},
                          {"10s", seconds(10)},
                          {"1h30m", minutes(90)},
                          {"250ms", milliseconds(250)},
                          {"1d", days(1)},
                          {"1.5h", minutes(90)},
                          {"0.000001s", microseconds(1)},
                          {"7us", microseconds(7)},
                          {"1d2h3m4s5ms6us", {93'784'005'006}},
                          {"90m", minutes(90)},
                          {"36500d", longest_duration},
                          {"1.50000000000000000000s", milliseconds(1500)}};
  for (const Row& row : rows) EXPECT_EQ(parse_duration(row.text), row.expected) << row.text;
}

TEST(Durations, that_are_no_durations_are_refused) {
  for (std::string_view text : {"",
                                "10",
                                "s",
                                "10 s",
                                " 10s",
                                "10s ",
                                "-5s",
                                "+5s",
                                "1m1h",
                                "1s1s",
                                "1w",
                                "1e3s",
                                "1.s",
                                ".5s",
                                "1.5us",
                                "0.0000001s",
                                "36501d",
                                "36500d1us",
                                "99999999999999999999s",
                                "10S",
                                "1h 30m",
                                "1:30",
                                "ms",
                                "1sec",
                                "NaN",
                                "1.2.3s"}) {
    EXPECT_EQ(parse_duration(text), std::nullopt) << text;
  }
}

TEST(Durations, are_printed_in_their_shortest_form) {
  EXPECT_EQ(to_text(Duration{}), "0s");
  EXPECT_EQ(to_text(seconds(10)), "10s");
  EXPECT_EQ(to_text(minutes(90)), "1h30m");
  EXPECT_EQ(to_text(milliseconds(1500)), "1.5s");
  EXPECT_EQ(to_text(milliseconds(250)), "250ms");
  EXPECT_EQ(to_text(microseconds(1'001)), "1001us");
  EXPECT_EQ(to_text(days(1) + microseconds(1)), "1d0.000001s");
  EXPECT_EQ(to_text(Duration{-1'500'000}), "-1.5s");
  EXPECT_EQ(to_text(Duration{std::numeric_limits<std::int64_t>::min()}).front(), '-');
}

TEST(Durations, come_back_from_their_text) {
  std::uint64_t random = 88172645463325252U;
  for (int i = 0; i < 20'000; ++i) {
    random ^= random << 13, random ^= random >> 7, random ^= random << 17;
    auto limit = std::uint64_t{1} << (random % 51);
    Duration duration{static_cast<std::int64_t>((random >> 8) % limit)};
    ASSERT_EQ(parse_duration(to_text(duration)), duration) << to_text(duration);
  }
}

TEST(TimesOfDay, are_hours_and_minutes) {
  EXPECT_EQ(parse_time_of_day("10:00"), hours(10));
  EXPECT_EQ(parse_time_of_day("09:05:30"), hours(9) + minutes(5) + seconds(30));
  EXPECT_EQ(parse_time_of_day("24:00"), days(1));
  for (std::string_view text :
       {"", "9:00", "24:01", "10:60", "10:00:60", "10.00", "10:00:0", "1000", "-1:00"}) {
    EXPECT_EQ(parse_time_of_day(text), std::nullopt) << text;
  }
  EXPECT_EQ(to_time_of_day(hours(9) + minutes(5)), "09:05");
  EXPECT_EQ(to_time_of_day(days(1)), "24:00");
  EXPECT_EQ(to_time_of_day(seconds(61)), "00:01:01");
}

TEST(Rates, have_a_number_and_a_unit) {
  EXPECT_EQ(parse_rate("120/h"), Rate{120});
  EXPECT_EQ(parse_rate("2/min"), Rate{120});
  EXPECT_EQ(parse_rate("0.5/s"), Rate{1800});
  EXPECT_EQ(parse_rate("2400/d"), Rate{100});
  EXPECT_EQ(parse_rate("0/h"), Rate{0});
  for (std::string_view text : {"", "120", "/h", "120/", "-1/h", "120/hour", "120 /h", "1e3/h", "nan/h",
                                "inf/h", "1/h/h", "120/m", "99999999999/s", "0x10/h"}) {
    EXPECT_EQ(parse_rate(text), std::nullopt) << text;
  }
  EXPECT_EQ(to_text(Rate{120}), "120/h");
  EXPECT_EQ(to_text(Rate{0.1}), "0.1/h");
}

TEST(Moments, are_read_and_printed_as_RFC_3339) {
  struct Row {
    std::string_view text;
    std::string_view printed;
  };
  constexpr Row rows[] = {{"1970-01-01T00:00:00Z", "1970-01-01T00:00:00Z"},
                          {"2026-03-01T08:00:00+02:00", "2026-03-01T06:00:00Z"},
                          {"2026-03-01t08:00:00z", "2026-03-01T08:00:00Z"},
                          {"2024-02-29T23:59:59.5Z", "2024-02-29T23:59:59.500Z"},
                          {"1999-12-31T23:59:59.000001-00:30", "2000-01-01T00:29:59.000001Z"},
                          {"1969-12-31T23:59:59.999Z", "1969-12-31T23:59:59.999Z"},
                          {"1900-01-01T00:00:00Z", "1900-01-01T00:00:00Z"},
                          {"9999-12-31T23:59:59.999999Z", "9999-12-31T23:59:59.999999Z"},
                          {"2026-03-01T08:00:00.1230000Z", "2026-03-01T08:00:00.123Z"}};
  for (const Row& row : rows) {
    auto time = parse_rfc3339(row.text);
    ASSERT_TRUE(time.has_value()) << row.text;
    EXPECT_EQ(to_rfc3339(*time), row.printed);
  }
  EXPECT_EQ(parse_rfc3339("2001-09-09T01:46:40Z"), Time{1'000'000'000'000'000});
  EXPECT_EQ(to_rfc3339(never), "never");
}

TEST(Moments, that_do_not_exist_are_refused) {
  for (std::string_view text :
       {"", "2026-03-01", "2026-03-01T08:00Z", "2026-03-01T08:00:00", "2026-02-29T00:00:00Z",
        "2026-13-01T00:00:00Z", "2026-00-01T00:00:00Z", "2026-04-31T00:00:00Z", "2026-03-01T24:00:00Z",
        "2016-12-31T23:59:60Z", "2026-03-01 08:00:00Z", "2026-03-01T08:00:00.Z",
        "2026-03-01T08:00:00.0000001Z", "1899-12-31T23:59:59Z", "9999-12-31T23:59:59-01:00",
        "2026-03-01T08:00:00+24:00", "2026-03-01T08:00:00Zx", "1900-02-29T00:00:00Z"}) {
    EXPECT_EQ(parse_rfc3339(text), std::nullopt) << text;
  }
}

TEST(Calendar, goes_from_days_to_dates_and_back) {
  for (std::int64_t day = -30'000; day < 2'932'896; day += 97) {
    Day date = civil_from_days(day);
    ASSERT_EQ(days_from_civil(date), day);
    ASSERT_TRUE(date.month >= 1 && date.month <= 12 && date.day >= 1 && date.day <= 31);
  }
}

}  // namespace
}  // namespace switchyard::codec
