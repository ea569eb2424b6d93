// What can be said of one task's way: moments, each with what happened and what was decided.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/base/id.h"
#include "engine/base/time.h"

namespace switchyard::reports {

struct TriedFilter {
  std::string name;
  bool within_hours = true;
  bool matches = false;
};

// Where the task stands at the end of a moment.
struct Standing {
  std::string status;  // pending, reserved, …
  std::string workflow;
  std::string filter;         // with its place in it; empty where the task stands in no target
  std::uint32_t target = 0;   // counted from 1
  std::uint32_t targets = 0;  // of the filter
  std::string queue;
  std::int32_t priority = 0;
};

struct LeftOut {
  std::string reason;
  std::vector<std::string> workers;
};

struct RunningTimer {
  std::string what;
  Time at;
};

struct Moment {
  std::uint64_t sequence = 0;
  Time time;
  std::string command;               // the cause, as stories write it
  std::vector<std::string> events;   // that concern the task, likewise
  std::vector<TriedFilter> filters;  // when its workflow was entered
  std::optional<Standing> standing;  // not when it has ended
  std::vector<std::string> asked;    // workers whom it is offered to
  std::vector<std::string> free;     // who could have been asked as well: others came first
  std::vector<LeftOut> left_out;     // by the first reason of each
  std::vector<RunningTimer> timers;
};

struct Explanation {
  TaskId task;
  bool found = false;
  std::uint64_t last_task = 0;  // the highest number in the log
  std::string tenant;
  std::string channel;
  Time arrived;
  std::string outcome;             // empty: still open when the log ends
  std::optional<Time> known_from;  // what came before it was no longer in the journal
  std::vector<Moment> moments;
};

// For people, with at most so many names of each kind.
std::string explanation_text(const Explanation& explanation, std::size_t most_names = 8);
// For machines: everything.
std::string explanation_json(const Explanation& explanation);

}  // namespace switchyard::reports
