// Goes through the local days and joins what is open without a gap.
#include "engine/codec/calendar/calendar.h"

#include <date/tz.h>

#include <algorithm>
#include <chrono>
#include <cstddef>

#include "engine/base/check.h"
#include "engine/codec/calendar/zones.h"

namespace switchyard::codec {
namespace {

constexpr std::int32_t days_before_monday = 3;  // 1970-01-01 was a Thursday

std::int64_t day_of(Time time) {
  const std::int64_t day = days(1).microseconds;
  return time.microseconds / day - (time.microseconds % day < 0 ? 1 : 0);
}

std::size_t weekday_of(std::int64_t date) {
  return static_cast<std::size_t>(((date + days_before_monday) % 7 + 7) % 7);
}

const std::vector<OpenHours>& hours_of(const Calendar& calendar, std::int64_t date) {
  const auto earlier = [](const SpecialDay& day, std::int64_t wanted) { return day.date < wanted; };
  const auto special =
      std::lower_bound(calendar.special_days.begin(), calendar.special_days.end(), date, earlier);
  if (special != calendar.special_days.end() && special->date == date) return special->hours;
  return calendar.weekly[weekday_of(date)];
}

// The clock of a zone. Asks the library only near a change of the clock.
class ZoneClock {
 public:
  explicit ZoneClock(const date::time_zone& zone) : zone_(zone) {}

  // The moment at which the local clock shows that time; of two the first, of none the change itself.
  Time moment(std::int64_t date, std::uint16_t minute) {
    const std::chrono::seconds local{date * 86'400 + minute * 60};
    if (local < plain_from_ || local >= plain_to_) look_up(date::local_seconds{local});
    return Time{std::chrono::microseconds(local - offset_).count()};
  }

 private:
  void look_up(date::local_seconds local) {
    const date::local_info info = zone_.get_info(local);
    offset_ = info.first.offset;
    plain_from_ = plain_to_ = local.time_since_epoch();
    if (info.result == date::local_info::nonexistent) {
      // The change is at the end of the first offset; local time minus this is that moment.
      offset_ = local.time_since_epoch() - info.first.end.time_since_epoch();
    } else if (info.result == date::local_info::unique) {
      keep(info.first);
    }
  }

  // Within a day of the change at either end a local time may not exist, or exist twice.
  void keep(const date::sys_info& info) {
    const std::chrono::hours day{24};
    plain_from_ = info.begin.time_since_epoch() + day + offset_;
    plain_to_ = info.end.time_since_epoch() - day + offset_;
  }

  const date::time_zone& zone_;
  std::chrono::seconds offset_{};      // between the two below
  std::chrono::seconds plain_from_{};  // local times
  std::chrono::seconds plain_to_{};
};

struct Stretch {
  Time begin;
  Time end;
};

// What is open from a day before `from`, in order; stretches that touch are one.
std::vector<Stretch> open_stretches(const Calendar& calendar, const date::time_zone& zone, Time from,
                                    Time until) {
  ZoneClock clock(zone);
  std::vector<Stretch> stretches;
  for (std::int64_t date = day_of(from) - 2; date <= day_of(until) + 2; ++date) {
    for (const OpenHours& part : hours_of(calendar, date)) {
      const Stretch next{clock.moment(date, part.from), clock.moment(date, part.to)};
      if (next.begin >= next.end) continue;  // wholly within an hour that does not exist
      if (!stretches.empty() && stretches.back().end >= next.begin) {
        stretches.back().end = next.end;
      } else {
        stretches.push_back(next);
      }
    }
  }
  return stretches;
}

CalendarChanges changes_of(const Calendar& calendar, Time from, Time until) {
  CalendarChanges changes;
  if (!is_zone(calendar.zone)) return changes;
  const auto add = [&](Time time) {
    if (time > from && time < until) changes.changes.push_back(time);
  };
  for (const Stretch& open : open_stretches(calendar, *date::locate_zone(calendar.zone), from, until)) {
    changes.open_at_first = changes.open_at_first || (open.begin <= from && open.end > from);
    add(open.begin), add(open.end);
  }
  return changes;
}

}  // namespace

std::vector<CalendarChanges> calendar_changes(const Workspace& workspace, Time from, Time until) {
  SY_CHECK(from >= earliest_time && from < until && until <= latest_time);
  std::vector<CalendarChanges> changes;
  changes.reserve(workspace.calendars.size());
  for (const Calendar& calendar : workspace.calendars) changes.push_back(changes_of(calendar, from, until));
  return changes;
}

}  // namespace switchyard::codec
