// The panel Transport: play, speed, step, and the whole recording as a line to scrub on.
#pragma once

#include <array>

#include "viz/panels/desk.h"

namespace switchyard::viz {

// The depths of the whole recording by pixel column, kept until there is more to show.
struct WholeDepths {
  Time end;
  std::size_t columns = 0;
  Columns depths;
};

struct TransportState {
  bool scrubbing = false;
  std::array<char, 128> bookmark{};  // what is being typed
  bool type_bookmark = false;        // the cursor goes to its field
  WholeDepths whole;
};

// The next speed of 0.1, 0.2, 0.5, 1, 2, 5 … 10,000; `up` or down.
double next_speed(double speed, bool up);
// "60×", "0.5×".
std::string speed_text(double speed);

void draw_transport(const Desk& desk, const Rect& place, TransportState& state);
// The line of the whole recording, in a room of `size`.
void draw_timeline(const Desk& desk, ImVec2 size, TransportState& state);

}  // namespace switchyard::viz
