// The other half of matching: a worker is there, which task is next?
#include "engine/steps/freed_workers.h"

#include "engine/rules/task_choice.h"
#include "engine/state/profiles.h"
#include "engine/steps/offers.h"

namespace switchyard {

namespace {

// Offers the next task; false when none is there for the worker.
bool serve_once(const Turn& turn, FreedWorker freed) {
  State& state = turn.state;
  if (!is_ready(state, freed.worker, freed.channel)) return false;
  const TaskSlot next = choose_task(state, freed.worker, freed.channel, state.scratch);
  if (next == no_slot) return false;
  const std::uint64_t before = state.next_reservation;
  offer_task(turn, next);
  const bool left_the_line =
      state.tasks[next].waiting_place == no_place;  // canceled for too many assignments
  return state.next_reservation != before || left_the_line;
}

}  // namespace

void serve_freed_workers(const Turn& turn) {
  std::vector<FreedWorker>& freed = turn.state.scratch.freed;
  for (std::size_t i = 0; i < freed.size(); ++i) {
    while (serve_once(turn, freed[i])) continue;
  }
  freed.clear();
}

void freed_on_every_channel(const Turn& turn, WorkerId worker) {
  for (std::uint32_t c = 0; c < turn.state.workspace().channels.size(); ++c) {
    if (turn.state.matching.channel_used[c]) turn.freed(worker, TaskChannelId{c});
  }
}

void freed_everybody(const Turn& turn) {
  for (std::uint32_t w = 0; w < turn.state.workers.size(); ++w) freed_on_every_channel(turn, WorkerId{w});
}

}  // namespace switchyard
