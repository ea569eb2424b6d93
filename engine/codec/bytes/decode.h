// From canonical bytes back to values, whatever the bytes are.
#pragma once

#include <string_view>
#include <tl/expected.hpp>

#include "engine/codec/bytes/get.h"
#include "engine/command.h"
#include "engine/effect.h"
#include "engine/event.h"

namespace switchyard::codec {

// The message that `bytes` are, all of them. Anything that append_bytes would not have written is a problem;
// ids are not looked up, a document is compiled by `compile` and becomes a WorkspaceChanges. O(size).
tl::expected<Command, BytesProblem> decode_command(std::string_view bytes, const CompileSource& compile);
tl::expected<Event, BytesProblem> decode_event(std::string_view bytes);
tl::expected<Effect, BytesProblem> decode_effect(std::string_view bytes);

}  // namespace switchyard::codec
