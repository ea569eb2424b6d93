// Answers from the changes that the host has told, also in the turn in which one is due but has not fired.
#include "engine/rules/hours.h"

#include <algorithm>

namespace switchyard {

namespace {

const CalendarState* find_calendar(const State& state, CalendarId id) {
  return id.index() < state.calendars.size() ? &state.calendars[id.index()] : nullptr;
}

std::vector<Time>::const_iterator first_to_come(const CalendarState& calendar, Time now) {
  return std::upper_bound(calendar.changes.begin(), calendar.changes.end(), now);
}

}  // namespace

bool is_open(const State& state, CalendarId id) {
  const CalendarState* calendar = find_calendar(state, id);
  if (calendar == nullptr) return false;
  const auto fired = first_to_come(*calendar, state.now) - calendar->changes.begin();
  return calendar->open == (fired % 2 == 0);
}

Time next_change(const State& state, CalendarId id) {
  const CalendarState* calendar = find_calendar(state, id);
  if (calendar == nullptr) return never;
  const auto next = first_to_come(*calendar, state.now);
  return next == calendar->changes.end() ? never : *next;
}

Time next_change(const State& state) {
  Time next = never;
  for (std::uint32_t c = 0; c < state.calendars.size(); ++c) {
    next = std::min(next, next_change(state, CalendarId{c}));
  }
  return next;
}

bool is_within(const State& state, const Hours& hours) {
  const bool inside = hours.during.is_none() || is_open(state, hours.during);
  return inside && (hours.outside.is_none() || !is_open(state, hours.outside));
}

Time holds_until(const State& state, const Hours& hours) {
  return std::min(next_change(state, hours.during), next_change(state, hours.outside));
}

bool is_on_shift(const State& state, WorkerId worker) {
  return state.workers[worker.index()].on_shift;
}

bool nobody_on_shift(const State& state, const TaskClass& queue) {
  std::uint32_t there = 0;
  queue.profiles.for_each([&](std::size_t p) { there += state.matching.profiles[p].workers_on_shift; });
  return there == 0;
}

}  // namespace switchyard
