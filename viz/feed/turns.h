// Turns that are kept in memory: the commands of a simulation as bytes, the events of a live host as they
// came.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/codec/bytes/buffer.h"
#include "engine/command.h"
#include "viz/view/known_work.h"
#include "viz/view/names.h"

namespace switchyard::viz {

struct TurnBytes {
  std::uint64_t sequence = 0;
  Time time;
  std::string_view payload;  // for codec::decode_command; lives as long as the store
};

// Where a turn's bytes begin.
struct StorePlace {
  std::size_t chunk = 0;
  std::size_t offset = 0;
  std::uint64_t count = 0;  // turns before it
};

// The commands of a run in the order of their turns, in chunks, so that growing moves nothing. 12 bytes and
// the command's own each.
class CommandStore {
 public:
  void append(Time time, const Command& command);
  StorePlace end() const { return end_; }
  // The turn at a place, and the place of the next; nothing at the end.
  std::optional<TurnBytes> read(StorePlace& place) const;
  std::size_t bytes() const;

 private:
  std::deque<std::string> chunks_;
  StorePlace end_;
  codec::ByteBuffer scratch_;
};

struct EventTurn {
  std::uint64_t sequence = 0;
  Time time;
  std::vector<Event> events;
  std::vector<KnownWork> known;  // told beside the events, and true before them
};

// What a live host has told: at most so many turns, and who its ids are. `revision` counts changes of the
// names.
struct EventStore {
  std::deque<EventTurn> turns;
  std::uint64_t forgotten = 0;  // turns that were dropped from the front
  Workspace workspace;          // tables of names; nothing of it routes
  Names names;
  std::uint32_t revision = 0;

  const EventTurn* find(std::uint64_t place) const {
    const bool kept = place >= forgotten && place - forgotten < turns.size();
    return kept ? &turns[static_cast<std::size_t>(place - forgotten)] : nullptr;
  }
};

}  // namespace switchyard::viz
