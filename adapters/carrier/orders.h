// Each effect that concerns a call, as requests to the carrier.
#pragma once

#include <string>

#include "adapters/carrier/context.h"
#include "adapters/port.h"

namespace switchyard::adapters::carrier {

// Carries the effect out if it concerns a call; all others are left to others. On the host's thread.
void carry_out(Context& context, const WorkspaceView& view, const OrderedEffect& effect);

// The worker's part is over: the customer's call ends with it, unless it was the customer who left.
void end_with_worker(Context& context, const WorkspaceView& view, const TurnSeen& turn);

// dequeue and conference ring the worker, call and redirect do what they say, supervise calls the supervisor
// in; with the fields of TaskRouter's assignment instructions, lists separated by spaces. On any thread.
void instruct(Context& context, const std::string& workspace, const OfferReservation& offer,
              const std::string& instruction, const http::Fields& fields);

}  // namespace switchyard::adapters::carrier
