// Draws commands of every kind, most of them possible in the engine's present state.
#include <algorithm>

#include "engine/state/state.h"
#include "tests/support/random_world.h"

namespace switchyard::test {

namespace {

// Of those that have ended, too.
TaskId any_task_id(const State& state, Dice& dice) {
  std::vector<TaskId> known;
  for (const Task& task : state.tasks) {
    if (!task.id.is_none()) known.push_back(task.id);
  }
  for (const EndedTask& memory : state.memories) {
    if (!memory.id.is_none()) known.push_back(memory.id);
  }
  if (known.empty() || dice.one_in(20)) return {dice.below(50)};
  return known[dice.below(static_cast<std::uint32_t>(known.size()))];
}

ReservationId any_reservation_id(const State& state, Dice& dice) {
  std::vector<ReservationId> known;
  for (const Reservation& reservation : state.reservations) {
    if (!reservation.id.is_none()) known.push_back(reservation.id);
  }
  if (known.empty() || dice.one_in(20)) return {dice.below(50)};
  return known[dice.below(static_cast<std::uint32_t>(known.size()))];
}

WorkerId any_worker_id(const State& state, Dice& dice) {
  return WorkerId{dice.below(static_cast<std::uint32_t>(state.workers.size()) + (dice.one_in(20) ? 3 : 0))};
}
ActivityId any_activity(Dice& dice) {
  return ActivityId{dice.below(dice.one_in(20) ? 5 : 3)};
}
TaskChannelId any_channel_id(Dice& dice) {
  return TaskChannelId{dice.below(dice.one_in(20) ? 4 : 2)};
}

Route any_route(const State& state, TenantId& tenant, Dice& dice) {
  const Workspace& rules = state.workspace();
  if (dice.one_in(10)) return ToWorker{any_worker_id(state, dice), dice.one_in(2)};
  if (dice.one_in(10)) return ToTaskQueue{{dice.below(static_cast<std::uint32_t>(rules.queues.size()))}};
  const WorkflowId workflow{dice.below(static_cast<std::uint32_t>(rules.workflows.size()))};
  if (!dice.one_in(20)) tenant = rules.workflows[workflow.index()].tenant;
  return ThroughWorkflow{workflow};
}

TaskArrives any_arrival(const State& state, Dice& dice) {
  TaskArrives command;
  if (dice.one_in(5)) command.key = "key-" + std::to_string(dice.below(30));
  command.tenant = TenantId{dice.below(3)};
  command.channel = any_channel_id(dice);
  command.route = any_route(state, command.tenant, dice);
  const std::string owner = dice.one_in(3) ? "" : "worker-" + std::to_string(dice.below(10));
  command.attributes = attributes_with(dice.below(skills), dice.below(4), owner);
  command.priority = static_cast<std::int32_t>(dice.below(3)) - (dice.one_in(40) ? 5 : 0);
  if (dice.one_in(6)) command.time_to_live = seconds(dice.below(60));
  if (dice.one_in(3)) command.thread = "customer-" + std::to_string(dice.below(6));
  if (dice.one_in(6)) command.due = state.now + seconds(static_cast<std::int64_t>(dice.below(40)) - 5);
  command.callback = dice.one_in(8);
  if (dice.one_in(8))
    command.virtual_start = state.now - seconds(static_cast<std::int64_t>(dice.below(100)) - 3);
  return command;
}

TaskChanges any_change(const State& state, Dice& dice) {
  TaskChanges command;
  command.task = any_task_id(state, dice);
  if (dice.one_in(2)) command.attributes = attributes_with(dice.below(skills), dice.below(4), "");
  if (dice.one_in(2)) command.priority = static_cast<std::int32_t>(dice.below(5));
  if (dice.one_in(3)) command.virtual_start = state.now - seconds(dice.below(20));
  if (dice.one_in(4)) command.due = state.now + seconds(dice.below(20));
  if (dice.one_in(4)) command.callback = dice.one_in(2);
  if (dice.one_in(4)) command.channel = any_channel_id(dice);
  return command;
}

WorkerChannelChanges any_channel_change(const State& state, Dice& dice) {
  WorkerChannelChanges command;
  command.worker = any_worker_id(state, dice);
  command.channel = any_channel_id(dice);
  if (dice.one_in(2)) command.capacity = dice.below(4);
  if (dice.one_in(2)) command.available = !dice.one_in(3);
  return command;
}

WorkspaceChanges any_workspace_change(const State& state, Dice& dice) {
  WorkspaceChanges command;
  command.workspace = {next_version(state.workspace(), dice)};
  command.re_evaluate = dice.one_in(2);
  if (dice.one_in(3)) command.workflow = WorkflowId{dice.below(4)};
  return command;
}

TransferTask any_transfer(const State& state, Dice& dice) {
  TransferTask command;
  command.reservation = any_reservation_id(state, dice);
  command.mode = dice.one_in(2) ? TransferMode::warm : TransferMode::cold;
  const bool to_worker = dice.one_in(2);
  const bool nonsense = dice.one_in(20);
  if (to_worker || nonsense) command.worker = any_worker_id(state, dice);
  if (!to_worker || nonsense) command.queue = TaskQueueId{dice.below(5)};
  if (dice.one_in(2)) command.timeout = seconds(dice.below(20));
  return command;
}

CalendarChanges any_changes(Time now, Dice& dice) {
  CalendarChanges calendar;
  calendar.open_at_first = dice.one_in(2);
  for (std::uint32_t n = dice.below(4); n > 0; --n) {
    now = now + milliseconds(1 + dice.below(30'000));
    calendar.changes.push_back(now);
  }
  return calendar;
}

CalendarsExtend any_extension(const State& state, Dice& dice) {
  CalendarsExtend command;
  command.calendars = {any_changes(state.now, dice), any_changes(state.now, dice)};
  if (dice.one_in(10)) command.calendars.pop_back();
  command.until = state.now + minutes(dice.one_in(10) ? 0 : 5);
  return command;
}

DivertTenant any_divert(const State& state, Dice& dice) {
  DivertTenant command;
  command.tenant = TenantId{dice.below(dice.one_in(10) ? 5 : 3)};
  command.to = NumberId{dice.below(dice.one_in(10) ? 4 : 2)};
  command.code = dice.one_in(6) ? "guess" : "secret";
  if (dice.one_in(2)) command.until = state.now + seconds(static_cast<std::int64_t>(dice.below(30)) - 2);
  return command;
}

HandBackTask any_hand_back(const State& state, Dice& dice) {
  return {any_reservation_id(state, dice), dice.one_in(2) ? HandBackTo::worker : HandBackTo::queue};
}

// What comes beside TaskRouter's own commands.
Command any_further_command(const State& state, Dice& dice) {
  switch (dice.below(9)) {
    case 0:
      return any_extension(state, dice);
    case 1:
      return dice.one_in(4) ? Command(any_divert(state, dice))
                            : Command(EndDivert{TenantId{dice.below(2)}, "secret"});
    case 2:
      return VoicemailArrives{any_task_id(state, dice), "recording"};
    case 3:
      return WorkerTakesTask{any_worker_id(state, dice), any_task_id(state, dice)};
    case 4:
      return WorkerLeaves{any_reservation_id(state, dice)};
    case 5:
    case 6:
      return any_hand_back(state, dice);
    default:
      return any_transfer(state, dice);
  }
}

EffectId any_effect(const State& state, Dice& dice) {
  if (state.open_effects.empty() || dice.one_in(10)) return {dice.below(1000), dice.below(3)};
  return state.open_effects[dice.below(static_cast<std::uint32_t>(state.open_effects.size()))].id;
}

}  // namespace

Command random_command(const Engine& engine, Dice& dice) {
  const State& state = engine.state();
  switch (dice.below(32)) {
    case 0:
      return any_change(state, dice);
    case 1:
      return CancelTask{any_task_id(state, dice), "test"};
    case 2:
      return dice.one_in(4) ? Command(DeleteTask{any_task_id(state, dice)}) : Command(TimePasses{});
    case 3:
      return CustomerLeaves{any_task_id(state, dice)};
    case 4:
      return WorkerRejects{any_reservation_id(state, dice),
                           dice.one_in(3) ? any_activity(dice) : ActivityId{}};
    case 5:
    case 6:
    case 7:
    case 8:
      return WorkerAccepts{any_reservation_id(state, dice)};
    case 9:
    case 10:
      return WorkerFinishes{any_reservation_id(state, dice)};
    case 11:
    case 12:
      return WorkerCompletes{any_reservation_id(state, dice), "done"};
    case 13:
    case 14:
    case 15:
      return WorkerChangesActivity{any_worker_id(state, dice), any_activity(dice), dice.one_in(3)};
    case 16:
      return any_channel_change(state, dice);
    case 17: {
      const Attributes attributes = attributes_with(dice.below(skills), dice.below(4), "");
      return WorkerAttributesChange{any_worker_id(state, dice), attributes};
    }
    case 18:
      return dice.one_in(10) ? Command(any_workspace_change(state, dice)) : Command(TimePasses{});
    case 19:
      return dice.one_in(2) ? Command(EffectSucceeds{any_effect(state, dice)})
                            : Command(EffectFails{any_effect(state, dice), "no phone"});
    case 20:
    case 21:
    case 22:
    case 23:
    case 24:
    case 25:
      return any_further_command(state, dice);
    default:
      return any_arrival(state, dice);
  }
}

TimedCommand next_turn(const Engine& engine, Dice& dice) {
  const Time now = engine.state().now;
  const Time then = now + (dice.one_in(3) ? Duration{} : milliseconds(dice.below(3000)));
  const Time due = engine.next_deadline();
  if (due <= then) return {std::max(due, now), TimePasses{}};
  return {then, random_command(engine, dice)};
}

}  // namespace switchyard::test
