// The panel Task: one task's life as spans over time, and each decision about it explained.
#pragma once

#include <cstdint>
#include <vector>

#include "viz/panels/desk.h"

namespace switchyard::viz {

enum class TaskPopup : std::uint8_t { none, requeue, priority };

struct TaskState {
  TaskPopup open = TaskPopup::none;  // to be opened in this frame
};

void draw_task(const Desk& desk, const Rect& place, TaskState& state);

// The spans of its life on one line of time, as high as they overlap.
void draw_life(const Desk& desk, const TaskLife& life, float width);

// Lanes from above, so that spans that overlap stand below each other: a lane for each span.
std::vector<int> lanes_of_spans(const std::vector<LifeSpan>& spans);

}  // namespace switchyard::viz
