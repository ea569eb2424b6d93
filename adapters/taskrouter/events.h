// The routes of events.
#pragma once

#include <vector>

#include "adapters/taskrouter/endpoint.h"
#include "adapters/twilio_events/event_fields.h"

namespace switchyard::adapters::taskrouter {

std::vector<Route> event_routes();

// How the API calls what events speak of, for whoever delivers them too. Lives no longer than the
// configuration and the rules that it was made of.
twilio_events::EventNames event_names(const Configuration& configuration, const Workspace& rules,
                                      std::string account_sid);

}  // namespace switchyard::adapters::taskrouter
