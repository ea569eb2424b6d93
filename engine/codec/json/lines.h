// Commands, events and effects as lines of events.jsonl: one JSON object each.
#pragma once

#include <string>

#include "engine/command.h"
#include "engine/effect.h"
#include "engine/event.h"

namespace switchyard::codec {

// {"time":"1999-11-01T08:00:00Z","kind":"event","type":"task_created","task":1,"tenant":"default",…}
// `kind` is command, event or effect; `type` the message's name; then its fields in the order of their
// declaration. Ids of the workspace are names (numbers when it has no such id); what is none or absent is
// null; durations are as "1m20s", moments RFC 3339, the moment that never comes null. Ends with a line feed.
void append_json_line(std::string& out, Time time, const Command& command, const Workspace& workspace);
void append_json_line(std::string& out, Time time, const Event& event, const Workspace& workspace);
void append_json_line(std::string& out, Time time, const Effect& effect, const Workspace& workspace);

}  // namespace switchyard::codec
