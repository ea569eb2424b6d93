// A shared team gives work back to where it came from: to the queue, or first to the very worker.
#include <optional>

#include "engine/steps/steps.h"
#include "engine/steps/targets.h"
#include "engine/steps/work.h"
#include "engine/steps/worker_waits.h"

namespace switchyard {

namespace {

std::optional<Refusal> why_not(const State& state, const Reservation& work) {
  if (work.status != ReservationStatus::accepted) return Refusal::reservation_not_accepted;
  const Task& task = state.tasks[work.task];
  if (is_held(task)) return Refusal::transfer_under_way;
  if (!task.with_a_team || task.origin.step.queue.is_none()) return Refusal::no_origin;
  if (task.hand_backs >= state.workspace().hand_backs) return Refusal::already_handed_back;
  return std::nullopt;
}

void set_out_again(const Turn& turn, TaskSlot slot, WorkerId worker) {
  const Duration longest = turn.state.workspace().hand_back_wait;
  if (longest > Duration{} && is_worth_waiting_for(turn.state, turn.task(slot), worker)) {
    return wait_for_worker(turn, slot, worker, longest, true);
  }
  go_back_to_origin(turn, slot);
}

}  // namespace

void task_is_handed_back(const Turn& turn, const HandBackTask& command) {
  const ReservationSlot found = find_reservation(turn.state, command.reservation);
  if (found == no_slot) return turn.refuse(Refusal::unknown_reservation, {}, command.reservation);
  const Reservation work = turn.reservation(found);
  if (const std::optional<Refusal> refusal = why_not(turn.state, work)) {
    return turn.refuse(*refusal, work.task_id, command.reservation);
  }
  Task& task = turn.task(work.task);
  const WorkerId worker = command.to == HandBackTo::worker ? task.origin.worker : WorkerId{};
  ++task.hand_backs;
  turn.happened(TaskHandedBack{task.id, work.worker, task.origin.step.queue, worker});
  let_go(turn, found);
  task.with_a_team = false;
  set_out_again(turn, work.task, worker);
}

}  // namespace switchyard
