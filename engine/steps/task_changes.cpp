// What is known of a task changes; where it stands in its workflow does not.
#include <algorithm>
#include <optional>

#include "engine/rules/known_ids.h"
#include "engine/state/classes.h"
#include "engine/state/profiles.h"
#include "engine/steps/arrival.h"
#include "engine/steps/offers.h"
#include "engine/steps/steps.h"

namespace switchyard {

namespace {

// Offers, and work in hand, take up capacity of the channel that they were made on.
std::optional<Refusal> problem_of_channel(const State& state, const Task& task, TaskChannelId channel) {
  if (!is_known_channel(state, channel)) return Refusal::unknown_channel;
  if (channel == task.channel) return std::nullopt;
  if (is_held(task)) return Refusal::transfer_under_way;
  return task.status == TaskStatus::pending ? std::nullopt : std::optional(Refusal::task_not_waiting);
}

std::optional<Refusal> problem_of(const State& state, const Task& task, const TaskChanges& command) {
  if (command.priority.value_or(0) < 0) return Refusal::priority_out_of_range;
  if (command.virtual_start && *command.virtual_start > state.now) return Refusal::virtual_start_in_future;
  const Time oldest = std::min(command.virtual_start.value_or(state.now), command.due.value_or(state.now));
  if (oldest < earliest_time) return Refusal::time_out_of_range;
  if (command.due.value_or(state.now) > latest_time) return Refusal::time_out_of_range;
  if (command.channel) return problem_of_channel(state, task, *command.channel);
  return std::nullopt;
}

// The target may ask other workers now.
void join_class_again(const Turn& turn, TaskSlot slot) {
  const Task& task = turn.task(slot);
  if (task.task_class.is_none()) return;
  const bool waits = task.waiting_place != no_place;
  leave_class(turn.state, slot);
  join_class(turn.state, slot);
  if (!waits) return;
  start_waiting(turn.state, slot);
  offer_task(turn, slot);
}

}  // namespace

void task_changes(const Turn& turn, const TaskChanges& command) {
  const TaskSlot slot = find_task(turn.state, command.task);
  if (slot == no_slot) return turn.refuse(why_no_task(turn.state, command.task), command.task);
  Task& task = turn.task(slot);
  if (const std::optional<Refusal> problem = problem_of(turn.state, task, command)) {
    return turn.refuse(*problem, command.task);
  }
  if (command.priority) task.priority = *command.priority;
  if (command.virtual_start) task.virtual_start = *command.virtual_start;
  if (command.attributes) task.attributes = *command.attributes;
  if (command.callback) task.callback = *command.callback;
  const bool another_channel = command.channel.value_or(task.channel) != task.channel;
  if (another_channel) {
    task.channel = *command.channel;
    use_channel(turn.state, task.channel);
  }
  if (command.due) watch_due(turn, slot, *command.due);
  turn.happened(TaskUpdated{task.id});
  update_waiting(turn.state, slot);
  if (command.attributes || another_channel) join_class_again(turn, slot);
}

}  // namespace switchyard
