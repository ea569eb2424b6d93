// A conversation is over, then the work is done: what the worker, or the wrap-up limit, says of work in hand.
#include <optional>

#include "engine/steps/offers.h"
#include "engine/steps/steps.h"
#include "engine/steps/task_ends.h"
#include "engine/steps/transfers.h"
#include "engine/steps/work.h"

namespace switchyard {

namespace {

void begin_wrap_up(const Turn& turn, ReservationSlot slot, std::optional<Duration> limit) {
  Reservation& work = turn.reservation(slot);
  WorkerChannelState& channel = turn.worker(work.worker).channels[work.channel.index()];
  --channel.accepted;
  ++channel.wrapping;
  work.status = ReservationStatus::wrapping;
  turn.state.timers.cancel(work.preview_timer);
  turn.task(work.task).status = TaskStatus::wrapping;
  if (limit) work.wrap_up_timer = turn.state.timers.set(TimerKind::wrap_up, slot, turn.now(), *limit);
  turn.happened(TaskWrapping{work.task_id});
  turn.happened(ReservationWrapping{work.id, work.task_id, work.worker});
  // As much in hand as before: only conditions that tell the stages apart can see it.
  if (turn.state.matching.regroup_on_change) work_in_hand_changed(turn, work.worker);
}

// Where two have the work in hand, the other goes on with it. Who began a transfer that nobody took yet, and
// says that the work is over, gives the transfer up.
bool leaves_others_at_it(const Turn& turn, ReservationSlot slot) {
  const Reservation& work = turn.reservation(slot);
  if (!shares_work(turn.state, work)) return false;
  const bool taken = !turn.task(work.task).transfer.under_way;
  taken ? leave_shared_work(turn, slot) : end_sharing(turn, work.task, TransferFailure::given_up);
  return taken;
}

}  // namespace

void finish_work(const Turn& turn, ReservationSlot slot) {
  const TaskChannelId channel = turn.reservation(slot).channel;
  const std::optional<Duration> limit = turn.state.workspace().channels[channel.index()].wrap_up_limit;
  const bool no_wrap_up = limit && *limit <= Duration{};
  no_wrap_up ? complete_task(turn, slot) : begin_wrap_up(turn, slot, limit);
}

void let_go(const Turn& turn, ReservationSlot slot) {
  const Reservation done = turn.reservation(slot);
  end_reservation(turn, slot, ReservationStatus::completed, IdleClock::restarts);
  turn.happened(ReservationCompleted{done.id, done.task_id, done.worker});
  Task& task = turn.task(done.task);
  task.status = TaskStatus::pending;
  task.queue = TaskQueueId{};
  restart_life(turn, done.task);
}

void restart_life(const Turn& turn, TaskSlot slot) {
  Task& task = turn.task(slot);
  turn.state.timers.cancel(task.life_timer);
  task.life_timer = turn.state.timers.set(TimerKind::task_life, slot, turn.now(), task.time_to_live);
}

void worker_finishes(const Turn& turn, const WorkerFinishes& command) {
  const ReservationSlot slot = find_reservation(turn.state, command.reservation);
  if (slot == no_slot) return turn.refuse(Refusal::unknown_reservation, {}, command.reservation);
  const Reservation& work = turn.reservation(slot);
  if (work.status != ReservationStatus::accepted) {
    return turn.refuse(Refusal::reservation_not_accepted, work.task_id, command.reservation);
  }
  if (leaves_others_at_it(turn, slot)) return;
  finish_work(turn, slot);
}

void worker_completes(const Turn& turn, const WorkerCompletes& command) {
  const ReservationSlot slot = find_reservation(turn.state, command.reservation);
  if (slot == no_slot) return turn.refuse(Refusal::unknown_reservation, {}, command.reservation);
  const Reservation& work = turn.reservation(slot);
  if (work.status != ReservationStatus::accepted && work.status != ReservationStatus::wrapping) {
    return turn.refuse(Refusal::reservation_not_accepted, work.task_id, command.reservation);
  }
  if (leaves_others_at_it(turn, slot)) return;
  complete_task(turn, slot);
}

}  // namespace switchyard
