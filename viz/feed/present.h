// What is known at the point that a recording has been followed to.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/event.h"
#include "viz/feed/turns.h"
#include "viz/view/board.h"
#include "viz/view/names.h"

namespace switchyard::viz {

struct SeenEvent {
  std::uint64_t sequence = 0;
  std::uint32_t index = 0;  // in its turn
  Time time;
  Event event;
};

// The newest events, at most so many.
class RecentEvents {
 public:
  explicit RecentEvents(std::size_t most = 0) : most_(most) {}
  void add(const SeenEvent& event);
  // Forgets all, and keeps nothing of turns before `sequence`: for who runs through a recording and will be
  // asked for the newest events only there.
  void begin_at(std::uint64_t sequence);
  bool keeps(std::uint64_t sequence) const { return sequence >= from_; }
  std::size_t most() const { return most_; }
  // Oldest first.
  std::vector<SeenEvent> list() const;

 private:
  std::size_t most_;
  std::vector<SeenEvent> ring_;
  std::size_t next_ = 0;
  std::uint64_t from_ = 0;
};

struct Present {
  Board board;
  Names names;
  RecentEvents recent;
};

// Takes one turn. `workspace` is the version at work after it; what WorkspaceChanged means is read from
// there. Null: the names are kept by the caller. O(events).
void fold_turn(Present& present, std::uint64_t sequence, Time time, const std::vector<Event>& events,
               const Workspace* workspace, Changes* changes);

// Takes what was told beside a turn's events, before them.
void take_known(Present& present, const EventTurn& turn, Changes* changes);

// Other names from `time` on; what is measured stays.
void rename(Present& present, Names names, Time time, Changes* changes);

}  // namespace switchyard::viz
