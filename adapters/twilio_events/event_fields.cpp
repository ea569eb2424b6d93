// Groups of fields: of a task, a worker, a worker's channel, and of what the workspace declares.
#include "adapters/twilio_events/event_fields.h"

#include <algorithm>

#include "engine/codec/json/values.h"
#include "engine/codec/text/task_status.h"

namespace switchyard::adapters::twilio_events {
namespace {

std::string whole_seconds(Duration duration) {
  return std::to_string(duration.microseconds / 1'000'000);
}
std::string whole_milliseconds(Duration duration) {
  return std::to_string(duration.microseconds / 1'000);
}
std::string word(bool value) {
  return value ? "true" : "false";
}

template <class Kind>
std::string sid_of(const EventNames& names, SidKind kind, Id<Kind> id) {
  return names.sid(kind, std::uint64_t{id.value} + 1);
}

template <class Thing>
const Thing* find_thing(const std::vector<Thing>& things, std::size_t index) {
  return index < things.size() ? &things[index] : nullptr;
}
template <class Thing>
std::string name_of(const std::vector<Thing>& things, std::size_t index) {
  const Thing* thing = find_thing(things, index);
  return thing == nullptr ? std::string() : thing->name;
}

std::string json_text(const SharedAttributes& attributes) {
  return attributes == nullptr ? "{}" : codec::json_text(*attributes);
}

// Adds the groups of one event.
class Writer {
 public:
  Writer(const Event& event, const EventNames& names, Fields& out)
      : event_(event), names_(names), rules_(names.rules), out_(out) {}

  void task() {
    if (event_.task.is_none()) return;
    add("TaskSid", names_.sid(SidKind::task, event_.task.value));
    if (!event_.picture) return;
    const TaskPicture& picture = *event_.picture;
    add("TaskAttributes", json_text(picture.attributes));
    add("TaskAge", whole_seconds(event_.time - picture.created));
    add("TaskPriority", std::to_string(picture.priority));
    add("TaskAssignmentStatus", std::string(codec::enum_text(picture.status)));
    if (picture.status == TaskStatus::canceled) add("TaskCanceledReason", picture.reason);
    if (picture.status == TaskStatus::completed) add("TaskCompletedReason", picture.reason);
    if (has_ended(picture.status)) add("Reason", picture.reason);
  }

  void queue() {
    if (event_.queue.is_none()) return;
    add("TaskQueueSid", sid_of(names_, SidKind::task_queue, event_.queue));
    add("TaskQueueName", name_of(rules_.queues, event_.queue.index()));
  }

  void workflow() {
    if (event_.workflow.is_none()) return;
    add("WorkflowSid", sid_of(names_, SidKind::workflow, event_.workflow));
    add("WorkflowName", name_of(rules_.workflows, event_.workflow.index()));
    if (!event_.filter.empty()) add("WorkflowFilterName", event_.filter);
  }

  void channel() {
    if (event_.channel.is_none()) return;
    const TaskChannel* channel = find_thing(rules_.channels, event_.channel.index());
    add("TaskChannelSid", sid_of(names_, SidKind::task_channel, event_.channel));
    add("TaskChannelUniqueName", name_of(rules_.channels, event_.channel.index()));
    if (resource_of(event_.type) != Resource::task_channel || channel == nullptr) return;
    add("TaskChannelName", channel->name);
    add("TaskChannelOptimizedRouting", word(channel->optimized_routing));
  }

  void worker() {
    if (event_.worker.is_none()) return;
    add("WorkerSid", sid_of(names_, SidKind::worker, event_.worker));
    add("WorkerName", name_of(rules_.workers, event_.worker.index()));
    add("WorkerAttributes", json_text(event_.worker_attributes));
    add("WorkerVersion", std::to_string(event_.worker_version));
    if (event_.activity.is_none()) return;
    add("WorkerActivitySid", sid_of(names_, SidKind::activity, event_.activity));
    add("WorkerActivityName", name_of(rules_.activities, event_.activity.index()));
  }

  void worker_change() {
    if (!event_.change) return;
    const WorkerChange& change = *event_.change;
    if (!change.previous_activity.is_none()) {
      add("WorkerPreviousActivitySid", sid_of(names_, SidKind::activity, change.previous_activity));
      add("WorkerTimeInPreviousActivity", whole_seconds(change.in_previous_activity));
      add("WorkerTimeInPreviousActivityMs", whole_milliseconds(change.in_previous_activity));
      return;
    }
    const std::uint32_t free = change.capacity - std::min(change.capacity, change.tasks);
    add("WorkerChannelAvailable", word(change.channel_available));
    add("WorkerChannelAvailableCapacity",
        std::to_string(change.capacity == 0 ? 0 : free * 100 / change.capacity));
    add("WorkerChannelCapacity", std::to_string(change.capacity));
    add("WorkerChannelPreviousCapacity", std::to_string(change.previous_capacity));
    add("WorkerChannelTaskCount", std::to_string(change.tasks));
  }

  void activity() {
    const Activity* activity = find_thing(rules_.activities, event_.activity.index());
    if (!event_.worker.is_none() || activity == nullptr) return;
    add("ActivitySid", sid_of(names_, SidKind::activity, event_.activity));
    add("ActivityName", activity->name);
    add("ActivityAvailable", word(activity->available));
  }

  void reservation() {
    if (!event_.reservation.is_none())
      add("ReservationSid", names_.sid(SidKind::reservation, event_.reservation.value));
  }

 private:
  void add(std::string_view name, std::string value) { out_.emplace_back(name, std::move(value)); }

  const Event& event_;
  const EventNames& names_;
  const Workspace& rules_;
  Fields& out_;
};

}  // namespace

std::string resource_sid(const Event& event, const EventNames& names) {
  switch (resource_of(event.type)) {
    case Resource::workspace:
      return names.sid(SidKind::workspace, 1);
    case Resource::activity:
      return sid_of(names, SidKind::activity, event.activity);
    case Resource::task_channel:
      return sid_of(names, SidKind::task_channel, event.channel);
    case Resource::task_queue:
      return sid_of(names, SidKind::task_queue, event.queue);
    case Resource::workflow:
      return sid_of(names, SidKind::workflow, event.workflow);
    case Resource::worker:
      return sid_of(names, SidKind::worker, event.worker);
    case Resource::task:
      return names.sid(SidKind::task, event.task.value);
    case Resource::reservation:
      return names.sid(SidKind::reservation, event.reservation.value);
  }
  return {};
}

std::string description(const Event& event, const EventNames& names) {
  if (event.type == EventType::worker_activity_update) {
    return "Worker " + name_of(names.rules.workers, event.worker.index()) + " updated to " +
           name_of(names.rules.activities, event.activity.index()) + " Activity";
  }
  std::string what(type_text(event.type));
  std::replace_if(
      what.begin(), what.end(), [](char c) { return c == '.' || c == '-'; }, ' ');
  std::string who(resource_text(resource_of(event.type)));
  who.front() = static_cast<char>(who.front() - 'a' + 'A');
  return who + " " + resource_sid(event, names) + ": " + what;
}

Fields event_data(const Event& event, const EventNames& names) {
  Fields fields;
  Writer write(event, names, fields);
  write.task();
  write.queue();
  write.reservation();
  write.workflow();
  write.channel();
  write.worker();
  write.worker_change();
  write.activity();
  return fields;
}

Fields event_form(const Event& event, const EventNames& names) {
  Fields fields{{"Sid", names.sid(SidKind::event, event.serial)},
                {"EventType", std::string(type_text(event.type))},
                {"AccountSid", names.account_sid},
                {"WorkspaceSid", names.sid(SidKind::workspace, 1)},
                {"WorkspaceName", names.workspace_name},
                {"EventDescription", description(event, names)},
                {"ResourceType", std::string(resource_text(resource_of(event.type)))},
                {"ResourceSid", resource_sid(event, names)},
                {"Timestamp", whole_seconds(event.time - Time{})},
                {"TimestampMs", whole_milliseconds(event.time - Time{})}};
  Fields data = event_data(event, names);
  std::move(data.begin(), data.end(), std::back_inserter(fields));
  return fields;
}

std::string snake_case(std::string_view name) {
  std::string made;
  for (const char letter : name) {
    const bool upper = letter >= 'A' && letter <= 'Z';
    if (upper && !made.empty()) made += '_';
    made += upper ? static_cast<char>(letter - 'A' + 'a') : letter;
  }
  return made;
}

}  // namespace switchyard::adapters::twilio_events
