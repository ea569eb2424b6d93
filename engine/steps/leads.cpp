// The worker who accepts a lead reads the record, then the customer is called.
#include "engine/steps/leads.h"

#include "engine/steps/recordings.h"
#include "engine/steps/time_outs.h"
#include "engine/steps/work.h"

namespace switchyard {

namespace {

const TaskChannel& channel_of(const State& state, TaskChannelId channel) {
  return state.workspace().channels[channel.index()];
}

NumberId caller_number(const State& state, TenantId tenant) {
  const NumberId own = state.workspace().tenants[tenant.index()].caller_number;
  return own.is_none() ? state.workspace().caller_number : own;
}

void place_call(const Turn& turn, ReservationSlot slot) {
  const Reservation& work = turn.reservation(slot);
  const NumberId caller = caller_number(turn.state, turn.task(work.task).tenant);
  turn.order(PlaceCall{work.id, work.task_id, work.worker, caller});
}

void let_read(const Turn& turn, ReservationSlot slot, Duration reading) {
  turn.reservation(slot).preview_timer = turn.state.timers.set(TimerKind::preview, slot, turn.now(), reading);
}

}  // namespace

bool calls_customer(const State& state, const Task& task) {
  const TaskChannel& channel = channel_of(state, task.channel);
  return channel.places_call_after.has_value() || (task.callback && channel.kind == ChannelKind::call);
}

void begin_lead(const Turn& turn, ReservationSlot slot) {
  const Reservation& work = turn.reservation(slot);
  const TaskChannel& channel = channel_of(turn.state, work.channel);
  if (channel.opens_record) turn.order(OpenRecord{work.id, work.task_id, work.worker});
  if (!calls_customer(turn.state, turn.task(work.task))) return;
  const Duration reading = channel.places_call_after.value_or(Duration{});
  reading > Duration{} ? let_read(turn, slot, reading) : place_call(turn, slot);
}

void lead_call_succeeds(const Turn& turn, TaskId id) {
  const TaskSlot slot = find_task(turn.state, id);
  if (slot == no_slot) return;
  turn.task(slot).callback = false;
  begin_recording(turn, slot);
}

void lead_call_fails(const Turn& turn, ReservationSlot slot) {
  const Reservation& work = turn.reservation(slot);
  turn.happened(CallFailed{work.id, work.task_id, work.worker});
  finish_work(turn, slot);
}

void preview_ends(const Turn& turn, ReservationSlot slot) {
  turn.reservation(slot).preview_timer = 0;
  place_call(turn, slot);
}

}  // namespace switchyard
