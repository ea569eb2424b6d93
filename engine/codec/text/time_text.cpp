// RFC 3339 and the calendar behind it.
#include "engine/codec/text/time_text.h"

#include <cstddef>

namespace switchyard::codec {
namespace {

constexpr std::int64_t second = 1'000'000;
constexpr std::int64_t day_length = 86'400 * second;

std::string digits(std::int64_t value, std::size_t width) {
  std::string text = std::to_string(value);
  return text.size() < width ? std::string(width - text.size(), '0') + text : text;
}

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

// Takes one piece of the text after the other; what does not fit makes `ok` false for good.
struct Scanner {
  std::string_view rest;
  bool ok = true;

  std::int64_t number(std::size_t width, std::int64_t least, std::int64_t most) {
    std::int64_t value = 0;
    for (std::size_t i = 0; i < width; ++i) {
      if (i >= rest.size() || !is_digit(rest[i])) return fail();
      value = value * 10 + (rest[i] - '0');
    }
    rest.remove_prefix(width);
    return value < least || value > most ? fail() : value;
  }

  bool take(char wanted) {
    if (rest.empty() || rest.front() != wanted) return false;
    rest.remove_prefix(1);
    return true;
  }

  void expect(char wanted) {
    if (!take(wanted)) fail();
  }

  std::int64_t fail() {
    ok = false;
    return 0;
  }
};

// ".5": the digits after the point, exact to the microsecond.
std::int64_t take_fraction(Scanner& scanner) {
  if (!scanner.take('.')) return 0;
  std::int64_t value = 0;
  std::size_t count = 0;
  for (; !scanner.rest.empty() && is_digit(scanner.rest.front()); ++count) {
    std::int64_t digit = scanner.number(1, 0, 9);
    if (count < 6) value = value * 10 + digit;
    if (count >= 6 && digit != 0) scanner.fail();
  }
  if (count == 0) scanner.fail();
  for (; count < 6; ++count) value *= 10;
  return value;
}

// The offset from UTC in microseconds.
std::int64_t take_offset(Scanner& scanner) {
  if (scanner.take('Z') || scanner.take('z')) return 0;
  std::int64_t sign = scanner.take('-') ? -1 : 1;
  if (sign > 0) scanner.expect('+');
  std::int64_t hour = scanner.number(2, 0, 23);
  scanner.expect(':');
  std::int64_t minute = scanner.number(2, 0, 59);
  return sign * (hour * 3'600 + minute * 60) * second;
}

unsigned days_in_month(Day day) {
  bool leap = day.year % 4 == 0 && (day.year % 100 != 0 || day.year % 400 == 0);
  if (day.month == 2) return leap ? 29 : 28;
  return day.month == 4 || day.month == 6 || day.month == 9 || day.month == 11 ? 30 : 31;
}

Day take_day(Scanner& scanner) {
  Day day;
  day.year = scanner.number(4, 0, 9'999);
  scanner.expect('-');
  day.month = static_cast<unsigned>(scanner.number(2, 1, 12));
  scanner.expect('-');
  day.day = static_cast<unsigned>(scanner.number(2, 1, 31));
  if (day.day > days_in_month(day)) scanner.fail();
  return day;
}

std::int64_t take_clock(Scanner& scanner) {
  std::int64_t hour = scanner.number(2, 0, 23);
  scanner.expect(':');
  std::int64_t minute = scanner.number(2, 0, 59);
  scanner.expect(':');
  std::int64_t sec = scanner.number(2, 0, 59);
  return (hour * 3'600 + minute * 60 + sec) * second;
}

std::string fraction_text(std::int64_t microseconds) {
  if (microseconds == 0) return {};
  if (microseconds % 1'000 == 0) return "." + digits(microseconds / 1'000, 3);
  return "." + digits(microseconds, 6);
}

}  // namespace

std::int64_t days_from_civil(Day day) {
  std::int64_t year = day.month <= 2 ? day.year - 1 : day.year;
  std::int64_t era = (year >= 0 ? year : year - 399) / 400;
  std::int64_t year_of_era = year - era * 400;
  std::int64_t month = day.month > 2 ? day.month - 3 : day.month + 9;
  std::int64_t day_of_year = (153 * month + 2) / 5 + day.day - 1;
  std::int64_t day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
  return era * 146'097 + day_of_era - 719'468;
}

Day civil_from_days(std::int64_t days_since_epoch) {
  std::int64_t shifted = days_since_epoch + 719'468;
  std::int64_t era = (shifted >= 0 ? shifted : shifted - 146'096) / 146'097;
  std::int64_t day_of_era = shifted - era * 146'097;
  std::int64_t year_of_era =
      (day_of_era - day_of_era / 1'460 + day_of_era / 36'524 - day_of_era / 146'096) / 365;
  std::int64_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  std::int64_t month = (5 * day_of_year + 2) / 153;
  Day day;
  day.day = static_cast<unsigned>(day_of_year - (153 * month + 2) / 5 + 1);
  day.month = static_cast<unsigned>(month < 10 ? month + 3 : month - 9);
  day.year = year_of_era + era * 400 + (day.month <= 2 ? 1 : 0);
  return day;
}

std::string to_rfc3339(Time time) {
  if (time < earliest_time || time > latest_time) return "never";
  std::int64_t day_number = time.microseconds / day_length;
  std::int64_t rest = time.microseconds % day_length;
  if (rest < 0) {
    rest += day_length;
    --day_number;
  }
  Day day = civil_from_days(day_number);
  std::int64_t clock = rest / second;
  return digits(day.year, 4) + "-" + digits(day.month, 2) + "-" + digits(day.day, 2) + "T" +
         digits(clock / 3'600, 2) + ":" + digits(clock / 60 % 60, 2) + ":" + digits(clock % 60, 2) +
         fraction_text(rest % second) + "Z";
}

std::optional<Time> parse_rfc3339(std::string_view text) {
  Scanner scanner{text};
  Day day = take_day(scanner);
  if (!scanner.take('t')) scanner.expect('T');
  std::int64_t clock = take_clock(scanner);
  std::int64_t fraction = take_fraction(scanner);
  std::int64_t offset = take_offset(scanner);
  if (!scanner.ok || !scanner.rest.empty()) return std::nullopt;
  Time time{days_from_civil(day) * day_length + clock + fraction - offset};
  if (time < earliest_time || time > latest_time) return std::nullopt;
  return time;
}

}  // namespace switchyard::codec
