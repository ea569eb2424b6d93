// The table of contents: one line a command.
#include "engine/engine.h"

#include <algorithm>
#include <utility>

#include "engine/base/check.h"
#include "engine/base/match.h"
#include "engine/rules/known_ids.h"
#include "engine/state/build.h"
#include "engine/state/open_effects.h"
#include "engine/state/pools.h"
#include "engine/state/snapshot.h"
#include "engine/state/state.h"
#include "engine/steps/freed_workers.h"
#include "engine/steps/steps.h"
#include "engine/steps/time_outs.h"

namespace switchyard {

namespace {

void step(const Turn& turn, const Command& command) {
  match(
      command,                                                                      //
      [&](const TimePasses&) { time_passes(turn); },                                //
      [&](const TaskArrives& c) { task_arrives(turn, c); },                         //
      [&](const TaskChanges& c) { task_changes(turn, c); },                         //
      [&](const CancelTask& c) { task_is_canceled(turn, c); },                      //
      [&](const DeleteTask& c) { task_is_deleted(turn, c); },                       //
      [&](const CustomerLeaves& c) { customer_leaves(turn, c); },                   //
      [&](const WorkerAccepts& c) { worker_accepts(turn, c); },                     //
      [&](const WorkerRejects& c) { worker_rejects(turn, c); },                     //
      [&](const WorkerFinishes& c) { worker_finishes(turn, c); },                   //
      [&](const WorkerCompletes& c) { worker_completes(turn, c); },                 //
      [&](const WorkerChangesActivity& c) { worker_changes_activity(turn, c); },    //
      [&](const WorkerChannelChanges& c) { worker_channel_changes(turn, c); },      //
      [&](const WorkerAttributesChange& c) { worker_attributes_change(turn, c); },  //
      [&](const WorkspaceChanges& c) { workspace_changes(turn, c); },               //
      [&](const EffectSucceeds& c) { effect_succeeds(turn, c); },                   //
      [&](const EffectFails& c) { effect_fails(turn, c); },                         //
      [&](const CalendarsExtend& c) { calendars_extend(turn, c); },                 //
      [&](const HandBackTask& c) { task_is_handed_back(turn, c); },                 //
      [&](const TransferTask& c) { task_is_transferred(turn, c); },                 //
      [&](const WorkerLeaves& c) { worker_leaves(turn, c); },                       //
      [&](const WorkerTakesTask& c) { worker_takes_task(turn, c); },                //
      [&](const VoicemailArrives& c) { voicemail_arrives(turn, c); },               //
      [&](const DivertTenant& c) { tenant_is_diverted(turn, c); },                  //
      [&](const EndDivert& c) { divert_is_ended(turn, c); });
}

// Effects that no longer matter are swept out when they may be three in four, so that each is looked at
// little more than once: a look goes to a reservation or task that nothing else needs at the moment.
void sweep_effects(State& state) {
  if (state.open_effects.size() < state.effects_to_sweep) return;
  const auto done = [&](const OpenEffect& effect) { return !still_matters(state, effect.effect); };
  const auto rest = std::remove_if(state.open_effects.begin(), state.open_effects.end(), done);
  state.open_effects.erase(rest, state.open_effects.end());
  constexpr std::size_t fewest = 64;
  state.effects_to_sweep = std::max(fewest, state.open_effects.size() * 4);
}

}  // namespace

Engine::Engine(Workspace workspace, Time start) : state_(std::make_unique<State>()) {
  start_state(*state_, std::move(workspace), start);
}
Engine::Engine(Snapshot snapshot) : state_(std::make_unique<State>()) {
  restore_state(*state_, std::move(snapshot));
}
Engine::~Engine() = default;
Engine::Engine(Engine&&) noexcept = default;
Engine& Engine::operator=(Engine&&) noexcept = default;

void Engine::apply(Time time, const Command& command, Output& output) {
  SY_CHECK(time >= state_->now);
  SY_CHECK(time <= latest_time);
  SY_CHECK(std::holds_alternative<TimePasses>(command) || next_deadline() > time);
  state_->now = time;
  ++state_->sequence;
  forget_old(*state_);
  const Turn turn{*state_, output, output.effects.size()};
  step(turn, command);
  serve_freed_workers(turn);
  time_passes(turn);  // what the command asked for at once, or for a time that is over
  watch_clock(turn);
  sweep_effects(*state_);
}

Time Engine::next_deadline() const {
  return state_->timers.next_deadline();
}

std::optional<TaskId> Engine::find_duplicate(std::string_view key, Time now) const {
  const TaskId first = first_with_key(*state_, key, now);
  return first.is_none() ? std::nullopt : std::optional(first);
}

Snapshot Engine::snapshot() const {
  return take_snapshot(*state_);
}

std::uint64_t Engine::sequence() const {
  return state_->sequence;
}

}  // namespace switchyard
