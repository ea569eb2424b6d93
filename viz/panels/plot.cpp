// Where values and moments lie on the screen, and the strokes that show them.
#include "viz/panels/plot.h"

#include <algorithm>
#include <array>
#include <cmath>

#include <fmt/format.h>

#include "viz/panels/style.h"
#include "viz/panels/text.h"

namespace switchyard::viz {
namespace {

constexpr std::array<std::int64_t, 17> tick_seconds = {1,   2,   5,    10,   15,   30,    60,    120,  300,
                                                       600, 900, 1800, 3600, 7200, 14400, 21600, 86400};

// The shortest round time that keeps two labels apart.
std::int64_t tick_of(const Plot& plot, float between) {
  const double seconds_a_pixel =
      static_cast<double>(plot.span.length().microseconds) / 1e6 / std::max(1.0F, plot.high.x - plot.low.x);
  for (const auto seconds : tick_seconds) {
    if (static_cast<double>(seconds) >= seconds_a_pixel * between) return seconds;
  }
  return tick_seconds.back() * 7;
}

void label_tick(const Plot& plot, float x, Time at, bool whole_minutes) {
  const std::string text = whole_minutes ? minute_text(at) : clock_text(at);
  const float half = width_of(text) / 2;
  const ImDrawList& list = *ImGui::GetWindowDrawList();
  const float first = std::max(plot.low.x - ems(0.5F), list.GetClipRectMin().x + 1);
  const float last = std::min(plot.high.x, list.GetClipRectMax().x - 1) - 2 * half;
  const float from = std::clamp(x - half, first, std::max(first, last));
  draw_text({from, plot.high.y + 2}, colour::muted, text);
}

std::string number_text(double value) {
  return value == std::floor(value) ? fmt::format("{:.0f}", value) : fmt::format("{:.1f}", value);
}

}  // namespace

float Plot::x(Time at) const {
  const auto length = static_cast<double>(std::max<std::int64_t>(1, span.length().microseconds));
  const double share = static_cast<double>((at - span.from).microseconds) / length;
  return low.x + static_cast<float>(std::clamp(share, -1.0, 2.0)) * (high.x - low.x);
}

float Plot::y(double value) const {
  return high.y - static_cast<float>(value / top) * (high.y - low.y);
}

Time Plot::at(float screen_x) const {
  // No mouse is at minus infinity.
  const double share =
      std::clamp(static_cast<double>((screen_x - low.x) / std::max(1.0F, high.x - low.x)), -1.0, 2.0);
  return span.from +
         microseconds(static_cast<std::int64_t>(share * static_cast<double>(span.length().microseconds)));
}

std::size_t Plot::columns() const {
  return static_cast<std::size_t>(std::max(1.0F, high.x - low.x));
}

bool Plot::hovered() const {
  return ImGui::IsWindowHovered() && ImGui::IsMouseHoveringRect(low, high);
}

Plot place_plot(const char* id, ImVec2 size, Span span, double top, Axes axes) {
  const ImVec2 corner = ImGui::GetCursorScreenPos();
  ImGui::InvisibleButton(id, {std::max(1.0F, size.x), std::max(1.0F, size.y)});
  WithFont small(Face::small);
  const float letter = ImGui::GetFontSize();
  Plot plot{corner, {corner.x + size.x, corner.y + size.y}, span, top};
  if (axes.values) plot.low.x += letter * 2.9F;
  if (axes.values) plot.low.y += letter * 1.4F;
  if (axes.times) plot.high.y -= letter * 1.3F;
  plot.low = {std::floor(plot.low.x), std::floor(plot.low.y)};
  plot.high = {std::floor(std::max(plot.low.x + 1, plot.high.x)),
               std::floor(std::max(plot.low.y + 1, plot.high.y))};
  return plot;
}

double round_up(double value) {
  double power = 1;
  while (power * 10 <= value) power *= 10;
  for (const double step : {1.0, 2.0, 4.0, 5.0, 8.0, 10.0}) {
    if (step * power >= value) return step * power;
  }
  return power * 10;
}

void draw_time_axis(const Plot& plot, bool labels) {
  WithFont small(Face::small);
  const std::int64_t tick = tick_of(plot, ImGui::GetFontSize() * 6) * 1'000'000;
  const std::int64_t first = (plot.span.from.microseconds + tick - 1) / tick * tick;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  for (Time at{first}; at <= plot.span.to; at = at + microseconds(tick)) {
    const float x = std::floor(plot.x(at));
    list.AddLine({x, plot.low.y}, {x, plot.high.y}, colour::grid);
    if (labels) label_tick(plot, x, at, tick % 60'000'000 == 0);
  }
}

void draw_value_axis(const Plot& plot, std::string_view unit, std::string_view suffix) {
  WithFont small(Face::small);
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const int steps = plot.high.y - plot.low.y > ImGui::GetFontSize() * 7 ? 4 : 2;
  for (int i = 0; i <= steps; ++i) {
    const double value = plot.top * i / steps;
    const float y = std::floor(plot.y(value));
    list.AddLine({plot.low.x, y}, {plot.high.x, y}, i == 0 ? colour::line : colour::grid);
    draw_text_right({plot.low.x - 5, y - ImGui::GetFontSize() / 2}, colour::muted,
                    number_text(value) + std::string(suffix));
  }
  draw_text({plot.low.x, plot.low.y - ImGui::GetFontSize() * 1.35F}, colour::muted, unit);
}

void draw_area(const Plot& plot, const Columns& values, ImU32 colour) {
  ImDrawList& list = *ImGui::GetWindowDrawList();
  std::size_t from = 0;
  const auto count = std::min(values.size(), plot.columns());
  for (std::size_t i = 1; i <= count; ++i) {
    if (i < count && values[i] == values[from]) continue;
    if (values[from] > 0) {
      list.AddRectFilled({plot.low.x + static_cast<float>(from), plot.y(static_cast<double>(values[from]))},
                         {plot.low.x + static_cast<float>(i), plot.high.y}, colour);
    }
    from = i;
  }
}

void draw_line(const Plot& plot, const Columns& values, ImU32 colour, float width) {
  ImDrawList& list = *ImGui::GetWindowDrawList();
  list.PathClear();
  float last = NAN;
  for (std::size_t i = 0; i < std::min(values.size(), plot.columns()); ++i) {
    const float x = plot.low.x + static_cast<float>(i);
    if (std::isnan(values[i])) {
      list.PathStroke(colour, 0, width);
    } else if (values[i] != last) {
      if (!std::isnan(last)) list.PathLineTo({x, plot.y(static_cast<double>(last))});
      list.PathLineTo({x, plot.y(static_cast<double>(values[i]))});
    } else if (i + 1 == values.size()) {
      list.PathLineTo({x + 1, plot.y(static_cast<double>(values[i]))});
    }
    last = values[i];
  }
  list.PathStroke(colour, 0, width);
}

void draw_band(const Plot& plot, const Columns& below, const Columns& above, ImU32 colour) {
  ImDrawList& list = *ImGui::GetWindowDrawList();
  std::size_t from = 0;
  const auto count = std::min({below.size(), above.size(), plot.columns()});
  for (std::size_t i = 1; i <= count; ++i) {
    if (i < count && below[i] == below[from] && above[i] == above[from]) continue;
    if (above[from] > below[from]) {
      list.AddRectFilled({plot.low.x + static_cast<float>(from), plot.y(static_cast<double>(above[from]))},
                         {plot.low.x + static_cast<float>(i), plot.y(static_cast<double>(below[from]))},
                         colour);
    }
    from = i;
  }
}

void hatch(ImDrawList& list, ImVec2 low, ImVec2 high, ImU32 colour, float step) {
  const float height = high.y - low.y;
  list.PushClipRect(low, high, true);
  // On the screen's own grid, so that neighbouring pieces continue each other.
  const float first = std::floor((low.x - height) / step) * step;
  for (float x = first; x < high.x; x += step) list.AddLine({x, high.y}, {x + height, low.y}, colour, 1);
  list.PopClipRect();
}

void draw_level(const Plot& plot, double value, ImU32 colour, std::string_view name) {
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const float y = std::floor(plot.y(value));
  for (float x = plot.low.x; x < plot.high.x; x += 8)
    list.AddLine({x, y}, {std::min(x + 4, plot.high.x), y}, colour);
  WithFont small(Face::small);
  draw_text_right({plot.high.x - 3, y - ImGui::GetFontSize() - 1}, colour, name);
}

void draw_moment(const Plot& plot, Time at, ImU32 colour, float width) {
  if (at < plot.span.from || at > plot.span.to) return;
  const float x = std::floor(plot.x(at));
  ImGui::GetWindowDrawList()->AddLine({x, plot.low.y}, {x, plot.high.y}, colour, width);
}

void draw_text(ImVec2 at, ImU32 colour, std::string_view text) {
  ImGui::GetWindowDrawList()->AddText({std::floor(at.x), std::floor(at.y)}, colour, text.data(),
                                      text.data() + text.size());
}

void draw_text_right(ImVec2 right, ImU32 colour, std::string_view text) {
  draw_text({right.x - width_of(text), right.y}, colour, text);
}

float width_of(std::string_view text) {
  return ImGui::CalcTextSize(text.data(), text.data() + text.size()).x;
}

float width_for_each(std::vector<float> widths, float room) {
  std::sort(widths.begin(), widths.end());
  for (std::size_t i = 0; i < widths.size(); ++i) {
    const float share = room / static_cast<float>(widths.size() - i);
    if (widths[i] > share) return std::max(0.0F, share);
    room -= widths[i];
  }
  return widths.empty() ? room : widths.back();
}

std::string shortened(std::string_view text, float width) {
  if (width_of(text) <= width) return std::string(text);
  std::string rest(text);
  while (!rest.empty() && width_of(rest + "…") > width) {
    while (!rest.empty() && (rest.back() & 0xC0) == 0x80) rest.pop_back();
    if (!rest.empty()) rest.pop_back();
  }
  return rest + "…";
}

}  // namespace switchyard::viz
