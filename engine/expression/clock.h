// The time-of-day names of the language, in UTC: their values, and when these change.
#pragma once

#include "engine/base/attributes.h"
#include "engine/base/time.h"
#include "engine/expression/expression.h"

namespace switchyard::expression {

struct TimeOfDay {
  int hour = 0;     // 0 to 23
  int minute = 0;   // 0 to 59
  int weekday = 0;  // 0 is Monday, 6 Sunday

  friend bool operator==(const TimeOfDay&, const TimeOfDay&) = default;
};

// Also before 1970. The days since 1970-01-01 decide the weekday (that day was a Thursday), so that no
// calendar is needed.
TimeOfDay time_of_day(Time time);

// currentTime: the integer HHMM, 9:05 is 905; currentHour: the string "09"; currentMin: the integer 5;
// dayOfWeek: "Mon" to "Sun".
Value clock_value(ClockName name, Time time);

// The first moment after `time` at which the value of `name` is another: the next full minute, full hour or
// midnight. `time` lies at least a day before `never`.
Time next_change(ClockName name, Time time);

}  // namespace switchyard::expression
