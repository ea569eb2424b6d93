// The rules are replaced while work goes on: nobody's run-time state is touched, ids stay what they were.
#include <algorithm>
#include <vector>

#include "engine/rules/waiting_tasks.h"
#include "engine/state/build.h"
#include "engine/steps/freed_workers.h"
#include "engine/steps/offers.h"
#include "engine/steps/steps.h"
#include "engine/steps/targets.h"
#include "engine/steps/task_ends.h"
#include "engine/steps/time_outs.h"
#include "engine/steps/worker_waits.h"

namespace switchyard {

namespace {

template <class Thing>
concept Renamable = requires(const Thing& thing) {
  thing.formerly;
};

// Whether `now` begins with the same things as `before`, in the same places: by name, or by the name that a
// thing says it had.
template <class Thing>
bool continues(const std::vector<Thing>& before, const std::vector<Thing>& now) {
  const auto is_same = [](const Thing& a, const Thing& b) {
    if constexpr (Renamable<Thing>) {
      if (a.name == b.formerly) return true;
    }
    return a.name == b.name;
  };
  return now.size() >= before.size() && std::equal(before.begin(), before.end(), now.begin(), is_same);
}

bool continues_names(const std::vector<expression::Name>& before, const std::vector<expression::Name>& now) {
  return now.size() >= before.size() && std::equal(before.begin(), before.end(), now.begin());
}

bool extends(const Workspace& before, const Workspace& now) {
  return now.version > before.version && continues(before.tenants, now.tenants) &&
         continues(before.activities, now.activities) && continues(before.channels, now.channels) &&
         continues(before.workers, now.workers) && continues(before.queues, now.queues) &&
         continues(before.workflows, now.workflows) && continues(before.calendars, now.calendars) &&
         continues(before.numbers, now.numbers) && continues(before.channel_groups, now.channel_groups) &&
         continues_names(before.slots.task, now.slots.task) &&
         continues_names(before.slots.worker, now.slots.worker) &&
         continues_names(before.slots.clock, now.slots.clock) &&
         continues_names(before.slots.workers, now.slots.workers);
}

// Takes over what the document itself says differently of a worker; what happened at run time stays.
void update_worker(WorkerState& worker, const Worker& before, const Worker& now) {
  worker.removed = now.removed;
  if (before.attributes != now.attributes) worker.attributes = now.attributes;
  for (std::size_t c = 0; c < before.channels.size(); ++c) {
    const WorkerChannel& old_channel = before.channels[c];
    const WorkerChannel& new_channel = now.channels[c];
    if (old_channel.capacity != new_channel.capacity) worker.channels[c].capacity = new_channel.capacity;
    if (old_channel.available != new_channel.available) worker.channels[c].available = new_channel.available;
  }
}

void take_over(State& state, const Workspace& workspace) {
  RulesInUse* const before = state.current;
  state.current = &state.rules.emplace(workspace.version, RulesInUse(workspace)).first->second;
  for (std::size_t w = 0; w < before->workspace.workers.size(); ++w) {
    update_worker(state.workers[w], before->workspace.workers[w], workspace.workers[w]);
  }
  add_what_is_new(state);
  if (before->tasks == 0) state.rules.erase(before->workspace.version);
  rebuild_matching(state);
}

void cancel_offers_of_removed(const Turn& turn, WorkerId worker) {
  for (const ReservationSlot slot : pending_offers(turn, worker)) {
    const Reservation offer = turn.reservation(slot);
    end_reservation(turn, slot, ReservationStatus::canceled, IdleClock::restarts);
    turn.happened(ReservationCanceled{offer.id, offer.task_id, offer.worker, ReservationEnd::worker_removed});
    turn.order(WithdrawOffer{offer.id, offer.task_id, offer.worker, WithdrawReason::worker_left});
    offer_ended(turn, offer.task);
  }
}

bool waits_for_removed_worker(const Turn& turn, const Task& task) {
  return task.target.is_none() && !task.known_worker.is_none() && turn.worker(task.known_worker).removed;
}

void let_removed_workers_go(const Turn& turn) {
  for (std::uint32_t w = 0; w < turn.state.workers.size(); ++w) {
    if (turn.state.workers[w].removed) cancel_offers_of_removed(turn, WorkerId{w});
  }
  for (const TaskSlot slot : waiting_tasks(turn.state)) {
    if (!waits_for_removed_worker(turn, turn.task(slot))) continue;
    const bool goes_on = !turn.task(slot).waits_for.worker.is_none();
    goes_on ? end_worker_wait(turn, slot) : cancel_task(turn, slot, CancelReason::worker_removed);
  }
}

// Not work that was transferred or waits for one worker: it has left its filters for the time.
bool follows_a_filter(const Task& task) {
  return !task.workflow.is_none() && !task.target.is_none() && is_waiting(task.status);
}

bool has_workflow(const Workspace& workspace, WorkflowId id) {
  return id.index() < workspace.workflows.size() && !workspace.workflows[id.index()].removed;
}

void run_through_new_filters(const Turn& turn, WorkflowId only) {
  std::vector<TaskSlot> pending;
  for (const TaskSlot slot : waiting_tasks(turn.state)) {
    Task& task = turn.task(slot);
    if (!follows_a_filter(task) || !(only.is_none() || task.workflow == only)) continue;
    task.re_evaluate = task.status == TaskStatus::reserved;
    if (task.status == TaskStatus::pending) pending.push_back(slot);
  }
  re_evaluate_tasks(turn, pending);
}

}  // namespace

void workspace_changes(const Turn& turn, const WorkspaceChanges& command) {
  const bool one = command.workspace.size() == 1;
  if (!one || !extends(turn.state.workspace(), command.workspace.front())) {
    return turn.refuse(Refusal::workspace_does_not_extend);
  }
  if (!command.workflow.is_none() && !has_workflow(command.workspace.front(), command.workflow)) {
    return turn.refuse(Refusal::unknown_workflow);
  }
  take_over(turn.state, command.workspace.front());
  turn.happened(WorkspaceChanged{turn.state.workspace().version});
  let_removed_workers_go(turn);
  if (command.re_evaluate) run_through_new_filters(turn, command.workflow);
  freed_everybody(turn);
}

}  // namespace switchyard
