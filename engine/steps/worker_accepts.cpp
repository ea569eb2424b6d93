// A worker takes an offer: the first one wins, whoever else was asked is told to stop ringing.
#include "engine/steps/leads.h"
#include "engine/steps/offers.h"
#include "engine/steps/recordings.h"
#include "engine/steps/steps.h"
#include "engine/steps/task_ends.h"
#include "engine/steps/threads.h"
#include "engine/steps/transfers.h"
#include "engine/steps/work.h"

namespace switchyard {

namespace {

void count_as_accepted(const Turn& turn, ReservationSlot slot) {
  Reservation& taken = turn.reservation(slot);
  WorkerChannelState& channel = turn.worker(taken.worker).channels[taken.channel.index()];
  --channel.pending;
  ++channel.accepted;
  channel.misses = 0;
  taken.status = ReservationStatus::accepted;
  // As much in hand as before: only conditions that tell the stages apart can see it.
  if (turn.state.matching.regroup_on_change) work_in_hand_changed(turn, taken.worker);
}

void assign(const Turn& turn, TaskSlot slot) {
  stop_waiting_for_workers(turn, slot);
  Task& task = turn.task(slot);
  task.status = TaskStatus::assigned;
  turn.state.timers.cancel(task.life_timer);
  task.life_timer =
      turn.state.timers.set(TimerKind::task_life, slot, turn.now(), turn.state.workspace().assigned_limit);
}

Refusal why_not(const Reservation& reservation) {
  return reservation.taken_by_other ? Refusal::already_taken : Refusal::reservation_not_pending;
}

}  // namespace

void take_in_hand(const Turn& turn, ReservationSlot slot) {
  const Reservation& offer = turn.reservation(slot);
  count_as_accepted(turn, slot);
  assign(turn, offer.task);
  turn.happened(ReservationAccepted{offer.id, offer.task_id, offer.worker});
  turn.happened(TaskAssigned{offer.task_id, offer.worker});
  note_transfer_taken(turn, offer.task, offer.worker);
  note_owner(turn, offer.task, offer.worker);
  if (!calls_customer(turn.state, turn.task(offer.task))) {
    begin_recording(turn, offer.task);
    turn.order(ConnectTask{offer.id, offer.task_id, offer.worker});
  }
  begin_lead(turn, slot);
  withdraw_offers(turn, offer.task, WithdrawReason::taken);
}

void worker_accepts(const Turn& turn, const WorkerAccepts& command) {
  const ReservationSlot slot = find_reservation(turn.state, command.reservation);
  if (slot == no_slot) return turn.refuse(Refusal::unknown_reservation, {}, command.reservation);
  const Reservation& offer = turn.reservation(slot);
  if (offer.status != ReservationStatus::pending) {
    return turn.refuse(why_not(offer), offer.task_id, command.reservation);
  }
  take_in_hand(turn, slot);
}

}  // namespace switchyard
