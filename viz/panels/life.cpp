// A task's spans as bars with their names in them.
#include <algorithm>
#include <array>
#include <string>

#include "viz/panels/marks.h"
#include "viz/panels/style.h"
#include "viz/panels/task.h"
#include "viz/panels/text.h"

namespace switchyard::viz {
namespace {

struct SpanLook {
  ImU32 colour;
  const char* word;
  bool hatched;
};

const SpanLook& look_of_span(LifeSpan::Kind kind) {
  static constexpr std::array<SpanLook, 5> looks = {{{colour::purple, "waits in", true},
                                                     {colour::yellow, "rings at", false},
                                                     {colour::sky, "with", false},
                                                     {colour::orange, "wrap-up of", true},
                                                     {colour::muted, "elsewhere:", true}}};
  return looks[static_cast<std::size_t>(kind)];
}

void draw_span(const Plot& plot, const LifeSpan& span, float top, float height) {
  const SpanLook& look = look_of_span(span.kind);
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const float from = std::max(plot.x(span.from), plot.low.x);
  const float to = std::max(std::min(plot.x(span.to), plot.high.x), from + 2);
  list.AddRectFilled({from, top}, {to, top + height}, colour::faded(look.colour, look.hatched ? 70 : 210), 2);
  if (look.hatched) hatch(list, {from, top}, {to, top + height}, colour::faded(look.colour, 110), 5);
  list.AddRectFilled({from, top}, {from + 2, top + height}, look.colour);
  const std::string words = std::string(look.word) + " " + span.what;
  if (to - from > ems(2.5F)) {
    draw_text({from + ems(0.4F), top + (height - ImGui::GetFontSize()) / 2},
              look.hatched ? colour::text : colour::ground, shortened(words, to - from - ems(0.8F)));
  }
  if (!ImGui::IsWindowHovered() || !ImGui::IsMouseHoveringRect({from, top}, {to, top + height})) return;
  const std::string all = words + "\n" + clock_text(span.from) + " to " + clock_text(span.to) + ", " +
                          span_text(span.to - span.from);
  ImGui::SetTooltip("%s", all.c_str());
}

Span span_of(const TaskLife& life) {
  Span span{life.explanation.arrived, life.known_until};
  for (const LifeSpan& one : life.spans) span.to = std::max(span.to, one.to);
  if (life.ended && !life.spans.empty()) {
    span.to = life.spans.front().to;
    for (const LifeSpan& one : life.spans) span.to = std::max(span.to, one.to);
  }
  span.to = std::max(span.to, span.from + seconds(1));
  return span;
}

}  // namespace

std::vector<int> lanes_of_spans(const std::vector<LifeSpan>& spans) {
  std::vector<int> lanes;
  std::vector<Time> free_from;
  for (const LifeSpan& span : spans) {
    const auto lane =
        std::find_if(free_from.begin(), free_from.end(), [&](Time free) { return free <= span.from; });
    lanes.push_back(static_cast<int>(lane - free_from.begin()));
    if (lane == free_from.end())
      free_from.push_back(span.to);
    else
      *lane = span.to;
  }
  return lanes;
}

void draw_life(const Desk& desk, const TaskLife& life, float width) {
  constexpr int most_lanes = 4;
  const auto lanes = lanes_of_spans(life.spans);
  const int highest = lanes.empty() ? 0 : *std::max_element(lanes.begin(), lanes.end());
  const float lane_height = ems(1.45F);
  const float height = lane_height * static_cast<float>(std::min(highest, most_lanes - 1) + 1) + ems(1.4F);
  const Plot plot = place_plot("life", {width, height}, span_of(life), 1, {false, true});
  draw_time_axis(plot, true);
  WithFont small(Face::small);
  for (std::size_t i = 0; i < life.spans.size(); ++i) {
    if (lanes[i] >= most_lanes) continue;
    draw_span(plot, life.spans[i], plot.low.y + lane_height * static_cast<float>(lanes[i]) + 1,
              lane_height - 3);
  }
  draw_moment(plot, desk.view.transport.now, colour::text, 2);
}

}  // namespace switchyard::viz
