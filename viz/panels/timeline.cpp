// The whole recording on one line: how many waited, surges and bookmarks, and the moment that is shown.
#include <algorithm>
#include <cmath>
#include <string>

#include "viz/panels/queues.h"
#include "viz/panels/style.h"
#include "viz/panels/text.h"
#include "viz/panels/transport.h"

namespace switchyard::viz {
namespace {

Span whole_of(const Transport& transport) {
  const Time end = std::max(transport.expected_end.value_or(transport.end), transport.end);
  return {transport.begin, std::max(end, transport.begin + seconds(1))};
}

// Everything that is known, also what comes after the moment that is shown.
const Columns& known_depths(const View& view, const Plot& plot, WholeDepths& whole) {
  const auto known = std::clamp(plot.x(view.transport.end) - plot.low.x, 0.0F, plot.high.x - plot.low.x);
  const auto columns = static_cast<std::size_t>(known);
  if (whole.end == view.transport.end && whole.columns == columns) return whole.depths;
  std::vector<std::uint32_t> depths(columns);
  if (columns > 0)
    view.history.deepest({}, plot.span.from, plot.at(plot.low.x + static_cast<float>(columns)), depths);
  whole = {view.transport.end, columns, {depths.begin(), depths.end()}};
  return whole.depths;
}

void draw_flag(const Plot& plot, const Mark& mark) {
  const bool ours = mark.kind == Mark::Kind::bookmark;
  if (mark.kind == Mark::Kind::surge_ends) return;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const float x = std::floor(plot.x(mark.time));
  const float size = ems(0.35F);
  const ImU32 colour = ours ? colour::sky : colour::orange;
  list.AddTriangleFilled({x, plot.low.y}, {x + size * 2, plot.low.y + size}, {x, plot.low.y + size * 2},
                         colour);
  const ImVec2 mouse = ImGui::GetMousePos();
  if (!plot.hovered() || std::abs(mouse.x - x) > size) return;
  const std::string text = clock_text(mark.time) + "  " + mark.text;
  ImGui::SetTooltip("%s", text.c_str());
}

void draw_now(const Plot& plot, Time now) {
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const float x = std::floor(std::clamp(plot.x(now), plot.low.x, plot.high.x));
  const float size = ems(0.4F);
  list.AddRectFilled({x - 1, plot.low.y}, {x + 1, plot.high.y}, colour::text);
  // Inside the plot, as the clocks stand below it.
  list.AddTriangleFilled({x - size, plot.high.y}, {x + size, plot.high.y}, {x, plot.high.y - size * 1.5F},
                         colour::text);
}

void scrub(const Desk& desk, const Plot& plot, TransportState& state) {
  state.scrubbing = ImGui::IsItemActive();
  if (!state.scrubbing) return;
  const Time at = std::clamp(plot.at(ImGui::GetMousePos().x), plot.span.from, desk.view.transport.end);
  if (at != desk.view.transport.now) desk.ask(SeekTo{at});
}

}  // namespace

void draw_timeline(const Desk& desk, ImVec2 size, TransportState& state) {
  Plot plot = place_plot("timeline", size, whole_of(desk.view.transport), 1, {false, true});
  scrub(desk, plot, state);
  const Columns& depths = known_depths(desk.view, plot, state.whole);
  float highest = 1;
  for (const float depth : depths) highest = std::max(highest, depth);
  plot.top = static_cast<double>(highest) * 1.1;
  ImGui::GetWindowDrawList()->AddRectFilled(plot.low, plot.high, colour::field, 3);
  draw_time_axis(plot, true);
  draw_marks(desk.view, plot);
  draw_area(plot, depths, colour::faded(colour::sky, 90));
  const float x = std::clamp(plot.x(desk.view.transport.now), plot.low.x, plot.high.x);
  Plot gone = plot;
  gone.high.x = std::max(gone.low.x + 1, x);
  Columns past = depths;
  past.resize(std::min(past.size(), gone.columns()));
  draw_area(gone, past, colour::sky);
  for (const Mark& mark : desk.view.history.marks()) draw_flag(plot, mark);
  draw_now(plot, desk.view.transport.now);
  WithFont small(Face::small);
  draw_text({plot.low.x + ems(0.4F), plot.low.y + 1}, colour::muted,
            "tasks waiting, at most " + count_text(static_cast<std::uint64_t>(highest)));
}

}  // namespace switchyard::viz
