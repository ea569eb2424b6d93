// From a journal back to the engine that wrote it: the newest good snapshot and what came after it.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <tl/expected.hpp>
#include <vector>

#include "adapters/journal/journal.h"
#include "engine/codec/hash/turn_hash.h"
#include "engine/codec/replay/replay.h"
#include "engine/engine.h"

namespace switchyard::adapters::host {

struct Recovered {
  std::unique_ptr<Engine> engine;
  codec::TurnHash turns;                      // after the last record
  std::uint64_t snapshot_sequence = 0;        // 0: from the beginning
  std::uint64_t replayed = 0;                 // records after the snapshot
  Time last;                                  // of the last record, or the start
  std::vector<std::string> notes;             // what was not as it should be and did no harm
  std::vector<journal::SnapshotMark> unread;  // snapshots that were not needed: nobody knows how they are
};

struct RecoveryProblem {
  enum class Kind : std::uint8_t { journal, workspace, command, diverged };
  Kind kind = Kind::journal;
  std::string text;
  journal::Failure failure = {};  // of kind journal
};

struct RecoveryOptions {
  bool use_snapshots = true;
  // Called when the state is there from which turns are replayed.
  std::function<void(const Engine&, Time)> began = {};
  // Called after each replayed turn.
  codec::ReplayObserver observe = {};
  // Called before each.
  codec::BeforeTurn before = {};
  // Turns after this one are wanted although a newer snapshot has them in it: begins at a snapshot that does
  // not, or at the beginning, if the journal still has what follows and it is not more than
  // most_seen_again; else as early as can be.
  std::optional<std::uint64_t> see_again_after = {};
  std::uint64_t most_seen_again = 2'000'000;
  // Turns since then are wished for too, for whoever counts what happened lately, as far as not more than so
  // many turns are replayed for it.
  std::optional<Time> see_again_since = {};
  std::uint64_t most_for_a_wish = 50'000;
};

// A snapshot that cannot be read falls back to the one before, and then to the beginning. The turn hashes of
// the journal's later snapshot marks are compared on the way: another hash is Kind::diverged.
// O(snapshot + records after it).
tl::expected<Recovered, RecoveryProblem> recover(journal::Journal& journal,
                                                 const codec::CompileWorkspace& compile,
                                                 const RecoveryOptions& options = {});

}  // namespace switchyard::adapters::host
