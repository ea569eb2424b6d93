// All that a frame shows, as references into whoever holds it: panels read this and nothing else.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "viz/view/board.h"
#include "viz/view/comparison.h"
#include "viz/view/event_row.h"
#include "viz/view/history.h"
#include "viz/view/names.h"
#include "viz/view/request.h"
#include "viz/view/task_life.h"

namespace switchyard::viz {

enum class Source : std::uint8_t { log, simulation, live };

struct Transport {
  Source source = Source::log;
  bool playing = false;
  double speed = 1;
  Time begin;                        // of what can be shown
  Time now;                          // what is shown
  Time end;                          // of what is known; of a simulation and a live host it grows
  bool complete = true;              // nothing will come after `end`
  std::optional<Time> expected_end;  // of a simulation: where it will end
  bool at_newest = false;            // a live view that follows what comes
  bool from_middle = false;          // more had happened before `begin`: nobody knows all of that day
};

struct Selection {
  TaskId task;
  WorkerId worker;
  TaskQueueId queue;
};

struct View {
  std::string title;  // the file, the scenario or the address
  const Names& names;
  const Board& board;
  const History& history;
  Transport transport;
  Selection selection;
  const EventPage& events;  // around now
  const SearchResult& search;
  const TaskLife* task = nullptr;            // of the selected task, when there is one and it is known
  const std::optional<OtherRun>& other;      // in a comparison
  const TaskComparison* compared = nullptr;  // null: not a comparison, or not known yet
  bool can_command = false;                  // a live host that lets us
  const std::vector<std::string>& notices;   // a torn log, a lost connection, a command refused; newest last
  std::string recording{};                   // the hash of a log that is whole; else empty
};

}  // namespace switchyard::viz
