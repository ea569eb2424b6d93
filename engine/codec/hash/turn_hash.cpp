// One turn at a time, so that the hash is known after each.
#include "engine/codec/hash/turn_hash.h"

#include <xxhash.h>

#include "engine/codec/bytes/encode.h"

namespace switchyard::codec {
namespace {

constexpr char end_of_turn = 0;  // no message has this number

}  // namespace

void append_turn(ByteBuffer& out, Time time, const Command& command, const Output& output) {
  out.append_number(time.microseconds);
  append_bytes(out, command);
  for (const Event& event : output.events) append_bytes(out, event);
  for (const Effect& effect : output.effects) append_bytes(out, effect);
  out.append_number(end_of_turn);
}

void TurnHash::turn(Time time, const Command& command, const Output& output) {
  bytes_.clear();
  bytes_.append({reinterpret_cast<const char*>(digest_.data()), digest_.size()});
  append_turn(bytes_, time, command, output);
  XXH128_canonical_t canonical;
  XXH128_canonicalFromHash(&canonical, XXH3_128bits(bytes_.view().data(), bytes_.size()));
  digest_ = std::to_array(canonical.digest);
}

}  // namespace switchyard::codec
