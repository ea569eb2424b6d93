// Work in hand is passed on, cold or warm, and comes back when nobody takes it.
#include "engine/steps/transfers.h"

#include <optional>

#include "engine/base/check.h"
#include "engine/rules/known_ids.h"
#include "engine/rules/offer_terms.h"
#include "engine/state/pools.h"
#include "engine/steps/offers.h"
#include "engine/steps/queue_stay.h"
#include "engine/steps/steps.h"
#include "engine/steps/targets.h"
#include "engine/steps/task_ends.h"
#include "engine/steps/time_outs.h"
#include "engine/steps/work.h"
#include "engine/steps/worker_waits.h"

namespace switchyard {

namespace {

bool is_lead_call(const State& state, const Task& task) {
  return state.workspace().channels[task.channel.index()].places_call_after.has_value();
}

std::optional<Refusal> problem_of_worker(const State& state, const Reservation& work, WorkerId worker) {
  if (!is_known_worker(state, worker)) return Refusal::unknown_worker;
  if (state.workers[worker.index()].removed) return Refusal::worker_removed;
  if (worker == work.worker) return Refusal::transfer_to_same_worker;
  if (!worker_may_serve(state, worker, state.tasks[work.task].tenant)) return Refusal::wrong_tenant;
  return std::nullopt;
}

std::optional<Refusal> problem_of_queue(const State& state, const Reservation& work, TaskQueueId queue) {
  if (!is_known_queue(state, queue)) return Refusal::unknown_task_queue;
  if (!tenant_may_use_queue(state, state.tasks[work.task].tenant, queue)) return Refusal::wrong_tenant;
  return std::nullopt;
}

std::optional<Refusal> why_not(const State& state, const Reservation& work, const TransferTask& command) {
  if (work.status != ReservationStatus::accepted) return Refusal::reservation_not_accepted;
  if (shares_work(state, work)) return Refusal::transfer_under_way;
  if (is_lead_call(state, state.tasks[work.task])) return Refusal::lead_calls_stay;
  if (command.worker.is_none() == command.queue.is_none()) return Refusal::transfer_needs_one_goal;
  if (command.timeout && *command.timeout <= Duration{}) return Refusal::time_out_of_range;
  if (command.timeout && *command.timeout > longest_duration) return Refusal::time_out_of_range;
  return command.queue.is_none() ? problem_of_worker(state, work, command.worker)
                                 : problem_of_queue(state, work, command.queue);
}

// The initiator keeps the work; the task itself is pending again, in no queue.
void hold(const Turn& turn, ReservationSlot slot) {
  const Reservation& work = turn.reservation(slot);
  Task& task = turn.task(work.task);
  detach_reservation(turn.state, slot);
  task.transfer.initiator = work.id;
  task.status = TaskStatus::pending;
  task.queue = TaskQueueId{};
}

// The initiator has the work alone again, as if nothing had been.
void give_back(const Turn& turn, TaskSlot slot) {
  Task& task = turn.task(slot);
  const ReservationSlot initiator = find_reservation(turn.state, task.transfer.initiator);
  SY_CHECK(initiator != no_slot);
  stop_waiting_for_workers(turn, slot);
  task.status = TaskStatus::assigned;
  task.queue = task.transfer.back_to;
  task.transfer = {};
  attach_reservation(turn.state, initiator);
}

void wait_where_it_was(const Turn& turn, TaskSlot slot, WorkerId initiator) {
  leave_target(turn, slot);
  leave_queue(turn, slot);
  Task& task = turn.task(slot);
  task.target = TargetId{};
  task.queue = task.transfer.back_to;
  task.known_worker = task.queue.is_none() ? initiator : WorkerId{};
  task.not_offered = WorkerId{};
  task.transfer = {};
  const bool nobody_left = task.queue.is_none() && turn.worker(initiator).removed;
  nobody_left ? cancel_task(turn, slot, CancelReason::worker_removed)
              : wait_directly(turn, slot, WaitingLimit::is_for_others);
}

// The worker asked is waited for as long as an offer rings, if nothing else is said.
void go_to_worker(const Turn& turn, TaskSlot slot, const TransferTask& command) {
  const Duration ringing = offer_terms(turn.state, turn.task(slot)).timeout;
  wait_for_worker(turn, slot, command.worker, command.timeout.value_or(ringing), false);
}

void go_to_queue(const Turn& turn, TaskSlot slot, const TransferTask& command) {
  Task& task = turn.task(slot);
  task.target = TargetId{};
  task.known_worker = WorkerId{};
  task.known_worker_missing = false;
  task.queue = command.queue;
  if (command.timeout && is_held(task)) {
    task.transfer_timer = turn.state.timers.set(TimerKind::transfer, slot, turn.now(), *command.timeout);
  }
  wait_directly(turn, slot);
}

}  // namespace

bool shares_work(const State& state, const Reservation& work) {
  return is_live(work.status) && is_held(state.tasks[work.task]);
}

void task_is_transferred(const Turn& turn, const TransferTask& command) {
  const ReservationSlot found = find_reservation(turn.state, command.reservation);
  if (found == no_slot) return turn.refuse(Refusal::unknown_reservation, {}, command.reservation);
  const Reservation work = turn.reservation(found);
  if (const std::optional<Refusal> refusal = why_not(turn.state, work, command)) {
    return turn.refuse(*refusal, work.task_id, command.reservation);
  }
  Task& task = turn.task(work.task);
  turn.happened(TransferStarted{task.id, work.id, command.mode, command.worker, command.queue});
  const TaskQueueId back_to = task.queue;
  command.mode == TransferMode::warm ? hold(turn, found) : let_go(turn, found);
  task.transfer.under_way = true;
  task.transfer.back_to = back_to;
  task.not_offered = work.worker;
  command.queue.is_none() ? go_to_worker(turn, work.task, command) : go_to_queue(turn, work.task, command);
}

void transfer_times_out(const Turn& turn, TaskSlot slot) {
  turn.task(slot).transfer_timer = 0;
  transfer_fails(turn, slot, TransferFailure::timed_out);
}

void transfer_fails(const Turn& turn, TaskSlot slot, TransferFailure reason) {
  Task& task = turn.task(slot);
  const WorkerId initiator = task.not_offered;
  withdraw_offers(
      turn, slot,
      reason == TransferFailure::customer_left ? WithdrawReason::customer_left : WithdrawReason::task_ended);
  turn.happened(TransferFailed{task.id, reason});
  is_held(task) ? give_back(turn, slot) : wait_where_it_was(turn, slot, initiator);
}

void note_transfer_taken(const Turn& turn, TaskSlot slot, WorkerId worker) {
  Task& task = turn.task(slot);
  if (!task.transfer.under_way) return;
  task.transfer.under_way = false;
  turn.happened(TransferCompleted{task.id, worker});
}

void leave_shared_work(const Turn& turn, ReservationSlot slot) {
  const Reservation done = turn.reservation(slot);
  Task& task = turn.task(done.task);
  const ReservationSlot initiator = find_reservation(turn.state, task.transfer.initiator);
  end_reservation(turn, slot, ReservationStatus::completed, IdleClock::restarts);
  turn.happened(ReservationCompleted{done.id, done.task_id, done.worker});
  if (slot == initiator) {
    task.transfer.initiator = ReservationId{};
    turn.state.timers.cancel(task.transfer_timer);
    if (is_waiting(task.status)) restart_life(turn, done.task);
    return;
  }
  task.transfer = {};
  attach_reservation(turn.state, initiator);
}

void end_sharing(const Turn& turn, TaskSlot slot, TransferFailure reason) {
  Task& task = turn.task(slot);
  if (!is_held(task)) return;
  if (task.transfer.under_way) return transfer_fails(turn, slot, reason);
  leave_shared_work(turn, find_reservation(turn.state, task.transfer.initiator));
}

void worker_leaves(const Turn& turn, const WorkerLeaves& command) {
  const ReservationSlot slot = find_reservation(turn.state, command.reservation);
  if (slot == no_slot) return turn.refuse(Refusal::unknown_reservation, {}, command.reservation);
  const Reservation& work = turn.reservation(slot);
  if (work.status != ReservationStatus::accepted) {
    return turn.refuse(Refusal::reservation_not_accepted, work.task_id, command.reservation);
  }
  if (!shares_work(turn.state, work))
    return turn.refuse(Refusal::no_transfer, work.task_id, command.reservation);
  leave_shared_work(turn, slot);
}

}  // namespace switchyard
