// The journal of one workspace: every command that was accepted, in order, durable before it is applied.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "engine/codec/hash/log_hash.h"
#include "engine/codec/log/format.h"

namespace switchyard::adapters::journal {

struct Failure {
  enum class Kind : std::uint8_t {
    full,      // no room: nothing was kept; may be tried again
    unknown,   // writing or flushing failed: whether it was kept is known only after opening again
    damaged,   // what is there is not what was written
    version,   // of another format
    in_use,    // another process writes there
    no_access  // cannot be opened or made
  };
  Kind kind = Kind::unknown;
  std::string text;  // one sentence with the file's name
};

// One command, as codec::append_bytes wrote it. Sequences are those of the engine: 1, 2, 3 …
struct Record {
  std::uint64_t sequence = 0;
  Time time;
  std::string_view payload;
};

// Where a snapshot stands in the life of the workspace.
struct SnapshotMark {
  std::uint64_t sequence = 0;      // of the last command in it
  Time time;                       // when it was taken
  codec::LogHash::Digest turns{};  // the TurnHash after that command
};

// Not thread-safe: one thread appends; save_snapshot alone may run on another one meanwhile.
class Journal {
 public:
  Journal() = default;
  Journal(const Journal&) = delete;
  Journal& operator=(const Journal&) = delete;
  virtual ~Journal() = default;

  // What it was made with; seed is 0.
  virtual const codec::LogHeader& header() const = 0;
  // Of the last record; 0 before the first.
  virtual std::uint64_t last_sequence() const = 0;

  // Keeps all of them or none; durable when it returns. They go on where the last record ended (checked).
  // After Failure::Kind::unknown the journal is of no more use.
  virtual tl::expected<void, Failure> append(const std::vector<Record>& records) = 0;

  // Every record after `sequence`, in order, checked. The payload is good during the call only; `take` gives
  // false to stop.
  virtual tl::expected<void, Failure> read(std::uint64_t sequence,
                                           const std::function<bool(const Record&)>& take) = 0;

  // Makes a snapshot's bytes durable; it counts only after mark_snapshot.
  virtual tl::expected<void, Failure> save_snapshot(const SnapshotMark& mark, std::string_view bytes) = 0;
  // Enters a saved snapshot. The two newest are kept, and the records after the older of them.
  virtual tl::expected<void, Failure> mark_snapshot(const SnapshotMark& mark) = 0;
  // Newest first.
  virtual std::vector<SnapshotMark> snapshots() const = 0;
  virtual tl::expected<std::string, Failure> load_snapshot(const SnapshotMark& mark) = 0;

  // Forgets records that are older than `before` and that no kept snapshot needs, some at a time. True when
  // there was something.
  virtual tl::expected<bool, Failure> forget(Time before) = 0;
  // What is better done while nobody waits. Cheap when there is nothing to do.
  virtual void tidy() = 0;
};

// Where the journals of a host stand.
class Store {
 public:
  Store() = default;
  Store(const Store&) = delete;
  Store& operator=(const Store&) = delete;
  virtual ~Store() = default;

  // Those that are there, opened for writing, by name.
  virtual tl::expected<std::vector<std::unique_ptr<Journal>>, Failure> open_all() = 0;
  // A new one, durable when it returns.
  virtual tl::expected<std::unique_ptr<Journal>, Failure> create(const codec::LogHeader& header) = 0;
  // Puts it away under another name: it is not opened again, and not deleted.
  virtual tl::expected<void, Failure> retire(std::unique_ptr<Journal> journal) = 0;
};

}  // namespace switchyard::adapters::journal
