// The palette's tables and the fonts' files.
#include "viz/panels/style.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <filesystem>
#include <string>

namespace switchyard::viz {
namespace {

constexpr const char* font_folder = "/usr/share/fonts/truetype/dejavu/";

// Latin, Greek and Cyrillic letters for names; arrows, marks and shapes that the panels use.
constexpr std::array<ImWchar, 13> letters = {0x20,   0x17F,  0x370,  0x52F,  0x2010, 0x2027, 0x2190,
                                             0x2199, 0x2212, 0x2265, 0x25A0, 0x25FF, 0};

void add_font(const char* file, float height) {
  const std::string path = std::string(font_folder) + file;
  ImFontAtlas& atlas = *ImGui::GetIO().Fonts;
  if (std::filesystem::exists(path)) {
    ImFontConfig config;
    config.OversampleH = 2;
    atlas.AddFontFromFileTTF(path.c_str(), std::round(height), &config, letters.data());
  } else {
    ImFontConfig config;
    config.SizePixels = std::round(height);
    atlas.AddFontDefault(&config);
  }
}

void add_fonts(float height) {
  add_font("DejaVuSansCondensed.ttf", height);
  add_font("DejaVuSansCondensed-Bold.ttf", height);
  add_font("DejaVuSansCondensed.ttf", height * 0.85F);
  add_font("DejaVuSansCondensed-Bold.ttf", height * 1.6F);
}

void set(ImGuiCol which, ImU32 colour) {
  ImGui::GetStyle().Colors[which] = ImGui::ColorConvertU32ToFloat4(colour);
}

void set_grounds() {
  set(ImGuiCol_WindowBg, colour::card);
  set(ImGuiCol_ChildBg, colour::rgb(0, 0));
  set(ImGuiCol_PopupBg, colour::field);
  set(ImGuiCol_Border, colour::line);
  set(ImGuiCol_FrameBg, colour::field);
  set(ImGuiCol_FrameBgHovered, colour::field_hover);
  set(ImGuiCol_FrameBgActive, colour::field_hover);
  set(ImGuiCol_TableHeaderBg, colour::field);
  set(ImGuiCol_TableBorderLight, colour::grid);
  set(ImGuiCol_TableBorderStrong, colour::grid);
  set(ImGuiCol_TableRowBg, colour::rgb(0, 0));
  set(ImGuiCol_TableRowBgAlt, colour::rgb(0xFFFFFF, 5));
  set(ImGuiCol_ScrollbarBg, colour::rgb(0, 0));
  set(ImGuiCol_ScrollbarGrab, colour::line);
}

void set_marks() {
  set(ImGuiCol_Text, colour::text);
  set(ImGuiCol_TextDisabled, colour::muted);
  set(ImGuiCol_Button, colour::field);
  set(ImGuiCol_ButtonHovered, colour::field_hover);
  set(ImGuiCol_ButtonActive, colour::line);
  set(ImGuiCol_Header, colour::faded(colour::sky, 60));
  set(ImGuiCol_HeaderHovered, colour::faded(colour::sky, 40));
  set(ImGuiCol_HeaderActive, colour::faded(colour::sky, 80));
  set(ImGuiCol_CheckMark, colour::sky);
  set(ImGuiCol_SliderGrab, colour::sky);
  set(ImGuiCol_SliderGrabActive, colour::sky);
  set(ImGuiCol_NavHighlight, colour::sky);
  set(ImGuiCol_TextSelectedBg, colour::faded(colour::sky, 90));
  set(ImGuiCol_Separator, colour::grid);
}

constexpr std::array<StateLook, reports::worker_states> looks = {{
    {colour::faint, '-', 0.08F, false, "offline", "logged out"},
    {colour::muted, 'U', 0.3F, true, "unavailable", "logged in, but in an activity that takes no work"},
    {colour::green, 'A', 0.5F, false, "available", "idle and waiting for work"},
    {colour::yellow, 'O', 0.75F, false, "offered", "asked to take a task: it rings, and nobody has it yet"},
    {colour::sky, 'T', 1, false, "on task", "has accepted a task and works on it"},
    {colour::orange, 'W', 1, true, "wrap-up", "the customer is gone, the work after the call is not done"},
    {colour::purple, 'C', 0.5F, true, "cooldown", "kept free for a moment after a task"},
}};

}  // namespace

ImU32 colour::of_series(std::size_t n) {
  constexpr std::array<ImU32, 7> series = {sky, orange, green, purple, yellow, blue, vermilion};
  return series[n % series.size()];
}

ImFont* font(Face face) {
  return ImGui::GetIO().Fonts->Fonts[static_cast<int>(face)];
}

void set_up_style(float height) {
  add_fonts(height);
  ImGuiStyle& style = ImGui::GetStyle();
  style.WindowRounding = 4;
  style.FrameRounding = 3;
  style.GrabRounding = 3;
  style.ScrollbarSize = std::round(height * 0.7F);
  style.WindowBorderSize = 0;
  style.WindowPadding = {std::round(height * 0.7F), std::round(height * 0.55F)};
  style.FramePadding = {std::round(height * 0.45F), std::round(height * 0.2F)};
  style.ItemSpacing = {std::round(height * 0.5F), std::round(height * 0.35F)};
  style.CellPadding = {std::round(height * 0.35F), std::round(height * 0.12F)};
  set_grounds();
  set_marks();
}

float letters_for(int screen_height) {
  return std::clamp(std::round(static_cast<float>(screen_height) / 68), 13.0F, 32.0F);
}

float ems(float count) {
  return std::round(font(Face::plain)->FontSize * count);
}

const StateLook& look_of(reports::WorkerState state) {
  return looks[static_cast<std::size_t>(state)];
}

}  // namespace switchyard::viz
