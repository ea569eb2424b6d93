// A recording: its turns wherever they are kept, checkpoints to begin from, and the columns of all of it.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <tl/expected.hpp>
#include <variant>
#include <vector>

#include "engine/state/snapshot.h"
#include "viz/feed/cursor.h"
#include "viz/view/history.h"

namespace switchyard::viz {

// Where the turns are: the path of a log, or a store that outlives the recording.
using TurnKeeper = std::variant<std::string, const CommandStore*, const EventStore*>;

class Recording {
 public:
  // Keeps between `checkpoints` and twice as many. `present` is where the recording begins; the engine is
  // null where only events are known.
  Recording(TurnKeeper keeper, std::size_t checkpoints, const Present& present, const Engine* engine,
            TurnPlace place);

  // So many turns are to be seen in all, as far as one knows: checkpoints that would be thinned out are not
  // made. A wrong number costs checkpoints, or time between two of them.
  void expect(std::uint64_t turns);
  // One turn more, after it was folded into `present`. True: a checkpoint was made there.
  bool see(const Present& present, const Changes& changes, const Engine* engine, TurnPlace place);
  // Nothing stands behind turn `last`, or not yet.
  void end_at(std::uint64_t last) { last_ = last; }
  // The turn of the next checkpoint.
  std::uint64_t next_checkpoint() const { return checkpoints_.back().present.board.sequence + spacing_; }

  const History& history() const { return history_; }
  History& history() { return history_; }
  Time begin() const { return checkpoints_.front().present.board.now; }
  std::size_t checkpoints() const { return checkpoints_.size(); }

  // After all turns up to and including `time`, which is cut to begin(). Replays at most the turns between
  // two checkpoints. The error is a sentence: the log's file is no longer what it was.
  tl::expected<Cursor, std::string> at(Time time) const;
  // After the turn of that sequence.
  tl::expected<Cursor, std::string> at_sequence(std::uint64_t sequence) const;
  // At the last checkpoint before the turn of that sequence.
  tl::expected<Cursor, std::string> before(std::uint64_t sequence) const;

  // A cursor of its own where the other one is. O(open tasks + workers).
  tl::expected<Cursor, std::string> fork(const Cursor& other) const;
  // No checkpoint lies between the cursor and `time`, which is later: going on is the quickest way.
  bool is_near(const Cursor& cursor, Time time) const;

  // Drops what begins before a place in a store of events that has forgotten it.
  void forget_before(std::uint64_t place);

 private:
  static constexpr std::uint64_t least_spacing = 512;

  struct Checkpoint {
    TurnPlace place;
    Present present;
    Snapshot snapshot;                    // without its workspaces
    std::vector<std::uint32_t> versions;  // of them
  };

  void add(const Present& present, const Engine* engine, TurnPlace place);
  std::size_t last_before(Time time) const;
  void thin_out();
  tl::expected<Cursor, std::string> begin_at(const Checkpoint& checkpoint) const;
  tl::expected<Cursor, std::string> begin_at(const TurnPlace& place, const Present& present,
                                             Snapshot snapshot) const;
  Snapshot snapshot_of(const Checkpoint& checkpoint) const;

  TurnKeeper keeper_;
  std::size_t wanted_;
  std::uint64_t spacing_ = least_spacing;  // turns between two checkpoints
  std::uint64_t last_ = ~std::uint64_t{0};
  std::vector<Checkpoint> checkpoints_;
  std::map<std::uint32_t, Workspace> workspaces_;  // by version, for all checkpoints
  std::size_t names_size_ = 0;
  History history_;
};

}  // namespace switchyard::viz
