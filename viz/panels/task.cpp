// The head of a task, its spans, and the moments with what was decided at each.
#include "viz/panels/task.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <utility>

#include "viz/panels/marks.h"
#include "viz/panels/style.h"
#include "viz/panels/text.h"

namespace switchyard::viz {
namespace {

constexpr std::size_t most_names = 6;

void write(ImU32 colour, const std::string& text) {
  ImGui::PushStyleColor(ImGuiCol_Text, colour);
  ImGui::TextUnformatted(text.c_str());
  ImGui::PopStyleColor();
}

void write_wrapped(ImU32 colour, const std::string& text) {
  ImGui::PushTextWrapPos(0);
  write(colour, text);
  ImGui::PopTextWrapPos();
}

std::string listed(const std::vector<std::string>& names) {
  std::string text;
  for (std::size_t i = 0; i < std::min(names.size(), most_names); ++i)
    text += (i == 0 ? "" : ", ") + names[i];
  if (names.size() > most_names) text += fmt::format(" and {} more", names.size() - most_names);
  return text;
}

std::string filters_text(const std::vector<reports::TriedFilter>& filters) {
  std::string text;
  for (const auto& filter : filters) {
    const char* result = !filter.within_hours ? "closed" : filter.matches ? "fits" : "does not fit";
    text += fmt::format("{}{}: {}", text.empty() ? "" : " · ", filter.name, result);
  }
  return text;
}

std::string standing_text(const reports::Standing& standing) {
  std::string text = standing.status;
  if (!standing.queue.empty()) text += " in " + standing.queue;
  if (standing.targets > 0) text += fmt::format(", target {} of {}", standing.target, standing.targets);
  return text + fmt::format(", priority {}", standing.priority);
}

std::string timer_text(const reports::RunningTimer& timer, Time now) {
  return timer.what + " at " + clock_text(timer.at, now) + ", in " + length_text(timer.at - now);
}

struct Meaning {
  std::string_view word;
  std::string_view meaning;
};
constexpr std::array<Meaning, 6> meanings = {
    {{"filters", "the workflow's filters in their order, and whether each one fits the task"},
     {"stands", "where the task stands after this moment"},
     {"asked", "agents to whom the task is offered"},
     {"free, but later in order",
      "agents who could have taken it, but others come first in the queue's order"},
     {"left out", "agents who could not be asked, and why"},
     {"timer", "what happens by itself if nothing else comes first, and when"}}};

// What the word of a line means.
void tip_of_word(std::string_view word) {
  for (const Meaning& one : meanings) {
    if (one.word == word) tip(one.word, one.meaning);
  }
}

// A line with its word in muted letters; nothing when there is no text.
void say(const char* word, const std::string& text, ImU32 colour = colour::text) {
  if (text.empty()) return;
  write(colour::faint, word);
  tip_of_word(word);
  ImGui::SameLine(ems(11.5F));
  write_wrapped(colour, text);
}

void draw_decision(const reports::Moment& moment) {
  say("filters", filters_text(moment.filters));
  if (moment.standing) say("stands", standing_text(*moment.standing));
  say("asked", listed(moment.asked), colour::yellow);
  say("free, but later in order", listed(moment.free));
  for (const auto& left : moment.left_out)
    say("left out", fmt::format("{} ({}): {}", left.reason, left.workers.size(), listed(left.workers)),
        colour::muted);
  for (const auto& timer : moment.timers) say("timer", timer_text(timer, moment.time), colour::muted);
}

void draw_moment_of(const Desk& desk, const reports::Moment& moment, bool present) {
  ImGui::PushID(static_cast<int>(moment.sequence));
  const bool to_come = moment.time > desk.view.transport.now;
  const ImVec2 at = ImGui::GetCursorScreenPos();
  if (ImGui::Selectable("##moment", present, 0, {0, ImGui::GetFontSize()})) desk.ask(SeekTo{moment.time});
  draw_text(at, to_come ? colour::faint : colour::muted, clock_text(moment.time));
  const std::string command = shortened(moment.command, ImGui::GetContentRegionAvail().x - ems(4.8F));
  {
    WithFont bold(Face::bold);
    draw_text({at.x + ems(4.4F), at.y}, to_come ? colour::faint : colour::text,
              shortened(command, ImGui::GetContentRegionAvail().x - ems(4.8F)));
  }
  WithFont small(Face::small);
  ImGui::Indent(ems(4.4F));
  for (const std::string& event : moment.events) write_wrapped(to_come ? colour::faint : colour::sky, event);
  draw_decision(moment);
  ImGui::Unindent(ems(4.4F));
  ImGui::PopID();
}

void draw_moments(const Desk& desk, const TaskLife& life) {
  ImGui::BeginChild("moments");
  const auto& moments = life.explanation.moments;
  const auto later = std::find_if(moments.begin(), moments.end(),
                                  [&](const auto& one) { return one.time > desk.view.transport.now; });
  for (auto one = moments.begin(); one != moments.end(); ++one) draw_moment_of(desk, *one, one + 1 == later);
  ImGui::EndChild();
}

void draw_head(const Desk& desk, const TaskLife& life) {
  const reports::Explanation& known = life.explanation;
  {
    WithFont bold(Face::bold);
    ImGui::Text("%llu", static_cast<unsigned long long>(known.task.value));
  }
  ImGui::SameLine();
  const OpenTask* open = desk.view.board.tasks.find(known.task);
  const std::string now = open != nullptr         ? "now in " + name_of(desk.view.names, open->queue)
                          : known.outcome.empty() ? ""
                                                  : known.outcome;
  write(colour::muted, known.tenant + " · " + known.channel + " · came " +
                           clock_text(known.arrived, desk.view.transport.now));
  ImGui::SameLine();
  write(colour::sky, now);
}

void requeue(const Desk& desk, const OpenTask& task, bool open) {
  const bool possible = task.status == TaskStatus::assigned;
  ImGui::BeginDisabled(!possible);
  const bool clicked = ImGui::SmallButton("Requeue…");
  ImGui::EndDisabled();
  tip("Requeue", "work that somebody has in hand goes to another queue, and the agent is free   r");
  if (possible && (clicked || open)) ImGui::OpenPopup("requeue");
  if (!ImGui::BeginPopup("requeue")) return;
  for (std::uint32_t i = 0; i < desk.view.names.queues.size(); ++i) {
    if (desk.view.names.queues[i].tenant != task.tenant || desk.view.names.queues[i].removed) continue;
    if (ImGui::Selectable(desk.view.names.queues[i].name.c_str())) desk.ask(Requeue{task.id, TaskQueueId{i}});
  }
  ImGui::EndPopup();
}

void override_priority(const Desk& desk, const OpenTask& task, bool open) {
  const bool clicked = ImGui::SmallButton("Priority…");
  tip("Priority", "a waiting task goes before those of a lower number   o");
  if (clicked || open) ImGui::OpenPopup("priority");
  if (!ImGui::BeginPopup("priority")) return;
  for (const std::int32_t priority : {0, 10, 50, 100, 1000}) {
    if (ImGui::Selectable(std::to_string(priority).c_str(), priority == task.priority))
      desk.ask(Override{task.id, priority});
  }
  ImGui::EndPopup();
}

void draw_commands(const Desk& desk, TaskId id, TaskState& state) {
  const TaskPopup open = std::exchange(state.open, TaskPopup::none);
  const OpenTask* task = desk.view.board.tasks.find(id);
  if (!desk.view.can_command || task == nullptr) return;
  requeue(desk, *task, open == TaskPopup::requeue);
  ImGui::SameLine();
  override_priority(desk, *task, open == TaskPopup::priority);
}

// Without a task: the open ones that have waited longest, to choose from.
void draw_choice(const Desk& desk) {
  std::vector<const OpenTask*> waiting;
  desk.view.board.tasks.for_each([&](const OpenTask& task) {
    if (task.in_line) waiting.push_back(&task);
  });
  constexpr std::size_t most_rows = 40;
  const std::size_t shown = std::min(most_rows, waiting.size());
  std::partial_sort(waiting.begin(), waiting.begin() + static_cast<std::ptrdiff_t>(shown), waiting.end(),
                    [](const OpenTask* a, const OpenTask* b) {
                      return std::pair(a->entered, a->id) < std::pair(b->entered, b->id);
                    });
  write_wrapped(
      colour::muted,
      waiting.empty()
          ? "Nobody waits now. Click on an event or an agent's work, and its task is explained here."
          : "Choose a task and its life is explained here. Those who have waited longest:");
  for (std::size_t i = 0; i < shown; ++i) {
    const OpenTask& task = *waiting[i];
    const std::string words = fmt::format(
        "{:>9}   task {}   {}   {}", span_text(desk.view.transport.now - task.entered), task.id.value,
        name_of(desk.view.names, task.queue), name_of(desk.view.names, task.channel));
    ImGui::PushID(static_cast<int>(i));
    if (ImGui::Selectable(words.c_str())) desk.ask(SelectTask{task.id});
    ImGui::PopID();
  }
}

// What a live host does not tell, and who does.
std::string journal_text(TaskId task) {
  return fmt::format(
      "A live host tells what happened and who is asked, not its rules and attributes. Which filters were "
      "tried, who was left out and why: switchyard explain WS….journal --task {}",
      task.value);
}

}  // namespace

void draw_task(const Desk& desk, const Rect& place, TaskState& state) {
  if (begin_panel(PanelId::task, place, desk.focused)) {
    const TaskLife* life = desk.view.task;
    if (life == nullptr || !life->explanation.found) {
      draw_choice(desk);
    } else {
      ImGui::SameLine();
      draw_commands(desk, life->explanation.task, state);
      draw_head(desk, *life);
      draw_life(desk, *life, ImGui::GetContentRegionAvail().x);
      if (desk.view.transport.source == Source::live) {
        WithFont small(Face::small);
        write_wrapped(colour::faint, journal_text(life->explanation.task));
      }
      draw_moments(desk, *life);
    }
  }
  end_panel();
}

}  // namespace switchyard::viz
