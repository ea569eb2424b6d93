// Commands: what the world tells the engine. They are in the present tense, stamped by the host, and
// journaled.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "engine/base/attributes.h"
#include "engine/base/id.h"
#include "engine/base/time.h"
#include "engine/effect.h"
#include "engine/event.h"
#include "engine/workspace/workspace.h"

namespace switchyard {

// The engine's deadlines up to the command's time are due. The host feeds one for each next_deadline() it
// reaches.
struct TimePasses {};

// Where a new task goes: through a workflow's filters, or straight to a worker or a task queue.
struct ThroughWorkflow {
  WorkflowId workflow;
};
struct ToWorker {
  WorkerId worker;
  bool ignore_capacity = true;  // reserve at once, whatever the worker's capacity and activity
};
struct ToTaskQueue {
  TaskQueueId queue;
};
using Route = std::variant<ThroughWorkflow, ToWorker, ToTaskQueue>;

// Someone asks for service. `key` (may be empty) is the sender's own id of the request: the same key again
// within the workspace's dedup_kept makes no second task.
struct TaskArrives {
  std::string key;
  TenantId tenant{0};
  TaskChannelId channel;
  Route route;
  Attributes attributes;
  std::int32_t priority = 0;             // 0 … 2147483647; a target's priority overrides it
  std::optional<Duration> time_to_live;  // bounds pending + reserved; absent: the workspace's default
  std::optional<Time> virtual_start;     // for the order in a queue only; not in the future
  std::string thread;       // names the conversation, within the tenant; empty: none. While a task of the
                            // thread is open the message joins it and no other task is made
  std::optional<Time> due;  // overdue when it still waits then
  bool callback = false;    // the customer is not on the line: hanging up does not end it
};

// Changes what is known of a task. Attributes are replaced whole; filters are not run again. A caller who
// asks to be called back keeps the place in the queue: `callback`. Another channel only while it is pending
// and nobody has it in hand.
struct TaskChanges {
  TaskId task;
  std::optional<Attributes> attributes;
  std::optional<std::int32_t> priority;
  std::optional<Time> virtual_start;
  std::optional<Time> due;
  std::optional<bool> callback;
  std::optional<TaskChannelId> channel = {};
};

struct CancelTask {
  TaskId task;
  std::string reason;
};
struct DeleteTask {  // any state; a live reservation is canceled
  TaskId task;
};

// The customer hangs up or closes the chat: waiting work is abandoned, assigned work goes to wrap-up.
struct CustomerLeaves {
  TaskId task;
};

struct WorkerAccepts {
  ReservationId reservation;
};
struct WorkerRejects {
  ReservationId reservation;
  ActivityId activity;  // the worker moves there; none: stays
};
// The conversation is over: the task goes to wrap-up (or ends, when the channel has no wrap-up).
struct WorkerFinishes {
  ReservationId reservation;
};
// The work is done, wrap-up included.
struct WorkerCompletes {
  ReservationId reservation;
  std::string reason;
};

// The callback button: the worker takes a waiting task out of the line, reserved and accepted at once.
struct WorkerTakesTask {
  WorkerId worker;
  TaskId task;
};

// Passes work in hand on to another worker or task queue; exactly one of the two is named.
struct TransferTask {
  ReservationId reservation;
  TransferMode mode = TransferMode::cold;
  WorkerId worker;
  TaskQueueId queue;
  std::optional<Duration> timeout;  // warm: failed after so long; absent: the reservation timeout of a
                                    // worker, for a queue none
};
// One of several who have the work in hand goes, or the one who began a warm transfer: without wrap-up.
struct WorkerLeaves {
  ReservationId reservation;
};

// A shared team gives work in hand back to where it came from, once.
enum class HandBackTo : std::uint8_t { queue = 1, worker = 2 };
struct HandBackTask {
  ReservationId reservation;
  HandBackTo to = HandBackTo::queue;
};

// The caller has spoken and hung up.
struct VoicemailArrives {
  TaskId task;
  std::string recording;  // where it is kept; becomes the attribute `recording` of the callback
};

// Calls of the tenant go to another line, also those that wait already.
struct DivertTenant {
  TenantId tenant;
  NumberId to;
  std::string code;
  std::optional<Time> until;  // absent: until EndDivert
};
struct EndDivert {
  TenantId tenant;
  std::string code;
};

// What the calendars say from now until a later moment. The host sends it before the first task and then
// before what it sent runs out. What is told of the same moments again replaces what was told before.
struct CalendarsExtend {
  std::vector<CalendarChanges> calendars;  // by CalendarId, for all of them
  Time until;
};

struct WorkerChangesActivity {
  WorkerId worker;
  ActivityId activity;
  bool reject_pending = false;  // only with an activity that is not available
};
struct WorkerChannelChanges {
  WorkerId worker;
  TaskChannelId channel;
  std::optional<std::uint32_t> capacity;
  std::optional<bool> available;
};
struct WorkerAttributesChange {
  WorkerId worker;
  Attributes attributes;
};

// The rules change while running. The new version is compiled from its document with the current one at hand,
// so that everything that goes on keeps its id. Held in a vector of one, to keep commands small.
struct WorkspaceChanges {
  std::vector<Workspace> workspace;  // exactly one
  bool re_evaluate = false;          // run the waiting tasks through the new filters
  WorkflowId workflow = {};          // only those of this workflow; none: all
};

// What became of an effect.
struct EffectSucceeds {
  EffectId effect;
};
// The world could not do it. An offer that failed is canceled and the task goes on.
struct EffectFails {
  EffectId effect;
  std::string reason;
};

using Command =
    std::variant<TimePasses, TaskArrives, TaskChanges, CancelTask, DeleteTask, CustomerLeaves, WorkerAccepts,
                 WorkerRejects, WorkerFinishes, WorkerCompletes, WorkerChangesActivity, WorkerChannelChanges,
                 WorkerAttributesChange, WorkspaceChanges, EffectSucceeds, EffectFails, CalendarsExtend,
                 HandBackTask, TransferTask, WorkerLeaves, WorkerTakesTask, VoicemailArrives, DivertTenant,
                 EndDivert>;

}  // namespace switchyard
