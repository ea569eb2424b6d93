// The table of queues below the plot of their depths.
#include "viz/panels/queues.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <span>
#include <string>

#include "viz/panels/marks.h"
#include "viz/panels/style.h"
#include "viz/panels/text.h"

namespace switchyard::viz {
namespace {

struct Column {
  const char* title;
  float ems;     // of fixed width; 0: shares what is left
  float weight;  // its part of that
  std::string_view meaning;
};

constexpr std::array<Column, 9> table_columns = {{
    {"Queue", 12, 0, "its name and tenant; click on a row to select it"},
    {"Waiting", 3.9F, 0, "tasks in the queue now, those that are just being offered included"},
    {"Depth", 0, 1.5F, "tasks waiting over the time that the plot above shows, each row on its own scale"},
    {"Oldest", 4.7F, 0,
     "how long the task waits that has waited longest in this queue now, in minutes and seconds"},
    {"Ringing", 3.9F, 0, "tasks that are being offered to workers now; they count as waiting, too"},
    {"In hand", 3.9F, 0, "tasks that were answered from this queue and are talking or wrapping up now"},
    {"SL 15 min", 0, 1.5F, ""},
    {"SL today", 0, 1.5F, ""},
    {"Ans · Lost", 5.6F, 0, ""},
}};

std::string level_meaning(const Names& names, const char* when) {
  return "answered within " + span_text(names.within) + " / (answered + abandoned), " + when +
         ". The stroke is the target of " +
         std::to_string(static_cast<int>(std::lround(names.target * 100))) +
         " %; a dot is at or above it, a triangle less than 10 points below, a square further below.";
}

// Since when counts of the day are, where not all of it is known.
std::string of_the_day(const Transport& transport) {
  return transport.from_middle ? "since the oldest event that is told, at " + minute_text(transport.begin)
                               : std::string("since midnight UTC");
}

std::string meaning_of(const View& view, std::size_t column) {
  const std::string day = of_the_day(view.transport);
  if (column == 6) return level_meaning(view.names, "over the last 15 minutes");
  if (column == 7) return level_meaning(view.names, day.c_str());
  if (column == 8) return "answered and abandoned " + day + ", in tasks";
  return std::string(table_columns[column].meaning);
}

std::string title_of(const View& view, std::size_t column) {
  if (column != 7 || !view.transport.from_middle) return table_columns[column].title;
  return "SL since " + minute_text(view.transport.begin);
}

std::optional<QueueSort> sort_of(std::size_t column) {
  switch (column) {
    case 0:
      return QueueSort::name;
    case 1:
      return QueueSort::waiting;
    case 3:
      return QueueSort::oldest;
    case 6:
      return QueueSort::recent;
    case 7:
      return QueueSort::today;
    default:
      return std::nullopt;
  }
}

// Of a tenant with a queue of its own name it would be said twice.
std::string tenant_beside(const Names& names, const NamedQueue& queue) {
  const std::string tenant = names.tenants.size() < 2 ? "" : name_of(names, queue.tenant);
  return tenant == queue.name ? "" : tenant;
}

// As wide as the longest name, as long as the curve and both levels keep what they need.
float width_of_names(const Names& names, const std::vector<QueueRow>& rows) {
  float longest = ems(6);
  for (const QueueRow& row : rows) {
    const NamedQueue& queue = names.queues[row.queue.index()];
    const std::string tenant = tenant_beside(names, queue);
    longest = std::max(longest, width_of(queue.name) + (tenant.empty() ? 0 : ems(0.6F) + width_of(tenant)));
  }
  constexpr float least_of_others = 14;
  float others = ems(least_of_others) + ImGui::GetStyle().ScrollbarSize;
  for (std::size_t i = 1; i < table_columns.size(); ++i) others += ems(table_columns[i].ems);
  others += ImGui::GetStyle().CellPadding.x * 2 * static_cast<float>(table_columns.size());
  return std::clamp(longest + 1, ems(6), std::max(ems(6), ImGui::GetContentRegionAvail().x - others));
}

void set_up_columns(float names) {
  ImGui::TableSetupColumn(table_columns.front().title, ImGuiTableColumnFlags_WidthFixed, names);
  for (const Column& column : std::span(table_columns).subspan(1)) {
    if (column.ems == 0)
      ImGui::TableSetupColumn(column.title, ImGuiTableColumnFlags_WidthStretch, column.weight);
    else
      ImGui::TableSetupColumn(column.title, ImGuiTableColumnFlags_WidthFixed, ems(column.ems));
  }
  ImGui::TableSetupScrollFreeze(0, 1);
}

void draw_heads(const View& view, QueuesState& state) {
  WithFont small(Face::small);
  ImGui::TableNextRow(ImGuiTableRowFlags_Headers);
  for (std::size_t i = 0; i < table_columns.size(); ++i) {
    ImGui::TableNextColumn();
    const auto sort = sort_of(i);
    const bool sorted = sort && *sort == state.sort;
    ImGui::PushStyleColor(ImGuiCol_Text, sorted ? colour::sky : colour::muted);
    const std::string title = title_of(view, i) + (sorted ? " ▾" : "");
    if (ImGui::Selectable(title.c_str()) && sort) state.sort = *sort;
    ImGui::PopStyleColor();
    tip(title_of(view, i), meaning_of(view, i));
  }
}

// A cell's rectangle on the screen, as high as the row.
Rect cell(float height) {
  const ImVec2 low = ImGui::GetCursorScreenPos();
  return {low, {low.x + ImGui::GetContentRegionAvail().x, low.y + height}};
}

void draw_count(std::uint32_t count, float height) {
  const Rect rect = cell(height);
  draw_text_right({rect.high.x - ems(0.6F), rect.low.y}, count == 0 ? colour::faint : colour::text,
                  count_text(count));
}

void draw_spark(const Desk& desk, TaskQueueId queue, float height) {
  const Rect rect = cell(height);
  Plot plot{{std::floor(rect.low.x), rect.low.y + 1}, {std::floor(rect.high.x), rect.high.y}, desk.span()};
  const Columns columns = depth_columns(desk.view, {Series::Kind::queue, queue.value}, plot);
  float highest = 1;
  for (const float value : columns) highest = std::isnan(value) ? highest : std::max(highest, value);
  plot.top = static_cast<double>(highest);
  draw_area(plot, columns, colour::faded(colour::sky, 190));
}

void draw_oldest(const QueueRow& row, Duration within, float height) {
  const Rect rect = cell(height);
  const Verdict verdict = verdict_of_wait(row.oldest, within);
  if (verdict == Verdict::warning || verdict == Verdict::bad)
    draw_verdict({rect.low.x + ems(0.5F), rect.low.y + height / 2}, verdict, ems(0.6F));
  draw_text_right({rect.high.x - ems(0.3F), rect.low.y}, row.oldest ? colour::text : colour::faint,
                  row.oldest ? span_text(*row.oldest) : "–");
}

void draw_name(const Desk& desk, const QueueRow& row) {
  const NamedQueue& queue = desk.view.names.queues[row.queue.index()];
  const bool selected = desk.view.selection.queue == row.queue;
  const Rect rect = cell(ImGui::GetTextLineHeight());
  ImGui::PushID(static_cast<int>(row.queue.value));
  if (ImGui::Selectable("##row", selected, ImGuiSelectableFlags_SpanAllColumns))
    desk.ask(SelectQueue{selected ? TaskQueueId{} : row.queue});
  ImGui::PopID();
  const float width = rect.size().x;
  const std::string name = shortened(queue.name, width);
  draw_text(rect.low, colour::text, name);
  const float used = width_of(name) + ems(0.6F);
  const std::string tenant = tenant_beside(desk.view.names, queue);
  if (tenant.empty() || width - used < ems(2)) return;
  draw_text({rect.low.x + used, rect.low.y}, colour::faint, shortened(tenant, width - used));
}

void draw_level(std::optional<double> level, double target, float height) {
  const Rect rect = cell(height);
  draw_level_bar(rect.low, {rect.size().x - ems(0.5F), height}, level, target);
}

void draw_row(const Desk& desk, const QueueRow& row) {
  const QueueBoard& queue = desk.view.board.queues[row.queue.index()];
  const Names& names = desk.view.names;
  const float height = ImGui::GetTextLineHeight();
  ImGui::TableNextRow();
  ImGui::TableNextColumn(), draw_name(desk, row);
  ImGui::TableNextColumn(), draw_count(queue.waiting, height);
  ImGui::TableNextColumn(), draw_spark(desk, row.queue, height);
  ImGui::TableNextColumn(), draw_oldest(row, names.within, height);
  ImGui::TableNextColumn(), draw_count(queue.being_offered, height);
  ImGui::TableNextColumn(), draw_count(queue.in_hand, height);
  ImGui::TableNextColumn(), draw_level(row.recent, names.target, height);
  ImGui::TableNextColumn(), draw_level(row.today, names.target, height);
  ImGui::TableNextColumn();
  const Rect rect = cell(height);
  draw_text_right({rect.high.x - ems(0.3F), rect.low.y}, colour::muted,
                  count_text(queue.today.answered) + " · " + count_text(queue.today.abandoned));
}

void move_selection(const Desk& desk, const std::vector<QueueRow>& rows) {
  const int step = row_step(desk);
  if (step == 0 || rows.empty()) return;
  const auto at = std::find_if(rows.begin(), rows.end(),
                               [&](const QueueRow& row) { return row.queue == desk.view.selection.queue; });
  const auto last = static_cast<std::ptrdiff_t>(rows.size()) - 1;
  const auto next = at == rows.end() ? (step > 0 ? 0 : last)
                                     : std::clamp(at - rows.begin() + step, std::ptrdiff_t{0}, last);
  desk.ask(SelectQueue{rows[static_cast<std::size_t>(next)].queue});
}

void draw_table(const Desk& desk, QueuesState& state) {
  const auto rows = queue_rows(desk.view, state);
  move_selection(desk, rows);
  const float names = width_of_names(desk.view.names, rows);
  if (!ImGui::BeginTable("queues", static_cast<int>(table_columns.size()),
                         ImGuiTableFlags_ScrollY | ImGuiTableFlags_RowBg | ImGuiTableFlags_BordersInnerH))
    return;
  set_up_columns(names);
  draw_heads(desk.view, state);
  ImGuiListClipper clipper;
  clipper.Begin(static_cast<int>(rows.size()));
  while (clipper.Step()) {
    for (int i = clipper.DisplayStart; i < clipper.DisplayEnd; ++i)
      draw_row(desk, rows[static_cast<std::size_t>(i)]);
  }
  ImGui::EndTable();
}

// Which curves, and over how much time.
void draw_choices(QueuesState& state, Duration& window) {
  const std::initializer_list<const char*> curves = {"tenant", "queue", "selected"};
  const std::initializer_list<const char*> lengths = {"5 m", "15 m", "1 h", "4 h", "12 h", "24 h"};
  const float gap = ems(1.2F);
  to_the_right(width_of("depth by") + ems(0.5F) + width_of_choice(curves) + gap + width_of_choice(lengths));
  ImGui::TextDisabled("depth by");
  ImGui::SameLine(0, ems(0.5F));
  choose("curves", state.curves, curves);
  tip("Depth by", "one curve a tenant, one a queue, or the selected queue's alone   c");
  ImGui::SameLine(0, gap);
  const auto at = std::find(plot_lengths.begin(), plot_lengths.end(), window);
  int length = at == plot_lengths.end() ? -1 : static_cast<int>(at - plot_lengths.begin());
  if (choose("lengths", length, lengths)) window = plot_lengths[static_cast<std::size_t>(length)];
  tip("Plots", "how much time the plots show, up to the moment that is shown   w, W");
}

}  // namespace

void draw_queues(const Desk& desk, const Rect& place, QueuesState& state, Duration& window) {
  if (begin_panel(PanelId::queues, place, desk.focused)) {
    draw_choices(state, window);
    draw_depths(desk, state, {ImGui::GetContentRegionAvail().x, ImGui::GetContentRegionAvail().y * 0.4F});
    draw_table(desk, state);
  }
  end_panel();
}

}  // namespace switchyard::viz
