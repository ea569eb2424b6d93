// Opening hours of zones whose clocks change, as the moments that the engine is told.
#include "engine/codec/calendar/calendar.h"

#include <gtest/gtest.h>

#include <string>

#include "engine/codec/calendar/zones.h"
#include "engine/codec/text/time_text.h"
#include "tests/codec/workspace_text.h"

namespace switchyard::codec {
namespace {

struct Row {
  std::string what;
  std::string zone;
  std::string hours;  // members of the calendar
  std::string from;
  std::string until;
  std::string expected;  // "open: " when it is open at first, then the changes
};

const Row rows[] = {
    {"a day in UTC", "UTC", R"("weekly": {"monday": ["09:00-12:00", "13:00-17:00"]})", "2026-03-02T00:00:00Z",
     "2026-03-04T00:00:00Z",
     "2026-03-02T09:00:00Z 2026-03-02T12:00:00Z 2026-03-02T13:00:00Z 2026-03-02T17:00:00Z"},
    {"begins while it is open", "UTC", R"("weekly": {"monday": ["09:00-12:00"]})", "2026-03-02T09:00:00Z",
     "2026-03-03T00:00:00Z", "open: 2026-03-02T12:00:00Z"},
    {"ends before it closes", "UTC", R"("weekly": {"monday": ["09:00-12:00"]})", "2026-03-02T08:00:00Z",
     "2026-03-02T12:00:00Z", "2026-03-02T09:00:00Z"},
    {"hours that touch are one", "UTC", R"("weekly": {"monday": ["09:00-12:00", "12:00-17:00"]})",
     "2026-03-02T00:00:00Z", "2026-03-03T00:00:00Z", "2026-03-02T09:00:00Z 2026-03-02T17:00:00Z"},
    {"a night of two days is one", "UTC",
     R"("weekly": {"monday": ["22:00-24:00"], "tuesday": ["00:00-06:00"]})", "2026-03-02T00:00:00Z",
     "2026-03-04T00:00:00Z", "2026-03-02T22:00:00Z 2026-03-03T06:00:00Z"},
    {"a night that began before", "UTC",
     R"("weekly": {"monday": ["22:00-24:00"], "tuesday": ["00:00-06:00"]})", "2026-03-03T00:00:00Z",
     "2026-03-04T00:00:00Z", "open: 2026-03-03T06:00:00Z"},
    {"never", "UTC", R"("weekly": {})", "2026-03-02T00:00:00Z", "2027-03-02T00:00:00Z", ""},
    {"a holiday and a long Saturday", "UTC",
     R"("weekly": {"thursday": ["09:00-17:00"], "friday": ["09:00-17:00"]},
        "special_days": [{"date": "2026-12-26", "hours": ["10:00-11:00"]}, {"date": "2026-12-25", "hours": []}])",
     "2026-12-24T00:00:00Z", "2026-12-28T00:00:00Z",
     "2026-12-24T09:00:00Z 2026-12-24T17:00:00Z 2026-12-26T10:00:00Z 2026-12-26T11:00:00Z"},
    {"a day begins elsewhere", "Asia/Tokyo", R"("weekly": {"monday": ["00:00-24:00"]})",
     "2026-03-01T00:00:00Z", "2026-03-04T00:00:00Z", "2026-03-01T15:00:00Z 2026-03-02T15:00:00Z"},
    {"before 1970", "UTC", R"("weekly": {"wednesday": ["09:00-10:00"]})", "1969-12-31T00:00:00Z",
     "1970-01-01T00:00:00Z", "1969-12-31T09:00:00Z 1969-12-31T10:00:00Z"},

    {"New York, the spring of 2026: 02:00 becomes 03:00", "America/New_York",
     R"("weekly": {"saturday": ["09:00-17:00"], "sunday": ["09:00-17:00"]})", "2026-03-07T05:00:00Z",
     "2026-03-09T04:00:00Z",
     "2026-03-07T14:00:00Z 2026-03-07T22:00:00Z 2026-03-08T13:00:00Z 2026-03-08T21:00:00Z"},
    {"opens at a time that is skipped", "America/New_York", R"("weekly": {"sunday": ["02:30-05:00"]})",
     "2026-03-08T00:00:00Z", "2026-03-09T00:00:00Z", "2026-03-08T07:00:00Z 2026-03-08T09:00:00Z"},
    {"closes at a time that is skipped", "America/New_York", R"("weekly": {"sunday": ["01:00-02:30"]})",
     "2026-03-08T00:00:00Z", "2026-03-09T00:00:00Z", "2026-03-08T06:00:00Z 2026-03-08T07:00:00Z"},
    {"opens only at times that are skipped", "America/New_York", R"("weekly": {"sunday": ["02:00-03:00"]})",
     "2026-03-08T00:00:00Z", "2026-03-09T00:00:00Z", ""},
    {"over the change an hour shorter", "America/New_York", R"("weekly": {"sunday": ["01:00-04:00"]})",
     "2026-03-08T00:00:00Z", "2026-03-09T00:00:00Z", "2026-03-08T06:00:00Z 2026-03-08T08:00:00Z"},

    {"Berlin, the autumn of 2026: 03:00 becomes 02:00", "Europe/Berlin",
     R"("weekly": {"saturday": ["09:00-17:00"], "sunday": ["09:00-17:00"]})", "2026-10-24T00:00:00Z",
     "2026-10-26T00:00:00Z",
     "2026-10-24T07:00:00Z 2026-10-24T15:00:00Z 2026-10-25T08:00:00Z 2026-10-25T16:00:00Z"},
    {"opens at a time that comes twice", "Europe/Berlin", R"("weekly": {"sunday": ["02:30-05:00"]})",
     "2026-10-24T12:00:00Z", "2026-10-26T00:00:00Z", "2026-10-25T00:30:00Z 2026-10-25T04:00:00Z"},
    {"closes at a time that comes twice", "Europe/Berlin", R"("weekly": {"sunday": ["01:00-02:30"]})",
     "2026-10-24T12:00:00Z", "2026-10-26T00:00:00Z", "2026-10-24T23:00:00Z 2026-10-25T00:30:00Z"},
    {"over the change an hour longer", "Europe/Berlin", R"("weekly": {"sunday": ["01:00-04:00"]})",
     "2026-10-24T12:00:00Z", "2026-10-26T00:00:00Z", "2026-10-24T23:00:00Z 2026-10-25T03:00:00Z"},
    {"all days and nights have no change", "Europe/Berlin",
     R"("weekly": {"monday": ["00:00-24:00"], "tuesday": ["00:00-24:00"], "wednesday": ["00:00-24:00"],
        "thursday": ["00:00-24:00"], "friday": ["00:00-24:00"], "saturday": ["00:00-24:00"], "sunday": ["00:00-24:00"]})",
     "2026-01-01T00:00:00Z", "2027-01-01T00:00:00Z", "open:"},

    // Half an hour: +10:30 in winter, +11 in summer. 2026-04-05 at 02:00 back to 01:30, 2026-10-04 at 02:00
    // on to 02:30.
    {"Lord Howe goes back by half an hour", "Australia/Lord_Howe", R"("weekly": {"sunday": ["01:00-03:00"]})",
     "2026-04-04T00:00:00Z", "2026-04-06T00:00:00Z", "2026-04-04T14:00:00Z 2026-04-04T16:30:00Z"},
    {"Lord Howe goes on by half an hour", "Australia/Lord_Howe", R"("weekly": {"sunday": ["02:15-03:00"]})",
     "2026-10-03T00:00:00Z", "2026-10-05T00:00:00Z", "2026-10-03T15:30:00Z 2026-10-03T16:00:00Z"},
    // Samoa left 2011-12-30 out: the whole Friday does not exist.
    {"Apia skips a day", "Pacific/Apia",
     R"("weekly": {"thursday": ["23:00-24:00"], "friday": ["09:00-17:00"], "saturday": ["00:00-01:00"]})",
     "2011-12-30T00:00:00Z", "2011-12-31T00:00:00Z", "2011-12-30T09:00:00Z 2011-12-30T11:00:00Z"},
};

Time moment(const std::string& text) {
  return parse_rfc3339(text).value();
}

std::string shown(const CalendarChanges& changes) {
  std::string text = changes.open_at_first ? "open:" : "";
  for (const Time change : changes.changes) {
    if (!text.empty()) text += ' ';
    text += to_rfc3339(change);
  }
  return text;
}

Workspace with_calendar(const Row& row) {
  return good(R"({"version": 1, "name": "w", "calendars": [{"name": "c", "zone": ")" + row.zone + R"(", )" +
              row.hours + "}]}");
}

TEST(Calendar, opens_and_closes_by_the_clock_of_its_zone) {
  for (const Row& row : rows) {
    const auto changes = calendar_changes(with_calendar(row), moment(row.from), moment(row.until));
    ASSERT_EQ(changes.size(), 1U);
    EXPECT_EQ(shown(changes[0]), row.expected) << row.what;
  }
}

// However the span is cut, every part says the same.
TEST(Calendar, says_the_same_whenever_it_is_asked) {
  for (const Row& row : rows) {
    const Workspace workspace = with_calendar(row);
    const Time from = moment(row.from);
    const Time until = from + days(1);
    const CalendarChanges whole = calendar_changes(workspace, from, until).front();
    for (Time at = from + minutes(7); at < until; at = at + minutes(97)) {
      const CalendarChanges rest = calendar_changes(workspace, at, until).front();
      CalendarChanges expected{whole.open_at_first, {}};
      for (const Time change : whole.changes) {
        if (change <= at) expected.open_at_first = !expected.open_at_first;
        if (change > at) expected.changes.push_back(change);
      }
      EXPECT_EQ(shown(rest), shown(expected)) << row.what << " at " << to_rfc3339(at);
    }
  }
}

TEST(Calendar, reaches_to_the_ends_of_time) {
  const Workspace workspace = with_calendar(rows[0]);
  EXPECT_EQ(calendar_changes(workspace, earliest_time, earliest_time + days(14))[0].changes.size(), 8U);
  EXPECT_EQ(calendar_changes(workspace, latest_time - days(14), latest_time)[0].changes.size(), 8U);
}

TEST(Zones, are_those_of_the_system) {
  EXPECT_TRUE(is_zone("Europe/Vilnius"));
  EXPECT_TRUE(is_zone("UTC"));
  for (const char* name : {"", "Europe", "europe/vilnius", "posix/UTC", "right/UTC", "../../etc/passwd"}) {
    EXPECT_FALSE(is_zone(name)) << name;
  }
  const std::string version = tzdata_version();
  ASSERT_EQ(version.size(), 5U) << version;  // 2025b
  EXPECT_EQ(version.substr(0, 2), "20");
}

}  // namespace
}  // namespace switchyard::codec
