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
  lead_calls_stay = 25,          // a call that began as a lead cannot be transferred
  already_handed_back = 26,      // as often as the workspace allows
  no_origin = 27,                // the task came from no tenant's queue, so it cannot be handed back
  transfer_under_way = 28,       // one at a time
  transfer_needs_one_goal = 29,  // a worker or a task queue
  transfer_to_same_worker = 30,
  no_transfer = 31,       // WorkerLeaves from work that nobody else has or is asked to take
  no_capacity = 32,       // the worker cannot take one more task on that channel now
  callback_stays = 33,    // the customer is not on the line
  not_at_voicemail = 34,  // no voicemail is being recorded for the task
  wrong_code = 35,        // or the tenant has none
  unknown_number = 36,
  not_diverted = 37,
  calendars_do_not_fit = 38,  // not one list for each calendar, not ascending, or not ahead of now
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
  voicemail = 10,            // the caller left a message
  forwarded = 11,            // the call went to another line
  effect_failed = 12,        // and nothing else could be done for the customer
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
struct CalendarsExtended {
  Time until;
};
struct CalendarOpened {
  CalendarId calendar;
};
struct CalendarClosed {
  CalendarId calendar;
};

// Why work came to a shared team.
enum class OriginCause : std::uint8_t {
  task_timeout = 1,
  reservation_timeout = 2,
  nobody_on_shift = 3,  // or nobody available: skip_if
  after_hours = 4,
  override_by_supervisor = 5,
  by_rule = 6,   // the first target that matched
  rejected = 7,  // leave_after_rejects
  queue_full = 8,
};
struct SharedTeamEntered {
  TaskId task;
  TaskQueueId queue;
  TaskQueueId from;      // none: it was in no queue before
  WorkerId last_worker;  // the last who was offered it; none: nobody was
  OriginCause cause = OriginCause::by_rule;
};
struct TaskHandedBack {
  TaskId task;
  WorkerId by;
  TaskQueueId queue;
  WorkerId worker;  // none: to the queue
};
// The task waits for one worker before it goes on: the owner of its thread, or whom it was handed back to.
struct WorkerWaitStarted {
  TaskId task;
  WorkerId worker;
  Time until;
};
struct WorkerWaitEnded {
  TaskId task;
  WorkerId worker;
};

enum class TransferMode : std::uint8_t {
  cold = 1,  // the worker's own part is over now
  warm = 2   // the worker stays until WorkerLeaves, and has the work back when nobody takes it
};
struct TransferStarted {
  TaskId task;
  ReservationId reservation;
  TransferMode mode = TransferMode::cold;
  WorkerId worker;
  TaskQueueId queue;
};
struct TransferCompleted {
  TaskId task;
  WorkerId worker;
};
enum class TransferFailure : std::uint8_t {
  timed_out = 1,
  rejected = 2,
  customer_left = 3,
  queue_full = 4,
  given_up = 5,  // the one who began it ended the work
};
struct TransferFailed {
  TaskId task;
  TransferFailure reason = TransferFailure::timed_out;
};

struct VoicemailEntered {
  TaskId task;
};
struct VoicemailLeft {
  TaskId task;
  TaskId callback;  // none: the tenant wants none
};
struct CallbackCreated {
  TaskId task;
  TaskId missed;  // the task that it is for
  Time due;
};
struct CallbackBecameOverdue {
  TaskId task;
};
struct CallFailed {  // the outbound call of a lead or callback
  ReservationId reservation;
  TaskId task;
  WorkerId worker;
};

struct TenantDiverted {
  TenantId tenant;
  NumberId to;
  Time until;
};
struct TenantDivertEnded {
  TenantId tenant;
};
struct TaskForwarding {
  TaskId task;
  NumberId to;
};

struct ThreadJoined {
  TaskId task;
};
struct ThreadOwned {
  TaskId task;
  WorkerId worker;
};

struct RecordingFailed {  // the call goes on unrecorded
  TaskId task;
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
    WorkerAttributesChanged, CooldownStarted, CooldownEnded, WorkspaceChanged, CalendarsExtended,
    CalendarOpened, CalendarClosed, SharedTeamEntered, TaskHandedBack, WorkerWaitStarted, WorkerWaitEnded,
    TransferStarted, TransferCompleted, TransferFailed, VoicemailEntered, VoicemailLeft, CallbackCreated,
    CallbackBecameOverdue, CallFailed, TenantDiverted, TenantDivertEnded, TaskForwarding, ThreadJoined,
    ThreadOwned, RecordingFailed>;

}  // namespace switchyard
