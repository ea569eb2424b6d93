// The form of a URL is judged as the client does it that will ask it.
#include "adapters/taskrouter/callback_url.h"

#include "adapters/http/url.h"

namespace switchyard::adapters::taskrouter {

std::optional<std::string> callback_url(Parameters& parameters, std::string_view name) {
  auto value = parameters.text(name);
  if (value && !value->empty() && !http::parse_url(*value))
    parameters.refuse(std::string(name) + " must be an http or https URL");
  return value;
}

}  // namespace switchyard::adapters::taskrouter
