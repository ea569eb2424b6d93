// Curves over time by ImGui's draw list: axes with units, steps, hatching.
#pragma once

#include <imgui/imgui.h>

#include <string>
#include <string_view>
#include <vector>

#include "engine/base/time.h"

namespace switchyard::viz {

struct Span {
  Time from;
  Time to;

  Duration length() const { return to - from; }
};

// A rectangle of the screen in which x is a moment and y a value from 0 below to `top`.
struct Plot {
  ImVec2 low;   // upper left corner, in pixels
  ImVec2 high;  // lower right corner
  Span span;
  double top = 1;

  float x(Time at) const;
  float y(double value) const;
  Time at(float x) const;
  std::size_t columns() const;  // one a pixel
  bool hovered() const;
};

// Room for a plot at ImGui's cursor: the plot itself stands right of its value axis and above its time axis.
struct Axes {
  bool values = true;  // room for numbers at the left
  bool times = true;   // room for the clock below
};
Plot place_plot(const char* id, ImVec2 size, Span span, double top, Axes axes);

// The least of 1, 2, 5 times a power of ten that is no less than `value`; at least 1.
double round_up(double value);

// Vertical lines at round moments, with the clock below them when `labels`.
void draw_time_axis(const Plot& plot, bool labels);
// Horizontal lines with numbers at the left; `unit` stands in the upper left corner.
void draw_value_axis(const Plot& plot, std::string_view unit, std::string_view suffix = "");

// One value a pixel column, from the left; NaN where there is none.
using Columns = std::vector<float>;
void draw_area(const Plot& plot, const Columns& values, ImU32 colour);
void draw_line(const Plot& plot, const Columns& values, ImU32 colour, float width = 1.5F);
// Between two curves.
void draw_band(const Plot& plot, const Columns& below, const Columns& above, ImU32 colour);

// Slanted lines, which say the same as a colour to those who do not see it.
void hatch(ImDrawList& list, ImVec2 low, ImVec2 high, ImU32 colour, float step = 5);
// A dashed horizontal line with its name at the right end.
void draw_level(const Plot& plot, double value, ImU32 colour, std::string_view name);
// A vertical line at a moment.
void draw_moment(const Plot& plot, Time at, ImU32 colour, float width = 1);

void draw_text(ImVec2 at, ImU32 colour, std::string_view text);
// Ends at `right`.
void draw_text_right(ImVec2 right, ImU32 colour, std::string_view text);
float width_of(std::string_view text);
// How wide each of several texts may be, so that all of them fit into `room`: the short ones keep their
// width.
float width_for_each(std::vector<float> widths, float room);
// As much of the text as fits, with "…" when something is left out.
std::string shortened(std::string_view text, float width);

}  // namespace switchyard::viz
