// Where the panels stand: two columns between the headline and the transport, with edges that can be moved.
#pragma once

#include <imgui/imgui.h>

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace switchyard::viz {

enum class PanelId : std::uint8_t { queues, agents, task, events, compare };
inline constexpr std::size_t panels = 5;

struct PanelName {
  PanelId id;
  std::string_view word;   // in --panel and in the layout's file
  std::string_view title;  // above the panel
};
const std::array<PanelName, panels>& panel_names();
std::optional<PanelId> panel_of(std::string_view word);

// What is remembered from one run to the next.
struct Layout {
  float left = 0.62F;            // the left column's share of the width
  float upper_left = 0.5F;       // the queues' share of the left column
  float upper_right = 0.52F;     // the task's share of the right one
  std::optional<PanelId> alone;  // one panel has all the room
};
// Each share within what leaves both sides usable.
Layout within_limits(Layout layout);

struct Rect {
  ImVec2 low;
  ImVec2 high;

  ImVec2 size() const { return {high.x - low.x, high.y - low.y}; }
};

struct Places {
  Rect headline;
  Rect transport;
  std::array<std::optional<Rect>, panels> of;  // empty for panels that are not on the screen
};
// The places on a screen of that size; `compares` when there are two runs, which gives Compare the room of
// Task and Events.
Places places_of(const Layout& layout, ImVec2 screen, bool compares);

// Lets the mouse move the edges between the panels.
void move_edges(Layout& layout, ImVec2 screen);

}  // namespace switchyard::viz
