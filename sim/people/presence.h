// Who is on duty when: the shifts of all groups as one list of comings and goings.
#pragma once

#include <vector>

#include "sim/scenario/scenario.h"

namespace switchyard::sim {

struct DutySpan {
  Time from;
  Time until;
};

// When the worker at this place in its group is on duty inside the scenario, in order, merged, never empty
// spans.
std::vector<DutySpan> duty_of(const Presence& presence, std::size_t place, const Scenario& scenario);

// A worker comes on duty or goes off it.
struct DutyChange {
  Time time;
  WorkerId worker;
  bool on = false;
};

// In order of time; of one moment in the order of the groups and their workers, goings before comings. Every
// worker of a group has an entry at the start. Nobody goes at the scenario's end or later.
std::vector<DutyChange> duty_plan(const Scenario& scenario);

// Whether anybody is ever on duty; workers of no group count by the activity that the workspace declares.
bool anybody_on_duty(const Scenario& scenario);

}  // namespace switchyard::sim
