// Begins where the journal begins: records that were forgotten stand in a snapshot.
#include "cli/logs/replay_journal.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <limits>
#include <system_error>

#include "adapters/host/recover.h"
#include "adapters/host/snapshots.h"
#include "adapters/journal/sqlite_journal.h"
#include "cli/logs/find_log.h"
#include "engine/codec/replay/compile_source.h"

namespace switchyard::cli {
namespace {

using adapters::host::RecoveryProblem;
using adapters::journal::Failure;

ExitCode code_of(Failure::Kind kind) {
  const bool invalid = kind == Failure::Kind::damaged || kind == Failure::Kind::version;
  return invalid ? ExitCode::invalid_input : ExitCode::environment;
}

ExitCode code_of(const RecoveryProblem& problem) {
  if (problem.kind == RecoveryProblem::Kind::diverged) return ExitCode::diverged;
  return problem.kind == RecoveryProblem::Kind::journal ? code_of(problem.failure.kind)
                                                        : ExitCode::invalid_input;
}

// The journal's own sentences have its name.
std::string text_of(const RecoveryProblem& problem, const std::string& path) {
  return problem.kind == RecoveryProblem::Kind::journal ? problem.text : path + ": " + problem.text;
}

Outcome<void> forgotten(const std::string& log, const std::string& hint) {
  return fail(ExitCode::invalid_input,
              log + ": its first records were forgotten, so nobody can tell who was there then", hint);
}

bool begins_at_the_beginning(adapters::journal::Journal& journal) {
  bool first = journal.last_sequence() == 0;
  (void)journal.read(0, [&](const adapters::journal::Record& record) {
    first = record.sequence == 1;
    return false;
  });
  return first;
}

bool has_mark(const adapters::journal::Journal& journal, std::uint64_t sequence) {
  const auto marks = journal.snapshots();
  return std::any_of(marks.begin(), marks.end(), [&](const auto& mark) { return mark.sequence == sequence; });
}

}  // namespace

bool is_journal(const std::string& path) {
  std::error_code none;
  if (!std::filesystem::is_regular_file(path, none)) return false;  // what is read from a pipe is gone
  std::ifstream in(path, std::ios::binary);
  std::string magic(adapters::journal::sqlite_magic.size(), '\0');
  in.read(magic.data(), static_cast<std::streamsize>(magic.size()));
  return in && magic == adapters::journal::sqlite_magic;
}

Outcome<JournalReplay> replay_journal(const std::string& path, const codec::ReplayObserver& observe,
                                      const codec::BeforeTurn& before, const Began& began) {
  auto journal = adapters::journal::SqliteJournal::open(path, adapters::journal::Access::read);
  if (!journal) return fail(code_of(journal.error().kind), journal.error().text);
  adapters::host::RecoveryOptions options;
  options.use_snapshots = !begins_at_the_beginning(**journal);
  options.see_again_after = 0;
  options.most_seen_again = std::numeric_limits<std::uint64_t>::max();
  if (began) options.began = [&](const Engine& engine, Time) { began(engine); };
  options.observe = observe;
  options.before = before;
  const auto state = adapters::host::recover(**journal, codec::compile_source, options);
  if (!state) return fail(code_of(state.error()), text_of(state.error(), path));
  return JournalReplay{(*journal)->header(), state->snapshot_sequence, state->replayed,
                       state->engine->sequence(), codec::to_hex(state->turns.digest())};
}

std::vector<std::string> faults_of_snapshots(const std::string& path) {
  using adapters::journal::Access;
  using adapters::journal::SqliteJournal;
  const auto journal = SqliteJournal::open(path, Access::read);
  if (!journal) return {};
  std::vector<std::string> faults;
  for (const adapters::journal::SnapshotMark& mark : (*journal)->snapshots()) {
    const auto read = adapters::host::read_snapshot(**journal, mark);
    if (read) continue;
    const auto now = SqliteJournal::open(path, Access::read);  // a host at work may have let it go meanwhile
    if (now && !has_mark(**now, mark.sequence)) continue;
    faults.push_back(path + ": " + read.error());
  }
  return faults;
}

Outcome<codec::LogHeader> header_of(const std::string& log) {
  if (!is_journal(log)) {
    const auto reader = open_log(log);
    return reader ? Outcome<codec::LogHeader>(reader->header()) : tl::unexpected(reader.error());
  }
  const auto journal = adapters::journal::SqliteJournal::open(log, adapters::journal::Access::read);
  if (!journal) return fail(code_of(journal.error().kind), journal.error().text);
  return (*journal)->header();
}

Outcome<void> replay_any(const std::string& log, const codec::ReplayObserver& observe,
                         const codec::BeforeTurn& before, const Began& began) {
  if (is_journal(log)) {
    const auto replayed = replay_journal(log, observe, before, began);
    return replayed ? Outcome<void>{} : tl::unexpected(replayed.error());
  }
  auto reader = open_log(log);
  if (!reader) return tl::unexpected(reader.error());
  const auto replayed = codec::replay(*reader, codec::compile_source, observe, before);
  return replayed ? Outcome<void>{} : tl::unexpected(failure_of(replayed.error()));
}

Outcome<void> need_all_turns(const std::string& log, const std::string& hint) {
  if (!is_journal(log)) return {};
  auto journal = adapters::journal::SqliteJournal::open(log, adapters::journal::Access::read);
  if (!journal) return fail(code_of(journal.error().kind), journal.error().text);
  return begins_at_the_beginning(**journal) ? Outcome<void>{} : forgotten(log, hint);
}

Outcome<void> replay_whole(const std::string& log, const codec::ReplayObserver& observe,
                           const std::string& hint) {
  if (auto all = need_all_turns(log, hint); !all) return all;
  bool whole = true;  // a host at work may forget in between
  const auto replayed = replay_any(
      log,
      [&](const codec::ReplayedTurn& turn) {
        if (whole) observe(turn);
      },
      {}, [&](const Engine& engine) { whole = engine.sequence() == 0; });
  return !replayed || whole ? replayed : forgotten(log, hint);
}

}  // namespace switchyard::cli
