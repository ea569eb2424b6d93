// The line above all panels: what is shown, and the five figures that a supervisor asks for first.
#pragma once

#include "viz/panels/desk.h"

namespace switchyard::viz {

void draw_headline(const Desk& desk, const Rect& place);

}  // namespace switchyard::viz
