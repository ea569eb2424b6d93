// The selected agent: skills, work in hand, and the supervisor's commands of a live view.
#include <fmt/format.h>

#include <string>
#include <utility>

#include "viz/panels/agents.h"
#include "viz/panels/marks.h"
#include "viz/panels/style.h"
#include "viz/panels/text.h"

namespace switchyard::viz {
namespace {

void choose_activity(const Desk& desk, WorkerId worker, bool open) {
  if (ImGui::SmallButton("Activity…") || open) ImGui::OpenPopup("activity");
  if (!ImGui::BeginPopup("activity")) return;
  for (std::uint32_t i = 0; i < desk.view.names.activities.size(); ++i) {
    if (ImGui::Selectable(desk.view.names.activities[i].name.c_str()))
      desk.ask(SetActivity{worker, ActivityId{i}});
  }
  ImGui::EndPopup();
}

void choose_capacity(const Desk& desk, WorkerId worker, bool open) {
  constexpr std::uint32_t most = 8;
  if (ImGui::SmallButton("Capacity…") || open) ImGui::OpenPopup("capacity");
  if (!ImGui::BeginPopup("capacity")) return;
  for (std::uint32_t channel = 0; channel < desk.view.names.channels.size(); ++channel) {
    ImGui::PushID(static_cast<int>(channel));
    ImGui::TextUnformatted(desk.view.names.channels[channel].c_str());
    for (std::uint32_t capacity = 0; capacity <= most; ++capacity) {
      ImGui::SameLine();
      if (!ImGui::SmallButton(std::to_string(capacity).c_str())) continue;
      desk.ask(SetCapacity{worker, TaskChannelId{channel}, capacity, capacity > 0});
      ImGui::CloseCurrentPopup();
    }
    ImGui::PopID();
  }
  ImGui::EndPopup();
}

// Each task in hand as a button that shows its life.
void draw_work(const Desk& desk, WorkerId worker) {
  bool first = true;
  desk.view.board.offers.for_each([&](const OpenOffer& offer) {
    if (offer.worker != worker) return;
    if (!first) ImGui::SameLine();
    first = false;
    const char* doing = offer.phase == OpenOffer::Phase::reserved  ? "rings"
                        : offer.phase == OpenOffer::Phase::on_task ? "on task"
                                                                   : "wraps up";
    const std::string text = fmt::format("task {} · {} {}", offer.task.value, doing,
                                         span_text(desk.view.transport.now - offer.since));
    if (ImGui::SmallButton(text.c_str())) desk.ask(SelectTask{offer.task});
  });
  if (first) ImGui::TextDisabled("no work in hand");
}

}  // namespace

void draw_chosen_agent(const Desk& desk, AgentsState& state) {
  const AgentPopup open = std::exchange(state.open, AgentPopup::none);
  const WorkerId id = desk.view.selection.worker;
  if (id.index() >= desk.view.names.workers.size() || id.index() >= desk.view.board.workers.size()) return;
  const NamedWorker& named = desk.view.names.workers[id.index()];
  const WorkerBoard& worker = desk.view.board.workers[id.index()];
  ImGui::Separator();
  {
    WithFont bold(Face::bold);
    ImGui::TextUnformatted(named.name.c_str());
  }
  ImGui::SameLine();
  labelled(name_of(desk.view.names, named.tenant) + " · activity", name_of(desk.view.names, worker.activity),
           colour::text);
  ImGui::SameLine();
  const std::string skills = shortened(named.attributes, ImGui::GetContentRegionAvail().x - ems(1));
  ImGui::TextDisabled("%s", skills.c_str());
  draw_work(desk, id);
  if (!desk.view.can_command) return;
  ImGui::SameLine();
  choose_activity(desk, id, open == AgentPopup::activity);
  ImGui::SameLine();
  choose_capacity(desk, id, open == AgentPopup::capacity);
}

}  // namespace switchyard::viz
