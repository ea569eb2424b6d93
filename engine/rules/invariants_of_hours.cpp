// Looks whether everything that the time of day opens, closes or ends is as its calendar says, and will be
// looked at again.
#include <algorithm>
#include <functional>

#include "engine/rules/hours.h"
#include "engine/rules/invariants_parts.h"

namespace switchyard {

namespace {

// Whether the timer fires at that moment, or is not set when the moment never comes.
bool fires_at(const State& state, TimerHandle timer, Time at) {
  return timer == 0 ? at == never : state.timers.record(timer).deadline == at;
}

void check_calendars(const State& state, Problems& problems) {
  expect(problems, state.calendars.size() == state.workspace().calendars.size(), "calendars are missing");
  expect(problems, fires_at(state, state.calendar_timer, next_change(state)),
         "the calendars are not looked at when the next one changes");
  for (std::uint32_t c = 0; c < state.calendars.size(); ++c) {
    const CalendarState& calendar = state.calendars[c];
    const auto& changes = calendar.changes;
    const bool ascending =
        std::adjacent_find(changes.begin(), changes.end(), std::greater_equal<>()) == changes.end();
    expect(problems, ascending && calendar.open == is_open(state, CalendarId{c}),
           "calendar " + std::to_string(c) + " has missed a change");
  }
}

bool counts_as_there(const State& state, WorkerId worker) {
  const bool has_shift = !state.workspace().workers[worker.index()].shift.is_none();
  const WorkerState& w = state.workers[worker.index()];
  return has_shift ? w.on_shift : state.workspace().activities[w.activity.index()].available;
}

void check_shifts(const State& state, Problems& problems) {
  std::vector<std::uint32_t> there(state.matching.profiles.size(), 0);
  for (std::uint32_t w = 0; w < state.workers.size(); ++w) {
    const CalendarId shift = state.workspace().workers[w].shift;
    expect(problems, state.workers[w].on_shift == (shift.is_none() || is_open(state, shift)),
           name(WorkerId{w}) + " does not follow the shift");
    const bool counts = !state.workers[w].removed && counts_as_there(state, WorkerId{w});
    there[state.workers[w].profile.index()] += counts;
  }
  for (std::size_t p = 0; p < there.size(); ++p) {
    const WorkerProfile& profile = state.matching.profiles[p];
    expect(problems, profile.workers == 0 || profile.workers_on_shift == there[p],
           "profile " + std::to_string(p) + " miscounts who is on shift");
  }
}

void check_diverts(const State& state, Problems& problems) {
  for (std::size_t t = 0; t < state.diverts.size(); ++t) {
    const DivertState& divert = state.diverts[t];
    const bool sound = !divert.to.is_none() || divert.until == never;
    expect(problems, sound && fires_at(state, divert.timer, divert.until),
           "the calls of tenant " + std::to_string(t) + " do not come back in time");
  }
}

}  // namespace

void check_hours(const State& state, Problems& problems) {
  check_calendars(state, problems);
  check_shifts(state, problems);
  check_diverts(state, problems);
}

}  // namespace switchyard
