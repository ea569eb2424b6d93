// The shapes of the signs.
#include "viz/panels/marks.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <string>

#include "reports/summary/definitions.h"
#include "viz/panels/plot.h"
#include "viz/panels/style.h"

namespace switchyard::viz {
namespace {

void begin_tip() {
  ImGui::BeginTooltip();
  ImGui::PushTextWrapPos(ems(24));
}

void end_tip() {
  ImGui::PopTextWrapPos();
  ImGui::EndTooltip();
}

void write(std::string_view text) {
  ImGui::TextUnformatted(text.data(), text.data() + text.size());
}

std::string_view meaning_of(std::string_view name) {
  static const auto all = reports::definitions();
  const auto found = std::find_if(all.begin(), all.end(), [&](const auto& one) { return one.name == name; });
  return found == all.end() ? std::string_view{} : found->meaning;
}

}  // namespace

ImU32 colour_of(Verdict verdict) {
  switch (verdict) {
    case Verdict::good:
      return colour::green;
    case Verdict::warning:
      return colour::yellow;
    case Verdict::bad:
      return colour::vermilion;
    case Verdict::none:
      break;
  }
  return colour::faint;
}

void draw_verdict(ImVec2 centre, Verdict verdict, float size) {
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const float r = size / 2;
  const ImU32 colour = colour_of(verdict);
  if (verdict == Verdict::good) list.AddCircleFilled(centre, r * 0.8F, colour);
  if (verdict == Verdict::warning) {
    list.AddTriangleFilled({centre.x, centre.y - r}, {centre.x + r, centre.y + r * 0.8F},
                           {centre.x - r, centre.y + r * 0.8F}, colour);
  }
  if (verdict == Verdict::bad) {
    list.AddRectFilled({centre.x - r, centre.y - r}, {centre.x + r, centre.y + r}, colour);
    list.AddRectFilled({centre.x - 1, centre.y - r * 0.65F}, {centre.x + 1, centre.y + r * 0.2F},
                       colour::ground);
    list.AddRectFilled({centre.x - 1, centre.y + r * 0.4F}, {centre.x + 1, centre.y + r * 0.7F},
                       colour::ground);
  }
}

Verdict verdict_of_level(std::optional<double> level, double target) {
  if (!level) return Verdict::none;
  if (*level >= target) return Verdict::good;
  return *level >= target - warning_points ? Verdict::warning : Verdict::bad;
}

Verdict verdict_of_wait(std::optional<Duration> wait, Duration within) {
  if (!wait) return Verdict::none;
  if (*wait <= within) return Verdict::good;
  return *wait <= within * bad_waits ? Verdict::warning : Verdict::bad;
}

void draw_level_bar(ImVec2 low, ImVec2 size, std::optional<double> level, double target) {
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const float letter = ImGui::GetFontSize();
  const Verdict verdict = verdict_of_level(level, target);
  const float middle = low.y + size.y / 2;
  draw_verdict({low.x + letter * 0.4F, middle}, verdict, letter * 0.6F);
  const std::string text = level ? fmt::format("{:.0f} %", *level * 100) : "–";
  const float text_end = low.x + letter * 3.3F;
  draw_text_right({text_end, middle - letter / 2}, level ? colour::text : colour::faint, text);
  const float from = text_end + letter * 0.4F;
  const float to = low.x + size.x;
  if (to - from < letter) return;
  const float half = std::max(2.0F, letter * 0.18F);
  list.AddRectFilled({from, middle - half}, {to, middle + half}, colour::grid);
  if (level) {
    const float end = from + (to - from) * static_cast<float>(std::clamp(*level, 0.0, 1.0));
    list.AddRectFilled({from, middle - half}, {end, middle + half}, colour_of(verdict));
  }
  const float x = std::floor(from + (to - from) * static_cast<float>(target));
  list.AddRectFilled({x, middle - half * 2}, {x + 1, middle + half * 2}, colour::text);
}

void draw_state_badge(ImVec2 low, reports::WorkerState state) {
  const StateLook& look = look_of(state);
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const float side = std::floor(ImGui::GetFontSize());
  const ImVec2 high = {low.x + side, low.y + side};
  const bool hollow = state == reports::WorkerState::offline;
  if (hollow) list.AddRect(low, high, look.colour, 2);
  if (!hollow) list.AddRectFilled(low, high, look.colour, 2);
  WithFont small(Face::small);
  const std::string_view letter(&look.letter, 1);
  draw_text({low.x + (side - width_of(letter)) / 2, low.y + (side - ImGui::GetFontSize()) / 2},
            hollow ? look.colour : colour::ground, letter);
}

void draw_state_piece(ImVec2 low, ImVec2 high, reports::WorkerState state) {
  const StateLook& look = look_of(state);
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const ImVec2 top = {low.x, std::round(high.y - std::max(1.0F, (high.y - low.y) * look.height))};
  if (!look.hatched || high.x - top.x < 2) {
    list.AddRectFilled(top, high, look.colour);
    return;
  }
  list.AddRectFilled(top, high, colour::faded(look.colour, 120));
  hatch(list, top, high, look.colour, 4);
}

CollectedTips::CollectedTips() {
  ImGui::GetIO().UserData = this;
}

CollectedTips::~CollectedTips() {
  ImGui::GetIO().UserData = nullptr;
}

void CollectedTips::add(std::string_view heading, std::string_view meaning) {
  const bool known =
      std::any_of(tips_.begin(), tips_.end(), [&](const Tip& one) { return one.heading == heading; });
  if (!known && !meaning.empty()) tips_.push_back({std::string(heading), std::string(meaning)});
}

void tip(std::string_view heading, std::string_view meaning) {
  if (auto* collected = static_cast<CollectedTips*>(ImGui::GetIO().UserData))
    collected->add(heading, meaning);
  if (!ImGui::IsItemHovered()) return;
  begin_tip();
  {
    WithFont bold(Face::bold);
    write(heading);
  }
  write(meaning);
  end_tip();
}

void tip_of_definition(std::string_view heading, std::string_view definition) {
  tip(heading, meaning_of(definition));
}

bool choose(const char* id, int& chosen, std::initializer_list<const char*> words) {
  ImGui::PushID(id);
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {1, 0});
  bool taken = false;
  int i = 0;
  for (const char* word : words) {
    if (i > 0) ImGui::SameLine();
    const bool on = i == chosen;
    ImGui::PushStyleColor(ImGuiCol_Button, on ? colour::faded(colour::sky, 200) : colour::field);
    ImGui::PushStyleColor(ImGuiCol_Text, on ? colour::ground : colour::muted);
    if (ImGui::SmallButton(word) && !on) {
      chosen = i;
      taken = true;
    }
    ImGui::PopStyleColor(2);
    ++i;
  }
  ImGui::PopStyleVar();
  ImGui::PopID();
  return taken;
}

float width_of_choice(std::initializer_list<const char*> words) {
  float width = -1;
  for (const char* word : words) width += width_of(word) + ImGui::GetStyle().FramePadding.x * 2 + 1;
  return width;
}

void labelled(std::string_view label, std::string_view word, ImU32 colour) {
  ImGui::PushStyleColor(ImGuiCol_Text, colour::muted);
  write(label);
  ImGui::PopStyleColor();
  ImGui::SameLine(0, ems(0.4F));
  ImGui::PushStyleColor(ImGuiCol_Text, colour);
  write(word);
  ImGui::PopStyleColor();
}

}  // namespace switchyard::viz
