// One place where a JSON value becomes a response.
#include "adapters/http/json_answer.h"

#include <utility>

namespace switchyard::adapters::http {

using Json = nlohmann::ordered_json;

Response json_answer(unsigned status, const Json& body) {
  return {status,
          {{"Content-Type", "application/json"}},
          body.dump(-1, ' ', false, Json::error_handler_t::replace)};
}

Response json_refusal(unsigned status, std::string message) {
  return json_answer(status, {{"status", status}, {"message", std::move(message)}});
}

}  // namespace switchyard::adapters::http
