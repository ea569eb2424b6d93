// The first to answer owns a thread; a customer who returns meets the owner first, where the workspace says
// so.
#include "engine/steps/threads.h"

#include "engine/state/threads.h"
#include "engine/steps/worker_waits.h"

namespace switchyard {

TaskSlot join_thread(const Turn& turn, const TaskArrives& command) {
  ThreadState* const thread = find_thread(turn.state, command.tenant, command.thread);
  if (thread == nullptr) return no_slot;
  const TaskSlot slot = find_task(turn.state, thread->task);
  if (slot == no_slot) return no_slot;
  note_message(turn.state, command.tenant, command.thread);
  turn.happened(ThreadJoined{thread->task});
  return slot;
}

void begin_thread_task(const Turn& turn, TaskSlot slot) {
  const Task& task = turn.task(slot);
  if (task.thread.empty()) return;
  note_message(turn.state, task.tenant, task.thread).task = task.id;
}

WorkerId owner_to_wait_for(const State& state, const Task& task) {
  if (!state.workspace().owner_wait || task.thread.empty()) return {};
  const ThreadState* const thread = state.threads.find(ThreadKey{task.tenant, task.thread});
  if (thread == nullptr) return {};
  return is_worth_waiting_for(state, task, thread->owner) ? thread->owner : WorkerId{};
}

void note_owner(const Turn& turn, TaskSlot slot, WorkerId worker) {
  const Task& task = turn.task(slot);
  if (task.thread.empty()) return;
  ThreadState* const thread = find_thread(turn.state, task.tenant, task.thread);
  if (thread == nullptr || !thread->owner.is_none()) return;
  thread->owner = worker;
  turn.happened(ThreadOwned{task.id, worker});
}

}  // namespace switchyard
