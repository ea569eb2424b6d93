// Commands, events and effects as one line for people, in the form in which stories are written.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "engine/command.h"
#include "engine/effect.h"
#include "engine/event.h"

namespace switchyard::codec {

struct TextStyle {
  // Moments are written as the duration since this one ("1m20s"); absent: as RFC 3339.
  std::optional<Time> since;
};

// task_created task=1 tenant=default channel=voice workflow=main priority=0
// The message's name, then its fields in the order of their declaration; no line feed. Ids of the workspace
// are written as names (#7 when it has no such id), attributes as JSON, an effect's id as sequence.index. A
// field that is none or absent, and an empty text, is left out. A text that is not one plain word is quoted
// as in JSON.
std::string to_text(const Command& command, const Workspace& workspace, const TextStyle& style = {});
std::string to_text(const Event& event, const Workspace& workspace, const TextStyle& style = {});
std::string to_text(const Effect& effect, const Workspace& workspace, const TextStyle& style = {});

// A word as it is, anything else quoted: spaces, quotes, '=', '#', brackets, control characters, nothing at
// all.
void append_word(std::string& out, std::string_view text);

}  // namespace switchyard::codec
