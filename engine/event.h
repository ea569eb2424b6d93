// Events: what happened inside the engine, for observers. They are in the past tense and carry ids, not
// state.
#pragma once

#include <cstdint>
#include <variant>

#include "engine/base/id.h"
#include "engine/base/time.h"

namespace switchyard {

// Why a command changed nothing. Numbers are never used again.
enum class Refusal : std::uint16_t {
  unknown_task = 1,
  unknown_reservation = 2,
  unknown_worker = 3,
  unknown_activity = 4,
  unknown_channel = 5,
  unknown_workflow = 6,
  unknown_task_queue = 7,
  unknown_tenant = 8,
  unknown_effect = 9,
  already_taken = 10,             // another worker's accept came first
  reservation_not_pending = 11,   // timed out, rejected, canceled or withdrawn before
  reservation_not_accepted = 12,  // finishing or completing what was never accepted, or is already over
  task_not_waiting = 13,          // "is not pending or reserved"
  task_ended = 14,
  duplicate = 15,              // the same key was seen; the event names the first task
  activity_is_available = 16,  // reject_pending needs an activity that is not available
  wrong_tenant = 17,
  time_out_of_range = 18,
  virtual_start_in_future = 19,
  priority_out_of_range = 20,
  time_to_live_out_of_range = 21,
  workspace_does_not_extend = 22,  // ids of the new version do not continue those of the current one
  worker_removed = 23,
  capacity_out_of_range = 24,
};

enum class CancelReason : std::uint8_t {
  by_command = 1,
  abandoned = 2,  // the customer left
  time_to_live = 3,
  too_many_assignments = 4,  // the 1,000 limit
  workflow_timeout = 5,      // past the last target
  workflow_skipped = 6,      // skip_if led out of the last step
  no_filter_matched = 7,     // and there is no default filter
  blocked = 8,               // the queue's waiting limit, and nowhere else to go
  worker_removed = 9,        // direct work for a worker who is gone
};

enum class ReservationEnd : std::uint8_t {
  task_canceled = 1,
  task_deleted = 2,
  effect_failed = 3,
  worker_removed = 4,
};

struct CommandRefused {
  Refusal reason;
  TaskId task;  // the task that is meant, when there is one (for `duplicate`: the first)
  ReservationId reservation;
};

struct TaskCreated {
  TaskId task;
  TenantId tenant;
  TaskChannelId channel;
  WorkflowId workflow;  // none for direct work
  std::int32_t priority = 0;
};
struct TaskUpdated {
  TaskId task;
};
struct WorkflowEntered {
  TaskId task;
  WorkflowId workflow;
};
struct TargetMatched {
  TaskId task;
  WorkflowId workflow;
  std::uint32_t filter = 0;  // index in the workflow; the default filter comes after the last
  std::uint32_t target = 0;  // index in the filter
  TaskQueueId queue;
};
struct TargetSkipped {  // by skip_if
  TaskId task;
  WorkflowId workflow;
  std::uint32_t filter = 0;
  std::uint32_t target = 0;
};
struct TaskQueueEntered {
  TaskId task;
  TaskQueueId queue;
  std::int32_t priority = 0;
};
struct TaskQueueTimedOut {  // the target's timeout was reached
  TaskId task;
  TaskQueueId queue;
};
struct TaskQueueLeft {  // by rule, to go elsewhere or nowhere; answered, abandoned and canceled work says so
                        // itself
  TaskId task;
  TaskQueueId queue;
};
struct TaskQueueFull {  // the waiting limit was met; the task goes on as if the target were skipped
  TaskId task;
  TaskQueueId queue;
};
enum class KnownWorkerProblem : std::uint8_t { not_in_workspace = 1, not_in_queue = 2 };
struct KnownWorkerNotFound {  // the task stays in the target until its timeout; a null value says nothing
  TaskId task;
  TaskQueueId queue;
  KnownWorkerProblem problem = KnownWorkerProblem::not_in_workspace;
};
struct WorkflowTimedOut {
  TaskId task;
  WorkflowId workflow;
};
struct WorkflowSkipped {
  TaskId task;
  WorkflowId workflow;
};

struct ReservationCreated {
  ReservationId reservation;
  TaskId task;
  WorkerId worker;
  TaskQueueId queue;  // none for direct work
  Time deadline;
};
struct ReservationAccepted {
  ReservationId reservation;
  TaskId task;
  WorkerId worker;
};
struct ReservationRejected {
  ReservationId reservation;
  TaskId task;
  WorkerId worker;
};
struct ReservationTimedOut {
  ReservationId reservation;
  TaskId task;
  WorkerId worker;
};
struct ReservationCanceled {
  ReservationId reservation;
  TaskId task;
  WorkerId worker;
  ReservationEnd reason = ReservationEnd::task_canceled;
};
struct ReservationRescinded {  // another reservation of the task was accepted, or the customer left
  ReservationId reservation;
  TaskId task;
  WorkerId worker;
};
struct ReservationWrapping {
  ReservationId reservation;
  TaskId task;
  WorkerId worker;
};
struct ReservationCompleted {
  ReservationId reservation;
  TaskId task;
  WorkerId worker;
};

struct TaskReturned {  // reserved -> pending: every reservation of the offer ended without an accept
  TaskId task;
};
struct TaskAssigned {
  TaskId task;
  WorkerId worker;
};
struct TaskWrapping {
  TaskId task;
};
struct TaskCompleted {
  TaskId task;
};
struct TaskCanceled {
  TaskId task;
  CancelReason reason = CancelReason::by_command;
};
struct TaskDeleted {
  TaskId task;
};
struct TaskSystemDeleted {  // assigned for more than 24 hours
  TaskId task;
};

struct WorkerActivityChanged {
  WorkerId worker;
  ActivityId from;
  ActivityId to;
};
struct WorkerChannelChanged {
  WorkerId worker;
  TaskChannelId channel;
  std::uint32_t capacity = 0;
  bool available = true;
};
struct WorkerAttributesChanged {
  WorkerId worker;
};
struct CooldownStarted {
  WorkerId worker;
  TaskChannelId channel;
  Time until;
};
struct CooldownEnded {
  WorkerId worker;
  TaskChannelId channel;
};
struct WorkspaceChanged {
  std::uint32_t version = 0;
};

using Event = std::variant<
    CommandRefused, TaskCreated, TaskUpdated, WorkflowEntered, TargetMatched, TargetSkipped, TaskQueueEntered,
    TaskQueueTimedOut, TaskQueueLeft, TaskQueueFull, KnownWorkerNotFound, WorkflowTimedOut, WorkflowSkipped,
    ReservationCreated, ReservationAccepted, ReservationRejected, ReservationTimedOut, ReservationCanceled,
    ReservationRescinded, ReservationWrapping, ReservationCompleted, TaskReturned, TaskAssigned, TaskWrapping,
    TaskCompleted, TaskCanceled, TaskDeleted, TaskSystemDeleted, WorkerActivityChanged, WorkerChannelChanged,
    WorkerAttributesChanged, CooldownStarted, CooldownEnded, WorkspaceChanged>;

}  // namespace switchyard
