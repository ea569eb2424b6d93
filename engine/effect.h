// Effects: what the world must now do. They are orders, carried out by adapters (or by the simulator's
// people).
#pragma once

#include <compare>
#include <cstdint>
#include <variant>

#include "engine/base/id.h"
#include "engine/base/time.h"

namespace switchyard {

// Names one effect for ever, also when it is dispatched again after a restart.
struct EffectId {
  std::uint64_t sequence = 0;  // of the command that ordered it, counted from 1
  std::uint32_t index = 0;     // among that command's effects
  friend constexpr auto operator<=>(const EffectId&, const EffectId&) = default;
};

// Ring the worker's phone, show the offer. Answer with WorkerAccepts or WorkerRejects; EffectFails when the
// worker cannot be reached.
struct OfferReservation {
  ReservationId reservation;
  TaskId task;
  WorkerId worker;
  Time deadline;
};

enum class WithdrawReason : std::uint8_t {
  taken = 1,  // another worker was first
  customer_left = 2,
  timed_out = 3,
  task_ended = 4,   // canceled or deleted
  worker_left = 5,  // the activity changed with reject_pending, or the worker was removed
};
// Stop ringing.
struct WithdrawOffer {
  ReservationId reservation;
  TaskId task;
  WorkerId worker;
  WithdrawReason reason = WithdrawReason::taken;
};

// Put the customer through to the worker.
struct ConnectTask {
  ReservationId reservation;
  TaskId task;
  WorkerId worker;
};

// End the customer's side: the engine gave the task up while the customer still waits or talks.
struct ReleaseCustomer {
  TaskId task;
};

// Show the worker who accepted the customer's record, or the search when there is none.
struct OpenRecord {
  ReservationId reservation;
  TaskId task;
  WorkerId worker;
};

// Call the customer and connect the worker. EffectSucceeds when they talk; EffectFails when nobody answers.
struct PlaceCall {
  ReservationId reservation;
  TaskId task;
  WorkerId worker;
  NumberId caller;  // what the customer sees; none: the line's own
};

// Record the call that begins, until it ends, also when it is passed on. EffectFails when that cannot be
// done; the call goes on.
struct RecordCall {
  TaskId task;
  bool notice = false;  // tell the caller first
  Duration kept{};      // delete it so long after the call
};

// Greet the caller and record. Answer with VoicemailArrives, or CustomerLeaves when nothing was said.
struct RecordVoicemail {
  TaskId task;
  Duration kept{};  // delete it so long after it was spoken
};

// Send the call on. EffectSucceeds when it has gone; EffectFails puts it back into its workflow.
struct ForwardCall {
  TaskId task;
  NumberId to;
};

using Effect = std::variant<OfferReservation, WithdrawOffer, ConnectTask, ReleaseCustomer, OpenRecord,
                            PlaceCall, RecordCall, RecordVoicemail, ForwardCall>;

}  // namespace switchyard
