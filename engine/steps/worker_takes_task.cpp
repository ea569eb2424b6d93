// The callback button: a worker takes a waiting task out of the line.
#include <optional>

#include "engine/rules/known_ids.h"
#include "engine/rules/worker_choice.h"
#include "engine/state/profiles.h"
#include "engine/steps/offers.h"
#include "engine/steps/steps.h"
#include "engine/steps/work.h"

namespace switchyard {

namespace {

std::optional<Refusal> problem_of_worker(const State& state, WorkerId worker) {
  if (!is_known_worker(state, worker)) return Refusal::unknown_worker;
  if (state.workers[worker.index()].removed) return Refusal::worker_removed;
  return std::nullopt;
}

// Activity, shift and cooldown keep offers away; who asks for work need not have them.
std::optional<Refusal> why_not(const State& state, const Task& task, WorkerId worker) {
  if (!is_waiting(task.status)) return Refusal::task_not_waiting;
  if (!worker_may_serve(state, worker, task.tenant)) return Refusal::wrong_tenant;
  if (is_held(task) && task.not_offered == worker) return Refusal::transfer_to_same_worker;
  const bool has_capacity = is_offered(state, task, worker) || has_room(state, worker, task.channel);
  return has_capacity ? std::nullopt : std::optional(Refusal::no_capacity);
}

// The worker's offer of the task; no_slot when there is none.
ReservationSlot offer_to(const State& state, const Task& task, WorkerId worker) {
  const std::vector<Reservation>& all = state.reservations;
  ReservationSlot r = task.first_reservation;
  while (r != no_slot && all[r].worker != worker) r = all[r].next_of_task;
  return r;
}

}  // namespace

void worker_takes_task(const Turn& turn, const WorkerTakesTask& command) {
  if (const auto problem = problem_of_worker(turn.state, command.worker)) return turn.refuse(*problem);
  const TaskSlot slot = find_task(turn.state, command.task);
  if (slot == no_slot) return turn.refuse(why_no_task(turn.state, command.task), command.task);
  if (const auto problem = why_not(turn.state, turn.task(slot), command.worker)) {
    return turn.refuse(*problem, command.task);
  }
  const ReservationSlot offer = offer_to(turn.state, turn.task(slot), command.worker);
  const ReservationSlot taken = offer == no_slot ? make_reservation(turn, slot, command.worker) : offer;
  if (taken != no_slot) take_in_hand(turn, taken);
}

}  // namespace switchyard
