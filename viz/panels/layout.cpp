// Shares of the screen to rectangles, and the handles between them.
#include "viz/panels/layout.h"

#include <algorithm>
#include <cmath>

#include "viz/panels/style.h"

namespace switchyard::viz {
namespace {

constexpr std::array<PanelName, panels> names = {{{PanelId::queues, "queues", "Queues"},
                                                  {PanelId::agents, "agents", "Agents"},
                                                  {PanelId::task, "task", "Task"},
                                                  {PanelId::events, "events", "Events"},
                                                  {PanelId::compare, "compare", "Compare"}}};

constexpr float gap = 4;

float between(float low, float high, float share) {
  return std::round(low + (high - low) * share);
}

Rect main_area(ImVec2 screen) {
  return {{gap, ems(4.1F) + gap}, {screen.x - gap, screen.y - ems(7.6F) - gap}};
}

struct Edges {
  float left, upper_left, upper_right;  // in pixels
};
Edges edges_of(const Layout& layout, const Rect& area) {
  return {between(area.low.x, area.high.x, layout.left), between(area.low.y, area.high.y, layout.upper_left),
          between(area.low.y, area.high.y, layout.upper_right)};
}

// An invisible window over the edge; gives how far the mouse has drawn it, in pixels.
float drawn(const char* name, Rect edge, bool upright) {
  ImGui::SetNextWindowPos(edge.low);
  ImGui::SetNextWindowSize(edge.size());
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {0, 0});
  ImGui::PushStyleVar(ImGuiStyleVar_WindowMinSize, {1, 1});
  ImGui::Begin(name, nullptr,
               ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoBackground | ImGuiWindowFlags_NoMove |
                   ImGuiWindowFlags_NoNav | ImGuiWindowFlags_NoSavedSettings);
  ImGui::InvisibleButton("edge", edge.size());
  const bool held = ImGui::IsItemActive();
  if (held || ImGui::IsItemHovered()) {
    ImGui::SetMouseCursor(upright ? ImGuiMouseCursor_ResizeEW : ImGuiMouseCursor_ResizeNS);
    ImGui::GetWindowDrawList()->AddRectFilled(edge.low, edge.high, colour::faded(colour::sky, 120));
  }
  ImGui::End();
  ImGui::PopStyleVar(2);
  const ImVec2 moved = ImGui::GetIO().MouseDelta;
  return !held ? 0 : upright ? moved.x : moved.y;
}

}  // namespace

const std::array<PanelName, panels>& panel_names() {
  return names;
}

std::optional<PanelId> panel_of(std::string_view word) {
  for (const PanelName& name : names) {
    if (name.word == word) return name.id;
  }
  return std::nullopt;
}

Layout within_limits(Layout layout) {
  layout.left = std::clamp(layout.left, 0.35F, 0.8F);
  layout.upper_left = std::clamp(layout.upper_left, 0.2F, 0.8F);
  layout.upper_right = std::clamp(layout.upper_right, 0.2F, 0.8F);
  return layout;
}

Places places_of(const Layout& layout, ImVec2 screen, bool compares) {
  const Rect area = main_area(screen);
  Places places{{{0, 0}, {screen.x, area.low.y - gap}}, {{0, area.high.y + gap}, screen}, {}};
  const auto put = [&](PanelId id, Rect rect) { places.of[static_cast<std::size_t>(id)] = rect; };
  if (layout.alone) {
    put(*layout.alone, area);
    return places;
  }
  const Edges edge = edges_of(layout, area);
  const float half = gap / 2;
  put(PanelId::queues, {area.low, {edge.left - half, edge.upper_left - half}});
  put(PanelId::agents, {{area.low.x, edge.upper_left + half}, {edge.left - half, area.high.y}});
  if (compares) {
    put(PanelId::compare, {{edge.left + half, area.low.y}, area.high});
  } else {
    put(PanelId::task, {{edge.left + half, area.low.y}, {area.high.x, edge.upper_right - half}});
    put(PanelId::events, {{edge.left + half, edge.upper_right + half}, area.high});
  }
  return places;
}

void move_edges(Layout& layout, ImVec2 screen) {
  if (layout.alone) return;
  const Rect area = main_area(screen);
  const Edges edge = edges_of(layout, area);
  const float half = gap / 2;
  const ImVec2 size = area.size();
  layout.left +=
      drawn("##left", {{edge.left - half, area.low.y}, {edge.left + half, area.high.y}}, true) / size.x;
  layout.upper_left +=
      drawn("##upper left", {{area.low.x, edge.upper_left - half}, {edge.left - gap, edge.upper_left + half}},
            false) /
      size.y;
  layout.upper_right +=
      drawn("##upper right",
            {{edge.left + gap, edge.upper_right - half}, {area.high.x, edge.upper_right + half}}, false) /
      size.y;
  layout = within_limits(layout);
}

}  // namespace switchyard::viz
