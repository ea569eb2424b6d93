// A live journal through this engine again: the same turns, byte for byte.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "cli/failure.h"
#include "engine/codec/log/format.h"
#include "engine/codec/replay/replay.h"

namespace switchyard::cli {

// Whether the file is a journal of `switchyard serve` (and not the log of a run).
bool is_journal(const std::string& path);

struct JournalReplay {
  codec::LogHeader header;
  std::uint64_t from = 0;   // sequence of the snapshot that it began with; 0: the beginning
  std::uint64_t turns = 0;  // that were replayed
  std::uint64_t last = 0;   // sequence of the last turn
  std::string turn_hash;    // after it, as the host tells it (docs/formats.md)
};

// Called with the engine as it is before the first turn: sequence 0, but for a journal that has forgotten.
using Began = std::function<void(const Engine& engine)>;

// From the beginning; from the oldest snapshot when the records before it were forgotten. The hashes that the
// host kept with its snapshots are compared on the way. `observe`, `before` and `began` may be empty. The
// host may be at work.
Outcome<JournalReplay> replay_journal(const std::string& path, const codec::ReplayObserver& observe,
                                      const codec::BeforeTurn& before = {}, const Began& began = {});

// A sentence for each snapshot beside a journal that cannot be used, whether a start would need it or not.
std::vector<std::string> faults_of_snapshots(const std::string& path);

// A journal, or the log of a run. What it was made with, and its turns again; a journal whose first records
// were forgotten begins with a snapshot.
Outcome<codec::LogHeader> header_of(const std::string& log);
Outcome<void> replay_any(const std::string& log, const codec::ReplayObserver& observe,
                         const codec::BeforeTurn& before = {}, const Began& began = {});
// An error, with `hint`, for a journal whose first records were forgotten.
Outcome<void> need_all_turns(const std::string& log, const std::string& hint = {});
// The same as replay_any() where all turns are needed.
Outcome<void> replay_whole(const std::string& log, const codec::ReplayObserver& observe,
                           const std::string& hint = {});

}  // namespace switchyard::cli
