// The world reports what became of an effect: done, or impossible.
#include <algorithm>
#include <optional>
#include <utility>

#include "engine/base/match.h"
#include "engine/state/open_effects.h"
#include "engine/steps/activity.h"
#include "engine/steps/elsewhere.h"
#include "engine/steps/leads.h"
#include "engine/steps/offers.h"
#include "engine/steps/steps.h"
#include "engine/steps/transfers.h"

namespace switchyard {

namespace {

// The effect, open no more; nothing when its result has come before, or its subject has moved on meanwhile.
// That is asked here and not left to the sweeping, which a snapshot does earlier.
std::optional<Effect> close_effect(State& state, EffectId id) {
  const auto earlier = [](const OpenEffect& effect, EffectId wanted) { return effect.id < wanted; };
  const auto found = std::lower_bound(state.open_effects.begin(), state.open_effects.end(), id, earlier);
  if (found == state.open_effects.end() || found->id != id) return std::nullopt;
  const Effect effect = std::exchange(found->effect, Effect(ReleaseCustomer{}));  // of nobody: swept later
  return still_matters(state, effect) ? std::optional(effect) : std::nullopt;
}

// Whether a command that came before could have ordered it. A result that comes twice, or too late to matter,
// is no fault: adapters report at least once.
bool was_ordered(const Turn& turn, EffectId id) {
  return id.sequence > 0 && id.sequence < turn.state.sequence;
}

// An offer that could not be made counts as a rejection, or it would be made again at once and for ever.
void offer_fails(const Turn& turn, ReservationId id) {
  const ReservationSlot slot = find_reservation(turn.state, id);
  if (slot == no_slot || turn.reservation(slot).status != ReservationStatus::pending) return;
  const Reservation offer = turn.reservation(slot);
  end_reservation(turn, slot, ReservationStatus::canceled, IdleClock::restarts);
  turn.happened(ReservationCanceled{offer.id, offer.task_id, offer.worker, ReservationEnd::effect_failed});
  ++turn.task(offer.task).rejects;
  remember_rejection(turn, offer.task, offer.worker);
  offer_ended(turn, offer.task);
}

void call_fails(const Turn& turn, ReservationId id) {
  const ReservationSlot slot = find_reservation(turn.state, id);
  if (slot == no_slot) return;
  end_sharing(turn, turn.reservation(slot).task, TransferFailure::given_up);
  if (turn.reservation(slot).status == ReservationStatus::accepted) lead_call_fails(turn, slot);
}

}  // namespace

void effect_succeeds(const Turn& turn, const EffectSucceeds& command) {
  if (!was_ordered(turn, command.effect)) return turn.refuse(Refusal::unknown_effect);
  const std::optional<Effect> effect = close_effect(turn.state, command.effect);
  if (!effect) return;
  match(
      *effect,                                                           //
      [&](const PlaceCall& e) { lead_call_succeeds(turn, e.task); },     //
      [&](const ForwardCall& e) { forwarding_succeeds(turn, e.task); },  //
      [](const auto&) {});
}

void effect_fails(const Turn& turn, const EffectFails& command) {
  if (!was_ordered(turn, command.effect)) return turn.refuse(Refusal::unknown_effect);
  const std::optional<Effect> effect = close_effect(turn.state, command.effect);
  if (!effect) return;
  match(
      *effect,                                                               //
      [&](const OfferReservation& e) { offer_fails(turn, e.reservation); },  //
      [&](const PlaceCall& e) { call_fails(turn, e.reservation); },          //
      [&](const RecordCall& e) { turn.happened(RecordingFailed{e.task}); },  //
      [&](const RecordVoicemail& e) { voicemail_fails(turn, e.task); },      //
      [&](const ForwardCall& e) { forwarding_fails(turn, e.task); },         //
      [](const auto&) {});
}

}  // namespace switchyard
