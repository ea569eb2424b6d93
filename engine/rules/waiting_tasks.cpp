// Looks through all slots and sorts what waits by age.
#include "engine/rules/waiting_tasks.h"

#include <algorithm>

namespace switchyard {

std::vector<TaskSlot> waiting_tasks(const State& state) {
  std::vector<TaskSlot> tasks;
  for (TaskSlot slot = 0; slot < state.tasks.size(); ++slot) {
    const Task& task = state.tasks[slot];
    if (!task.id.is_none() && is_waiting(task.status)) tasks.push_back(slot);
  }
  const auto older = [&](TaskSlot a, TaskSlot b) { return state.tasks[a].id < state.tasks[b].id; };
  std::sort(tasks.begin(), tasks.end(), older);
  return tasks;
}

}  // namespace switchyard
