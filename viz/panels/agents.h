// The panel Agents: a strip over time for each, their states now, sorted and filtered.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "viz/panels/desk.h"

namespace switchyard::viz {

enum class AgentSort : std::uint8_t { name, state, longest, occupancy };
inline constexpr int agent_sorts = 4;

enum class AgentPopup : std::uint8_t { none, activity, capacity };

struct AgentsState {
  AgentSort sort = AgentSort::name;
  TenantId tenant;                     // only its agents; none: all
  int group = -1;                      // an index into Names::groups; -1: all
  TaskChannelId channel;               // only those with room for its tasks; none: all
  std::array<char, 64> name{};         // only those whose name has this in it, whatever the case
  bool type_name = false;              // the cursor goes to the field of the name
  AgentPopup open = AgentPopup::none;  // to be opened in this frame
};

// Who passes the filters, in order; ties by the worker's place in the workspace. O(workers log workers).
std::vector<WorkerId> agent_rows(const View& view, const AgentsState& state);
// How many of them are in each state.
std::array<std::uint32_t, reports::worker_states> agents_by_state(const View& view,
                                                                  const std::vector<WorkerId>& rows);

void draw_agents(const Desk& desk, const Rect& place, AgentsState& state);

// The line of choices above the strips.
void draw_agent_filters(const Desk& desk, AgentsState& state);
// What is known of the selected one, and in a live view what can be done to him.
void draw_chosen_agent(const Desk& desk, AgentsState& state);

}  // namespace switchyard::viz
