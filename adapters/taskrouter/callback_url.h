// URLs that the API is given to send forms to: one that cannot be asked would fail later, in silence.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "adapters/taskrouter/scope.h"

namespace switchyard::adapters::taskrouter {

// The parameter: empty (no callbacks), or an absolute http or https URL, else it is refused; so is one that
// leads to an address which must not be called. Where a name leads is known only when it is asked.
std::optional<std::string> callback_url(const Call& call, Parameters& parameters, std::string_view name);

// Nothing, or what is wrong with the URL.
std::optional<std::string> problem_of_url(const Call& call, std::string_view url);

}  // namespace switchyard::adapters::taskrouter
