// How a worker's status becomes one state, and how time in it is booked.
#include "reports/measures/worker_time.h"

#include <cstddef>

namespace switchyard::reports {

std::string_view state_name(WorkerState state) {
  static constexpr std::array<std::string_view, worker_states> names = {
      "offline", "unavailable", "idle", "reserved", "on_task", "wrap_up", "cooldown"};
  return names[static_cast<std::size_t>(state)];
}

void WorkerTime::add(const WorkerTime& other) {
  for (std::size_t i = 0; i < worker_states; ++i) by_state[i] += other.by_state[i];
}

Duration WorkerTime::total() const {
  Duration sum{};
  for (const Duration time : by_state) sum += time;
  return sum;
}

Duration WorkerTime::busy(bool ring_counts) const {
  const Duration work = in(WorkerState::on_task) + in(WorkerState::wrap_up);
  return ring_counts ? work + in(WorkerState::reserved) : work;
}

WorkerState WorkerStatus::state() const {
  if (on_task > 0) return WorkerState::on_task;
  if (wrapping > 0) return WorkerState::wrap_up;
  if (reserved > 0) return WorkerState::reserved;
  if (offline) return WorkerState::offline;
  if (!available) return WorkerState::unavailable;
  return cooling > 0 ? WorkerState::cooldown : WorkerState::idle;
}

}  // namespace switchyard::reports
