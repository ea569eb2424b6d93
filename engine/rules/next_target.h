// The question "where does this task go?": the filter that matches, and the target after this one.
#pragma once

#include <cstdint>
#include <optional>

#include "engine/state/state.h"

namespace switchyard {

// A target's place in a workflow. The default filter comes after the last filter.
struct Position {
  std::uint32_t filter = 0;
  std::uint32_t target = 0;
};

// The first target of the first filter that matches, else of the default filter; nothing when there is none.
std::optional<Position> first_target(const State& state, const Task& task);

// When the target's timeout was reached: its successor, else the next filter that matches. The default filter
// is no such filter.
std::optional<Position> target_after_timeout(const State& state, const Task& task);

// When the target was skipped: its successor, else as if the filter had not matched, so the default filter
// counts.
std::optional<Position> target_after_skip(const State& state, const Task& task);

const Filter& filter_at(const Workflow& workflow, std::uint32_t filter);
const Workflow& workflow_of(const State& state, const Task& task);

// The target's timeout for this task: its own, or what the task's attribute says; nothing when there is none.
std::optional<Duration> target_timeout(const State& state, const Task& task);

// Whether skip_if says so. `queue` is the class of the whole queue.
bool is_skipped(const State& state, const Task& task, const TaskClass& queue, Scratch& scratch);

// The worker whom a target's known_worker names for this task.
struct KnownWorkerAnswer {
  bool asked = false;  // the target names one
  bool named = false;  // the task's attribute has a value
  WorkerId worker;     // none: there is no such worker
};
KnownWorkerAnswer known_worker(const State& state, const Task& task);

}  // namespace switchyard
