// Reads one message and insists that nothing is left behind it.
#include "engine/codec/bytes/decode.h"

#include "engine/codec/shape/commands.h"
#include "engine/codec/shape/effects.h"
#include "engine/codec/shape/events.h"

namespace switchyard::codec {
namespace {

template <class Variant>
tl::expected<Variant, BytesProblem> decode(Get get, std::string_view what) {
  Variant variant;
  get.alternative(variant, what);
  get.end();
  if (!get.good()) return tl::unexpected(*get.problem());
  return variant;
}

}  // namespace

tl::expected<Command, BytesProblem> decode_command(std::string_view bytes, const CompileSource& compile) {
  return decode<Command>(Get(bytes, &compile), "command");
}

tl::expected<Event, BytesProblem> decode_event(std::string_view bytes) {
  return decode<Event>(Get(bytes), "event");
}

tl::expected<Effect, BytesProblem> decode_effect(std::string_view bytes) {
  return decode<Effect>(Get(bytes), "effect");
}

}  // namespace switchyard::codec
