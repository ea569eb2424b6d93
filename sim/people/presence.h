// Who is on duty when: the shifts of all groups as one list of comings and goings.
#pragma once

#include <vector>

#include "sim/random/stream.h"
#include "sim/scenario/scenario.h"

namespace switchyard::sim {

struct DutySpan {
  Time from;
  Time until;
};

// When the worker at this place in its group is on duty inside the scenario, in order, merged, never empty
// spans; breaks and lateness aside.
std::vector<DutySpan> duty_of(const Presence& presence, std::size_t place, const Scenario& scenario);

enum class Duty : std::uint8_t { off, rest, on };

// A worker comes on duty, goes off it, or takes a break.
struct DutyChange {
  Time time;
  WorkerId worker;
  Duty duty = Duty::off;
};

// In order of time; of one moment in the order of the groups and their workers, goings before comings. Every
// worker of a group has an entry at the start. Nobody goes at the scenario's end or later. Breaks that would
// begin during another one are left out; lateness is drawn for each beginning of a shift and end of a break.
std::vector<DutyChange> duty_plan(const Scenario& scenario, const Key& key);

// Whether anybody is ever on duty; workers of no group count by the activity that the workspace declares.
bool anybody_on_duty(const Scenario& scenario);

}  // namespace switchyard::sim
