// The panel Compare: two runs on one time axis, the difference shaded, and the tasks that fared otherwise.
#pragma once

#include <cstdint>

#include "viz/panels/desk.h"

namespace switchyard::viz {

struct CompareState {
  int measure = 0;  // 0: tasks waiting, 1: service level
};

void draw_compare(const Desk& desk, const Rect& place, CompareState& state);

// The service level of each column's bucket, in per cent, up to now; NaN where nobody was there.
Columns level_columns(const History& history, Series series, const Plot& plot, Time until);

}  // namespace switchyard::viz
