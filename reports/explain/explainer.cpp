// Each moment is described from the events of its turn and from the engine's state after it.
#include "reports/explain/explainer.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "engine/base/match.h"
#include "engine/codec/text/enums.h"
#include "engine/codec/text/messages.h"
#include "engine/codec/text/task_status.h"
#include "engine/rules/next_target.h"
#include "engine/rules/why_not.h"

namespace switchyard::reports {
namespace {

using codec::ReplayedTurn;

constexpr std::array<std::string_view, why_not_count> reason_words = {
    "removed from the workspace",
    "of a tenant that does not serve the queue",
    "not in the queue",
    "the target's expression says no",
    "the task waits for one worker only",
    "activity not available",
    "off shift",
    "channel not available",
    "no capacity",
    "group of channels full",
    "blocked by other work",
    "in cooldown",
    "being asked",
    "began the transfer",
    "just said no",
    "said no; others come first",
    "kept in reserve"};

template <class Message>
TaskId task_of(const Message& message) {
  if constexpr (requires { message.task; }) return message.task;
  return {};
}

bool concerns(const Event& event, TaskId task) {
  return match(event, [&](const auto& e) {
    if constexpr (requires { e.callback; }) return e.task == task || e.callback == task;
    return task_of(e) == task;
  });
}

// Moments are told since the task's arrival.
codec::TextStyle style_of(const Explanation& explanation) {
  return {explanation.arrived};
}

void note_created(Explanation& explanation, const ReplayedTurn& turn, const TaskCreated& event) {
  explanation.last_task = std::max(explanation.last_task, event.task.value);
  if (event.task != explanation.task) return;
  explanation.found = true;
  explanation.arrived = turn.time;
  explanation.tenant = turn.workspace.tenants[event.tenant.index()].name;
  explanation.channel = turn.workspace.channels[event.channel.index()].name;
}

void note_outcome(Explanation& explanation, const Event& event) {
  if (std::holds_alternative<TaskCompleted>(event)) explanation.outcome = "completed";
  if (std::holds_alternative<TaskDeleted>(event)) explanation.outcome = "deleted";
  if (std::holds_alternative<TaskSystemDeleted>(event)) explanation.outcome = "system_deleted";
  if (const auto* canceled = std::get_if<TaskCanceled>(&event)) {
    explanation.outcome = codec::enum_text(canceled->reason);
  }
}

std::string filter_name(const Workflow& workflow, std::uint32_t filter) {
  if (filter >= workflow.filters.size()) return "default";
  const std::string& name = workflow.filters[filter].name;
  return name.empty() ? "filter " + std::to_string(filter + 1) : name;
}

Standing standing_of(const State& state, const Task& task) {
  Standing standing;
  standing.status = codec::enum_text(task.status);
  standing.priority = task.priority;
  if (!task.queue.is_none()) standing.queue = state.workspace().queues[task.queue.index()].name;
  if (task.workflow.is_none()) return standing;
  const Workflow& workflow = workflow_of(state, task);
  standing.workflow = workflow.name;
  if (task.target.is_none()) return standing;
  const Filter& filter = filter_at(workflow, task.filter);
  standing.filter = filter_name(workflow, task.filter);
  standing.target = task.target.value - filter.first_target.value + 1;
  standing.targets = filter.target_count;
  return standing;
}

std::vector<TriedFilter> tried(const State& state, const Task& task) {
  std::vector<TriedFilter> filters;
  for (const FilterAnswer& answer : filters_tried(state, task)) {
    filters.push_back(
        {filter_name(workflow_of(state, task), answer.filter), answer.within_hours, answer.matches});
  }
  return filters;
}

// Everybody is asked about, and stands where the first reason says.
void add_workers(Moment& moment, const State& state, TaskSlot slot) {
  std::array<std::vector<std::string>, why_not_count + 1> by_reason;
  for (std::uint32_t w = 0; w < state.workers.size(); ++w) {
    const std::vector<WhyNot> reasons = why_not(state, slot, {w});
    const bool asked = std::find(reasons.begin(), reasons.end(), WhyNot::offered_already) != reasons.end();
    const WhyNot reason = asked ? WhyNot::offered_already : reasons.empty() ? WhyNot{0} : reasons.front();
    by_reason[static_cast<std::size_t>(reason)].push_back(state.workspace().workers[w].name);
  }
  moment.free = std::move(by_reason[0]);
  moment.asked = std::move(by_reason[static_cast<std::size_t>(WhyNot::offered_already)]);
  for (std::size_t i = 1; i <= why_not_count; ++i) {
    if (by_reason[i].empty() || i == static_cast<std::size_t>(WhyNot::offered_already)) continue;
    moment.left_out.push_back({std::string(reason_words[i - 1]), std::move(by_reason[i])});
  }
}

void add_timer(Moment& moment, const State& state, TimerHandle handle, std::string_view what) {
  if (handle != 0) moment.timers.push_back({std::string(what), state.timers.record(handle).deadline});
}

void add_timers(Moment& moment, const State& state, const Task& task) {
  const bool waits_for_one = !task.waits_for.worker.is_none();
  add_timer(moment, state, task.offer_timer, "reservation timeout");
  add_timer(moment, state, task.ring_timer, "more workers rung");
  add_timer(moment, state, task.reject_timer, "who said no may be asked again");
  add_timer(moment, state, task.target_timer,
            waits_for_one ? "waits no longer for the worker" : "target timeout");
  add_timer(moment, state, task.transfer_timer, "transfer fails");
  for (ReservationSlot r = task.first_reservation; r != no_slot; r = state.reservations[r].next_of_task) {
    add_timer(moment, state, state.reservations[r].preview_timer, "customer is called");
    add_timer(moment, state, state.reservations[r].wrap_up_timer, "wrap-up limit");
  }
  add_timer(moment, state, task.due_timer, "due");
  const bool waits = task.status == TaskStatus::pending || task.status == TaskStatus::reserved;
  add_timer(moment, state, task.life_timer, waits ? "time to live" : "limit of open work");
}

void add_state(Moment& moment, const State& state, TaskId id) {
  const TaskSlot slot = find_task(state, id);
  if (slot == no_slot || has_ended(state.tasks[slot].status)) return;
  const Task& task = state.tasks[slot];
  moment.standing = standing_of(state, task);
  add_timers(moment, state, task);
  if (!task.task_class.is_none()) add_workers(moment, state, slot);
}

// What is left of a task when nobody saw it come.
template <class Kept>
void note_known(Explanation& explanation, const Workspace& rules, const Kept& task) {
  explanation.found = true;
  explanation.arrived = task.arrived;
  explanation.tenant = rules.tenants[task.tenant.index()].name;
  explanation.channel = rules.channels[task.channel.index()].name;
  if (has_ended(task.status)) explanation.outcome = codec::enum_text(task.status);
}

}  // namespace

void Explainer::begin_with(const Engine& engine) {
  const State& state = engine.state();
  explanation_.known_from = state.now;
  explanation_.last_task = state.next_task - 1;
  const TaskSlot slot = find_task(state, explanation_.task);
  const EndedTask* const memory = find_memory(state, explanation_.task);
  if (slot != no_slot) note_known(explanation_, state.workspace(), state.tasks[slot]);
  if (memory != nullptr) note_known(explanation_, state.workspace(), *memory);
}

void Explainer::observe(const ReplayedTurn& turn) {
  Moment moment{turn.sequence, turn.time, {}, {}, {}, {}, {}, {}, {}, {}};
  const State& state = turn.engine.state();
  bool entered_workflow = false;
  for (const Event& event : turn.output.events) {
    if (const auto* created = std::get_if<TaskCreated>(&event)) note_created(explanation_, turn, *created);
    if (!concerns(event, explanation_.task)) continue;
    note_outcome(explanation_, event);
    entered_workflow = entered_workflow || std::holds_alternative<WorkflowEntered>(event);
    moment.events.push_back(codec::to_text(event, turn.workspace, style_of(explanation_)));
  }
  if (moment.events.empty()) return;
  moment.command = codec::to_text(turn.command, turn.workspace, style_of(explanation_));
  const TaskSlot slot = find_task(state, explanation_.task);
  if (entered_workflow && slot != no_slot) moment.filters = tried(state, state.tasks[slot]);
  add_state(moment, state, explanation_.task);
  explanation_.moments.push_back(std::move(moment));
}

}  // namespace switchyard::reports
