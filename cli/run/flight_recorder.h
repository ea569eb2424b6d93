// The last commands of a run, kept as bytes for the report of a broken invariant.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>

#include "engine/base/time.h"
#include "engine/codec/bytes/buffer.h"
#include "engine/command.h"
#include "engine/output.h"
#include "engine/workspace/workspace.h"

namespace switchyard::cli {

// One a run, on the stack of the thread that runs it: while it lives, check_failed on this thread tells what
// it holds.
class FlightRecorder {
 public:
  explicit FlightRecorder(const Workspace& workspace);
  ~FlightRecorder();
  FlightRecorder(const FlightRecorder&) = delete;
  FlightRecorder& operator=(const FlightRecorder&) = delete;

  // Called before a turn, so that the one that fails is the last. Allocates nothing in steady state.
  void note(Time time, const Command& command);

  // "turn 17 at 1999-08-01T08:00:00Z: worker_accepts reservation=4", the last one last; nothing in vain:
  // empty.
  std::string text() const;

  // Of this thread; null when none lives.
  static const FlightRecorder* current();

 private:
  static constexpr std::size_t kept = 16;
  struct Entry {
    Time time;
    codec::ByteBuffer bytes;
  };
  std::string line_of(const Entry& entry) const;

  const Workspace* workspace_;
  std::array<Entry, kept> entries_;
  std::uint64_t count_ = 0;
};

}  // namespace switchyard::cli
