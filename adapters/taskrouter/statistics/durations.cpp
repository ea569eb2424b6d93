// Stays that are over come from the log, those that go on from the state.
#include "adapters/taskrouter/statistics/durations.h"

#include <algorithm>

namespace switchyard::adapters::taskrouter {

std::vector<Waits> activity_durations(const State& state, const FactLog& log, Time from, Time until,
                                      const std::function<bool(WorkerId)>& counts) {
  std::vector<Waits> sums(state.workspace().activities.size());
  const auto add = [&](WorkerId worker, ActivityId activity, Time begin, Time end) {
    const Duration inside = std::min(end, until) - std::max(begin, from);
    if (inside > Duration{} && counts(worker)) sums[activity.index()].add(inside);
  };
  const auto ended_before = [](Time time, const ActivityStay& stay) { return time < stay.until; };
  const std::deque<ActivityStay>& stays = log.stays();
  for (auto stay = std::upper_bound(stays.begin(), stays.end(), from, ended_before); stay != stays.end();
       ++stay)
    add(stay->worker, stay->activity, stay->from, stay->until);
  for (std::uint32_t w = 0; w < state.workers.size(); ++w) {
    const WorkerState& worker = state.workers[w];
    if (!worker.removed) add(WorkerId{w}, worker.activity, worker.activity_since, until);
  }
  return sums;
}

}  // namespace switchyard::adapters::taskrouter
