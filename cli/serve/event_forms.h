// The events of a turn as the forms that event callbacks carry.
#pragma once

#include <vector>

#include "adapters/http/message.h"
#include "adapters/port.h"
#include "adapters/twilio_events/event_log.h"

namespace switchyard::cli {

// Of the turn that the view is of, as far as `events` still holds it. O(log events + those of the turn).
std::vector<adapters::http::Fields> event_forms(const adapters::twilio_events::WorkspaceEvents& events,
                                                const adapters::WorkspaceView& view,
                                                const adapters::TurnSeen& turn);

}  // namespace switchyard::cli
