// One workspace on the host's thread: gathers work, journals it, applies it, tells everybody.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "adapters/host/options.h"
#include "adapters/host/recover.h"
#include "adapters/journal/journal.h"
#include "adapters/port.h"
#include "engine/codec/bytes/buffer.h"
#include "engine/state/snapshot.h"

namespace switchyard::adapters::host {

// A snapshot on its way to the disk.
struct SnapshotJob {
  journal::SnapshotMark mark;
  Snapshot snapshot;
};

class Runner {
 public:
  // The options must outlive it.
  Runner(std::unique_ptr<journal::Journal> journal, Recovered state, const HostOptions& options);

  const std::string& name() const { return journal_->header().name; }
  WorkspaceView view(Time stamp) const { return {name(), *engine_, stamp}; }
  journal::Journal& journal() { return *journal_; }
  std::unique_ptr<journal::Journal> release_journal() { return std::move(journal_); }

  // After the start: the effects without a result go out again, the calendars are told.
  void begin(Time stamp);

  // Decides now or with its neighbours. Every function of the work has been called after the next flush.
  void take(Work work, Time stamp);
  // One transaction with all that was gathered and the deadlines that are due; then applies it.
  void flush(Time stamp);
  bool has_gathered() const { return !gathered_.empty(); }

  // When flush() has something to do without further work.
  Time next_moment() const;

  // A snapshot, when one is due and none is on its way.
  std::optional<SnapshotJob> snapshot_if_due(Time stamp);
  SnapshotJob snapshot_now(Time stamp);
  void snapshot_saved(const journal::SnapshotMark& mark, const tl::expected<void, journal::Failure>& saved);
  std::uint64_t turns_since_snapshot() const { return engine_->sequence() - snapshot_sequence_; }

  void tidy(Time stamp);

  WorkspaceHealth health() const;
  // Set once nothing more can be kept here.
  const std::optional<std::string>& gave_up() const { return gave_up_; }

 private:
  struct Gathered {
    Work work;
    std::size_t commands = 0;
  };

  bool decide(Work& work, Time stamp, std::vector<Command>& commands);
  bool answer_duplicate(Work& work, const std::vector<Command>& commands, Time stamp);
  bool is_gathered_already(const std::vector<Command>& commands) const;
  void gather(Work work, std::vector<Command> commands);
  bool journal_batch(Time stamp);
  void apply_batch(Time stamp);
  void apply(Time stamp, const Command& command, Output& output);
  void fail_batch(Time stamp, const journal::Failure& failure);
  void owe_calendars(Time stamp);
  void forget_gathered();

  std::unique_ptr<journal::Journal> journal_;
  std::unique_ptr<Engine> engine_;
  codec::TurnHash turns_;
  const HostOptions& options_;

  std::vector<Gathered> gathered_;
  std::vector<Command> commands_;            // of the batch, in order
  std::set<std::string, std::less<>> keys_;  // of the batch
  std::size_t own_commands_ = 0;             // those at the front that nobody waits for
  codec::ByteBuffer bytes_;
  std::vector<journal::Record> records_;

  std::optional<Time> calendars_until_;
  std::uint64_t snapshot_sequence_ = 0;
  bool snapshot_under_way_ = false;
  std::optional<journal::Failure> problem_;  // the last append's
  Time retry_at_ = earliest_time;            // a journal that failed is tried again then, work or not
  Time tidied_ = earliest_time;
  std::optional<std::string> gave_up_;
};

}  // namespace switchyard::adapters::host
