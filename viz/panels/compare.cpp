// Both curves, the shade between them, and the list of differing tasks.
#include "viz/panels/compare.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <string>

#include "viz/panels/marks.h"
#include "viz/panels/queues.h"
#include "viz/panels/style.h"
#include "viz/panels/text.h"

namespace switchyard::viz {
namespace {

constexpr ImU32 first_colour = colour::sky;
constexpr ImU32 other_colour = colour::orange;

// The same stretch of time in the other run.
Plot moved(Plot plot, Duration by) {
  plot.span.from = plot.span.from - by;
  plot.span.to = plot.span.to - by;
  return plot;
}

Columns depths_of(const History& history, Series series, const Plot& plot, Time until) {
  const auto known =
      std::clamp(plot.x(std::min(until, history.end())) - plot.low.x, 0.0F, plot.high.x - plot.low.x);
  std::vector<std::uint32_t> depths(static_cast<std::size_t>(known));
  if (!depths.empty())
    history.deepest(series, plot.span.from, plot.at(plot.low.x + std::floor(known)), depths);
  Columns columns(plot.columns(), NAN);
  std::transform(depths.begin(), depths.end(), columns.begin(),
                 [](std::uint32_t depth) { return static_cast<float>(depth); });
  return columns;
}

struct Curves {
  Columns first;
  Columns other;
};

Series series_of(const Desk& desk, bool other) {
  const TaskQueueId queue = desk.view.selection.queue;
  if (queue.is_none()) return {};
  if (!other) return {Series::Kind::queue, queue.value};
  const TaskQueueId same = same_queue(desk.view.names, queue, desk.view.other->names);
  return same.is_none() ? Series{} : Series{Series::Kind::queue, same.value};
}

Curves curves_of(const Desk& desk, const CompareState& state, const Plot& plot) {
  const History& first = desk.view.history;
  const History& other = desk.view.other->history;
  const Duration shift = shift_of_other(first, other);
  const Time now = desk.view.transport.now;
  const Plot there = moved(plot, shift);
  const auto read = state.measure == 0 ? depths_of : level_columns;
  return {read(first, series_of(desk, false), plot, now),
          read(other, series_of(desk, true), there, now - shift)};
}

// Filled where the first is above, hatched where the other is: two marks for two directions.
void shade(const Plot& plot, const Curves& curves) {
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const std::size_t count = std::min(curves.first.size(), curves.other.size());
  std::size_t from = 0;
  const auto same = [&](std::size_t a, std::size_t b) {
    return curves.first[a] == curves.first[b] && curves.other[a] == curves.other[b];
  };
  for (std::size_t i = 1; i <= count; ++i) {
    if (i < count && same(i, from)) continue;
    const float a = curves.first[from];
    const float b = curves.other[from];
    if (!std::isnan(a) && !std::isnan(b) && a != b) {
      const ImVec2 low = {plot.low.x + static_cast<float>(from), plot.y(static_cast<double>(std::max(a, b)))};
      const ImVec2 high = {plot.low.x + static_cast<float>(i), plot.y(static_cast<double>(std::min(a, b)))};
      list.AddRectFilled(low, high, colour::faded(a > b ? first_colour : other_colour, 70));
      if (b > a) hatch(list, low, high, colour::faded(other_colour, 120), 5);
    }
    from = i;
  }
}

double highest_of(const Curves& curves) {
  float highest = 0;
  for (const Columns* columns : {&curves.first, &curves.other}) {
    for (const float value : *columns) highest = std::isnan(value) ? highest : std::max(highest, value);
  }
  return static_cast<double>(highest);
}

void draw_names(const Plot& plot) {
  WithFont small(Face::small);
  const float letter = ImGui::GetFontSize();
  const float y = plot.low.y - letter * 1.35F;
  float x = plot.high.x - width_of("A this run   B other run") - letter * 3;
  for (const auto& [word, colour] :
       {std::pair{"A this run", first_colour}, std::pair{"B other run", other_colour}}) {
    ImGui::GetWindowDrawList()->AddRectFilled({x, y + letter * 0.2F}, {x + letter * 0.7F, y + letter * 0.9F},
                                              colour);
    draw_text({x + letter, y}, colour::text, word);
    x += width_of(word) + letter * 2;
  }
}

void draw_curves(const Desk& desk, const CompareState& state, ImVec2 size) {
  Plot plot = place_plot("curves", size, desk.span(), 100, {});
  const Curves curves = curves_of(desk, state, plot);
  if (state.measure == 0) plot.top = round_up(std::max(4.0, highest_of(curves)));
  draw_time_axis(plot, true);
  draw_value_axis(plot, state.measure == 0 ? "tasks waiting" : "service level by 5 minutes",
                  state.measure == 0 ? "" : " %");
  draw_marks(desk.view, plot);
  shade(plot, curves);
  draw_line(plot, curves.other, other_colour, 2);
  draw_line(plot, curves.first, first_colour, 2);
  if (state.measure == 1) draw_level(plot, desk.view.names.target * 100, colour::muted, "target");
  draw_moment(plot, desk.view.transport.now, colour::text);
  draw_names(plot);
}

void draw_figure(const char* words, const std::string& first, const std::string& other) {
  ImGui::TableNextRow();
  ImGui::TableNextColumn();
  ImGui::TextDisabled("%s", words);
  ImGui::TableNextColumn();
  ImGui::TextUnformatted(first.c_str());
  ImGui::TableNextColumn();
  ImGui::TextUnformatted(other.c_str());
}

std::string level_text(std::optional<double> level) {
  return level ? fmt::format("{:.1f} %", *level * 100) : "–";
}

void draw_figures(const Desk& desk) {
  const QueueBoard a = sum_of_queues(desk.view.board, desk.view.names);
  const QueueBoard b = sum_of_queues(desk.view.other->board, desk.view.other->names);
  if (!ImGui::BeginTable("figures", 3, ImGuiTableFlags_SizingStretchSame | ImGuiTableFlags_BordersInnerH))
    return;
  draw_figure("at this moment, all queues", "A  this run", "B  other run");
  draw_figure("waiting, tasks", count_text(a.waiting), count_text(b.waiting));
  draw_figure("service level today", level_text(a.today.service_level()),
              level_text(b.today.service_level()));
  draw_figure("answered today, tasks", count_text(a.today.answered), count_text(b.today.answered));
  draw_figure("abandoned today, tasks", count_text(a.today.abandoned), count_text(b.today.abandoned));
  ImGui::EndTable();
}

std::string either(const std::string& first, const std::string& other) {
  const std::string none = "–";
  if (first == other) return first.empty() ? none : first;
  return (first.empty() ? none : first) + " → " + (other.empty() ? none : other);
}

bool is_in_both(const ComparedTask& task) {
  return !task.before.is_none() && !task.after.is_none();
}

// Who was in one run only has no wait in the other, and none that was better.
std::string waits_text(const ComparedTask& task) {
  return either(task.before.is_none() ? "" : span_text(task.wait_before),
                task.after.is_none() ? "" : span_text(task.wait_after));
}

ImU32 waits_colour(const ComparedTask& task) {
  if (!is_in_both(task) || task.wait_after == task.wait_before) return colour::muted;
  return colour_of(task.wait_after < task.wait_before ? Verdict::good : Verdict::bad);
}

void draw_difference(const Desk& desk, const ComparedTask& task) {
  const auto cell = [](const std::string& text, ImU32 colour) {
    ImGui::TableNextColumn();
    const std::string shown = shortened(text, ImGui::GetContentRegionAvail().x);
    const ImVec2 at = ImGui::GetCursorScreenPos();
    draw_text(at, colour, shown);
    ImGui::Dummy({1, ImGui::GetFontSize()});
    if (shown != text &&
        ImGui::IsMouseHoveringRect(at, {at.x + width_of(shown), at.y + ImGui::GetFontSize()}))
      ImGui::SetTooltip("%s", text.c_str());
  };
  ImGui::TableNextRow();
  ImGui::TableNextColumn();
  const TaskId id = task.before.is_none() ? task.after : task.before;
  ImGui::PushID(static_cast<int>(id.value));
  if (ImGui::Selectable(clock_text(task.arrived).c_str(), false, ImGuiSelectableFlags_SpanAllColumns)) {
    desk.ask(SeekTo{task.arrived});
    if (!task.before.is_none()) desk.ask(SelectTask{task.before});
  }
  ImGui::PopID();
  cell(fmt::format("{}{}", id.value,
                   is_in_both(task)        ? ""
                   : task.before.is_none() ? " (only B)"
                                           : " (only A)"),
       colour::text);
  cell(either(task.queues_before, task.queues_after), colour::text);
  cell(either(task.workers_before, task.workers_after), colour::text);
  cell(waits_text(task), waits_colour(task));
  cell(either(task.end_before, task.end_after), colour::text);
}

void draw_differences(const Desk& desk, const TaskComparison& compared) {
  const std::string words =
      fmt::format("{} tasks fared the same, {} otherwise; {} only in A, {} only in B{}",
                  count_text(compared.same), count_text(compared.differ), count_text(compared.only_before),
                  count_text(compared.only_after), compared.truncated ? " (the first are listed)" : "");
  ImGui::TextDisabled("%s", words.c_str());
  if (!ImGui::BeginTable("differences", 6,
                         ImGuiTableFlags_ScrollY | ImGuiTableFlags_RowBg | ImGuiTableFlags_BordersInnerH))
    return;
  ImGui::TableSetupColumn("Came", ImGuiTableColumnFlags_WidthFixed, ems(4.4F));
  ImGui::TableSetupColumn("Task", ImGuiTableColumnFlags_WidthFixed, ems(5));
  for (const char* title : {"Queue A → B", "Agent A → B", "Wait A → B", "End A → B"})
    ImGui::TableSetupColumn(title);
  ImGui::TableSetupScrollFreeze(0, 1);
  ImGui::TableHeadersRow();
  ImGuiListClipper clipper;
  clipper.Begin(static_cast<int>(compared.tasks.size()));
  while (clipper.Step()) {
    for (int i = clipper.DisplayStart; i < clipper.DisplayEnd; ++i)
      draw_difference(desk, compared.tasks[static_cast<std::size_t>(i)]);
  }
  ImGui::EndTable();
}

}  // namespace

Columns level_columns(const History& history, Series series, const Plot& plot, Time until) {
  Columns columns(plot.columns(), NAN);
  const auto& buckets = history.service(series);
  for (std::size_t x = 0; x < columns.size(); ++x) {
    const Time at = plot.at(plot.low.x + static_cast<float>(x) + 0.5F);
    if (at < history.service_begin() || at > std::min(until, history.end())) continue;
    const auto bucket =
        static_cast<std::size_t>((at - history.service_begin()).microseconds / service_bucket.microseconds);
    if (bucket >= buckets.size()) continue;
    if (const auto level = buckets[bucket].service_level()) columns[x] = static_cast<float>(*level * 100);
  }
  return columns;
}

void draw_compare(const Desk& desk, const Rect& place, CompareState& state) {
  if (begin_panel(PanelId::compare, place, desk.focused)) {
    if (!desk.view.other) {
      ImGui::TextDisabled(
          "Name a second log on the command line, and the two runs stand here on one time axis.");
    } else {
      const std::initializer_list<const char*> measures = {"tasks waiting", "service level"};
      to_the_right(width_of_choice(measures));
      choose("measure", state.measure, measures);
      ImGui::Dummy({1, ems(0.2F)});
      const std::string whose = desk.view.selection.queue.is_none()
                                    ? "all queues"
                                    : "queue " + name_of(desk.view.names, desk.view.selection.queue);
      ImGui::TextDisabled("%s; filled where A is higher, hatched where B is", whose.c_str());
      draw_curves(desk, state, {ImGui::GetContentRegionAvail().x, ImGui::GetContentRegionAvail().y * 0.38F});
      draw_figures(desk);
      if (desk.view.compared != nullptr)
        draw_differences(desk, *desk.view.compared);
      else
        ImGui::TextDisabled("comparing the tasks of both runs …");
    }
  }
  end_panel();
}

}  // namespace switchyard::viz
