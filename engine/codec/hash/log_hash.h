// The fingerprint of a run: two runs with the same hash did the same, byte for byte.
#pragma once

#include <array>
#include <memory>
#include <string>

#include "engine/codec/bytes/buffer.h"
#include "engine/command.h"
#include "engine/output.h"

struct XXH3_state_s;

namespace switchyard::codec {

// XXH3-128 (xxHash 0.8) over the canonical bytes of all turns (docs/formats.md, "Log and hash").
class LogHash {
 public:
  // Canonical form: the most significant byte first, as hex() prints it.
  using Digest = std::array<unsigned char, 16>;

  LogHash();

  // Adds one turn: its time, its command, and what the engine answered. A few nanoseconds a message; the
  // bytes are collected and hashed in blocks of 64 KiB.
  void turn(Time time, const Command& command, const Output& output);

  // The hash of all turns so far; more may follow. Of no turn: that of no bytes. O(64 KiB).
  Digest digest() const;
  std::string hex() const;  // 32 small hexadecimal digits

 private:
  struct Free {
    void operator()(XXH3_state_s* state) const;
  };

  std::unique_ptr<XXH3_state_s, Free> state_;
  ByteBuffer pending_;
};

std::string to_hex(const LogHash::Digest& digest);

}  // namespace switchyard::codec
