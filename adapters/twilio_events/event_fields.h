// One event written out as names and values, in the words of TaskRouter's event callbacks.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "adapters/twilio_events/event.h"
#include "engine/base/sid.h"
#include "engine/workspace/workspace.h"

namespace switchyard::adapters::twilio_events {

using Fields = std::vector<std::pair<std::string, std::string>>;

// How things are called outside; the caller knows which SIDs the API gives them.
struct EventNames {
  const Workspace& rules;
  std::string account_sid;
  std::string workspace_name;
  // Of what is declared the serial is its id + 1; of the workspace it is 1.
  std::function<std::string(SidKind, std::uint64_t)> sid;
};

// The SID of what the event is about, and one sentence on it.
std::string resource_sid(const Event& event, const EventNames& names);
std::string description(const Event& event, const EventNames& names);

// What the event carries for its type: TaskSid, TaskAttributes, WorkerName … None of it is missing without
// reason: what the event does not concern has no field.
Fields event_data(const Event& event, const EventNames& names);

// The whole form of an event callback: what each event has (EventType, AccountSid, WorkspaceSid, Timestamp
// …), then event_data().
Fields event_form(const Event& event, const EventNames& names);

// "TaskQueueSid" -> "task_queue_sid".
std::string snake_case(std::string_view name);

}  // namespace switchyard::adapters::twilio_events
