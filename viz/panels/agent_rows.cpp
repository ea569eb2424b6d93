// Which agents the panel shows, in which order.
#include <algorithm>
#include <string_view>

#include "viz/panels/agents.h"

namespace switchyard::viz {
namespace {

char lower(char letter) {
  return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter + ('a' - 'A')) : letter;
}

bool has(std::string_view text, std::string_view part) {
  const auto found = std::search(text.begin(), text.end(), part.begin(), part.end(),
                                 [](char a, char b) { return lower(a) == lower(b); });
  return part.empty() || found != text.end();
}

bool passes(const NamedWorker& worker, const AgentsState& state) {
  if (worker.removed || !has(worker.name, state.name.data())) return false;
  if (!state.tenant.is_none() && worker.tenant != state.tenant) return false;
  if (!state.channel.is_none() &&
      (state.channel.index() >= worker.channels.size() || !worker.channels[state.channel.index()]))
    return false;
  return state.group < 0 || std::find(worker.groups.begin(), worker.groups.end(),
                                      static_cast<std::uint32_t>(state.group)) != worker.groups.end();
}

// Those who have work or wait for it first, those who are away last.
int rank_of(reports::WorkerState state) {
  switch (state) {
    case reports::WorkerState::idle:
      return 0;
    case reports::WorkerState::reserved:
      return 1;
    case reports::WorkerState::on_task:
      return 2;
    case reports::WorkerState::wrap_up:
      return 3;
    case reports::WorkerState::cooldown:
      return 4;
    case reports::WorkerState::unavailable:
      return 5;
    case reports::WorkerState::offline:
      break;
  }
  return 6;
}

// The smallest key comes first.
double key_of(const View& view, WorkerId id, AgentSort sort) {
  const WorkerBoard& worker = view.board.workers[id.index()];
  switch (sort) {
    case AgentSort::state:
      return rank_of(worker.state);
    case AgentSort::longest:
      return static_cast<double>(worker.since.microseconds) +
             (worker.state == reports::WorkerState::offline ? 1e17 : 0);
    case AgentSort::occupancy:
      return -worker.occupancy(view.transport.now).value_or(-1);
    case AgentSort::name:
      break;
  }
  return 0;
}

void sort_by_name(const View& view, std::vector<WorkerId>& rows) {
  std::stable_sort(rows.begin(), rows.end(), [&](WorkerId a, WorkerId b) {
    return view.names.workers[a.index()].name < view.names.workers[b.index()].name;
  });
}

void sort_by_key(const View& view, std::vector<WorkerId>& rows, AgentSort sort) {
  std::vector<std::pair<double, WorkerId>> keyed;
  keyed.reserve(rows.size());
  for (const WorkerId id : rows) keyed.emplace_back(key_of(view, id, sort), id);
  std::sort(keyed.begin(), keyed.end());
  std::transform(keyed.begin(), keyed.end(), rows.begin(), [](const auto& one) { return one.second; });
}

}  // namespace

std::vector<WorkerId> agent_rows(const View& view, const AgentsState& state) {
  std::vector<WorkerId> rows;
  const std::size_t count = std::min(view.names.workers.size(), view.board.workers.size());
  for (std::uint32_t i = 0; i < count; ++i) {
    if (passes(view.names.workers[i], state)) rows.push_back(WorkerId{i});
  }
  if (state.sort == AgentSort::name)
    sort_by_name(view, rows);
  else
    sort_by_key(view, rows, state.sort);
  return rows;
}

std::array<std::uint32_t, reports::worker_states> agents_by_state(const View& view,
                                                                  const std::vector<WorkerId>& rows) {
  std::array<std::uint32_t, reports::worker_states> counts{};
  for (const WorkerId id : rows) ++counts[static_cast<std::size_t>(view.board.workers[id.index()].state)];
  return counts;
}

}  // namespace switchyard::viz
