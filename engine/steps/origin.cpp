// A task that enters a queue of another tenant remembers the last step of its own, so that it can go back
// there.
#include "engine/steps/origin.h"

namespace switchyard {

namespace {

TenantId owner_of(const Turn& turn, TaskQueueId queue) {
  return turn.state.workspace().queues[queue.index()].tenant;
}

}  // namespace

void note_own_step(const Turn& turn, TaskSlot slot, TaskQueueId queue) {
  Task& task = turn.task(slot);
  if (!queue.is_none() && owner_of(turn, queue) == task.tenant)
    task.own_step = {queue, task.filter, task.target};
}

void note_queue_entered(const Turn& turn, TaskSlot slot) {
  Task& task = turn.task(slot);
  const bool was_with_a_team = task.with_a_team;
  task.with_a_team = owner_of(turn, task.queue) != task.tenant;
  if (!task.with_a_team) return note_own_step(turn, slot, task.queue);
  if (was_with_a_team) return;
  task.origin = {task.own_step, task.last_offered, task.next_cause};
  turn.happened(
      SharedTeamEntered{task.id, task.queue, task.own_step.queue, task.last_offered, task.next_cause});
}

}  // namespace switchyard
