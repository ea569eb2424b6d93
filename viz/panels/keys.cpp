// What the keys do: characters as they were typed, so that every keyboard's layout has them, and named keys.
#include "viz/panels/keys.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "viz/panels/style.h"

namespace switchyard::viz {
namespace {

constexpr std::array<KeyHelp, 30> help = {{
    {"Space", "play, pause", "Time"},
    {"← →", "step to the event before, after", "Time"},
    {"[ ]", "slower, faster: 0.1× to 10,000×", "Time"},
    {"PgUp PgDn", "back, forward by a quarter of the plot", "Time"},
    {"Home End", "to the begin; to the end, or follow a live host", "Time"},
    {"b", "bookmark this moment", "Time"},
    {"m M", "to the next, the last surge or bookmark", "Time"},
    {"w W", "plots over more, over less time", "Time"},
    {"1 … 5", "the keys go to Queues, Agents, Task, Events, Compare", "Panels"},
    {"f", "that panel alone, and back", "Panels"},
    {"↑ ↓", "choose the row above, below", "Panels"},
    {"s", "sort by the next column", "Panels"},
    {"t", "only the next tenant's queues and agents", "Panels"},
    {"Esc", "leave the search, the choice, the panel alone", "Panels"},
    {"Ctrl ← → ↑ ↓", "move the edges between panels", "Panels"},
    {"i", "what the words of this panel mean", "Panels"},
    {"?", "this page", "Panels"},
    {"q", "leave the program", "Panels"},
    {"c", "curves by tenant, by queue, of the chosen queue", "Queues"},
    {"g", "only the next group", "Agents"},
    {"k", "only those with room for the next channel", "Agents"},
    {"/", "type a part of the name", "Agents"},
    {"Enter", "show the chosen agent's task", "Agents"},
    {"/", "search in all events, or a clock to go to: then Enter", "Events"},
    {"n N", "to the match after, before this moment", "Events"},
    {"d", "tasks waiting, or service level", "Compare"},
    {"a", "the chosen agent's activity", "In a live view"},
    {"p", "the chosen agent's capacity", "In a live view"},
    {"r", "the task goes to another queue", "In a live view"},
    {"o", "the task goes before others", "In a live view"},
}};

bool pressed(ImGuiKey key) {
  return ImGui::IsKeyPressed(ImGui::GetKeyIndex(key));
}

void seek(const View& view, Requests& requests, Time to) {
  requests.push_back(SeekTo{std::clamp(to, view.transport.begin, view.transport.end)});
}

void jump_to_mark(const View& view, Requests& requests, bool forward) {
  const Time now = view.transport.now;
  std::optional<Time> best;
  for (const Mark& mark : view.history.marks()) {
    if (forward && mark.time > now && (!best || mark.time < *best)) best = mark.time;
    if (!forward && mark.time < now && (!best || mark.time > *best)) best = mark.time;
  }
  if (best) seek(view, requests, *best);
}

void read_named_keys(const View& view, const ScreenState& state, Requests& requests) {
  const bool ctrl = ImGui::GetIO().KeyCtrl;
  const Duration quarter = microseconds(state.window.microseconds / 4);
  if (pressed(ImGuiKey_Space)) {
    if (view.transport.playing)
      requests.push_back(Pause{});
    else
      requests.push_back(Play{});
  }
  if (pressed(ImGuiKey_LeftArrow) && !ctrl) requests.push_back(StepToPreviousEvent{});
  if (pressed(ImGuiKey_RightArrow) && !ctrl) requests.push_back(StepToNextEvent{});
  if (pressed(ImGuiKey_PageUp)) seek(view, requests, view.transport.now - quarter);
  if (pressed(ImGuiKey_PageDown)) seek(view, requests, view.transport.now + quarter);
  if (pressed(ImGuiKey_Home)) seek(view, requests, view.transport.begin);
  if (pressed(ImGuiKey_End)) seek(view, requests, view.transport.end);
}

// The edge that the keys' panel has on that side.
void move_edges_by_keys(ScreenState& state) {
  if (!ImGui::GetIO().KeyCtrl || state.layout.alone) return;
  const auto step = [](ImGuiKey less, ImGuiKey more) {
    constexpr float share = 0.02F;
    return (pressed(more) ? share : 0) - (pressed(less) ? share : 0);
  };
  const bool left = state.focus == PanelId::queues || state.focus == PanelId::agents;
  state.layout.left += step(ImGuiKey_LeftArrow, ImGuiKey_RightArrow);
  (left ? state.layout.upper_left : state.layout.upper_right) += step(ImGuiKey_UpArrow, ImGuiKey_DownArrow);
  state.layout = within_limits(state.layout);
}

void leave(const View& view, ScreenState& state, Requests& requests) {
  if (!view.search.typed.empty())
    requests.push_back(Search{});
  else if (state.layout.alone)
    state.layout.alone.reset();
  else
    requests.insert(requests.end(), {SelectTask{}, SelectWorker{}, SelectQueue{}});
}

// From none over the first to the last, and to none again.
template <class IdOf>
void cycle(IdOf& id, std::size_t count) {
  const std::uint32_t next = id.is_none() ? 0 : id.value + 1;
  id = next < count ? IdOf{next} : IdOf{};
}

void sort_by_next(ScreenState& state) {
  if (state.focus == PanelId::queues)
    state.queues.sort = static_cast<QueueSort>((static_cast<int>(state.queues.sort) + 1) % queue_sorts);
  if (state.focus == PanelId::agents)
    state.agents.sort = static_cast<AgentSort>((static_cast<int>(state.agents.sort) + 1) % agent_sorts);
}

void show_work(const View& view, Requests& requests) {
  TaskId task;
  view.board.offers.for_each([&](const OpenOffer& offer) {
    if (offer.worker == view.selection.worker && (task.is_none() || offer.task < task)) task = offer.task;
  });
  if (!task.is_none()) requests.push_back(SelectTask{task});
}

void change_window(ScreenState& state, bool longer) {
  const auto at = std::find(plot_lengths.begin(), plot_lengths.end(), state.window);
  if (at == plot_lengths.end())
    state.window = minutes(60);
  else if (longer && at + 1 < plot_lengths.end())
    state.window = *(at + 1);
  else if (!longer && at != plot_lengths.begin())
    state.window = *(at - 1);
}

void filter_by(ImWchar letter, const View& view, ScreenState& state) {
  if (letter == 't') {
    cycle(state.queues.tenant, view.names.tenants.size());
    state.agents.tenant = state.queues.tenant;
  }
  if (letter == 'g')
    state.agents.group =
        state.agents.group + 1 < static_cast<int>(view.names.groups.size()) ? state.agents.group + 1 : -1;
  if (letter == 'k') cycle(state.agents.channel, view.names.channels.size());
}

void type_text(ScreenState& state) {
  if (state.focus == PanelId::agents)
    state.agents.type_name = true;
  else
    state.events.type_search = true;
}

void go_to_match(const View& view, Requests& requests, bool forward) {
  if (const auto* match = next_match(view.search, view.transport.now, forward))
    requests.push_back(SeekTo{match->time});
}

void open_command(ImWchar letter, const View& view, ScreenState& state) {
  if (!view.can_command) return;
  if (letter == 'a') state.agents.open = AgentPopup::activity;
  if (letter == 'p') state.agents.open = AgentPopup::capacity;
  if (letter == 'r') state.task.open = TaskPopup::requeue;
  if (letter == 'o') state.task.open = TaskPopup::priority;
}

void read_panel_letter(ImWchar letter, const View& view, ScreenState& state) {
  switch (letter) {
    case 'f':
      state.layout.alone = state.layout.alone ? std::nullopt : std::optional(state.focus);
      break;
    case 's':
      return sort_by_next(state);
    case 'c':
      state.queues.curves = (state.queues.curves + 1) % 3;
      break;
    case 'd':
      state.compare.measure = 1 - state.compare.measure;
      break;
    case 'w':
      return change_window(state, true);
    case 'W':
      return change_window(state, false);
    case 't':
    case 'g':
    case 'k':
      return filter_by(letter, view, state);
    case '/':
      return type_text(state);
    default:
      return open_command(letter, view, state);
  }
}

// Compare has the room of Task and Events when there are two runs, and none otherwise.
bool is_on_screen(PanelId panel, const View& view) {
  if (panel == PanelId::compare) return view.other.has_value();
  return !view.other || (panel != PanelId::task && panel != PanelId::events);
}

void read_letter(ImWchar letter, const View& view, ScreenState& state, Requests& requests) {
  if (letter >= '1' && letter < '1' + static_cast<int>(panels)) {
    state.focus = static_cast<PanelId>(letter - '1');
    if (state.layout.alone || !is_on_screen(state.focus, view)) state.layout.alone = state.focus;
    return;
  }
  switch (letter) {
    case '[':
    case ']':
      requests.push_back(SetSpeed{next_speed(view.transport.speed, letter == ']')});
      return;
    case 'b':
      state.transport.type_bookmark = true;
      return;
    case 'm':
    case 'M':
      return jump_to_mark(view, requests, letter == 'm');
    case 'n':
    case 'N':
      return go_to_match(view, requests, letter == 'n');
    case '?':
      state.help = true;
      return;
    case 'i':
      state.words = true;
      return;
    default:
      return read_panel_letter(letter, view, state);
  }
}

}  // namespace

std::span<const KeyHelp> key_help() {
  return help;
}

void read_keys(const View& view, ScreenState& state, Requests& requests, bool& close) {
  ImGuiIO& io = ImGui::GetIO();
  const bool popup = ImGui::IsPopupOpen("", ImGuiPopupFlags_AnyPopupId | ImGuiPopupFlags_AnyPopupLevel);
  // Menus are walked through with ImGui's own keys; elsewhere the arrows are ours.
  io.ConfigFlags = popup ? io.ConfigFlags | ImGuiConfigFlags_NavEnableKeyboard
                         : io.ConfigFlags & ~ImGuiConfigFlags_NavEnableKeyboard;
  const bool escape = pressed(ImGuiKey_Escape);
  if (state.transport.type_bookmark && escape) state.transport.type_bookmark = false;
  if (popup || io.WantTextInput) return;
  if (state.help || state.words) {
    const bool stays =
        !escape && io.InputQueueCharacters.empty() && !ImGui::IsMouseClicked(ImGuiMouseButton_Left);
    state.help = state.help && stays;
    state.words = state.words && stays;
    return;
  }
  if (escape) leave(view, state, requests);
  if (pressed(ImGuiKey_Enter) && state.focus == PanelId::agents) show_work(view, requests);
  read_named_keys(view, state, requests);
  move_edges_by_keys(state);
  for (const ImWchar letter : io.InputQueueCharacters) {
    if (letter == 'q') close = true;
    read_letter(letter, view, state, requests);
  }
}

}  // namespace switchyard::viz
