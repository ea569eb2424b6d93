// What ends a task and what that gives back: lines, timers, capacity, the customer's side, the version of the
// rules.
#include "engine/steps/task_ends.h"

#include "engine/rules/cooldown.h"
#include "engine/state/classes.h"
#include "engine/state/counts.h"
#include "engine/state/pools.h"
#include "engine/state/profiles.h"
#include "engine/steps/offers.h"
#include "engine/steps/targets.h"
#include "engine/steps/transfers.h"

namespace switchyard {

namespace {

void end_task(const Turn& turn, TaskSlot slot, TaskStatus how) {
  stop_waiting_for_workers(turn, slot);
  Task& task = turn.task(slot);
  turn.state.timers.cancel(task.life_timer);
  task.status = how;
  if (!task.workflow.is_none()) release_rules(turn.state, task.rules_version);
  keep_ended_task(turn.state, slot);
}

// The customer's side has ended by itself, or goes on elsewhere.
bool is_gone_already(CancelReason reason) {
  return reason == CancelReason::abandoned || reason == CancelReason::voicemail ||
         reason == CancelReason::forwarded;
}

// Work that somebody has in hand is not canceled: what would do so ends its transfer.
TransferFailure failure_of(CancelReason reason) {
  if (reason == CancelReason::blocked) return TransferFailure::queue_full;
  return reason == CancelReason::abandoned ? TransferFailure::customer_left : TransferFailure::timed_out;
}

}  // namespace

void stop_waiting_for_workers(const Turn& turn, TaskSlot slot) {
  leave_target(turn, slot);
  count_waiting(turn.state, slot, false);
  Task& task = turn.task(slot);
  turn.state.timers.cancel(task.offer_timer);
  turn.state.timers.cancel(task.ring_timer);
  turn.state.timers.cancel(task.due_timer);
  turn.state.timers.cancel(task.transfer_timer);
  task.offer_grows = false;
  task.waits_for = {};
  task.not_offered = WorkerId{};
}

void cancel_task(const Turn& turn, TaskSlot slot, CancelReason reason) {
  const bool finds_no_room = reason == CancelReason::blocked && turn.task(slot).transfer.under_way;
  if (is_held(turn.task(slot)) || finds_no_room) return transfer_fails(turn, slot, failure_of(reason));
  const bool left = reason == CancelReason::abandoned;
  withdraw_offers(turn, slot, left ? WithdrawReason::customer_left : WithdrawReason::task_ended);
  end_task(turn, slot, TaskStatus::canceled);
  const TaskId id = turn.task(slot).id;
  turn.happened(TaskCanceled{id, reason});
  if (!is_gone_already(reason)) turn.order(ReleaseCustomer{id});
}

void start_cooldown(const Turn& turn, WorkerId worker, TaskChannelId channel) {
  const Duration cooldown = cooldown_of(turn.state, worker, channel);
  if (cooldown <= Duration{}) return;
  WorkerChannelState& state = turn.worker(worker).channels[channel.index()];
  turn.state.timers.cancel(state.cooldown_timer);
  const std::uint32_t subject = cooldown_subject(worker, channel);
  state.cooldown_timer = turn.state.timers.set(TimerKind::cooldown, subject, turn.now(), cooldown);
  refresh_worker(turn.state, worker);
  turn.happened(CooldownStarted{worker, channel, turn.now() + cooldown});
}

void complete_task(const Turn& turn, ReservationSlot slot) {
  const Reservation done = turn.reservation(slot);
  end_task(turn, done.task, TaskStatus::completed);
  start_cooldown(turn, done.worker, done.channel);
  end_reservation(turn, slot, ReservationStatus::completed, IdleClock::restarts);
  turn.happened(TaskCompleted{done.task_id});
  turn.happened(ReservationCompleted{done.id, done.task_id, done.worker});
}

void remove_task(const Turn& turn, TaskSlot slot) {
  withdraw_offers(turn, slot, WithdrawReason::task_ended, ReservationEnd::task_deleted);
  end_sharing(turn, slot, TransferFailure::given_up);
  const ReservationSlot in_hand = turn.task(slot).first_reservation;
  end_task(turn, slot, TaskStatus::canceled);
  if (in_hand != no_slot) {
    end_reservation(turn, in_hand, ReservationStatus::canceled, IdleClock::restarts);
    const Reservation& gone = turn.reservation(in_hand);
    turn.happened(ReservationCanceled{gone.id, gone.task_id, gone.worker, ReservationEnd::task_deleted});
  }
  turn.order(ReleaseCustomer{turn.task(slot).id});
}

}  // namespace switchyard
