// Large figures with their words, from left to right.
#include "viz/panels/headline.h"

#include <fmt/format.h>

#include <algorithm>
#include <string>

#include "viz/panels/marks.h"
#include "viz/panels/style.h"
#include "viz/panels/text.h"

namespace switchyard::viz {
namespace {

struct Figure {
  std::string words;
  std::string number;
  Verdict verdict = Verdict::none;
  std::string meaning;
};

std::optional<Duration> oldest_of_all(const View& view) {
  std::optional<Duration> longest;
  for (const auto& begin : oldest_waits(view.board)) {
    if (begin) longest = std::max(longest.value_or(Duration{}), view.transport.now - *begin);
  }
  return longest;
}

std::uint32_t in_state(const View& view, std::initializer_list<reports::WorkerState> states) {
  std::uint32_t count = 0;
  for (const WorkerBoard& worker : view.board.workers)
    count += std::find(states.begin(), states.end(), worker.state) != states.end() ? 1U : 0U;
  return count;
}

std::string level_text(std::optional<double> level) {
  return level ? fmt::format("{:.1f} %", *level * 100) : "–";
}

std::vector<Figure> figures_of(const View& view) {
  using reports::WorkerState;
  const QueueBoard sum = sum_of_queues(view.board, view.names);
  const auto oldest = oldest_of_all(view);
  const auto recent = sum.recent.total().service_level();
  const auto today = sum.today.service_level();
  const bool middle = view.transport.from_middle;
  const std::string begin = minute_text(view.transport.begin);
  const std::string level =
      "answered within " + span_text(view.names.within) + " / (answered + abandoned), all queues, ";
  return {{"waiting", count_text(sum.waiting), Verdict::none, "tasks in all queues now"},
          {"oldest wait", oldest ? span_text(*oldest) : "–", verdict_of_wait(oldest, view.names.within),
           "how long the task waits that has waited longest, in minutes and seconds"},
          {"service 15 min", level_text(recent), verdict_of_level(recent, view.names.target),
           level + "over the last 15 minutes"},
          {middle ? "service since " + begin : "service today", level_text(today),
           verdict_of_level(today, view.names.target),
           level + (middle ? "since the oldest event that the live host still tells, at " + begin
                           : "since midnight UTC")},
          {"available", count_text(in_state(view, {WorkerState::idle})), Verdict::none,
           "agents who wait for work now"},
          {"working", count_text(in_state(view, {WorkerState::on_task, WorkerState::wrap_up})), Verdict::none,
           "agents on a task or wrapping up now"}};
}

const char* word_of(const Transport& transport) {
  switch (transport.source) {
    case Source::log:
      return "RECORDED";
    case Source::simulation:
      return "SIMULATED";
    case Source::live:
      break;
  }
  return transport.at_newest ? "LIVE" : "LIVE · LOOKING BACK";
}

float draw_figure(const Figure& figure, ImVec2 at) {
  const float letter = ems(1);
  float x = at.x;
  if (figure.verdict != Verdict::none) {
    draw_verdict({x + letter * 0.45F, at.y + letter * 0.85F}, figure.verdict, letter * 0.8F);
    x += letter * 1.25F;
  }
  float width = 0;
  {
    WithFont large(Face::large);
    draw_text({x, at.y}, colour::text, figure.number);
    width = width_of(figure.number);
  }
  WithFont small(Face::small);
  draw_text({x, at.y + letter * 1.85F}, colour::muted, figure.words);
  width = std::max(width, width_of(figure.words));
  ImGui::SetCursorScreenPos(at);
  ImGui::InvisibleButton(figure.words.c_str(), {x + width - at.x, letter * 2.8F});
  tip(figure.words, figure.meaning);
  return x + width;
}

// What is shown, at the left; gives where it ends.
float draw_source(const View& view, ImVec2 at, float width) {
  const float letter = ems(1);
  {
    WithFont bold(Face::bold);
    draw_text({at.x, at.y + letter * 0.25F}, colour::text, shortened(view.title, width));
  }
  WithFont small(Face::small);
  const bool live = view.transport.source == Source::live;
  const std::string word = word_of(view.transport);
  const float y = at.y + letter * 1.85F;
  const float size = ImGui::GetFontSize();
  if (live)
    ImGui::GetWindowDrawList()->AddCircleFilled({at.x + size * 0.4F, y + size * 0.55F}, size * 0.3F,
                                                colour::green);
  draw_text({at.x + (live ? size : 0), y}, live ? colour::green : colour::sky, word);
  const std::string rest =
      fmt::format("{} · {} · {}", view.names.workspace, counted_text(view.names.queues.size(), "queue"),
                  counted_text(view.names.workers.size(), "agent"));
  const float used = width_of(word) + size * (live ? 1.8F : 0.8F);
  draw_text({at.x + used, y}, colour::muted, shortened(rest, width - used));
  return at.x + width;
}

}  // namespace

void draw_headline(const Desk& desk, const Rect& place) {
  ImGui::SetNextWindowPos(place.low);
  ImGui::SetNextWindowSize(place.size());
  ImGui::PushStyleColor(ImGuiCol_WindowBg, colour::ground);
  if (ImGui::Begin("Headline", nullptr,
                   ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove |
                       ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoBringToFrontOnFocus |
                       ImGuiWindowFlags_NoScrollWithMouse)) {
    const auto figures = figures_of(desk.view);
    ImVec2 at = {place.low.x + ems(0.9F), place.low.y + ems(0.6F)};
    at.x = draw_source(desk.view, at, place.size().x * 0.3F) + ems(1.5F);
    const float step = (place.high.x - at.x) / static_cast<float>(figures.size());
    for (const Figure& figure : figures) {
      draw_figure(figure, at);
      at.x += step;
    }
  }
  ImGui::End();
  ImGui::PopStyleColor();
}

}  // namespace switchyard::viz
