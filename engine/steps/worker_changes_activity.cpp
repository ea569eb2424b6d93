// A worker becomes available, goes on a break, goes home.
#include "engine/rules/known_ids.h"
#include "engine/state/profiles.h"
#include "engine/steps/activity.h"
#include "engine/steps/freed_workers.h"
#include "engine/steps/offers.h"
#include "engine/steps/steps.h"

namespace switchyard {

namespace {

bool is_available(const Turn& turn, ActivityId activity) {
  return turn.state.workspace().activities[activity.index()].available;
}

// The worker will not answer what is ringing.
void reject_pending_offers(const Turn& turn, WorkerId worker) {
  for (const ReservationSlot slot : pending_offers(turn, worker)) {
    const Reservation offer = turn.reservation(slot);
    reject_offer(turn, slot);
    turn.order(WithdrawOffer{offer.id, offer.task_id, offer.worker, WithdrawReason::worker_left});
    offer_ended(turn, offer.task);
  }
}

}  // namespace

void restart_idle_clocks(const Turn& turn, WorkerId id) {
  WorkerState& worker = turn.worker(id);
  worker.idle_since = turn.now();
  for (WorkerChannelState& channel : worker.channels) {
    channel.idle_since = turn.now();
    channel.misses = 0;
  }
}

void move_to_activity(const Turn& turn, WorkerId id, ActivityId to) {
  WorkerState& worker = turn.worker(id);
  const ActivityId from = worker.activity;
  if (from == to) return;
  if (!is_available(turn, from) && is_available(turn, to)) restart_idle_clocks(turn, id);
  worker.activity = to;
  worker.activity_since = turn.now();
  refresh_worker(turn.state, id);
  turn.happened(WorkerActivityChanged{id, from, to});
  freed_on_every_channel(turn, id);
}

void worker_changes_activity(const Turn& turn, const WorkerChangesActivity& command) {
  if (!is_known_worker(turn.state, command.worker)) return turn.refuse(Refusal::unknown_worker);
  if (turn.worker(command.worker).removed) return turn.refuse(Refusal::worker_removed);
  if (!is_known_activity(turn.state, command.activity)) return turn.refuse(Refusal::unknown_activity);
  if (command.reject_pending && is_available(turn, command.activity)) {
    return turn.refuse(Refusal::activity_is_available);
  }
  move_to_activity(turn, command.worker, command.activity);
  if (command.reject_pending) reject_pending_offers(turn, command.worker);
}

}  // namespace switchyard
