// The frame around a panel.
#include "viz/panels/desk.h"

#include <algorithm>
#include <string>

#include "viz/panels/style.h"

namespace switchyard::viz {

Span Desk::span() const {
  const Time from = std::max(view.transport.begin, view.transport.now - window);
  return {from, from + window};
}

bool begin_panel(PanelId id, const Rect& place, bool focused) {
  const PanelName& name = panel_names()[static_cast<std::size_t>(id)];
  ImGui::SetNextWindowPos(place.low);
  ImGui::SetNextWindowSize(place.size());
  const std::string title(name.title);
  const bool open = ImGui::Begin(
      title.c_str(), nullptr,
      ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings |
          ImGuiWindowFlags_NoBringToFrontOnFocus | ImGuiWindowFlags_NoScrollWithMouse);
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float letter = ems(1);
  const ImU32 colour = focused ? colour::sky : colour::faint;
  ImGui::GetWindowDrawList()->AddRect({at.x, at.y + 1}, {at.x + letter, at.y + 1 + letter}, colour, 2);
  {
    WithFont small(Face::small);
    const std::string key = std::to_string(static_cast<int>(id) + 1);
    draw_text({at.x + (letter - width_of(key)) / 2, at.y + 1 + (letter - ImGui::GetFontSize()) / 2}, colour,
              key);
  }
  WithFont bold(Face::bold);
  ImGui::SetCursorPosX(ImGui::GetCursorPosX() + letter * 1.5F);
  ImGui::TextUnformatted(title.c_str());
  return open;
}

void end_panel() {
  ImGui::End();
}

int row_step(const Desk& desk) {
  const ImGuiIO& io = ImGui::GetIO();
  if (!desk.focused || io.WantTextInput || io.KeyCtrl) return 0;
  return (ImGui::IsKeyPressed(ImGui::GetKeyIndex(ImGuiKey_DownArrow)) ? 1 : 0) -
         (ImGui::IsKeyPressed(ImGui::GetKeyIndex(ImGuiKey_UpArrow)) ? 1 : 0);
}

void to_the_right(float width) {
  ImGui::SameLine();
  const float right = ImGui::GetWindowContentRegionMax().x - width;
  ImGui::SetCursorPosX(std::max(ImGui::GetCursorPosX(), right));
}

}  // namespace switchyard::viz
