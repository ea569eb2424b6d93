// The deadlines of tasks, work and workers that are not about an offer.
#include "engine/steps/time_outs.h"

#include "engine/base/check.h"
#include "engine/rules/offer_terms.h"
#include "engine/state/profiles.h"
#include "engine/steps/freed_workers.h"
#include "engine/steps/offers.h"
#include "engine/steps/targets.h"
#include "engine/steps/task_ends.h"

namespace switchyard {

void task_life_ends(const Turn& turn, TaskSlot slot) {
  Task& task = turn.task(slot);
  task.life_timer = 0;
  const bool unserved = is_waiting(task.status) || task.status == TaskStatus::elsewhere;
  if (unserved && !is_held(task)) return cancel_task(turn, slot, CancelReason::time_to_live);
  remove_task(turn, slot);
  turn.happened(TaskSystemDeleted{task.id});
}

void target_deadline_comes(const Turn& turn, TaskSlot slot) {
  Task& task = turn.task(slot);
  task.target_timer = 0;
  if (task.status == TaskStatus::pending) target_times_out(turn, slot);
}

void ring_widens(const Turn& turn, TaskSlot slot) {
  Task& task = turn.task(slot);
  const OfferTerms terms = offer_terms(turn.state, task);
  task.ring_timer = 0;
  SY_CHECK(task.status == TaskStatus::reserved);
  if (!terms.step_every) return;
  task.offer_limit = task.offer_limit > everybody - terms.most ? everybody : task.offer_limit + terms.most;
  task.ring_timer = turn.state.timers.set(TimerKind::ring_step, slot, turn.now(), *terms.step_every);
  keep_ringing(turn, slot);
}

void reject_pause_ends(const Turn& turn, TaskSlot slot) {
  turn.task(slot).reject_timer = 0;
  offer_task(turn, slot);
  if (is_waiting(turn.task(slot).status)) wait_for_rejecters(turn, slot);
}

void wrap_up_limit_comes(const Turn& turn, ReservationSlot slot) {
  turn.reservation(slot).wrap_up_timer = 0;
  complete_task(turn, slot);
}

void cooldown_ends(const Turn& turn, std::uint32_t subject) {
  const WorkerId worker = cooldown_worker(subject);
  const TaskChannelId channel = cooldown_channel(subject);
  turn.worker(worker).channels[channel.index()].cooldown_timer = 0;
  turn.happened(CooldownEnded{worker, channel});
  refresh_worker(turn.state, worker);
  turn.freed(worker, channel);
}

}  // namespace switchyard
