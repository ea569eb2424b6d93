// Chooses the writer of a message once by its type; everything behind that is straight stores.
#include "engine/codec/bytes/encode.h"

#include "engine/codec/bytes/put.h"
#include "engine/codec/shape/commands.h"
#include "engine/codec/shape/effects.h"
#include "engine/codec/shape/events.h"

namespace switchyard::codec {
namespace {

template <class Message>
void append_message(ByteBuffer& out, const Message& message) {
  if constexpr (std::is_same_v<Message, WorkspaceChanges>) SY_CHECK(message.workspace.size() == 1);
  Put(out.extend(Size::message(message))).message(message);
}

template <class Variant>
void append_variant(ByteBuffer& out, const Variant& variant) {
  std::visit([&out](const auto& message) { append_message(out, message); }, variant);
}

}  // namespace

void append_bytes(ByteBuffer& out, const Command& command) {
  append_variant(out, command);
}
void append_bytes(ByteBuffer& out, const Event& event) {
  append_variant(out, event);
}
void append_bytes(ByteBuffer& out, const Effect& effect) {
  append_variant(out, effect);
}

}  // namespace switchyard::codec
