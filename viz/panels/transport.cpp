// Buttons, speed and clock above the timeline.
#include "viz/panels/transport.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "viz/panels/marks.h"
#include "viz/panels/style.h"
#include "viz/panels/text.h"

namespace switchyard::viz {
namespace {

constexpr std::array<double, 16> speeds = {0.1, 0.2, 0.5, 1,   2,    5,    10,   20,
                                           50,  100, 200, 500, 1000, 2000, 5000, 10'000};

enum class Sign { play, pause, forward, back, end };

void draw_sign(Sign sign, ImVec2 low, float size) {
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const ImVec2 c = {low.x + size / 2, low.y + size / 2};
  const float r = size * 0.24F;
  const auto triangle = [&](float x, float way) {
    if (way > 0)
      list.AddTriangleFilled({x - r, c.y - r * 1.2F}, {x + r, c.y}, {x - r, c.y + r * 1.2F}, colour::text);
    if (way < 0)
      list.AddTriangleFilled({x + r, c.y - r * 1.2F}, {x - r, c.y}, {x + r, c.y + r * 1.2F}, colour::text);
  };
  const auto bar = [&](float x) {
    list.AddRectFilled({x - r * 0.3F, c.y - r * 1.2F}, {x + r * 0.3F, c.y + r * 1.2F}, colour::text);
  };
  if (sign == Sign::play) triangle(c.x, 1);
  if (sign == Sign::pause) bar(c.x - r * 0.6F), bar(c.x + r * 0.6F);
  if (sign == Sign::forward) triangle(c.x - r * 0.4F, 1), bar(c.x + r);
  if (sign == Sign::back) triangle(c.x + r * 0.4F, -1), bar(c.x - r);
  if (sign == Sign::end) triangle(c.x - r, 1), triangle(c.x + r * 0.6F, 1), bar(c.x + r * 1.9F);
}

bool button(const char* id, Sign sign, std::string_view heading, std::string_view meaning) {
  const float size = ems(1.9F);
  const ImVec2 low = ImGui::GetCursorScreenPos();
  const bool pressed = ImGui::Button(id, {size, size});
  draw_sign(sign, low, size);
  tip(heading, meaning);
  ImGui::SameLine(0, ems(0.3F));
  return pressed;
}

void draw_buttons(const Desk& desk) {
  const Transport& transport = desk.view.transport;
  if (button("##back", Sign::back, "Step back", "to the event before this moment   ←"))
    desk.ask(StepToPreviousEvent{});
  if (transport.playing) {
    if (button("##pause", Sign::pause, "Pause", "Space")) desk.ask(Pause{});
  } else {
    if (button("##play", Sign::play, "Play", "Space")) desk.ask(Play{});
  }
  if (button("##step", Sign::forward, "Step", "to the next event   →")) desk.ask(StepToNextEvent{});
  if (button("##end", Sign::end, transport.source == Source::live ? "Newest" : "End",
             transport.source == Source::live ? "follow what comes   End" : "to the last moment   End"))
    desk.ask(SeekTo{transport.end});
}

void draw_speed(const Desk& desk) {
  const double speed = desk.view.transport.speed;
  auto value = static_cast<float>(speed);
  ImGui::SameLine(0, ems(0.8F));
  ImGui::PushStyleVar(ImGuiStyleVar_FramePadding, {ems(0.4F), ems(0.4F)});
  ImGui::SetNextItemWidth(ems(9));
  if (ImGui::SliderFloat("##speed", &value, static_cast<float>(slowest), static_cast<float>(fastest), "",
                         ImGuiSliderFlags_Logarithmic | ImGuiSliderFlags_NoInput))
    desk.ask(SetSpeed{static_cast<double>(value)});
  ImGui::PopStyleVar();
  tip("Speed", "so many seconds of the recording go by in one second, 0.1 to 10,000   [ ]");
  ImGui::SameLine(0, ems(0.5F));
  const ImVec2 at = ImGui::GetCursorScreenPos();
  WithFont bold(Face::bold);
  draw_text({at.x, at.y + ems(0.4F)}, colour::text, speed_text(speed));
  ImGui::Dummy({width_of("10,000×"), 1});
}

void draw_clock(const Desk& desk) {
  const Transport& transport = desk.view.transport;
  ImGui::SameLine(0, ems(1.2F));
  const ImVec2 at = ImGui::GetCursorScreenPos();
  float x = at.x;
  {
    WithFont large(Face::large);
    const std::string clock = clock_text(transport.now);
    draw_text({x, at.y}, colour::text, clock);
    x += width_of(clock) + ems(0.6F);
  }
  WithFont small(Face::small);
  draw_text({x, at.y}, colour::muted, date_text(transport.now) + " UTC");
  const std::string gone = span_text(transport.now - transport.begin) + " of " +
                           span_text(transport.end - transport.begin) + (transport.complete ? "" : " so far");
  draw_text({x, at.y + ImGui::GetFontSize() * 1.2F}, colour::muted, gone);
  ImGui::SetCursorScreenPos({x + std::max(ems(8), width_of(gone)) + ems(1), at.y});
}

// The newest notice, and the word that leads to all keys.
void draw_notice(const Desk& desk, TransportState& state) {
  const float hint = ems(5.2F);
  const float room = ImGui::GetContentRegionAvail().x - hint;
  const ImVec2 at = ImGui::GetCursorScreenPos();
  if (state.type_bookmark) {
    ImGui::SetNextItemWidth(std::max(ems(6), room - ems(1)));
    ImGui::SetKeyboardFocusHere();
    if (ImGui::InputTextWithHint("##bookmark", "name of the bookmark, then Enter", state.bookmark.data(),
                                 state.bookmark.size(), ImGuiInputTextFlags_EnterReturnsTrue)) {
      desk.ask(AddBookmark{state.bookmark.data()});
      state.type_bookmark = false;
      state.bookmark.fill(0);
    }
  } else if (!desk.view.notices.empty() && room > ems(4)) {
    draw_verdict({at.x + ems(0.5F), at.y + ems(0.95F)}, Verdict::warning, ems(0.8F));
    draw_text({at.x + ems(1.4F), at.y + ems(0.45F)}, colour::text,
              shortened(desk.view.notices.back(), room - ems(2)));
  }
  draw_text_right({at.x + ImGui::GetContentRegionAvail().x, at.y + ems(0.45F)}, colour::muted, "? keys");
}

}  // namespace

double next_speed(double speed, bool up) {
  constexpr double tolerance = 1.001;
  if (up) {
    const auto next =
        std::find_if(speeds.begin(), speeds.end(), [&](double one) { return one > speed * tolerance; });
    return next == speeds.end() ? fastest : *next;
  }
  const auto next =
      std::find_if(speeds.rbegin(), speeds.rend(), [&](double one) { return one * tolerance < speed; });
  return next == speeds.rend() ? slowest : *next;
}

std::string speed_text(double speed) {
  if (speed >= 10) return count_text(static_cast<std::uint64_t>(std::llround(speed))) + "×";
  return fmt::format("{:.2g}×", speed);
}

void draw_transport(const Desk& desk, const Rect& place, TransportState& state) {
  ImGui::SetNextWindowPos(place.low);
  ImGui::SetNextWindowSize(place.size());
  if (ImGui::Begin("Transport", nullptr,
                   ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove |
                       ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoBringToFrontOnFocus |
                       ImGuiWindowFlags_NoScrollWithMouse)) {
    const ImVec2 below = {ImGui::GetCursorPosX(), ImGui::GetCursorPosY() + ems(2.3F)};
    draw_buttons(desk);
    draw_speed(desk);
    draw_clock(desk);
    draw_notice(desk, state);
    ImGui::SetCursorPos(below);
    draw_timeline(desk, ImGui::GetContentRegionAvail(), state);
  }
  ImGui::End();
}

}  // namespace switchyard::viz
