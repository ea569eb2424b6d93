// Offers: whom a task is offered to, what an ended reservation leaves behind, when a task is pending again.
#include "engine/steps/offers.h"

#include <algorithm>

#include "engine/base/check.h"
#include "engine/rules/offer_terms.h"
#include "engine/rules/task_choice.h"
#include "engine/rules/worker_choice.h"
#include "engine/state/classes.h"
#include "engine/state/counts.h"
#include "engine/state/pools.h"
#include "engine/state/profiles.h"
#include "engine/steps/freed_workers.h"
#include "engine/steps/targets.h"
#include "engine/steps/task_ends.h"

namespace switchyard {

namespace {

// pending -> reserved, with one deadline for all who are asked in this offer.
void begin_offer(const Turn& turn, TaskSlot slot) {
  Task& task = turn.task(slot);
  task.status = TaskStatus::reserved;
  ++task.assignments;
  count_waiting(turn.state, slot, false);
  const OfferTerms terms = offer_terms(turn.state, task);
  task.offer_limit = terms.most;
  task.offer_grows = terms.grows;
  task.offer_deadline = turn.now() + terms.timeout;
  task.offer_timer = turn.state.timers.set(TimerKind::offer, slot, turn.now(), terms.timeout);
  if (terms.step_every) {
    task.ring_timer = turn.state.timers.set(TimerKind::ring_step, slot, turn.now(), *terms.step_every);
  }
}

// While a ring-all rings, whoever becomes free may join, as far as the limit goes.
void stay_in_line_or_leave(const Turn& turn, TaskSlot slot) {
  const Task& task = turn.task(slot);
  const bool may_grow = task.offer_grows && task.live_reservations < task.offer_limit;
  may_grow ? start_waiting(turn.state, slot) : stop_waiting(turn.state, slot);
}

std::size_t wanted_offers(const Turn& turn, TaskSlot slot) {
  const Task& task = turn.task(slot);
  const std::uint32_t limit =
      task.status == TaskStatus::reserved ? task.offer_limit : offer_terms(turn.state, task).most;
  const std::size_t wanted = limit - std::min(limit, task.live_reservations);
  return std::min(wanted, allowed_by_reserve(turn.state, task));
}

// The moments of the worker's last assignment go back to what they were before an offer that is withdrawn. If
// another was made since and is still live, that one has them in its memory.
void resume_idle_clocks(const Turn& turn, const Reservation& gone) {
  WorkerState& worker = turn.worker(gone.worker);
  WorkerChannelState& channel = worker.channels[gone.channel.index()];
  Time* assigned = &worker.last_assigned;
  Time* channel_assigned = &channel.last_assigned;
  for (ReservationSlot r = worker.first_reservation; r != no_slot;) {
    Reservation& later = turn.reservation(r);
    if (later.id <= gone.id) break;
    assigned = &later.assigned_before;
    if (later.channel == gone.channel) channel_assigned = &later.channel_assigned_before;
    r = later.next_of_worker;
  }
  if (*assigned == gone.created) *assigned = gone.assigned_before;
  if (*channel_assigned == gone.created) *channel_assigned = gone.channel_assigned_before;
}

void return_to_pending(const Turn& turn, TaskSlot slot) {
  Task& task = turn.task(slot);
  turn.state.timers.cancel(task.offer_timer);
  turn.state.timers.cancel(task.ring_timer);
  task.status = TaskStatus::pending;
  task.offer_grows = false;
  if (task.waits_for.worker.is_none()) task.not_offered = WorkerId{};
  turn.happened(TaskReturned{task.id});
}

}  // namespace

void offer_task(const Turn& turn, TaskSlot slot) {
  if (turn.task(slot).waiting_place == no_place) return;
  std::vector<WorkerId>& chosen = turn.state.scratch.chosen;
  choose_workers(turn.state, slot, wanted_offers(turn, slot), turn.state.scratch, chosen);
  for (std::size_t i = 0; i < chosen.size(); ++i) {
    reserve(turn, slot, chosen[i]);
    if (has_ended(turn.task(slot).status)) return;
  }
}

void reserve(const Turn& turn, TaskSlot slot, WorkerId worker) {
  const ReservationSlot made = make_reservation(turn, slot, worker);
  if (made == no_slot) return;
  const Task& task = turn.task(slot);
  turn.order(OfferReservation{turn.reservation(made).id, task.id, worker, task.offer_deadline});
}

ReservationSlot make_reservation(const Turn& turn, TaskSlot slot, WorkerId worker_id) {
  if (turn.task(slot).status == TaskStatus::pending) {
    if (turn.task(slot).assignments >= turn.state.workspace().assignment_limit) {
      cancel_task(turn, slot, CancelReason::too_many_assignments);
      return no_slot;
    }
    begin_offer(turn, slot);
  }
  const ReservationSlot slot_of_offer = new_reservation(turn.state, slot, worker_id);
  Reservation& offer = turn.reservation(slot_of_offer);
  WorkerState& worker = turn.worker(worker_id);
  WorkerChannelState& channel = worker.channels[offer.channel.index()];
  offer.assigned_before = worker.last_assigned;
  offer.channel_assigned_before = channel.last_assigned;
  worker.last_assigned = channel.last_assigned = turn.now();
  ++channel.pending;
  ++worker.open_tasks;
  work_in_hand_changed(turn, worker_id);
  Task& task = turn.task(slot);
  task.last_offered = worker_id;
  turn.happened(ReservationCreated{offer.id, task.id, worker_id, task.queue, task.offer_deadline});
  if (!task.task_class.is_none()) stay_in_line_or_leave(turn, slot);
  return slot_of_offer;
}

void end_reservation(const Turn& turn, ReservationSlot slot, ReservationStatus how, IdleClock clock) {
  Reservation& gone = turn.reservation(slot);
  WorkerState& worker = turn.worker(gone.worker);
  WorkerChannelState& channel = worker.channels[gone.channel.index()];
  if (gone.status == ReservationStatus::pending) --channel.pending;
  if (gone.status == ReservationStatus::accepted) --channel.accepted;
  if (gone.status == ReservationStatus::wrapping) --channel.wrapping;
  SY_CHECK(worker.open_tasks > 0);
  --worker.open_tasks;
  if (clock == IdleClock::restarts) worker.idle_since = channel.idle_since = turn.now();
  if (clock == IdleClock::resumes) resume_idle_clocks(turn, gone);
  turn.state.timers.cancel(gone.wrap_up_timer);
  turn.state.timers.cancel(gone.preview_timer);
  gone.status = how;
  unlink_reservation(turn.state, slot);
  keep_ended_reservation(turn.state, slot);
  work_in_hand_changed(turn, gone.worker);
  turn.freed(gone.worker, gone.channel);
}

void work_in_hand_changed(const Turn& turn, WorkerId worker) {
  refresh_worker(turn.state, worker);
  const Matching& matching = turn.state.matching;
  if (matching.regroup_on_change || matching.channels_interact) freed_on_every_channel(turn, worker);
}

void withdraw_offers(const Turn& turn, TaskSlot slot, WithdrawReason reason, ReservationEnd end) {
  const std::vector<Reservation>& all = turn.state.reservations;
  for (ReservationSlot r = turn.task(slot).first_reservation; r != no_slot;) {
    const ReservationSlot next = all[r].next_of_task;
    if (all[r].status == ReservationStatus::pending) {
      turn.reservation(r).taken_by_other = reason == WithdrawReason::taken;
      const bool by_rule = reason == WithdrawReason::task_ended;
      end_reservation(turn, r, by_rule ? ReservationStatus::canceled : ReservationStatus::rescinded,
                      IdleClock::resumes);
      const Reservation& gone = all[r];
      by_rule ? turn.happened(ReservationCanceled{gone.id, gone.task_id, gone.worker, end})
              : turn.happened(ReservationRescinded{gone.id, gone.task_id, gone.worker});
      turn.order(WithdrawOffer{gone.id, gone.task_id, gone.worker, reason});
    }
    r = next;
  }
}

std::vector<ReservationSlot> pending_offers(const Turn& turn, WorkerId worker) {
  const std::vector<Reservation>& all = turn.state.reservations;
  std::vector<ReservationSlot> pending;
  for (ReservationSlot r = turn.worker(worker).first_reservation; r != no_slot; r = all[r].next_of_worker) {
    if (all[r].status == ReservationStatus::pending) pending.push_back(r);
  }
  std::sort(pending.begin(), pending.end(),
            [&](ReservationSlot a, ReservationSlot b) { return all[a].id < all[b].id; });
  return pending;
}

void keep_ringing(const Turn& turn, TaskSlot slot) {
  if (turn.task(slot).task_class.is_none()) return;
  stay_in_line_or_leave(turn, slot);
  offer_task(turn, slot);
}

void offer_ended(const Turn& turn, TaskSlot slot) {
  if (turn.task(slot).live_reservations > 0) return keep_ringing(turn, slot);
  return_to_pending(turn, slot);
  go_on_after_return(turn, slot);
}

void remember_rejection(const Turn& turn, TaskSlot slot, WorkerId worker) {
  Task& task = turn.task(slot);
  const auto same = [&](const Rejection& r) { return r.worker == worker; };
  task.rejections.erase(std::remove_if(task.rejections.begin(), task.rejections.end(), same),
                        task.rejections.end());
  task.rejections.push_back({worker, turn.now()});
  wait_for_rejecters(turn, slot);
}

void wait_for_rejecters(const Turn& turn, TaskSlot slot) {
  Task& task = turn.task(slot);
  turn.state.timers.cancel(task.reject_timer);
  Time next = never;
  for (const Rejection& rejection : task.rejections) {
    const Time over = rejection.at + turn.state.workspace().reject_pause;
    if (over > turn.now()) next = std::min(next, over);
  }
  if (next == never) return;
  task.reject_timer = turn.state.timers.set(TimerKind::reject_pause, slot, turn.now(), next - turn.now());
}

}  // namespace switchyard
