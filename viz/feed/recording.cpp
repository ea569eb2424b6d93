// Whenever there are twice as many checkpoints as wanted, every second one goes and the others stand further
// apart.
#include "viz/feed/recording.h"

#include <algorithm>
#include <utility>

namespace switchyard::viz {
namespace {

// Tables only grow.
std::size_t size_of(const Names& names) {
  return names.tenants.size() + names.queues.size() + names.workers.size();
}

}  // namespace

Recording::Recording(TurnKeeper keeper, std::size_t checkpoints, const Present& present, const Engine* engine,
                     TurnPlace place)
    : keeper_(std::move(keeper)), wanted_(checkpoints), history_(present.names, present.board) {
  add(present, engine, place);
}

// It grows step by step, as what is expected after a few turns may be far from the truth.
void Recording::expect(std::uint64_t turns) {
  const std::uint64_t seen = checkpoints_.back().present.board.sequence;
  const std::uint64_t even = turns / (wanted_ + wanted_ / 2 + 1);
  spacing_ = std::max(least_spacing, std::min(even, 4 * seen));
}

bool Recording::see(const Present& present, const Changes& changes, const Engine* engine, TurnPlace place) {
  if (size_of(present.names) != names_size_) history_.extend(present.names);
  names_size_ = size_of(present.names);
  history_.record(present.board, changes);
  const std::uint64_t since = present.board.sequence - checkpoints_.back().present.board.sequence;
  if (since < spacing_) return false;
  add(present, engine, place);
  if (checkpoints_.size() > 2 * wanted_) thin_out();
  return true;
}

void Recording::add(const Present& present, const Engine* engine, TurnPlace place) {
  Checkpoint& checkpoint = checkpoints_.emplace_back();
  checkpoint.place = place;
  checkpoint.present = present;
  if (engine == nullptr) return;
  checkpoint.snapshot = engine->snapshot();
  for (Workspace& workspace : checkpoint.snapshot.workspaces) {
    checkpoint.versions.push_back(workspace.version);
    workspaces_.try_emplace(workspace.version, std::move(workspace));
  }
  checkpoint.snapshot.workspaces = {};
}

void Recording::thin_out() {
  std::size_t kept = 1;
  for (std::size_t i = 2; i < checkpoints_.size(); i += 2) checkpoints_[kept++] = std::move(checkpoints_[i]);
  checkpoints_.resize(kept);
  spacing_ *= 2;
}

Snapshot Recording::snapshot_of(const Checkpoint& checkpoint) const {
  Snapshot snapshot = checkpoint.snapshot;
  for (const std::uint32_t version : checkpoint.versions) {
    snapshot.workspaces.push_back(workspaces_.at(version));
  }
  return snapshot;
}

tl::expected<Cursor, std::string> Recording::begin_at(const Checkpoint& checkpoint) const {
  return begin_at(checkpoint.place, checkpoint.present, snapshot_of(checkpoint));
}

tl::expected<Cursor, std::string> Recording::begin_at(const TurnPlace& place, const Present& present,
                                                      Snapshot snapshot) const {
  if (const auto* events = std::get_if<const EventStore*>(&keeper_)) {
    return Cursor(StoredEvents{*events, std::get<std::uint64_t>(place)}, present);
  }
  if (const auto* commands = std::get_if<const CommandStore*>(&keeper_)) {
    return Cursor(StoredCommands{*commands, std::get<StorePlace>(place)}, Engine(std::move(snapshot)),
                  present, last_);
  }
  auto log = codec::LogReader::open(std::get<std::string>(keeper_));
  if (!log) return tl::unexpected(log.error().text);
  const auto there = log->go_to(std::get<codec::LogPlace>(place));
  if (!there) return tl::unexpected(there.error().text);
  return Cursor(std::move(*log), Engine(std::move(snapshot)), present, last_);
}

std::size_t Recording::last_before(Time time) const {
  const auto later =
      std::upper_bound(checkpoints_.begin() + 1, checkpoints_.end(), time,
                       [](Time t, const Checkpoint& other) { return t < other.present.board.now; });
  return static_cast<std::size_t>(later - checkpoints_.begin()) - 1;
}

bool Recording::is_near(const Cursor& cursor, Time time) const {
  const Checkpoint& checkpoint = checkpoints_[last_before(time)];
  return time >= cursor.board().now && checkpoint.present.board.sequence <= cursor.sequence();
}

tl::expected<Cursor, std::string> Recording::fork(const Cursor& other) const {
  return begin_at(other.place(), other.present(), other.engine() ? other.engine()->snapshot() : Snapshot{});
}

tl::expected<Cursor, std::string> Recording::at(Time time) const {
  auto cursor = begin_at(checkpoints_[last_before(time)]);
  while (cursor) {
    const auto next = cursor->next_time();
    if (!next || *next > time || !cursor->take()) break;
  }
  if (cursor && cursor->problem()) return tl::unexpected(cursor->problem()->text);
  if (cursor) cursor->pass(std::max(time, cursor->board().now));
  return cursor;
}

tl::expected<Cursor, std::string> Recording::before(std::uint64_t sequence) const {
  const auto later = std::lower_bound(
      checkpoints_.begin() + 1, checkpoints_.end(), sequence,
      [](const Checkpoint& other, std::uint64_t s) { return other.present.board.sequence < s; });
  return begin_at(*std::prev(later));
}

tl::expected<Cursor, std::string> Recording::at_sequence(std::uint64_t sequence) const {
  auto cursor = before(sequence);
  while (cursor && cursor->sequence() < sequence && cursor->take()) {
  }
  if (cursor && cursor->problem()) return tl::unexpected(cursor->problem()->text);
  return cursor;
}

void Recording::forget_before(std::uint64_t place) {
  const auto kept = std::find_if(
      checkpoints_.begin(), checkpoints_.end() - 1,
      [place](const Checkpoint& checkpoint) { return std::get<std::uint64_t>(checkpoint.place) >= place; });
  checkpoints_.erase(checkpoints_.begin(), kept);
}

}  // namespace switchyard::viz
