// A task and a reservation as the engine keeps them: flat, in reused slots, speaking of others by id.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/base/attributes.h"
#include "engine/base/id.h"
#include "engine/base/indexed_heap.h"
#include "engine/base/serial_map.h"
#include "engine/base/time.h"
#include "engine/effect.h"
#include "engine/event.h"
#include "engine/state/timers.h"
#include "engine/workspace/workflow.h"

namespace switchyard {

enum class TaskStatus : std::uint8_t {
  pending,
  reserved,
  assigned,
  wrapping,
  completed,
  canceled,
  elsewhere  // with the voicemail, or on the way to another line: no worker is asked
};

inline bool is_waiting(TaskStatus s) {
  return s == TaskStatus::pending || s == TaskStatus::reserved;
}
inline bool is_in_hand(TaskStatus s) {
  return s == TaskStatus::assigned || s == TaskStatus::wrapping;
}
inline bool has_ended(TaskStatus s) {
  return s == TaskStatus::completed || s == TaskStatus::canceled;
}

// Indexes into State::tasks and State::reservations. A task's slot is used again from the turn after its end,
// while it is still in the caches; a reservation's when it is forgotten.
using TaskSlot = std::uint32_t;
using ReservationSlot = std::uint32_t;

// A group of tasks whose target asks the same of a worker; see matching.h.
using ClassId = Id<struct TaskClassKind>;

// A worker said no to the task.
struct Rejection {
  WorkerId worker;
  Time at;
};

// A step of a task's way through the queues of its own tenant.
struct OwnStep {
  TaskQueueId queue;  // none: there was none
  std::uint32_t filter = 0;
  TargetId target;  // none: it waited there directly
};

// Where the work of a shared team came from, so that it can go back.
struct Origin {
  OwnStep step;
  WorkerId worker;  // the last who was offered it; none: nobody was
  OriginCause cause = OriginCause::by_rule;
};

// One worker for whom a task waits before it goes on.
struct WorkerWait {
  WorkerId worker;           // none: it waits for nobody
  bool handed_back = false;  // and goes on to its origin; else the worker owns the thread, and it begins its
                             // workflow
};

// Work that is passed on, or has just been.
struct Transfer {
  ReservationId initiator;  // warm: still has the work, beside whoever is asked or has taken it; none: nobody
  bool under_way = false;   // nobody has taken it yet
  TaskQueueId back_to;      // where it was, should nobody take it
};

struct Task {
  TaskId id;  // none: the slot is free
  TaskStatus status = TaskStatus::pending;
  TenantId tenant;
  TaskChannelId channel;
  std::int32_t priority = 0;
  Time arrived;
  Time virtual_start;
  Duration time_to_live{};

  // Where it stands in its workflow. Direct work has no workflow and no target.
  std::uint32_t rules_version = 0;  // the workspace version it entered with
  WorkflowId workflow;
  std::uint32_t filter = 0;  // the default filter comes after the last
  TargetId target;
  TaskQueueId queue;
  WorkerId known_worker;                          // of the target it is in: nobody else may take it
  bool known_worker_missing = false;              // and there is no such worker
  bool re_evaluate = false;                       // goes through the new filters when its offer ends
  OriginCause next_cause = OriginCause::by_rule;  // should the next target be a shared team's
  OwnStep own_step;                               // the last one
  bool with_a_team = false;                       // in a queue of another tenant
  Origin origin;
  std::uint32_t hand_backs = 0;
  WorkerWait waits_for;
  Transfer transfer;
  WorkerId last_offered;  // in this stay; none: nobody
  WorkerId not_offered;   // began the transfer: not asked until the task returns to pending
  std::string thread;     // may be empty
  Time due = never;
  bool callback = false;   // the customer is not on the line
  bool recorded = false;   // the order to record the call was given
  Time clock_start;        // the age of the task for target timeouts begins here
  Duration clock_spent{};  // the timeouts of the targets that it left
  Time target_deadline = never;

  // Waiting: its class, and its place in the class's heap while it may be offered.
  ClassId task_class;
  std::uint32_t waiting_place = no_place;
  bool counted_waiting = false;  // in its queue's number of waiting tasks

  // The offer that is out, if the status is reserved; the one accepted reservation, if it is in hand.
  ReservationSlot first_reservation = no_slot;
  ReservationSlot last_reservation = no_slot;
  std::uint32_t live_reservations = 0;
  std::uint32_t offer_limit = 0;  // how many may be asked at once
  bool offer_grows = false;       // ring-all: who becomes free joins
  Time offer_deadline;

  std::uint32_t assignments = 0;      // pending -> reserved transitions
  std::uint32_t misses = 0;           // in this target
  std::uint32_t rejects = 0;          // in this target
  std::vector<Rejection> rejections;  // in this target

  TimerHandle life_timer = 0;
  TimerHandle target_timer = 0;
  TimerHandle offer_timer = 0;
  TimerHandle ring_timer = 0;
  TimerHandle reject_timer = 0;
  TimerHandle due_timer = 0;
  TimerHandle transfer_timer = 0;

  Time ended;
  Attributes attributes;
};

// What is remembered of a task that has ended, until it is forgotten: what anybody may still ask about it.
struct EndedTask {
  TaskId id;  // none: the place is free
  Time ended;
  Time arrived;
  Time virtual_start;
  Duration time_to_live{};
  TenantId tenant;
  TaskChannelId channel;
  WorkflowId workflow;
  TaskQueueId queue;
  WorkerId known_worker;
  std::int32_t priority = 0;
  std::uint32_t assignments = 0;
  std::uint32_t next_ended = no_slot;
  TaskStatus status = TaskStatus::completed;
  Attributes attributes;
};

// Somebody has the work in hand whose reservation is not in the task's list: a warm transfer.
inline bool is_held(const Task& task) {
  return !task.transfer.initiator.is_none();
}

enum class ReservationStatus : std::uint8_t {
  pending,
  accepted,
  wrapping,
  completed,
  rejected,
  timed_out,
  canceled,
  rescinded
};

inline bool is_live(ReservationStatus s) {
  return s <= ReservationStatus::wrapping;
}

struct Reservation {
  ReservationId id;  // none: the slot is free
  ReservationStatus status = ReservationStatus::pending;
  bool taken_by_other = false;  // rescinded because another was first
  TaskSlot task = no_slot;      // of a live one; later another task may be there
  TaskId task_id;
  WorkerId worker;
  TaskChannelId channel;
  Time created;
  Time assigned_before;          // the worker's last assignment, should the offer be withdrawn
  Time channel_assigned_before;  // the same on this channel
  TimerHandle wrap_up_timer = 0;
  TimerHandle preview_timer = 0;  // set: the customer is called when it fires

  ReservationSlot next_of_task = no_slot;  // live ones only
  ReservationSlot previous_of_task = no_slot;
  ReservationSlot next_of_worker = no_slot;
  ReservationSlot previous_of_worker = no_slot;

  Time ended;
  ReservationSlot next_ended = no_slot;
};

}  // namespace switchyard
