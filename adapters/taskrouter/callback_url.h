// URLs that the API is given to send forms to: one that cannot be asked would fail later, in silence.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "adapters/taskrouter/parameters.h"

namespace switchyard::adapters::taskrouter {

// The parameter: empty (no callbacks), or an absolute http or https URL, else it is refused. Whether its
// address may be reached is known only when it is, because names change.
std::optional<std::string> callback_url(Parameters& parameters, std::string_view name);

}  // namespace switchyard::adapters::taskrouter
