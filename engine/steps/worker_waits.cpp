// Waiting for one worker is a line of its own: nobody else is asked, and it has an end.
#include "engine/steps/worker_waits.h"

#include "engine/rules/hours.h"
#include "engine/rules/known_ids.h"
#include "engine/state/classes.h"
#include "engine/state/counts.h"
#include "engine/steps/offers.h"
#include "engine/steps/queue_stay.h"
#include "engine/steps/targets.h"
#include "engine/steps/transfers.h"

namespace switchyard {

bool is_worth_waiting_for(const State& state, const Task& task, WorkerId worker) {
  if (worker.is_none() || state.workers[worker.index()].removed) return false;
  const Activity& activity = state.workspace().activities[state.workers[worker.index()].activity.index()];
  return activity.available && is_on_shift(state, worker) && worker_may_serve(state, worker, task.tenant);
}

void wait_for_worker(const Turn& turn, TaskSlot slot, WorkerId worker, Duration longest, bool handed_back) {
  leave_target(turn, slot);
  Task& task = turn.task(slot);
  task.target = TargetId{};
  task.waits_for = {worker, handed_back};
  task.known_worker = worker;
  task.known_worker_missing = false;
  task.target_deadline = turn.now() + longest;
  task.target_timer = turn.state.timers.set(TimerKind::target, slot, turn.now(), longest);
  turn.happened(WorkerWaitStarted{task.id, worker, task.target_deadline});
  stand_in_line(turn, slot);
  offer_task(turn, slot);
  if (turn.task(slot).status == TaskStatus::pending) count_waiting(turn.state, slot, true);
}

void end_worker_wait(const Turn& turn, TaskSlot slot) {
  Task& task = turn.task(slot);
  const bool rejected = task.rejects > 0;
  leave_target(turn, slot);
  const WorkerWait over = task.waits_for;
  task.waits_for = {};
  task.known_worker = WorkerId{};
  turn.happened(WorkerWaitEnded{task.id, over.worker});
  if (task.transfer.under_way) {
    return transfer_fails(turn, slot, rejected ? TransferFailure::rejected : TransferFailure::timed_out);
  }
  if (over.handed_back) return go_back_to_origin(turn, slot);
  task.workflow.is_none() ? wait_directly(turn, slot) : enter_workflow(turn, slot);
}

}  // namespace switchyard
