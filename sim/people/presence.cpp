// Lays shifts and staff tables out on the scenario's days.
#include "sim/people/presence.h"

#include <algorithm>

#include "engine/base/match.h"

namespace switchyard::sim {
namespace {

// Clipped to the scenario, joined to the span before it where they touch.
void add_span(std::vector<DutySpan>& spans, Time from, Time until, const Scenario& scenario) {
  from = std::max(from, scenario.start);
  until = std::min(until, scenario.end());
  if (from >= until) return;
  if (!spans.empty() && from <= spans.back().until) {
    spans.back().until = std::max(spans.back().until, until);
  } else {
    spans.push_back({from, until});
  }
}

std::vector<Shift> shifts_in_order(std::vector<Shift> shifts) {
  std::sort(shifts.begin(), shifts.end(), [](const Shift& a, const Shift& b) { return a.from < b.from; });
  return shifts;
}

// The shifts of one place in the group: a staff step is a shift of those whom it counts.
std::vector<Shift> shifts_of(const Presence& presence, std::size_t place) {
  std::vector<Shift> shifts;
  match(
      presence,
      [&](const AlwaysOn&) {
        shifts.push_back({{}, days(1)});
      },
      [&](const std::vector<Shift>& given) { shifts = shifts_in_order(given); },
      [&](const std::vector<StaffStep>& steps) {
        for (const StaffStep& step : steps) {
          if (place < step.count) shifts.push_back({step.from, step.until});
        }
      });
  return shifts;
}

void add_changes(std::vector<DutyChange>& plan, WorkerId worker, const std::vector<DutySpan>& spans,
                 const Scenario& scenario) {
  if (spans.empty() || spans.front().from != scenario.start) plan.push_back({scenario.start, worker, false});
  for (const DutySpan& span : spans) {
    plan.push_back({span.from, worker, true});
    if (span.until < scenario.end()) plan.push_back({span.until, worker, false});
  }
}

}  // namespace

std::vector<DutySpan> duty_of(const Presence& presence, std::size_t place, const Scenario& scenario) {
  const std::vector<Shift> shifts = shifts_of(presence, place);
  std::vector<DutySpan> spans;
  // From the day before, whose night shift may reach into the first.
  for (Time day = midnight_of(scenario.start) - days(1); day < scenario.end(); day = day + days(1)) {
    for (const Shift& shift : shifts) {
      const Duration until = shift.until > shift.from ? shift.until : shift.until + days(1);
      add_span(spans, day + shift.from, day + until, scenario);
    }
  }
  return spans;
}

std::vector<DutyChange> duty_plan(const Scenario& scenario) {
  std::vector<DutyChange> plan;
  for (const People& people : scenario.people) {
    for (std::size_t place = 0; place < people.workers.size(); ++place) {
      add_changes(plan, people.workers[place], duty_of(people.presence, place, scenario), scenario);
    }
  }
  std::stable_sort(plan.begin(), plan.end(), [](const DutyChange& a, const DutyChange& b) {
    return a.time != b.time ? a.time < b.time : a.on < b.on;
  });
  return plan;
}

bool anybody_on_duty(const Scenario& scenario) {
  std::vector<bool> grouped(scenario.workspace.workers.size());
  for (const People& people : scenario.people) {
    for (std::size_t place = 0; place < people.workers.size(); ++place) {
      grouped[people.workers[place].index()] = true;
      if (!duty_of(people.presence, place, scenario).empty()) return true;
    }
  }
  for (std::size_t i = 0; i < grouped.size(); ++i) {
    const ActivityId activity = scenario.workspace.workers[i].activity;
    if (!grouped[i] && scenario.workspace.activities[activity.index()].available) return true;
  }
  return false;
}

}  // namespace switchyard::sim
