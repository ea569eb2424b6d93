// The panel Events: what happened around the moment that is shown, searched through and jumped in.
#pragma once

#include <array>
#include <cstdint>
#include <string>

#include "viz/panels/desk.h"

namespace switchyard::viz {

struct EventsState {
  std::array<char, 256> typed{};  // the search
  bool type_search = false;       // the cursor goes to its field
  std::uint64_t shown = 0;        // the moment for which the list was last scrolled
};

void draw_events(const Desk& desk, const Rect& place, EventsState& state);

// The match after or before `now`; null when there is none.
const SearchMatch* next_match(const SearchResult& search, Time now, bool forward);

// "queue=sales worker=ann": what stands behind the name of the event.
std::string_view rest_of(std::string_view text);

}  // namespace switchyard::viz
