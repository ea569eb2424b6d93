// Colours, letters and sizes: one place, so that the same thing looks the same in every panel.
#pragma once

#include <imgui/imgui.h>

#include <cstdint>
#include <string_view>

#include "reports/measures/worker_time.h"

namespace switchyard::viz {

// The colours of Okabe and Ito, which the common kinds of colour-blindness tell apart, on a dark ground. No
// panel says a thing by colour alone: a letter, a height or a hatching says it too.
namespace colour {
constexpr ImU32 rgb(std::uint32_t hex, std::uint32_t alpha = 255) {
  return IM_COL32(hex >> 16 & 255, hex >> 8 & 255, hex & 255, alpha);
}
inline constexpr ImU32 ground = rgb(0x101318);
inline constexpr ImU32 card = rgb(0x181C23);
inline constexpr ImU32 field = rgb(0x222831);
inline constexpr ImU32 field_hover = rgb(0x2D3541);
inline constexpr ImU32 grid = rgb(0x2A313B);
inline constexpr ImU32 line = rgb(0x3A4350);
inline constexpr ImU32 text = rgb(0xE8EBF0);
inline constexpr ImU32 muted = rgb(0x9BA6B5);
inline constexpr ImU32 faint = rgb(0x6A7584);
inline constexpr ImU32 orange = rgb(0xE69F00);
inline constexpr ImU32 sky = rgb(0x56B4E9);
inline constexpr ImU32 green = rgb(0x009E73);
inline constexpr ImU32 yellow = rgb(0xF0E442);
inline constexpr ImU32 blue = rgb(0x3B8FD0);  // a lighter step of their blue, readable on the dark ground
inline constexpr ImU32 vermilion = rgb(0xE8703A);
inline constexpr ImU32 purple = rgb(0xCC79A7);
// The same colour, seen through.
constexpr ImU32 faded(ImU32 colour, std::uint32_t alpha) {
  return (colour & ~IM_COL32_A_MASK) | alpha << IM_COL32_A_SHIFT;
}
// One of seven for the nth curve of a plot.
ImU32 of_series(std::size_t n);
}  // namespace colour

enum class Face : int { plain, bold, small, large };
ImFont* font(Face face);
// The font is used until the end of the block.
class WithFont {
 public:
  explicit WithFont(Face face) { ImGui::PushFont(font(face)); }
  ~WithFont() { ImGui::PopFont(); }
  WithFont(const WithFont&) = delete;
  WithFont& operator=(const WithFont&) = delete;
};

// Fonts and ImGui's own colours; call it once, before the first frame. Letters are `height` pixels high.
// Without DejaVu on the machine ImGui's own font is taken.
void set_up_style(float height);
// A height that fits a screen of so many lines.
float letters_for(int screen_height);
// So many heights of a letter, in pixels: what is laid out in these grows with the font.
float ems(float count);

// How a state of a worker looks: a letter and a height of its strip say what the colour says.
struct StateLook {
  ImU32 colour;
  char letter;
  float height;  // of the strip, as a share of the row
  bool hatched;
  std::string_view name;
  std::string_view meaning;
};
const StateLook& look_of(reports::WorkerState state);

}  // namespace switchyard::viz
