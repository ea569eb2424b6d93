// A worker says no: others are asked, and the same worker not before the pause is over.
#include "engine/rules/known_ids.h"
#include "engine/steps/activity.h"
#include "engine/steps/offers.h"
#include "engine/steps/steps.h"

namespace switchyard {

void reject_offer(const Turn& turn, ReservationSlot slot) {
  const Reservation offer = turn.reservation(slot);
  end_reservation(turn, slot, ReservationStatus::rejected, IdleClock::restarts);
  turn.happened(ReservationRejected{offer.id, offer.task_id, offer.worker});
  ++turn.task(offer.task).rejects;
  remember_rejection(turn, offer.task, offer.worker);
}

void worker_rejects(const Turn& turn, const WorkerRejects& command) {
  const ReservationSlot slot = find_reservation(turn.state, command.reservation);
  if (slot == no_slot) return turn.refuse(Refusal::unknown_reservation, {}, command.reservation);
  const Reservation offer = turn.reservation(slot);
  if (offer.status != ReservationStatus::pending) {
    return turn.refuse(Refusal::reservation_not_pending, offer.task_id, command.reservation);
  }
  if (!command.activity.is_none() && !is_known_activity(turn.state, command.activity)) {
    return turn.refuse(Refusal::unknown_activity, offer.task_id, command.reservation);
  }
  reject_offer(turn, slot);
  if (!command.activity.is_none()) move_to_activity(turn, offer.worker, command.activity);
  offer_ended(turn, offer.task);
}

}  // namespace switchyard
