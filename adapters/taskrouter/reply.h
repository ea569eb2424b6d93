// Answers in TaskRouter's form: JSON bodies, and errors with Twilio's codes.
#pragma once

#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

#include "adapters/http/message.h"
#include "adapters/port.h"
#include "engine/base/time.h"

namespace switchyard::adapters::taskrouter {

using Json = nlohmann::ordered_json;

// Why a request was not done: becomes {"code", "message", "more_info", "status"}.
struct ApiError {
  unsigned status = 400;
  int code = 20001;
  std::string message;
  std::int64_t retry_after = 0;  // seconds, told as Retry-After; 0: not told
};
template <class T>
using Result = tl::expected<T, ApiError>;

ApiError bad_request(std::string message);  // 400, 20001
ApiError unauthorized();                    // 401, 20003
ApiError forbidden(std::string message);    // 403, 20403: a tenant's key, where all tenants are meant
ApiError not_found(std::string_view path);  // 404, 20404: of the request, or what would be there
ApiError method_not_allowed(std::string_view method);  // 405, 20004
ApiError precondition_failed();                        // 412, 20412: If-Match
ApiError too_many_requests(std::int64_t retry_after);  // 429, 20429
ApiError unavailable(std::string message);             // 503, 20503: to be tried again

http::Response json_response(unsigned status, const Json& body);
http::Response json_response(unsigned status, std::string body);  // that is JSON already
http::Response no_content();                                      // 204
http::Response to_response(const ApiError& error);

// "2014-05-14T10:50:02Z": whole seconds, what is left over is dropped.
std::string date_text(Time time);

// A tag for what a thing is like now: equal JSON or text, equal tag. Leave out what changes by itself, such
// as ages.
std::string etag_of(const Json& body);
std::string etag_of(const std::string& text);
// Nothing when the request has no If-Match, or one that names `etag`.
std::optional<ApiError> check_if_match(const http::Headers& headers, std::string_view etag);

// The first command of a piece of work that the rules refused.
std::optional<CommandRefused> refusal_in(const Outcome& outcome);
// What to tell the client about it, where there is nothing better to say.
ApiError refused(const CommandRefused& refusal);

}  // namespace switchyard::adapters::taskrouter
