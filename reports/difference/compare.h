// Two runs side by side: what differs by task, and in the totals.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "reports/difference/match_tasks.h"
#include "reports/difference/outcomes.h"

namespace switchyard::reports {

enum class TaskField : std::uint8_t { queue, worker, wait, end };
inline constexpr std::size_t task_fields = static_cast<std::size_t>(TaskField::end) + 1;
std::string_view task_field_name(TaskField field);

struct TaskDifference {
  TaskPair tasks;           // of which one may be none
  std::uint8_t fields = 0;  // a bit for each TaskField that differs; none where one task is

  bool has(TaskField field) const { return (fields >> static_cast<unsigned>(field) & 1U) != 0; }
};

// Of a queue by its name, or of all tasks. Absent where one workspace has no such queue.
struct TotalsDifference {
  std::string queue;  // empty: of all tasks
  std::optional<Totals> before;
  std::optional<Totals> after;

  bool differs() const { return before != after; }
};

struct RunDifference {
  Duration within;  // the wait that counts as good service, on both sides
  std::uint64_t same = 0;
  std::uint64_t differ = 0;
  std::uint64_t only_before = 0;
  std::uint64_t only_after = 0;
  std::array<std::uint64_t, task_fields> by_field{};
  std::vector<TaskDifference> tasks;     // those that are not the same, by arrival
  std::vector<TotalsDifference> totals;  // all tasks first, then the queues of both

  bool any() const;
};

// O(tasks · log tasks).
RunDifference compare_runs(const RunOutcomes& before, const RunOutcomes& after, Duration within);

}  // namespace switchyard::reports
