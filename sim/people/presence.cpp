// Lays shifts and staff tables out on the scenario's days.
#include "sim/people/presence.h"

#include <algorithm>

#include "engine/base/match.h"
#include "sim/people/customers.h"

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

// What is drawn for a worker and a planned moment, so that a changed plan elsewhere changes nobody's day.
enum Draw : std::uint32_t { late_for_shift, shift_delay, break_shift, late_from_break, break_delay };

struct Roster {
  const Scenario& scenario;
  const People& people;
  const Key& key;
  WorkerId worker;
  std::uint64_t name_hash;

  std::uint64_t entity(Time planned) const {
    return entity_of_pair(name_hash, static_cast<std::uint64_t>(planned.microseconds));
  }
  Duration lateness(Time planned, Draw whether, Draw how_much) const {
    const Lateness& late = people.lateness;
    if (late.probability <= 0) return {};
    if (uniform(key, Purpose::shift, entity(planned), whether) >= late.probability) return {};
    return drawn(late.delay, key, Purpose::shift, entity(planned), how_much);
  }
};

DutySpan span_of(const Roster& roster, const Break& rest, Time planned) {
  Time from = planned;
  if (rest.jitter > Duration{}) {
    const double u = uniform(roster.key, Purpose::shift, roster.entity(planned), break_shift);
    const double width = 2 * static_cast<double>(rest.jitter.microseconds);
    from = planned - rest.jitter + Duration{static_cast<std::int64_t>(u * width)};
  }
  return {from, from + rest.length + roster.lateness(planned, late_from_break, break_delay)};
}

// Those that begin inside the span, in order, none during another.
std::vector<DutySpan> breaks_of(const Roster& roster, const DutySpan& duty) {
  std::vector<DutySpan> breaks;
  for (Time day = midnight_of(duty.from) - days(1); day < duty.until + days(1); day = day + days(1)) {
    for (const Break& rest : roster.people.breaks) {
      const DutySpan span = span_of(roster, rest, day + rest.from);
      if (span.from >= duty.from && span.from < duty.until) breaks.push_back(span);
    }
  }
  std::stable_sort(breaks.begin(), breaks.end(),
                   [](const DutySpan& a, const DutySpan& b) { return a.from < b.from; });
  Time free = duty.from;
  const auto meets = [&](const DutySpan& span) {
    if (span.from < free) return true;
    free = span.until;
    return false;
  };
  breaks.erase(std::remove_if(breaks.begin(), breaks.end(), meets), breaks.end());
  return breaks;
}

void add_span_changes(std::vector<DutyChange>& plan, const Roster& roster, DutySpan span) {
  if (!std::holds_alternative<AlwaysOn>(roster.people.presence)) {
    span.from = span.from + roster.lateness(span.from, late_for_shift, shift_delay);
  }
  if (span.from >= span.until) return;
  const std::vector<DutySpan> breaks = breaks_of(roster, span);
  const bool begins_with_one = !breaks.empty() && breaks.front().from == span.from;
  if (!begins_with_one) plan.push_back({span.from, roster.worker, Duty::on});
  for (const DutySpan& rest : breaks) {
    plan.push_back({rest.from, roster.worker, Duty::rest});
    if (rest.until < span.until) plan.push_back({rest.until, roster.worker, Duty::on});
  }
  if (span.until < roster.scenario.end()) plan.push_back({span.until, roster.worker, Duty::off});
}

void add_changes(std::vector<DutyChange>& plan, const Roster& roster, const std::vector<DutySpan>& spans) {
  const std::size_t first = plan.size();
  for (const DutySpan& span : spans) add_span_changes(plan, roster, span);
  const Time start = roster.scenario.start;
  if (plan.size() == first || plan[first].time != start) plan.push_back({start, roster.worker, Duty::off});
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

std::vector<DutyChange> duty_plan(const Scenario& scenario, const Key& key) {
  std::vector<DutyChange> plan;
  for (const People& people : scenario.people) {
    for (std::size_t place = 0; place < people.workers.size(); ++place) {
      const WorkerId worker = people.workers[place];
      const std::string& name = scenario.workspace.workers[worker.index()].name;
      add_changes(plan, {scenario, people, key, worker, hash_of_name(name)},
                  duty_of(people.presence, place, scenario));
    }
  }
  std::stable_sort(plan.begin(), plan.end(), [](const DutyChange& a, const DutyChange& b) {
    return a.time != b.time ? a.time < b.time : a.duty < b.duty;
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
