// The choices of tenant, group, channel and name above the agents.
#include <algorithm>
#include <string>

#include "viz/panels/agents.h"
#include "viz/panels/marks.h"
#include "viz/panels/style.h"

namespace switchyard::viz {
namespace {

// A choice of "all" or one of `count` names; -1 is all.
template <class NameOf>
void choose_one(const char* id, const char* all, int& chosen, std::size_t count, NameOf&& name_at) {
  const std::string shown = chosen < 0 ? all : name_at(static_cast<std::size_t>(chosen));
  ImGui::SetNextItemWidth(ems(8.5F));
  if (!ImGui::BeginCombo(id, shown.c_str())) return;
  if (ImGui::Selectable(all, chosen < 0)) chosen = -1;
  for (std::size_t i = 0; i < count; ++i) {
    const bool is_this = chosen == static_cast<int>(i);
    ImGui::PushID(static_cast<int>(i));
    if (ImGui::Selectable(name_at(i).c_str(), is_this)) chosen = static_cast<int>(i);
    ImGui::PopID();
  }
  ImGui::EndCombo();
}

template <class IdOf>
void choose_id(const char* id, const char* all, IdOf& chosen, std::size_t count, const Names& names) {
  int index = chosen.is_none() ? -1 : static_cast<int>(chosen.value);
  choose_one(id, all, index, count,
             [&](std::size_t i) { return name_of(names, IdOf{static_cast<std::uint32_t>(i)}); });
  chosen = index < 0 ? IdOf{} : IdOf{static_cast<std::uint32_t>(index)};
}

}  // namespace

void draw_agent_filters(const Desk& desk, AgentsState& state) {
  const Names& names = desk.view.names;
  to_the_right(ems(8.5F) * 4 + ems(1.6F));
  choose_id("##tenant", "all tenants", state.tenant, names.tenants.size(), names);
  ImGui::SameLine();
  choose_one("##group", "all groups", state.group, names.groups.size(),
             [&](std::size_t i) { return names.groups[i]; });
  ImGui::SameLine();
  choose_id("##channel", "all channels", state.channel, names.channels.size(), names);
  ImGui::SameLine();
  ImGui::SetNextItemWidth(ems(8.5F));
  if (state.type_name) ImGui::SetKeyboardFocusHere();
  state.type_name = false;
  ImGui::InputTextWithHint("##name", "name…", state.name.data(), state.name.size());
}

}  // namespace switchyard::viz
