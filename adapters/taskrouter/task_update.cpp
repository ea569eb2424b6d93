// A task that is there: what is known of it changes, or its status does.
#include <array>
#include <optional>
#include <utility>

#include "adapters/taskrouter/task_parameters.h"
#include "adapters/taskrouter/task_view.h"
#include "adapters/taskrouter/tasks.h"
#include "engine/state/pools.h"

namespace switchyard::adapters::taskrouter {
namespace {

enum class Wanted : std::uint8_t { canceled, wrapping, completed, requeued };

// In TaskRouter's words, which its users' programs look for.
ApiError refused_status(const Scope& scope, const Task& task, Wanted wanted) {
  const std::string which = " " + sid_of(scope, task.id) + " in workspace " +
                            scope.configuration().workspace_sid() + " because it is not ";
  switch (wanted) {
    case Wanted::canceled:
      return bad_request("Cannot cancel task" + which + "pending or reserved.");
    case Wanted::wrapping:
      return bad_request("Cannot wrap up a task" + which + "currently assigned.");
    case Wanted::completed:
      return bad_request("Cannot complete task" + which + "currently assigned or wrapping.");
    case Wanted::requeued:
      return bad_request("Cannot requeue task" + which + "currently assigned.");
  }
  return bad_request({});
}

// The reservation of whoever has the work in hand; the one who began a warm transfer goes first.
ReservationId in_hand(const State& state, const Task& task) {
  if (is_held(task)) return task.transfer.initiator;
  const bool has_one = is_in_hand(task.status) && task.first_reservation != no_slot;
  return has_one ? state.reservations[task.first_reservation].id : ReservationId{};
}

// Nothing when the task's state does not allow it.
std::optional<Command> status_command(const State& state, const Task& task, Wanted wanted,
                                      std::string reason) {
  const bool waits = is_waiting(task.status) && !is_held(task);
  if (wanted == Wanted::canceled)
    return waits ? std::optional<Command>(CancelTask{task.id, std::move(reason)}) : std::nullopt;
  const ReservationId reservation = in_hand(state, task);
  if (reservation.is_none()) return std::nullopt;
  if (wanted == Wanted::completed) return WorkerCompletes{reservation, std::move(reason)};
  if (task.status == TaskStatus::wrapping) return std::nullopt;
  return WorkerFinishes{reservation};
}

std::optional<Wanted> wanted_status(Parameters& parameters) {
  const auto word = parameters.word("AssignmentStatus", {"canceled", "wrapping", "completed"});
  return word ? std::optional(static_cast<Wanted>(*word)) : std::nullopt;
}

// What is to change beside the status; nothing when that is nothing.
std::optional<TaskChanges> changes_of(const Scope& scope, Parameters& parameters, const Task& task) {
  TaskChanges command;
  command.task = task.id;
  command.attributes = task_attributes(parameters);
  command.priority = task_priority(parameters);
  command.virtual_start = virtual_start_time(parameters, scope.now());
  const auto channel = task_channel(scope, parameters);
  if (channel && *channel != task.channel) command.channel = channel;
  if (command.channel && task.status != TaskStatus::pending)
    parameters.refuse("TaskChannel can be changed only while the Task is pending");
  if (!command.attributes && !command.priority && !command.virtual_start && !command.channel)
    return std::nullopt;
  return command;
}

http::Response updated(const Scope& scope, TaskId id) {
  const std::optional<Task> task = recall_task(scope.state(), id);
  return task ? task_response(200, scope, *task) : to_response(not_found(scope));
}

// Our extension: work in hand goes to another queue, and who had it is free.
Decision requeue_task(const Scope& scope, const Task& task, TaskQueueId queue) {
  const ReservationId reservation = in_hand(scope.state(), task);
  const ApiError not_assigned = refused_status(scope, task, Wanted::requeued);
  if (reservation.is_none() || task.status != TaskStatus::assigned) return not_assigned;
  Change change;
  change.commands.push_back(TransferTask{reservation, TransferMode::cold, {}, queue, {}});
  change.reply = [id = task.id](const Scope& after, const Outcome&) { return updated(after, id); };
  return change;
}

}  // namespace

Decision update_task(const Scope& scope) {
  const std::optional<Task> task = find_shown_task(scope, scope.call().path[1]);
  if (!task) return not_found(scope);
  if (auto mismatch = check_if_match(scope.call().request.headers, etag(scope, *task)))
    return *std::move(mismatch);
  Parameters parameters = scope.call().parameters;
  const auto wanted = wanted_status(parameters);
  const auto queue = thing_parameter(scope, parameters, "TaskQueueSid", &Scope::find_queue);
  auto changes = changes_of(scope, parameters, *task);
  const std::string reason = parameters.text("Reason").value_or("");
  if (!reason.empty() && !wanted) parameters.refuse("Reason is only for a change of AssignmentStatus");
  if (wanted && changes && changes->attributes)
    parameters.refuse("AssignmentStatus and Attributes cannot be changed in one request");
  if (queue && (wanted || changes)) parameters.refuse("TaskQueueSid cannot be changed with anything else");
  if (parameters.error()) return *parameters.error();
  if (queue) return requeue_task(scope, *task, *queue);
  Change change;
  change.reply = [id = task->id](const Scope& after, const Outcome&) { return updated(after, id); };
  if (changes) change.commands.push_back(*std::move(changes));
  if (!wanted) return change;
  const ApiError refusal = refused_status(scope, *task, *wanted);
  auto command = status_command(scope.state(), *task, *wanted, reason);
  if (!command) return refusal;
  change.commands.push_back(*std::move(command));
  change.explain = [refusal](const CommandRefused&) { return refusal; };
  return change;
}

}  // namespace switchyard::adapters::taskrouter
