// An effect whose subject has moved on need not be done any more, whether or not its result ever came.
#include "engine/state/open_effects.h"

#include "engine/base/match.h"

namespace switchyard {

namespace {

bool has_status(const State& state, ReservationId id, ReservationStatus status) {
  const ReservationSlot slot = find_reservation(state, id);
  return slot != no_slot && state.reservations[slot].status == status;
}

bool is_in_hand(const State& state, TaskId id) {
  const TaskSlot slot = find_task(state, id);
  return slot != no_slot && is_in_hand(state.tasks[slot].status);
}

bool is_elsewhere(const State& state, TaskId id) {
  const TaskSlot slot = find_task(state, id);
  return slot != no_slot && state.tasks[slot].status == TaskStatus::elsewhere;
}

bool is_remembered(const State& state, TaskId id) {
  return state.task_slots.find(id.value) != no_slot;
}

}  // namespace

bool still_matters(const State& state, const Effect& effect) {
  return match(
      effect,
      [&](const OfferReservation& e) { return has_status(state, e.reservation, ReservationStatus::pending); },
      [&](const ConnectTask& e) { return has_status(state, e.reservation, ReservationStatus::accepted); },
      [&](const WithdrawOffer& e) { return find_reservation(state, e.reservation) != no_slot; },
      [&](const OpenRecord& e) { return has_status(state, e.reservation, ReservationStatus::accepted); },
      [&](const PlaceCall& e) { return has_status(state, e.reservation, ReservationStatus::accepted); },
      [&](const RecordCall& e) { return is_in_hand(state, e.task); },
      [&](const RecordVoicemail& e) { return is_elsewhere(state, e.task); },
      [&](const ForwardCall& e) { return is_elsewhere(state, e.task); },
      [&](const ReleaseCustomer& e) { return is_remembered(state, e.task); });
}

std::vector<OpenEffect> open_effects(const State& state) {
  std::vector<OpenEffect> open;
  for (const OpenEffect& effect : state.open_effects) {
    if (still_matters(state, effect.effect)) open.push_back(effect);
  }
  return open;
}

}  // namespace switchyard
