// The strips of the agents: one row each, the legend with how many are in each state above them.
#include "viz/panels/agents.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "viz/panels/marks.h"
#include "viz/panels/style.h"
#include "viz/panels/text.h"

namespace switchyard::viz {
namespace {

using reports::WorkerState;

constexpr std::array<WorkerState, reports::worker_states> legend_order = {
    WorkerState::idle,     WorkerState::reserved,    WorkerState::on_task, WorkerState::wrap_up,
    WorkerState::cooldown, WorkerState::unavailable, WorkerState::offline};

// Where the parts of a row stand, in pixels from its left edge.
struct Lanes {
  float name, badge, since, strip, strip_end, occupancy, end;
};
Lanes lanes_of(float width) {
  Lanes lanes{};
  lanes.badge = std::clamp(width * 0.2F, ems(7), ems(14));
  lanes.since = lanes.badge + ems(1.3F);
  lanes.strip = lanes.since + ems(9);
  lanes.end = width;
  lanes.occupancy = width - ems(6.5F);
  lanes.strip_end = lanes.occupancy - ems(0.8F);
  return lanes;
}

void draw_legend(const View& view, const std::vector<WorkerId>& rows) {
  const auto counts = agents_by_state(view, rows);
  for (const WorkerState state : legend_order) {
    const StateLook& look = look_of(state);
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const std::string count = count_text(counts[static_cast<std::size_t>(state)]);
    const float letter = ImGui::GetFontSize();
    draw_state_badge({at.x, at.y}, state);
    float x = at.x + letter * 1.35F;
    {
      WithFont bold(Face::bold);
      draw_text({x, at.y}, colour::text, count);
      x += width_of(count) + letter * 0.35F;
    }
    draw_text({x, at.y}, colour::muted, look.name);
    x += width_of(look.name) + letter * 0.9F;
    ImGui::InvisibleButton(look.name.data(), {x - at.x, letter});
    tip(look.name, look.meaning);
    ImGui::SameLine(0, 0);
  }
  ImGui::NewLine();
}

void draw_strip(const Desk& desk, const Plot& plot, WorkerId worker) {
  const Time now = std::min(plot.span.to, desk.view.transport.now);
  const auto count =
      static_cast<std::size_t>(std::clamp(plot.x(now) - plot.low.x, 0.0F, plot.high.x - plot.low.x));
  if (count == 0) return;
  std::vector<WorkerState> states(count);
  desk.view.history.states(worker, plot.span.from, plot.at(plot.low.x + static_cast<float>(count)), states);
  std::size_t from = 0;
  for (std::size_t i = 1; i <= count; ++i) {
    if (i < count && states[i] == states[from]) continue;
    draw_state_piece({plot.low.x + static_cast<float>(from), plot.low.y},
                     {plot.low.x + static_cast<float>(i), plot.high.y}, states[from]);
    from = i;
  }
}

void draw_occupancy(ImVec2 low, float width, std::optional<double> occupancy) {
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const float letter = ImGui::GetFontSize();
  const std::string text = occupancy ? fmt::format("{:.0f} %", *occupancy * 100) : "–";
  draw_text_right({low.x + letter * 2.7F, low.y}, occupancy ? colour::text : colour::faint, text);
  const float from = low.x + letter * 3.1F;
  const float half = std::max(2.0F, letter * 0.18F);
  const float middle = low.y + letter / 2;
  list.AddRectFilled({from, middle - half}, {low.x + width, middle + half}, colour::grid);
  if (occupancy) {
    list.AddRectFilled({from, middle - half},
                       {from + (low.x + width - from) * static_cast<float>(*occupancy), middle + half},
                       colour::sky);
  }
}

void tell_strip(const Desk& desk, const Plot& plot, WorkerId worker) {
  const Time at = plot.at(ImGui::GetMousePos().x);
  if (!plot.hovered() || at > desk.view.transport.now) return;
  const Duration pixel =
      microseconds(plot.span.length().microseconds / static_cast<std::int64_t>(plot.columns()));
  for (const auto& piece : desk.view.history.state_spans(worker, at, at + pixel)) {
    const StateLook& look = look_of(piece.state);
    ImGui::BeginTooltip();
    labelled(clock_text(at), look.name, look.colour);
    ImGui::TextUnformatted(look.meaning.data(), look.meaning.data() + look.meaning.size());
    ImGui::EndTooltip();
    return;
  }
}

std::string state_words(const View& view, const WorkerBoard& worker) {
  const std::size_t activity = worker.activity.index();
  const bool away = worker.state == WorkerState::unavailable || worker.state == WorkerState::offline;
  if (away && activity < view.names.activities.size()) return view.names.activities[activity].name;
  return std::string(look_of(worker.state).name);
}

void draw_row(const Desk& desk, WorkerId id) {
  const WorkerBoard& worker = desk.view.board.workers[id.index()];
  const bool selected = desk.view.selection.worker == id;
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const Lanes lanes = lanes_of(ImGui::GetContentRegionAvail().x);
  const float letter = ImGui::GetFontSize();
  ImGui::PushID(static_cast<int>(id.value));
  if (ImGui::Selectable("##agent", selected, 0, {0, letter}))
    desk.ask(SelectWorker{selected ? WorkerId{} : id});
  ImGui::PopID();
  draw_text(at, colour::text, shortened(desk.view.names.workers[id.index()].name, lanes.badge - ems(0.5F)));
  draw_state_badge({at.x + lanes.badge, at.y}, worker.state);
  const std::string since = span_text(desk.view.transport.now - worker.since);
  draw_text_right({at.x + lanes.strip - ems(0.6F), at.y}, colour::text, since);
  draw_text({at.x + lanes.since, at.y}, colour::muted,
            shortened(state_words(desk.view, worker), lanes.strip - lanes.since - width_of(since) - ems(1)));
  const Plot plot{{std::floor(at.x + lanes.strip), at.y},
                  {std::floor(at.x + lanes.strip_end), at.y + letter},
                  desk.span()};
  draw_strip(desk, plot, id);
  draw_occupancy({at.x + lanes.occupancy, at.y}, lanes.end - lanes.occupancy - ems(0.4F),
                 worker.occupancy(desk.view.transport.now));
  tell_strip(desk, plot, id);
}

// Titles over the lanes, and the clock over the strips.
void draw_heads(const Desk& desk, AgentsState& state, float scrollbar) {
  WithFont small(Face::small);
  const Lanes lanes = lanes_of(ImGui::GetContentRegionAvail().x - scrollbar);
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float letter = ImGui::GetFontSize();
  struct Head {
    const char* title;
    float x;
    AgentSort sort;
    const char* meaning;
  };
  const std::array<Head, 4> heads = {
      {{"Agent", 0, AgentSort::name, "by name"},
       {"State", lanes.badge, AgentSort::state,
        "what the agent is doing; who does several things counts for the first of: on task, wrap-up, "
        "offered"},
       {"for", lanes.strip - ems(2.4F), AgentSort::longest,
        "how long in that state, in minutes and seconds; longest first"},
       {"Occupancy", lanes.occupancy, AgentSort::occupancy,
        "time on task and wrapping up / that and idle time, since midnight UTC; ringing is left out"}}};
  for (const Head& head : heads) {
    const bool sorted = state.sort == head.sort;
    const std::string title = std::string(head.title) + (sorted ? " ▾" : "");
    ImGui::SetCursorScreenPos({at.x + head.x, at.y});
    if (ImGui::InvisibleButton(head.title, {width_of(title), letter})) state.sort = head.sort;
    tip(head.title, head.meaning);
    draw_text({at.x + head.x, at.y}, sorted ? colour::sky : colour::muted, title);
  }
  const Plot axis{{std::floor(at.x + lanes.strip), at.y - 2},
                  {std::floor(at.x + lanes.strip_end), at.y - 2},
                  desk.span()};
  draw_time_axis(axis, true);
  ImGui::SetCursorScreenPos({at.x, at.y + letter + 4});
}

void move_selection(const Desk& desk, const std::vector<WorkerId>& rows) {
  const int step = row_step(desk);
  if (step == 0 || rows.empty()) return;
  const auto at = std::find(rows.begin(), rows.end(), desk.view.selection.worker);
  const auto last = static_cast<std::ptrdiff_t>(rows.size()) - 1;
  const auto next = at == rows.end() ? (step > 0 ? 0 : last)
                                     : std::clamp(at - rows.begin() + step, std::ptrdiff_t{0}, last);
  desk.ask(SelectWorker{rows[static_cast<std::size_t>(next)]});
}

void draw_rows(const Desk& desk, const std::vector<WorkerId>& rows, float height) {
  ImGui::BeginChild("strips", {0, height}, false, ImGuiWindowFlags_AlwaysVerticalScrollbar);
  ImGuiListClipper clipper;
  clipper.Begin(static_cast<int>(rows.size()), ImGui::GetFontSize() + ImGui::GetStyle().ItemSpacing.y);
  while (clipper.Step()) {
    for (int i = clipper.DisplayStart; i < clipper.DisplayEnd; ++i)
      draw_row(desk, rows[static_cast<std::size_t>(i)]);
  }
  ImGui::EndChild();
}

}  // namespace

void draw_agents(const Desk& desk, const Rect& place, AgentsState& state) {
  if (begin_panel(PanelId::agents, place, desk.focused)) {
    draw_agent_filters(desk, state);
    const auto rows = agent_rows(desk.view, state);
    move_selection(desk, rows);
    draw_legend(desk.view, rows);
    draw_heads(desk, state, ImGui::GetStyle().ScrollbarSize);
    const bool chosen = !desk.view.selection.worker.is_none();
    draw_rows(desk, rows, chosen ? -ems(4.6F) : 0);
    if (chosen) draw_chosen_agent(desk, state);
  }
  end_panel();
}

}  // namespace switchyard::viz
