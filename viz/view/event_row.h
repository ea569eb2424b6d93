// Events as rows of a list, and what a search through all of them has found.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/id.h"
#include "engine/base/time.h"
#include "engine/event.h"
#include "engine/workspace/workspace.h"

namespace switchyard::viz {

// What an event is about; none where it says nothing.
struct Concerned {
  TaskId task;
  ReservationId reservation;
  WorkerId worker;
  TaskQueueId queue;
};

struct EventRow {
  std::uint64_t sequence = 0;  // of the turn
  std::uint32_t index = 0;     // of the event in it
  Time time;
  std::string_view kind;  // its name: task_created
  std::string text;       // as stories write it: task_created task=1 tenant=default …
  Concerned concerned;
};

std::string_view kind_of(const Event& event);
Concerned concerned_by(const Event& event);
EventRow row_of(std::uint64_t sequence, std::uint32_t index, Time time, const Event& event,
                const Workspace& workspace);

// Rows around a moment, in order; `present` is the first that is later than it, or rows.size().
struct EventPage {
  std::vector<EventRow> rows;
  std::size_t present = 0;
  bool reaches_begin = false;
  bool reaches_end = false;
};

// A text to look for: words with blanks between them, all of which a row must have, whatever their case.
struct SearchText {
  std::vector<std::string> words;  // in lower case
};
SearchText search_text(std::string_view typed);
bool matches(const SearchText& search, std::string_view row_text);

struct SearchMatch {
  std::uint64_t sequence = 0;
  std::uint32_t index = 0;
  Time time;
  std::string text;
};

inline constexpr std::size_t most_matches = 10'000;

struct SearchResult {
  std::string typed;                 // empty: nobody searches
  std::vector<SearchMatch> matches;  // in order; at most most_matches
  double done = 0;                   // the share of the recording that was looked through, 0 … 1
  bool truncated = false;            // there are more matches
  bool finished = false;
};

}  // namespace switchyard::viz
