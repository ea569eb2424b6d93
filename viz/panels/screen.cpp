// Puts the panels into their places.
#include "viz/panels/screen.h"

#include <vector>

#include "viz/panels/headline.h"
#include "viz/panels/keys.h"

namespace switchyard::viz {
namespace {

void draw_panel(PanelId id, const Desk& desk, const Rect& place, ScreenState& state) {
  switch (id) {
    case PanelId::queues:
      return draw_queues(desk, place, state.queues, state.window);
    case PanelId::agents:
      return draw_agents(desk, place, state.agents);
    case PanelId::task:
      return draw_task(desk, place, state.task);
    case PanelId::events:
      return draw_events(desk, place, state.events);
    case PanelId::compare:
      return draw_compare(desk, place, state.compare);
  }
}

// Draws, and keeps what the tips there say.
template <class Draw>
void with_words(std::string_view place, bool wanted, std::vector<Words>& words, Draw&& draw) {
  if (!wanted) return draw();
  const CollectedTips collected;
  draw();
  words.push_back({place, collected.tips()});
}

bool clicked_in(const Rect& place) {
  return ImGui::IsMouseClicked(ImGuiMouseButton_Left) &&
         ImGui::IsMouseHoveringRect(place.low, place.high, false);
}

}  // namespace

Answer draw_screen(const View& view, ScreenState& state) {
  Answer answer;
  const ImVec2 screen = ImGui::GetIO().DisplaySize;
  read_keys(view, state, answer.requests, answer.close);
  const Places places = places_of(state.layout, screen, view.other.has_value());
  Desk desk{view, answer.requests, state.window};
  std::vector<Words> words;
  const bool explains = state.words;
  with_words("Above", explains, words, [&] { draw_headline(desk, places.headline); });
  for (const PanelName& name : panel_names()) {
    const auto& place = places.of[static_cast<std::size_t>(name.id)];
    if (!place) continue;
    if (clicked_in(*place)) state.focus = name.id;
    desk.focused = state.focus == name.id;
    with_words(name.title, explains && desk.focused, words,
               [&] { draw_panel(name.id, desk, *place, state); });
  }
  with_words("Below", explains, words, [&] { draw_transport(desk, places.transport, state.transport); });
  move_edges(state.layout, screen);
  if (state.help) draw_help(view, screen);
  if (explains) draw_words(words, screen);
  return answer;
}

}  // namespace switchyard::viz
