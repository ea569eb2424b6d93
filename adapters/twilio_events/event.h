// One event as TaskRouter tells it: what happened, to whom, and how things stood then.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "engine/base/attributes.h"
#include "engine/base/id.h"
#include "engine/base/time.h"
#include "engine/state/task.h"

namespace switchyard::adapters::twilio_events {

enum class EventType : std::uint8_t {
  activity_created,
  reservation_created,
  reservation_accepted,
  reservation_rejected,
  reservation_timeout,
  reservation_canceled,
  reservation_rescinded,
  reservation_completed,
  reservation_wrapup,
  task_created,
  task_updated,
  task_canceled,
  task_wrapup,
  task_completed,
  task_deleted,
  task_system_deleted,
  task_transfer_initiated,
  task_transfer_attempt_failed,
  task_transfer_failed,
  task_transfer_canceled,
  task_transfer_completed,
  task_channel_created,
  task_queue_created,
  task_queue_deleted,
  task_queue_entered,
  task_queue_timeout,
  task_queue_moved,
  task_queue_expression_updated,
  worker_created,
  worker_activity_update,
  worker_attributes_update,
  worker_capacity_update,
  worker_channel_availability_update,
  worker_deleted,
  workflow_created,
  workflow_updated,
  workflow_deleted,
  workflow_target_matched,
  workflow_entered,
  workflow_timeout,
  workflow_skipped,
  workspace_created,
  workspace_updated,
};

// "task-queue.entered"
std::string_view type_text(EventType type);

// What an event is about in the first place.
enum class Resource : std::uint8_t {
  workspace,
  activity,
  task_channel,
  task_queue,
  workflow,
  worker,
  task,
  reservation
};
Resource resource_of(EventType type);
// "task", "worker" …
std::string_view resource_text(Resource resource);

// Shared by the events of one task or worker between two changes; text when somebody reads them.
using SharedAttributes = std::shared_ptr<const Attributes>;

// How a task stood at the event. Its attributes and priority are those after the turn.
struct TaskPicture {
  Time created;
  Time queue_entered;  // its queue; the time of creation while it has come to none
  std::int32_t priority = 0;
  TaskStatus status = TaskStatus::pending;
  SharedAttributes attributes;
  std::string reason;  // why it ended; empty while it goes on
};

// What belongs to a worker's event alone.
struct WorkerChange {
  ActivityId previous_activity;
  Duration in_previous_activity{};
  bool channel_available = true;
  std::uint32_t capacity = 0;
  std::uint32_t previous_capacity = 0;
  std::uint32_t tasks = 0;  // on the channel, accepted ones
};

struct Event {
  std::uint64_t serial = 0;  // ascending, never twice; the same after a replay
  Time time;
  EventType type = EventType::workspace_created;
  // Those that the event has to do with; all others are none.
  TenantId tenant;  // whose rows; none: all tenants'
  TaskId task;
  ReservationId reservation;
  WorkerId worker;
  ActivityId activity;
  TaskChannelId channel;
  TaskQueueId queue;
  WorkflowId workflow;
  std::string filter;  // the name of the workflow's filter
  SharedAttributes worker_attributes;
  std::uint64_t worker_version = 0;  // the turn of the worker's last change
  std::optional<TaskPicture> picture;
  std::optional<WorkerChange> change;
};

// Room for so many events of one turn.
inline constexpr std::uint64_t events_a_turn = std::uint64_t{1} << 20;
// Of the turn's first event; those of turn 0 are told when a workspace opens.
constexpr std::uint64_t first_serial(std::uint64_t sequence) {
  return (sequence + 1) * events_a_turn;
}

}  // namespace switchyard::adapters::twilio_events
