// Calendars open and close: shifts begin and end, and work comes to those who are there.
#include <algorithm>

#include "engine/rules/hours.h"
#include "engine/rules/waiting_tasks.h"
#include "engine/state/profiles.h"
#include "engine/steps/activity.h"
#include "engine/steps/freed_workers.h"
#include "engine/steps/steps.h"
#include "engine/steps/targets.h"
#include "engine/steps/time_outs.h"

namespace switchyard {

namespace {

// Ascending, ahead of now, not beyond the end.
bool fits(const CalendarChanges& told, Time now, Time until) {
  Time last = now;
  for (const Time change : told.changes) {
    if (change <= last || change > until) return false;
    last = change;
  }
  return true;
}

bool all_fit(const State& state, const CalendarsExtend& command) {
  if (command.calendars.size() != state.calendars.size()) return false;
  if (command.until <= state.now || command.until > latest_time) return false;
  return std::all_of(command.calendars.begin(), command.calendars.end(),
                     [&](const CalendarChanges& told) { return fits(told, state.now, command.until); });
}

void open_or_close(const Turn& turn, CalendarId id) {
  CalendarState& calendar = turn.state.calendars[id.index()];
  calendar.open = !calendar.open;
  calendar.open ? turn.happened(CalendarOpened{id}) : turn.happened(CalendarClosed{id});
}

void change_what_is_due(const Turn& turn, CalendarId id) {
  std::vector<Time>& changes = turn.state.calendars[id.index()].changes;
  const auto to_come = std::upper_bound(changes.begin(), changes.end(), turn.now());
  for (auto due = changes.begin(); due != to_come; ++due) open_or_close(turn, id);
  changes.erase(changes.begin(), to_come);
}

void watch_calendars(const Turn& turn) {
  turn.state.timers.cancel(turn.state.calendar_timer);
  const Time next = next_change(turn.state);
  if (next == never) return;
  turn.state.calendar_timer = turn.state.timers.set(TimerKind::calendar, 0, turn.now(), next - turn.now());
}

// Whose shift begins is as one who becomes available.
void follow_shifts(const Turn& turn) {
  for (std::uint32_t w = 0; w < turn.state.workers.size(); ++w) {
    const WorkerId worker{w};
    if (!update_shift(turn.state, worker) || !turn.worker(worker).on_shift) continue;
    restart_idle_clocks(turn, worker);
    refresh_worker(turn.state, worker);
    freed_on_every_channel(turn, worker);
  }
}

}  // namespace

void calendars_extend(const Turn& turn, const CalendarsExtend& command) {
  if (!all_fit(turn.state, command)) return turn.refuse(Refusal::calendars_do_not_fit);
  turn.happened(CalendarsExtended{command.until});
  for (std::uint32_t c = 0; c < command.calendars.size(); ++c) {
    CalendarState& calendar = turn.state.calendars[c];
    calendar.changes = command.calendars[c].changes;
    if (calendar.open != command.calendars[c].open_at_first) open_or_close(turn, CalendarId{c});
  }
  watch_calendars(turn);
  follow_shifts(turn);
  for (const TaskSlot slot : waiting_tasks(turn.state)) target_hours_changed(turn, slot);
}

void calendars_change(const Turn& turn) {
  turn.state.calendar_timer = 0;
  for (std::uint32_t c = 0; c < turn.state.calendars.size(); ++c) change_what_is_due(turn, CalendarId{c});
  watch_calendars(turn);
  follow_shifts(turn);
}

}  // namespace switchyard
