// The names of the event types and of what they are about.
#include "adapters/twilio_events/event.h"

namespace switchyard::adapters::twilio_events {
namespace {

struct Row {
  std::string_view text;
  Resource resource;
};

// In the order of EventType.
constexpr std::array rows = std::to_array<Row>({
    {"activity.created", Resource::activity},
    {"reservation.created", Resource::reservation},
    {"reservation.accepted", Resource::reservation},
    {"reservation.rejected", Resource::reservation},
    {"reservation.timeout", Resource::reservation},
    {"reservation.canceled", Resource::reservation},
    {"reservation.rescinded", Resource::reservation},
    {"reservation.completed", Resource::reservation},
    {"reservation.wrapup", Resource::reservation},
    {"task.created", Resource::task},
    {"task.updated", Resource::task},
    {"task.canceled", Resource::task},
    {"task.wrapup", Resource::task},
    {"task.completed", Resource::task},
    {"task.deleted", Resource::task},
    {"task.system-deleted", Resource::task},
    {"task.transfer-initiated", Resource::task},
    {"task.transfer-attempt-failed", Resource::task},
    {"task.transfer-failed", Resource::task},
    {"task.transfer-canceled", Resource::task},
    {"task.transfer-completed", Resource::task},
    {"task-channel.created", Resource::task_channel},
    {"task-queue.created", Resource::task_queue},
    {"task-queue.deleted", Resource::task_queue},
    {"task-queue.entered", Resource::task},
    {"task-queue.timeout", Resource::task},
    {"task-queue.moved", Resource::task},
    {"task-queue.expression.updated", Resource::task_queue},
    {"worker.created", Resource::worker},
    {"worker.activity.update", Resource::worker},
    {"worker.attributes.update", Resource::worker},
    {"worker.capacity.update", Resource::worker},
    {"worker.channel.availability.update", Resource::worker},
    {"worker.deleted", Resource::worker},
    {"workflow.created", Resource::workflow},
    {"workflow.updated", Resource::workflow},
    {"workflow.deleted", Resource::workflow},
    {"workflow.target-matched", Resource::task},
    {"workflow.entered", Resource::task},
    {"workflow.timeout", Resource::task},
    {"workflow.skipped", Resource::task},
    {"workspace.created", Resource::workspace},
    {"workspace.updated", Resource::workspace},
});
static_assert(rows.size() == static_cast<std::size_t>(EventType::workspace_updated) + 1);

constexpr std::array<std::string_view, 8> resources{"workspace", "activity", "task-channel", "task-queue",
                                                    "workflow",  "worker",   "task",         "reservation"};

}  // namespace

std::string_view type_text(EventType type) {
  return rows[static_cast<std::size_t>(type)].text;
}

Resource resource_of(EventType type) {
  return rows[static_cast<std::size_t>(type)].resource;
}

std::string_view resource_text(Resource resource) {
  return resources[static_cast<std::size_t>(resource)];
}

}  // namespace switchyard::adapters::twilio_events
