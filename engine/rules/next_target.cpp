// Filters are asked from top to bottom, targets one after the other; each by what the task and the clock say
// now.
#include "engine/rules/next_target.h"

#include <algorithm>
#include <vector>

#include "engine/expression/evaluate.h"
#include "engine/rules/hours.h"
#include "engine/state/slot_values.h"

namespace switchyard {

namespace {

// The value by which the filters are told apart; nothing where they are not.
std::string_view index_value(const FilterIndex& index, const expression::TaskInputs& values) {
  if (index.task_slot == FilterIndex::no_slot_asked) return {};
  return expression::task_value(values, index.task_slot).bytes();
}

// The first filter from `from` on that matches.
std::optional<Position> matching_filter(const State& state, const Task& task, std::uint32_t from) {
  const Workflow& workflow = workflow_of(state, task);
  const auto count = static_cast<std::uint32_t>(workflow.filters.size());
  if (from >= count) return std::nullopt;
  const RulesInUse& rules = rules_in_use(state, task);
  const FilterIndex& index = rules.filters[task.workflow.index()];
  const expression::TaskInputs values{rules.workspace.slots, task.attributes.view()};
  const ClockValues clock(rules.workspace.slots, state.now);
  const auto matches = [&](std::uint32_t f) {
    const Filter& filter = workflow.filters[f];
    return is_within(state, filter.hours) && expression::evaluate(filter.expression, values, clock.views());
  };
  const std::uint32_t found = first_filter(index, index_value(index, values), from, count, matches);
  return found < count ? std::optional(Position{found, 0}) : std::nullopt;
}

std::optional<Position> default_target(const Workflow& workflow) {
  if (!workflow.default_filter || workflow.default_filter->target_count == 0) return std::nullopt;
  return Position{static_cast<std::uint32_t>(workflow.filters.size()), 0};
}

std::optional<Position> next_in_filter(const State& state, const Task& task) {
  const Filter& filter = filter_at(workflow_of(state, task), task.filter);
  const std::uint32_t next = task.target.value - filter.first_target.value + 1;
  return next < filter.target_count ? std::optional(Position{task.filter, next}) : std::nullopt;
}

// How many workers of the profiles in `queue` are in activities for which `wanted` is true.
template <class Wanted>
std::int64_t count_workers(const State& state, const TaskClass& queue, Wanted wanted) {
  std::int64_t count = 0;
  queue.profiles.for_each([&](std::size_t p) {
    const std::vector<std::uint32_t>& by_activity = state.matching.profiles[p].workers_by_activity;
    for (std::uint32_t a = 0; a < by_activity.size(); ++a) {
      if (wanted(a)) count += by_activity[a];
    }
  });
  return count;
}

bool is_activity(const State& state, std::uint32_t index, const std::string& named) {
  return state.workspace().activities[index].name == named ||
         make_sid(state.sid_key, SidKind::activity, std::uint64_t{index} + 1) == named;
}

Value counted(const State& state, const TaskClass& queue, const expression::Name& name) {
  const auto* count = std::get_if<expression::WorkerCount>(&name);
  if (count == nullptr) return Value{};
  const std::vector<Activity>& activities = state.workspace().activities;
  return Value{count_workers(state, queue, [&](std::uint32_t activity) {
    if (count->of == expression::WorkerCount::Of::activity)
      return is_activity(state, activity, count->activity);
    return activities[activity].available == (count->of == expression::WorkerCount::Of::available);
  })};
}

ValueView task_slot(const State& state, const Task& task, std::uint32_t slot) {
  return expression::task_value({rules_of(state, task).slots, task.attributes.view()}, slot);
}

WorkerId worker_named(const State& state, std::string_view name) {
  const auto found = state.worker_by_name.find(name);
  return found == state.worker_by_name.end() ? WorkerId{} : found->second;
}

WorkerId worker_with_sid(const State& state, std::string_view text) {
  const auto given = state.worker_by_sid.find(text);
  if (given != state.worker_by_sid.end()) return given->second;
  const std::optional<Sid> sid = read_sid(state.sid_key, text);
  if (!sid || sid->kind != SidKind::worker || sid->serial == 0 || sid->serial > state.workers.size())
    return {};
  const WorkerId worker{static_cast<std::uint32_t>(sid->serial - 1)};
  return state.workers[worker.index()].removed ? WorkerId{} : worker;
}

}  // namespace

const Filter& filter_at(const Workflow& workflow, std::uint32_t filter) {
  return filter < workflow.filters.size() ? workflow.filters[filter] : *workflow.default_filter;
}

const Workflow& workflow_of(const State& state, const Task& task) {
  return rules_of(state, task).workflows[task.workflow.index()];
}

std::optional<Position> first_target(const State& state, const Task& task) {
  const std::optional<Position> filter = matching_filter(state, task, 0);
  return filter ? filter : default_target(workflow_of(state, task));
}

std::optional<Position> target_after_timeout(const State& state, const Task& task) {
  const std::optional<Position> next = next_in_filter(state, task);
  return next ? next : matching_filter(state, task, task.filter + 1);
}

std::optional<Position> target_after_skip(const State& state, const Task& task) {
  const std::optional<Position> next = target_after_timeout(state, task);
  const Workflow& workflow = workflow_of(state, task);
  if (next || task.filter >= workflow.filters.size()) return next;
  return default_target(workflow);
}

std::optional<Duration> target_timeout(const State& state, const Task& task) {
  const Target& target = rules_of(state, task).targets[task.target.index()];
  if (!target.timeout_task_slot) return target.timeout;
  const ValueView value = task_slot(state, task, *target.timeout_task_slot);
  constexpr std::int64_t most = longest_duration.microseconds / 1'000'000;
  if (value.kind() != ValueKind::integer || value.as_integer() < 1 || value.as_integer() > most) {
    return target.timeout;
  }
  return seconds(value.as_integer());
}

bool is_skipped(const State& state, const Task& task, const TaskClass& queue, Scratch& scratch) {
  const Workspace& rules = rules_of(state, task);
  const Target& target = rules.targets[task.target.index()];
  if (!target.skip_if) return false;
  scratch.count_bytes.clear();
  for (const expression::Name& name : rules.slots.workers) {
    scratch.count_bytes += encode(counted(state, queue, name));
  }
  split_values(scratch.count_bytes, rules.slots.workers.size(), scratch.counts);
  return expression::evaluate(*target.skip_if, {{}, {}, {}, scratch.counts});
}

KnownWorkerAnswer known_worker(const State& state, const Task& task) {
  const KnownWorker& known = rules_of(state, task).targets[task.target.index()].known_worker;
  if (known.by == KnownWorker::By::nothing) return {};
  const ValueView value = task_slot(state, task, known.task_slot);
  if (value.is_null()) return {true, false, {}};
  if (value.kind() != ValueKind::string) return {true, true, {}};
  const bool by_sid = known.by == KnownWorker::By::sid;
  return {true, true,
          by_sid ? worker_with_sid(state, value.as_string()) : worker_named(state, value.as_string())};
}

}  // namespace switchyard
