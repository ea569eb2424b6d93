// The overlay of keys, with the signs and what they stand for.
#include <algorithm>
#include <string>

#include "viz/panels/keys.h"
#include "viz/panels/marks.h"
#include "viz/panels/plot.h"
#include "viz/panels/style.h"

namespace switchyard::viz {
namespace {

void write(ImU32 colour, std::string_view text) {
  ImGui::PushStyleColor(ImGuiCol_Text, colour);
  ImGui::TextUnformatted(text.data(), text.data() + text.size());
  ImGui::PopStyleColor();
}

void write_heading(std::string_view text) {
  WithFont bold(Face::bold);
  ImGui::Dummy({1, ems(0.2F)});
  write(colour::sky, text);
}

// The groups from `from` up to `to`, counted from 0.
void draw_keys(int from, int to) {
  std::string_view group;
  int number = -1;
  for (const KeyHelp& key : key_help()) {
    if (key.group != group) {
      group = key.group;
      if (++number >= from && number < to) write_heading(group);
    }
    if (number < from || number >= to) continue;
    const float left = ImGui::GetCursorPosX();
    write(colour::text, key.keys);
    ImGui::SameLine();
    ImGui::SetCursorPosX(left + ems(5.5F));
    write(colour::muted, key.what);
  }
}

void draw_states() {
  write_heading("States of agents");
  for (const auto state :
       {reports::WorkerState::idle, reports::WorkerState::reserved, reports::WorkerState::on_task,
        reports::WorkerState::wrap_up, reports::WorkerState::cooldown, reports::WorkerState::unavailable,
        reports::WorkerState::offline}) {
    const StateLook& look = look_of(state);
    const ImVec2 at = ImGui::GetCursorScreenPos();
    draw_state_badge(at, state);
    draw_state_piece({at.x + ems(1.6F), at.y}, {at.x + ems(4), at.y + ems(1)}, state);
    const float left = ImGui::GetCursorPosX();
    ImGui::SetCursorPosX(left + ems(4.6F));
    write(colour::text, look.name);
    ImGui::SameLine();
    ImGui::SetCursorPosX(left + ems(10));
    write(colour::muted, look.meaning);
  }
}

void draw_thresholds(const View& view) {
  write_heading("Thresholds");
  const std::string target = std::to_string(static_cast<int>(view.names.target * 100 + 0.5)) + " % within " +
                             std::to_string(view.names.within.microseconds / 1'000'000) + " s";
  for (const auto& [verdict, words] :
       {std::pair{Verdict::good, "at or above the target of " + target},
        std::pair{Verdict::warning,
                  std::string("less than 10 points below it; an oldest wait above that limit")},
        std::pair{Verdict::bad, std::string("further below; an oldest wait above three times the limit")}}) {
    const ImVec2 at = ImGui::GetCursorScreenPos();
    draw_verdict({at.x + ems(0.5F), at.y + ems(0.55F)}, verdict, ems(0.8F));
    ImGui::SetCursorPosX(ImGui::GetCursorPosX() + ems(1.6F));
    write(colour::muted, words);
  }
}

void draw_word(const CollectedTips::Tip& tip) {
  ImGui::TableNextColumn();
  write(colour::text, tip.heading);
  ImGui::TableNextColumn();
  ImGui::PushTextWrapPos(0);
  write(colour::muted, tip.meaning);
  ImGui::PopTextWrapPos();
}

bool begin_overlay(const char* id, std::string_view title, ImVec2 screen) {
  const ImVec2 size = {std::min(screen.x - ems(2), ems(74)), std::min(screen.y - ems(2), ems(45))};
  ImGui::SetNextWindowPos({(screen.x - size.x) / 2, (screen.y - size.y) / 2});
  ImGui::SetNextWindowSize(size);
  ImGui::SetNextWindowFocus();
  ImGui::PushStyleColor(ImGuiCol_WindowBg, colour::field);
  const bool open = ImGui::Begin(
      id, nullptr,
      ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings);
  {
    WithFont bold(Face::bold);
    write(colour::text, title);
  }
  ImGui::SameLine();
  write(colour::muted, "  any key closes this page");
  return open;
}

void end_overlay() {
  ImGui::End();
  ImGui::PopStyleColor();
}

}  // namespace

void draw_words(const std::vector<Words>& words, ImVec2 screen) {
  if (begin_overlay("Words", "What the words mean", screen)) {
    if (ImGui::BeginTable("words", 2, ImGuiTableFlags_SizingStretchProp)) {
      ImGui::TableSetupColumn("word", ImGuiTableColumnFlags_WidthFixed, ems(13));
      ImGui::TableSetupColumn("meaning", ImGuiTableColumnFlags_WidthStretch);
      for (const Words& place : words) {
        if (place.tips.empty()) continue;
        ImGui::TableNextColumn();
        write_heading(place.place);
        ImGui::TableNextColumn();
        for (const CollectedTips::Tip& tip : place.tips) draw_word(tip);
      }
      ImGui::EndTable();
    }
  }
  end_overlay();
}

void draw_help(const View& view, ImVec2 screen) {
  if (begin_overlay("Help", "Keys and signs", screen)) {
    if (ImGui::BeginTable("help", 2, ImGuiTableFlags_SizingStretchSame)) {
      ImGui::TableNextColumn();
      draw_keys(0, 2);
      draw_states();
      ImGui::TableNextColumn();
      draw_keys(2, 99);
      draw_thresholds(view);
      ImGui::EndTable();
    }
  }
  end_overlay();
}

}  // namespace switchyard::viz
