// Two runs beside each other: what a panel needs besides their histories.
#pragma once

#include <string>
#include <vector>

#include "engine/base/id.h"
#include "engine/base/time.h"
#include "reports/difference/compare.h"
#include "viz/view/board.h"
#include "viz/view/history.h"
#include "viz/view/names.h"

namespace switchyard::viz {

// A task that did not fare the same in both, with its texts at hand. None on one side: only the other has it.
struct ComparedTask {
  TaskId before;
  TaskId after;
  Time arrived;
  std::uint8_t fields = 0;  // a bit for each reports::TaskField that differs
  std::string queues_before, queues_after;
  std::string workers_before, workers_after;
  Duration wait_before{}, wait_after{};
  std::string end_before, end_after;
};

struct TaskComparison {
  std::uint64_t same = 0;
  std::uint64_t differ = 0;
  std::uint64_t only_before = 0;
  std::uint64_t only_after = 0;
  std::vector<ComparedTask> tasks;  // those that differ, by arrival; at most most_compared
  bool truncated = false;
};
inline constexpr std::size_t most_compared = 100'000;

TaskComparison compared_tasks(const reports::RunOutcomes& before, const reports::RunOutcomes& after,
                              const reports::RunDifference& difference);

// The other run, at the same distance from its begin as the first.
struct OtherRun {
  const Names& names;
  const Board& board;
  const History& history;
};

// One time axis for two runs: moments of the other one are moved so that both begin together, unless their
// spans overlap, when the axis is the clock itself.
Duration shift_of_other(const History& first, const History& other);

// The other run's queue of the same name and tenant name; none: it has none.
TaskQueueId same_queue(const Names& first, TaskQueueId queue, const Names& other);

}  // namespace switchyard::viz
