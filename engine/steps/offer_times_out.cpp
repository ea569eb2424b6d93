// Nobody answered in time: the offer is over for all who were asked, and a miss has its price.
#include "engine/rules/offer_terms.h"
#include "engine/state/profiles.h"
#include "engine/steps/activity.h"
#include "engine/steps/offers.h"
#include "engine/steps/task_ends.h"
#include "engine/steps/time_outs.h"

namespace switchyard {

namespace {

ActivityId activity_after_miss(const Workspace& rules, const MissRule& rule) {
  return rule.activity.is_none() ? rules.timeout_activity : rule.activity;
}

void count_miss(const Turn& turn, WorkerId id, TaskChannelId channel_id) {
  const TaskChannel& rule = turn.state.workspace().channels[channel_id.index()];
  WorkerChannelState& channel = turn.worker(id).channels[channel_id.index()];
  ++channel.misses;
  if (rule.cooldown_after_miss) {
    start_cooldown(turn, id, channel_id);
    refresh_worker(turn.state, id);
  }
  if (!rule.on_miss.changes_activity || channel.misses < rule.on_miss.after) return;
  channel.misses = 0;
  if (turn.worker(id).removed) return;
  move_to_activity(turn, id, activity_after_miss(turn.state.workspace(), rule.on_miss));
}

void time_out(const Turn& turn, ReservationSlot slot, bool miss_counts) {
  const Reservation offer = turn.reservation(slot);
  end_reservation(turn, slot, ReservationStatus::timed_out, IdleClock::restarts);
  turn.happened(ReservationTimedOut{offer.id, offer.task_id, offer.worker});
  turn.order(WithdrawOffer{offer.id, offer.task_id, offer.worker, WithdrawReason::timed_out});
  if (miss_counts) count_miss(turn, offer.worker, offer.channel);
}

}  // namespace

void offer_times_out(const Turn& turn, TaskSlot slot) {
  turn.task(slot).offer_timer = 0;
  const TaskChannel& channel = turn.state.workspace().channels[turn.task(slot).channel.index()];
  const bool miss_counts = !rings_several(turn.state, turn.task(slot)) || channel.ring_all_miss_counts;
  while (turn.task(slot).first_reservation != no_slot) {
    time_out(turn, turn.task(slot).first_reservation, miss_counts);
    ++turn.task(slot).misses;
  }
  offer_ended(turn, slot);
}

}  // namespace switchyard
