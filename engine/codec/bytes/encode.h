// The canonical bytes of commands, events and effects: what is logged, hashed and compared (docs/formats.md).
#pragma once

#include "engine/codec/bytes/buffer.h"
#include "engine/command.h"
#include "engine/effect.h"
#include "engine/event.h"

namespace switchyard::codec {

// Appends the number of the message and its fields; allocates only when the buffer must grow. A
// WorkspaceChanges is its document's text and its flags, and must hold exactly one workspace (checked).
void append_bytes(ByteBuffer& out, const Command& command);
void append_bytes(ByteBuffer& out, const Event& event);
void append_bytes(ByteBuffer& out, const Effect& effect);

}  // namespace switchyard::codec
