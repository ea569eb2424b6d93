// One pass a kind of mark, each over what no earlier one has matched.
#include "reports/difference/match_tasks.h"

#include <algorithm>
#include <utility>

namespace switchyard::reports {
namespace {

bool comes_before(const MarkedTask& a, const MarkedTask& b) {
  return std::pair(a.mark, a.task) < std::pair(b.mark, b.task);
}

// One of the two logs, with the task of the other log that each of its tasks is.
struct Side {
  explicit Side(const RunOutcomes& run) : outcomes(run), partners(run.tasks.size()) {}

  TaskId& partner(TaskId task) { return partners[task.value - 1]; }
  TaskId partner(TaskId task) const { return partners[task.value - 1]; }
  bool is_free(TaskId task) const { return partner(task).is_none(); }

  const RunOutcomes& outcomes;
  std::vector<TaskId> partners;  // by TaskId, from 1
};

using Marked = std::vector<MarkedTask>;

Marked free_ones(const Side& side, const Marked& all) {
  Marked marked;
  for (const MarkedTask& one : all) {
    if (side.is_free(one.task)) marked.push_back(one);
  }
  std::sort(marked.begin(), marked.end(), comes_before);
  return marked;
}

template <class MarkOf>
Marked marked_by(const Side& side, MarkOf&& mark_of) {
  Marked marked;
  for (std::uint64_t t = 1; t <= side.outcomes.tasks.size(); ++t) {
    const TaskOutcome& outcome = side.outcomes.of(TaskId{t});
    const bool arrived_itself = outcome.marks.place != 0;
    if (arrived_itself && side.is_free(TaskId{t})) marked.push_back({mark_of(outcome), TaskId{t}});
  }
  std::sort(marked.begin(), marked.end(), comes_before);
  return marked;
}

void pair_up(Side& before, Side& after, TaskId task, TaskId other) {
  before.partner(task) = other;
  after.partner(other) = task;
}

// Both are sorted; those with equal marks meet in the order of their tasks.
void meet(Side& before, const Marked& old, Side& after, const Marked& fresh) {
  std::size_t i = 0;
  std::size_t j = 0;
  while (i < old.size() && j < fresh.size()) {
    if (old[i].mark == fresh[j].mark) {
      pair_up(before, after, old[i++].task, fresh[j++].task);
    } else {
      ++(old[i].mark < fresh[j].mark ? i : j);
    }
  }
}

template <class MarkOf>
void meet_by(Side& before, Side& after, MarkOf&& mark_of) {
  const Marked old = marked_by(before, mark_of);
  meet(before, old, after, marked_by(after, mark_of));
}

std::uint64_t by_arrival(const TaskOutcome& outcome) {
  return outcome.marks.arrival;
}

// Odd factors keep different moments of one place apart.
std::uint64_t by_place(const TaskOutcome& outcome) {
  return outcome.marks.place +
         static_cast<std::uint64_t>(outcome.arrived.microseconds) * 0x9E37'79B9'7F4A'7C15;
}

// A callback may itself be missed; its task comes after that one's, so that one is matched by then.
void meet_callbacks(Side& before, Side& after) {
  Marked waiting;
  for (const Callback& callback : after.outcomes.callbacks)
    waiting.push_back({callback.missed.value, callback.task});
  std::sort(waiting.begin(), waiting.end(), comes_before);
  for (const Callback& callback : before.outcomes.callbacks) {
    const TaskId missed = before.partner(callback.missed);
    if (missed.is_none()) continue;
    const auto first =
        std::lower_bound(waiting.begin(), waiting.end(), MarkedTask{missed.value, {}}, comes_before);
    for (auto other = first; other != waiting.end() && other->mark == missed.value; ++other) {
      if (!after.is_free(other->task)) continue;
      pair_up(before, after, callback.task, other->task);
      break;
    }
  }
}

std::vector<TaskPair> in_order(const Side& before, const Side& after) {
  std::vector<TaskPair> pairs;
  const std::uint64_t last = after.outcomes.tasks.size();
  std::uint64_t other = 1;
  const auto only_after_until = [&](Time time) {
    for (; other <= last && after.outcomes.of(TaskId{other}).arrived < time; ++other) {
      if (after.is_free(TaskId{other})) pairs.push_back({{}, TaskId{other}});
    }
  };
  for (std::uint64_t task = 1; task <= before.outcomes.tasks.size(); ++task) {
    only_after_until(before.outcomes.of(TaskId{task}).arrived);
    pairs.push_back({TaskId{task}, before.partner(TaskId{task})});
  }
  only_after_until(never);
  return pairs;
}

}  // namespace

std::vector<TaskPair> match_tasks(const RunOutcomes& before, const RunOutcomes& after) {
  Side old(before);
  Side fresh(after);
  meet(old, free_ones(old, before.keyed), fresh, free_ones(fresh, after.keyed));
  meet_by(old, fresh, by_arrival);
  meet(old, free_ones(old, before.threaded), fresh, free_ones(fresh, after.threaded));
  meet_by(old, fresh, by_place);
  meet_callbacks(old, fresh);
  return in_order(old, fresh);
}

}  // namespace switchyard::reports
