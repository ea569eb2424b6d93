// The plot of depths over time, stacked by tenant or by queue.
#include <algorithm>
#include <cmath>
#include <string>

#include "viz/panels/marks.h"
#include "viz/panels/queues.h"
#include "viz/panels/style.h"
#include "viz/panels/text.h"

namespace switchyard::viz {
namespace {

constexpr std::size_t most_curves = 7;

void keep_deepest(const View& view, std::vector<DepthSeries>& all) {
  if (all.size() <= most_curves) return;
  std::stable_sort(all.begin(), all.end(), [&](const DepthSeries& a, const DepthSeries& b) {
    return view.history.deepest(a.series) > view.history.deepest(b.series);
  });
  all.resize(most_curves);
}

std::vector<DepthSeries> by_tenant(const View& view) {
  std::vector<DepthSeries> all;
  for (std::uint32_t i = 0; i < view.names.tenants.size(); ++i)
    all.push_back({{Series::Kind::tenant, i}, view.names.tenants[i].name});
  return all;
}

std::vector<DepthSeries> by_queue(const View& view, TenantId tenant) {
  std::vector<DepthSeries> all;
  for (std::uint32_t i = 0; i < view.names.queues.size(); ++i) {
    const NamedQueue& queue = view.names.queues[i];
    if (!queue.removed && (tenant.is_none() || queue.tenant == tenant))
      all.push_back({{Series::Kind::queue, i}, queue.name});
  }
  return all;
}

double highest_of(const std::vector<Columns>& columns) {
  float highest = 0;
  for (const Columns& one : columns) {
    for (const float value : one) highest = std::isnan(value) ? highest : std::max(highest, value);
  }
  return static_cast<double>(highest);
}

// Each curve on top of the ones before it.
void stack(std::vector<Columns>& columns) {
  for (std::size_t i = 1; i < columns.size(); ++i) {
    for (std::size_t x = 0; x < columns[i].size(); ++x) columns[i][x] += columns[i - 1][x];
  }
}

// All names as long as they fit beside each other; what does not fit at all is counted.
void draw_legend(const Plot& plot, const std::vector<DepthSeries>& curves) {
  WithFont small(Face::small);
  const float letter = ImGui::GetFontSize();
  const float sign = letter * 1.9F;
  const float room = plot.high.x - plot.low.x - width_of("tasks waiting") - letter;
  const auto most = static_cast<std::size_t>(std::max(0.0F, (room - letter * 2) / (sign + letter * 3)));
  const std::size_t shown = std::min(curves.size(), most);
  const std::string rest = shown < curves.size() ? "+ " + std::to_string(curves.size() - shown) : "";
  std::vector<float> widths;
  for (std::size_t i = 0; i < shown; ++i) widths.push_back(width_of(curves[i].name));
  const float limit = width_for_each(
      widths, room - sign * static_cast<float>(shown) - (rest.empty() ? 0 : width_of(rest) + letter));
  const float y = plot.low.y - letter * 1.35F;
  float x = plot.high.x - (rest.empty() ? 0 : width_of(rest));
  draw_text({x, y}, colour::muted, rest);
  for (std::size_t i = shown; i-- > 0;) {
    const std::string name = shortened(curves[i].name, limit + 1);
    x -= width_of(name) + sign;
    ImGui::GetWindowDrawList()->AddRectFilled({x, y + letter * 0.2F}, {x + letter * 0.7F, y + letter * 0.9F},
                                              colour::of_series(i));
    draw_text({x + letter, y}, colour::text, name);
  }
}

// Bands, each with a line on its upper edge, so that neighbours differ without colour.
void draw_stack(const Plot& plot, const std::vector<Columns>& columns) {
  const Columns nothing(columns.empty() ? 0 : columns.front().size(), 0.0F);
  for (std::size_t i = columns.size(); i-- > 0;) {
    const ImU32 colour = colour::of_series(i);
    draw_band(plot, i == 0 ? nothing : columns[i - 1], columns[i], colour::faded(colour, 110));
    draw_line(plot, columns[i], colour);
  }
}

void tell_depths(const View& view, const Plot& plot, const std::vector<DepthSeries>& curves) {
  if (!plot.hovered()) return;
  const Time at = plot.at(ImGui::GetMousePos().x);
  if (at > view.transport.now) return;
  draw_moment(plot, at, colour::muted);
  const Duration column =
      microseconds(plot.span.length().microseconds / static_cast<std::int64_t>(plot.columns()));
  ImGui::BeginTooltip();
  ImGui::TextUnformatted((clock_text(at) + "   tasks waiting").c_str());
  for (std::size_t i = 0; i < curves.size(); ++i) {
    std::uint32_t depth = 0;
    view.history.deepest(curves[i].series, at, at + column, {&depth, 1});
    labelled(std::to_string(depth), curves[i].name, colour::of_series(i));
  }
  ImGui::EndTooltip();
}

}  // namespace

std::vector<DepthSeries> depth_series(const View& view, const QueuesState& state) {
  std::vector<DepthSeries> all;
  const TaskQueueId selected = view.selection.queue;
  if (state.curves == 2 && selected.index() < view.names.queues.size())
    return {{{Series::Kind::queue, selected.value}, view.names.queues[selected.index()].name}};
  all = state.curves == 0 ? by_tenant(view) : by_queue(view, state.tenant);
  keep_deepest(view, all);
  return all;
}

Columns depth_columns(const View& view, Series series, const Plot& plot) {
  const Time now = std::min(plot.span.to, view.transport.now);
  const auto known = static_cast<std::size_t>(std::max(0.0F, plot.x(now) - plot.low.x));
  const std::size_t count = std::min(known, plot.columns());
  std::vector<std::uint32_t> depths(count);
  if (count > 0)
    view.history.deepest(series, plot.span.from, plot.at(plot.low.x + static_cast<float>(count)), depths);
  Columns columns(plot.columns(), NAN);
  std::transform(depths.begin(), depths.end(), columns.begin(),
                 [](std::uint32_t depth) { return static_cast<float>(depth); });
  return columns;
}

void draw_marks(const View& view, const Plot& plot) {
  ImDrawList& list = *ImGui::GetWindowDrawList();
  float surge = NAN;
  for (const Mark& mark : view.history.marks()) {
    const float x = std::clamp(plot.x(mark.time), plot.low.x, plot.high.x);
    const bool inside = mark.time >= plot.span.from && mark.time <= plot.span.to;
    if (mark.kind == Mark::Kind::surge_begins) surge = x;
    if (mark.kind == Mark::Kind::surge_ends) {
      const float from = std::isnan(surge) ? plot.low.x : surge;
      list.AddRectFilled({from, plot.low.y}, {x, plot.high.y}, colour::faded(colour::orange, 22));
      surge = NAN;
    }
    if (inside) {
      const bool ours = mark.kind == Mark::Kind::bookmark;
      list.AddLine({x, plot.low.y}, {x, plot.high.y},
                   colour::faded(ours ? colour::sky : colour::orange, ours ? 200 : 120));
    }
  }
  if (!std::isnan(surge)) {
    list.AddRectFilled({surge, plot.low.y}, plot.high, colour::faded(colour::orange, 22));
  }
}

void draw_depths(const Desk& desk, const QueuesState& state, ImVec2 size) {
  const auto curves = depth_series(desk.view, state);
  Plot plot = place_plot("depths", size, desk.span(), 1, {});
  std::vector<Columns> columns;
  for (const DepthSeries& curve : curves) columns.push_back(depth_columns(desk.view, curve.series, plot));
  stack(columns);
  plot.top = round_up(std::max(4.0, highest_of(columns)));
  draw_time_axis(plot, true);
  draw_value_axis(plot, "tasks waiting");
  draw_marks(desk.view, plot);
  draw_stack(plot, columns);
  draw_moment(plot, desk.view.transport.now, colour::text);
  draw_legend(plot, curves);
  tell_depths(desk.view, plot, curves);
}

}  // namespace switchyard::viz
