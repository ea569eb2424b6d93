// A conversation is over, then the work is done: what the worker, or the wrap-up limit, says of work in hand.
#include <optional>

#include "engine/state/profiles.h"
#include "engine/steps/freed_workers.h"
#include "engine/steps/steps.h"
#include "engine/steps/task_ends.h"
#include "engine/steps/work.h"

namespace switchyard {

namespace {

void begin_wrap_up(const Turn& turn, ReservationSlot slot, std::optional<Duration> limit) {
  Reservation& work = turn.reservation(slot);
  WorkerChannelState& channel = turn.worker(work.worker).channels[work.channel.index()];
  --channel.accepted;
  ++channel.wrapping;
  work.status = ReservationStatus::wrapping;
  turn.task(work.task).status = TaskStatus::wrapping;
  if (limit) work.wrap_up_timer = turn.state.timers.set(TimerKind::wrap_up, slot, turn.now(), *limit);
  turn.happened(TaskWrapping{work.task_id});
  turn.happened(ReservationWrapping{work.id, work.task_id, work.worker});
  if (!turn.state.matching.regroup_on_change) return;
  regroup_worker(turn.state, work.worker);
  freed_on_every_channel(turn, work.worker);
}

}  // namespace

void finish_work(const Turn& turn, ReservationSlot slot) {
  const TaskChannelId channel = turn.reservation(slot).channel;
  const std::optional<Duration> limit = turn.state.workspace().channels[channel.index()].wrap_up_limit;
  const bool no_wrap_up = limit && *limit <= Duration{};
  no_wrap_up ? complete_task(turn, slot) : begin_wrap_up(turn, slot, limit);
}

void worker_finishes(const Turn& turn, const WorkerFinishes& command) {
  const ReservationSlot slot = find_reservation(turn.state, command.reservation);
  if (slot == no_slot) return turn.refuse(Refusal::unknown_reservation, {}, command.reservation);
  const Reservation& work = turn.reservation(slot);
  if (work.status != ReservationStatus::accepted) {
    return turn.refuse(Refusal::reservation_not_accepted, work.task_id, command.reservation);
  }
  finish_work(turn, slot);
}

void worker_completes(const Turn& turn, const WorkerCompletes& command) {
  const ReservationSlot slot = find_reservation(turn.state, command.reservation);
  if (slot == no_slot) return turn.refuse(Refusal::unknown_reservation, {}, command.reservation);
  const Reservation& work = turn.reservation(slot);
  if (work.status != ReservationStatus::accepted && work.status != ReservationStatus::wrapping) {
    return turn.refuse(Refusal::reservation_not_accepted, work.task_id, command.reservation);
  }
  complete_task(turn, slot);
}

}  // namespace switchyard
