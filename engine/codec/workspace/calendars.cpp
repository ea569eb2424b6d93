// Opening hours, shifts and breaks, as the document writes them.
#include <algorithm>
#include <array>
#include <utility>

#include "engine/codec/calendar/zones.h"
#include "engine/codec/text/nearest.h"
#include "engine/codec/text/utf8.h"
#include "engine/codec/workspace/draft.h"

namespace switchyard::codec {
namespace {

constexpr std::array<std::string_view, 7> weekdays{"monday", "tuesday",  "wednesday", "thursday",
                                                   "friday", "saturday", "sunday"};

std::optional<std::uint16_t> parse_minute(std::string_view text) {
  if (text.size() != 5) return std::nullopt;  // without seconds
  const auto time = parse_time_of_day(text);
  if (!time) return std::nullopt;
  return static_cast<std::uint16_t>(time->microseconds / minutes(1).microseconds);
}

std::optional<OpenHours> parse_hours(std::string_view text) {
  const std::size_t dash = text.find('-');
  if (dash == std::string_view::npos) return std::nullopt;
  const auto from = parse_minute(text.substr(0, dash));
  const auto to = parse_minute(text.substr(dash + 1));
  if (!from || !to) return std::nullopt;
  return OpenHours{*from, *to};
}

// The parts of one day, of which each begins when the one before is over.
std::vector<OpenHours> read_hours(Draft& draft, const Node& list) {
  std::vector<OpenHours> hours;
  for (const Node& node : list.children) {
    const auto part = node.is(Node::Kind::string) ? parse_hours(node.text) : std::nullopt;
    if (!part) {
      expect(draft.document, node, draft.problems, "must be hours of a day",
             "they are written \"09:00-17:00\", with 24:00 for the end of the day");
    } else if (part->from >= part->to) {
      expect(draft.document, node, draft.problems, "must begin before they end",
             "hours over midnight are two: \"22:00-24:00\", and \"00:00-06:00\" on the next day");
    } else if (!hours.empty() && part->from < hours.back().to) {
      expect(draft.document, node, draft.problems, "must begin when the hours before are over");
    } else {
      hours.push_back(*part);
    }
  }
  return hours;
}

void read_weekly(Draft& draft, Reader& entry, Calendar& calendar) {
  const Node* node = entry.object("weekly");
  if (node == nullptr) return;
  Reader week(draft.document, *node, draft.problems);
  for (std::size_t day = 0; day < weekdays.size(); ++day) {
    if (const Node* list = week.array(weekdays[day])) calendar.weekly[day] = read_hours(draft, *list);
  }
  week.finish();
}

std::optional<std::int32_t> parse_date(std::string_view text) {
  const auto midnight = parse_rfc3339(std::string(text) + "T00:00:00Z");
  if (text.size() != 10 || !midnight) return std::nullopt;
  return static_cast<std::int32_t>(midnight->microseconds / days(1).microseconds);  // it divides evenly
}

void read_special_day(Draft& draft, const Node& node, Calendar& calendar) {
  Reader entry(draft.document, node, draft.problems);
  SpecialDay special;
  const Node* date = entry.require("date");
  const Node* list = entry.array("hours");
  if (list == nullptr) entry.require("hours");
  if (list != nullptr) special.hours = read_hours(draft, *list);
  entry.finish();
  if (date == nullptr) return;
  const auto day = date->is(Node::Kind::string) ? parse_date(date->text) : std::nullopt;
  if (!day) {
    return expect(draft.document, *date, draft.problems, "must be a day", "it is written \"2026-12-25\"");
  }
  special.date = *day;
  const auto is_same = [&](const SpecialDay& other) { return other.date == special.date; };
  if (std::any_of(calendar.special_days.begin(), calendar.special_days.end(), is_same)) {
    return expect(draft.document, *date, draft.problems, "must stand once in a calendar");
  }
  calendar.special_days.push_back(std::move(special));
}

void read_special_days(Draft& draft, Reader& entry, Calendar& calendar) {
  const Node* list = entry.array("special_days");
  if (list == nullptr) return;
  for (const Node& node : list->children) read_special_day(draft, node, calendar);
  const auto earlier = [](const SpecialDay& a, const SpecialDay& b) { return a.date < b.date; };
  std::sort(calendar.special_days.begin(), calendar.special_days.end(), earlier);
}

// A log must replay where no zones are known, so that alone is no error.
std::string read_zone(Reader& entry) {
  const auto name = entry.required_string("zone");
  if (!name || is_zone(*name)) return name.value_or("");
  const Node& node = *entry.find("zone");
  if (zone_names().empty()) {
    entry.warn(node, "this machine knows no time zones, so the calendar would stay closed", "install tzdata");
  } else {
    entry.report(node, "there is no time zone " + shortened(quoted(*name), 60),
                 suggestion(*name, zone_names()));
  }
  return *name;
}

void read_entry(Draft& draft, const Node& node) {
  Reader entry(draft.document, node, draft.problems);
  const auto id = declare_name(draft, draft.calendars, entry, "calendar");
  Calendar calendar;
  calendar.zone = read_zone(entry);
  read_weekly(draft, entry, calendar);
  read_special_days(draft, entry, calendar);
  entry.finish();
  if (!id) return;
  calendar.name = draft.calendars.names().back();
  put(draft.workspace.calendars, *id, std::move(calendar));
}

}  // namespace

void read_calendars(Draft& draft, Reader& root) {
  if (draft.previous != nullptr) {
    draft.workspace.calendars = draft.previous->calendars;
    for (const Calendar& calendar : draft.previous->calendars) draft.calendars.remember(calendar.name);
  }
  if (const Node* list = list_of(root, "calendars", draft.calendars)) {
    for (const Node& node : list->children) read_entry(draft, node);
  }
}

CalendarId read_calendar(Draft& draft, Reader& reader, std::string_view key) {
  const Node* name = reader.find(key);
  if (name == nullptr) return {};
  const auto id = look_up(draft, draft.calendars, reader.document(), *name, "calendar");
  return id ? CalendarId{*id} : CalendarId{};
}

}  // namespace switchyard::codec
