// A point in a recording that moves forward turn by turn, with the engine, if there is one, and the board
// there.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "engine/codec/log/reader.h"
#include "engine/codec/replay/replay.h"
#include "engine/engine.h"
#include "viz/feed/present.h"
#include "viz/feed/turns.h"

namespace switchyard::viz {

// Where turns are read from.
struct StoredCommands {
  const CommandStore* store = nullptr;
  StorePlace at;
};
struct StoredEvents {
  const EventStore* store = nullptr;
  std::uint64_t at = 0;
};
using TurnSource = std::variant<codec::LogReader, StoredCommands, StoredEvents>;
using TurnPlace = std::variant<codec::LogPlace, StorePlace, std::uint64_t>;

// A turn that was just taken; good until the next.
struct TakenTurn {
  std::uint64_t sequence = 0;
  Time time;
  const std::vector<Event>& events;
  const Command* command = nullptr;  // null where only events are known
};

class Cursor {
 public:
  // Before the first turn of a log or a simulation; reads no further than turn `last`.
  Cursor(TurnSource source, Engine engine, Present present, std::uint64_t last);
  // Where only events are known.
  Cursor(StoredEvents source, Present present);

  // When the next turn is; nothing: there is none now.
  std::optional<Time> next_time();
  // Takes it. Nothing: there is none, or there is a problem. `changes` is told of it, unless it is null.
  std::optional<TakenTurn> take(Changes* changes = nullptr);

  const Present& present() const { return present_; }
  const Board& board() const { return present_.board; }
  const Workspace& workspace() const;
  const Engine* engine() const { return engine_ ? &*engine_ : nullptr; }
  const Output& output() const { return output_; }
  TurnPlace place() const { return place_; }  // after the last turn taken
  std::uint64_t sequence() const { return present_.board.sequence; }
  // What keeps it from going on, in words; nothing: the end was reached, or more may come.
  const std::optional<codec::ReplayProblem>& problem() const { return problem_; }
  // The log's end record was read.
  bool at_end_record() const { return at_end_; }
  const codec::LogReader* log() const { return std::get_if<codec::LogReader>(&source_); }
  // Present::recent is of no interest before the turn of that sequence.
  void keep_events_from(std::uint64_t sequence) { present_.recent.begin_at(sequence); }
  // Time goes by on the board.
  void pass(Time time) { viz::pass(present_.board, time); }

 private:
  struct Next {
    std::uint64_t sequence = 0;
    Time time;
    std::string_view payload;
    const EventTurn* events = nullptr;
  };
  void read_next();
  void read_next(codec::LogReader& log);
  void read_next(StoredCommands& commands);
  void read_next(StoredEvents& events);
  bool apply_next();
  void follow_names(Time time, Changes* changes);
  bool fail(codec::ReplayProblem::Kind kind, const std::string& what);

  TurnSource source_;
  std::optional<Engine> engine_;
  Present present_;
  TurnPlace place_;
  std::uint64_t last_;
  std::uint32_t revision_ = 0;
  std::optional<Next> next_;
  std::optional<Command> command_;
  Output output_;
  std::optional<codec::ReplayProblem> problem_;
  bool at_end_ = false;
};

}  // namespace switchyard::viz
