// Texts are compared by their numbers, after the second run's have become those of the first.
#include "reports/difference/compare.h"

#include <algorithm>
#include <limits>
#include <map>

namespace switchyard::reports {
namespace {

constexpr std::uint32_t unknown = std::numeric_limits<std::uint32_t>::max();

// By the number of a text in `after`: its number in `before`.
std::vector<std::uint32_t> translation(const TextTable& before, const TextTable& after) {
  std::vector<std::uint32_t> numbers;
  for (std::uint32_t text = 0; text < after.size(); ++text)
    numbers.push_back(before.find(after.text(text)).value_or(unknown));
  return numbers;
}

std::uint8_t bit(TaskField field, bool differs) {
  return static_cast<std::uint8_t>((differs ? 1U : 0U) << static_cast<unsigned>(field));
}

std::uint8_t fields_of(const TaskOutcome& before, const TaskOutcome& after,
                       const std::vector<std::uint32_t>& translated) {
  return bit(TaskField::queue, before.queues != translated[after.queues]) |
         bit(TaskField::worker, before.workers != translated[after.workers]) |
         bit(TaskField::wait, before.wait != after.wait) |
         bit(TaskField::end, before.end != translated[after.end]);
}

void count(RunDifference& difference, const TaskDifference& task) {
  if (task.tasks.after.is_none()) {
    ++difference.only_before;
  } else if (task.tasks.before.is_none()) {
    ++difference.only_after;
  } else {
    ++difference.differ;
  }
  for (std::size_t field = 0; field < task_fields; ++field)
    difference.by_field[field] += task.fields >> field & 1U;
}

std::vector<TotalsDifference> side_by_side(const std::vector<Totals>& before,
                                           const std::vector<Totals>& after) {
  std::vector<TotalsDifference> totals;
  std::map<std::string, std::size_t> places;
  for (const Totals& one : before) {
    places.emplace(one.queue, totals.size());
    totals.push_back({one.queue, one, std::nullopt});
  }
  for (const Totals& one : after) {
    const auto [place, fresh] = places.emplace(one.queue, totals.size());
    if (fresh) totals.push_back({one.queue, std::nullopt, std::nullopt});
    totals[place->second].after = one;
  }
  return totals;
}

// A queue that one workspace has more, and that nobody came to, is no difference of what came out.
bool is_empty(const std::optional<Totals>& totals) {
  return !totals || totals->values.front().value_or(0) == 0;
}

}  // namespace

std::string_view task_field_name(TaskField field) {
  constexpr std::array<std::string_view, task_fields> names = {"queue", "worker", "wait", "end"};
  return names[static_cast<std::size_t>(field)];
}

bool RunDifference::any() const {
  return !tasks.empty() ||
         std::any_of(totals.begin(), totals.end(), [](const TotalsDifference& one) { return one.differs(); });
}

RunDifference compare_runs(const RunOutcomes& before, const RunOutcomes& after, Duration within) {
  RunDifference difference;
  difference.within = within;
  const std::vector<std::uint32_t> translated = translation(before.texts, after.texts);
  for (const TaskPair& pair : match_tasks(before, after)) {
    TaskDifference task{pair, 0};
    const bool both = !pair.before.is_none() && !pair.after.is_none();
    if (both) task.fields = fields_of(before.of(pair.before), after.of(pair.after), translated);
    if (both && task.fields == 0) {
      ++difference.same;
      continue;
    }
    count(difference, task);
    difference.tasks.push_back(task);
  }
  difference.totals = side_by_side(before.totals, after.totals);
  const auto nobody = [](const TotalsDifference& one) { return is_empty(one.before) && is_empty(one.after); };
  const auto queues = difference.totals.begin() + std::min<std::ptrdiff_t>(1, std::ssize(difference.totals));
  difference.totals.erase(std::remove_if(queues, difference.totals.end(), nobody), difference.totals.end());
  return difference;
}

}  // namespace switchyard::reports
