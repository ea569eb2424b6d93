// The form of a URL is judged as the client does it that will ask it.
#include "adapters/taskrouter/callback_url.h"

#include "adapters/http/url.h"

namespace switchyard::adapters::taskrouter {

std::optional<std::string> callback_url(const Call& call, Parameters& parameters, std::string_view name) {
  auto value = parameters.text(name);
  if (!value || value->empty()) return value;
  if (const auto problem = problem_of_url(call, *value))
    parameters.refuse(std::string(name) + " " + *problem);
  return value;
}

std::optional<std::string> problem_of_url(const Call& call, std::string_view url) {
  if (!http::parse_url(url)) return "must be an http or https URL";
  return call.judge_url ? call.judge_url(url) : std::nullopt;
}

}  // namespace switchyard::adapters::taskrouter
