// A list of events with the present moment in its middle, or of what a search has found.
#include "viz/panels/events.h"

#include <fmt/format.h>

#include <algorithm>

#include "viz/panels/marks.h"
#include "viz/panels/style.h"
#include "viz/panels/text.h"

namespace switchyard::viz {
namespace {

// Whom an event is about gives it its colour; the words say it, too.
ImU32 colour_of_kind(std::string_view kind) {
  if (kind.find("refused") != kind.npos || kind.find("failed") != kind.npos ||
      kind.find("canceled") != kind.npos)
    return colour::vermilion;
  if (kind.starts_with("reservation")) return colour::yellow;
  if (kind.starts_with("worker")) return colour::green;
  if (kind.starts_with("task")) return colour::sky;
  return colour::purple;
}

struct RowText {
  Time time;
  std::string_view text;
  bool past;
  bool selected;
};

bool draw_row(const RowText& row) {
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float width = ImGui::GetContentRegionAvail().x;
  const bool clicked = ImGui::Selectable("##event", row.selected, 0, {0, ImGui::GetFontSize()});
  const std::string_view kind = row.text.substr(0, row.text.find(' '));
  const float kind_x = ems(4.4F);
  const float text_x = kind_x + std::clamp(width * 0.36F, ems(9), ems(13));
  draw_text(at, row.past ? colour::muted : colour::faint, clock_text(row.time));
  const ImU32 colour = colour_of_kind(kind);
  draw_text({at.x + kind_x, at.y}, row.past ? colour : colour::faded(colour, 120),
            shortened(kind, text_x - kind_x - ems(0.5F)));
  draw_text({at.x + text_x, at.y}, row.past ? colour::text : colour::faint,
            shortened(rest_of(row.text), width - text_x));
  if (ImGui::IsItemHovered()) {
    ImGui::BeginTooltip();
    ImGui::PushTextWrapPos(ems(30));
    ImGui::TextUnformatted(row.text.data(), row.text.data() + row.text.size());
    ImGui::PopTextWrapPos();
    ImGui::EndTooltip();
  }
  return clicked;
}

void ask_for(const Desk& desk, Time time, TaskId task) {
  desk.ask(SeekTo{time});
  if (!task.is_none()) desk.ask(SelectTask{task});
}

// Only when another moment is shown, so that the user can scroll in peace.
void keep_present_in_sight(const Desk& desk, EventsState& state) {
  const auto shown = static_cast<std::uint64_t>(desk.view.transport.now.microseconds);
  if (state.shown == shown) return;
  state.shown = shown;
  const float row = ImGui::GetFontSize() + ImGui::GetStyle().ItemSpacing.y;
  ImGui::SetScrollY(
      std::max(0.0F, row * static_cast<float>(desk.view.events.present) - ImGui::GetWindowHeight() * 0.6F));
}

void draw_present_line() {
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float y = at.y - ImGui::GetStyle().ItemSpacing.y / 2;
  ImGui::GetWindowDrawList()->AddRectFilled({at.x, y - 1}, {at.x + ImGui::GetContentRegionAvail().x, y + 1},
                                            colour::text);
}

void draw_page(const Desk& desk, EventsState& state) {
  const EventPage& page = desk.view.events;
  keep_present_in_sight(desk, state);
  ImGuiListClipper clipper;
  clipper.Begin(static_cast<int>(page.rows.size()), ImGui::GetFontSize() + ImGui::GetStyle().ItemSpacing.y);
  while (clipper.Step()) {
    for (int i = clipper.DisplayStart; i < clipper.DisplayEnd; ++i) {
      const auto place = static_cast<std::size_t>(i);
      const EventRow& row = page.rows[place];
      if (place == page.present) draw_present_line();
      ImGui::PushID(i);
      const bool ours = !row.concerned.task.is_none() && row.concerned.task == desk.view.selection.task;
      if (draw_row({row.time, row.text, place < page.present, ours}))
        ask_for(desk, row.time, row.concerned.task);
      ImGui::PopID();
    }
  }
  if (page.present >= page.rows.size()) draw_present_line();
}

void draw_matches(const Desk& desk) {
  const SearchResult& search = desk.view.search;
  ImGuiListClipper clipper;
  clipper.Begin(static_cast<int>(search.matches.size()),
                ImGui::GetFontSize() + ImGui::GetStyle().ItemSpacing.y);
  while (clipper.Step()) {
    for (int i = clipper.DisplayStart; i < clipper.DisplayEnd; ++i) {
      const SearchMatch& match = search.matches[static_cast<std::size_t>(i)];
      ImGui::PushID(i);
      if (draw_row({match.time, match.text, true, match.time == desk.view.transport.now}))
        desk.ask(SeekTo{match.time});
      ImGui::PopID();
    }
  }
}

std::string search_words(const SearchResult& search) {
  const std::string count = count_text(search.matches.size()) + (search.truncated ? "+" : "");
  if (search.finished) return count + " found";
  return fmt::format("{} found, {:.0f} % read", count, search.done * 100);
}

// What is a moment is gone to; anything else is looked for.
void search_or_go(const Desk& desk, std::string_view typed) {
  if (const auto moment = parse_moment(typed))
    desk.ask(SeekTo{moment_in(*moment, desk.view.transport.begin)});
  else
    desk.ask(Search{std::string(typed)});
}

void draw_search(const Desk& desk, EventsState& state) {
  const float width = ems(16);
  to_the_right(width);
  ImGui::SetNextItemWidth(width);
  if (state.type_search) ImGui::SetKeyboardFocusHere();
  state.type_search = false;
  if (ImGui::InputTextWithHint("##search", "words, or a clock: 14:03   /", state.typed.data(),
                               state.typed.size(), ImGuiInputTextFlags_EnterReturnsTrue))
    search_or_go(desk, state.typed.data());
}

void draw_search_line(const Desk& desk) {
  const SearchResult& search = desk.view.search;
  labelled("“" + search.typed + "”", search_words(search), colour::text);
  ImGui::SameLine();
  if (ImGui::SmallButton("earlier  N")) {
    if (const auto* match = next_match(search, desk.view.transport.now, false)) desk.ask(SeekTo{match->time});
  }
  ImGui::SameLine();
  if (ImGui::SmallButton("later  n")) {
    if (const auto* match = next_match(search, desk.view.transport.now, true)) desk.ask(SeekTo{match->time});
  }
  ImGui::SameLine();
  if (ImGui::SmallButton("end  Esc")) desk.ask(Search{});
}

}  // namespace

std::string_view rest_of(std::string_view text) {
  const auto blank = text.find(' ');
  return blank == text.npos ? std::string_view{} : text.substr(blank + 1);
}

const SearchMatch* next_match(const SearchResult& search, Time now, bool forward) {
  const auto& all = search.matches;
  if (forward) {
    const auto next =
        std::find_if(all.begin(), all.end(), [&](const SearchMatch& one) { return one.time > now; });
    return next == all.end() ? nullptr : &*next;
  }
  const auto next =
      std::find_if(all.rbegin(), all.rend(), [&](const SearchMatch& one) { return one.time < now; });
  return next == all.rend() ? nullptr : &*next;
}

void draw_events(const Desk& desk, const Rect& place, EventsState& state) {
  if (begin_panel(PanelId::events, place, desk.focused)) {
    draw_search(desk, state);
    const bool searches = !desk.view.search.typed.empty();
    if (searches) draw_search_line(desk);
    ImGui::BeginChild(searches ? "matches" : "page");
    if (searches)
      draw_matches(desk);
    else
      draw_page(desk, state);
    ImGui::EndChild();
  }
  end_panel();
}

}  // namespace switchyard::viz
