// Bodies are small and made by hand: a webhook's answer is on the fast way.
#include "adapters/webhooks/answers.h"

#include <utility>

#include "adapters/twiml/twiml.h"
#include "engine/codec/json/values.h"

namespace switchyard::adapters::webhooks {

tl::unexpected<Failure> fail(Result result, unsigned status, std::string message) {
  return tl::unexpected(Failure{result, std::move(message), status});
}

http::Response answer_failure(const Failure& failure) {
  http::Response response{failure.status, {{"Content-Type", "application/json"}}, {}};
  if (failure.status == 429 || failure.status == 503)
    response.headers.emplace_back("Retry-After", std::to_string(failure.retry_after.count()));
  if (failure.status == 405) response.headers.emplace_back("Allow", "POST");
  response.body = "{\"error\":";
  codec::append_json(response.body, result_text(failure.result));
  response.body += ",\"message\":";
  codec::append_json(response.body, failure.message);
  response.body += ",\"status\":" + std::to_string(failure.status) + "}";
  return response;
}

http::Response answer_twiml(std::string_view verbs) {
  return {200, {{"Content-Type", std::string(twiml::content_type)}}, twiml::response(verbs)};
}

}  // namespace switchyard::adapters::webhooks
