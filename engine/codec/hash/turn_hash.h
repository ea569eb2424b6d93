// The fingerprint of a life that has no end: as the log's hash, but it can be kept and gone on with.
#pragma once

#include <cstdint>

#include "engine/codec/bytes/buffer.h"
#include "engine/codec/hash/log_hash.h"

namespace switchyard::codec {

// A chain: the hash after a turn is the XXH3-128 of the hash before it and the turn's canonical bytes, which
// are those of LogHash. Before the first turn it is all zeros.
class TurnHash {
 public:
  TurnHash() = default;
  explicit TurnHash(const LogHash::Digest& digest) : digest_(digest) {}

  void turn(Time time, const Command& command, const Output& output);

  const LogHash::Digest& digest() const { return digest_; }

 private:
  LogHash::Digest digest_{};
  ByteBuffer bytes_;
};

// Appends the canonical bytes of one turn: its time, its command, what the engine answered, a zero byte.
void append_turn(ByteBuffer& out, Time time, const Command& command, const Output& output);

}  // namespace switchyard::codec
