// A live journal through this engine again: the same turns, byte for byte.
#pragma once

#include <string>

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

// From the beginning; from the oldest snapshot when the records before it were forgotten. The hashes that the
// host kept with its snapshots are compared on the way. `observe` and
// `before` may be empty. The host may be at work.
Outcome<JournalReplay> replay_journal(const std::string& path, const codec::ReplayObserver& observe,
                                      const codec::BeforeTurn& before = {});

// A journal, or the log of a run. What it was made with, and its turns again; a journal whose first records
// were forgotten begins with a snapshot.
Outcome<codec::LogHeader> header_of(const std::string& log);
Outcome<void> replay_any(const std::string& log, const codec::ReplayObserver& observe,
                         const codec::BeforeTurn& before = {});
// The same where all turns are needed: an error, with `hint`, for a journal whose first records were
// forgotten.
Outcome<void> replay_whole(const std::string& log, const codec::ReplayObserver& observe,
                           const std::string& hint = {});

}  // namespace switchyard::cli
