// The few forms that all answers have.
#include "adapters/taskrouter/reply.h"

#include <algorithm>

#include "adapters/taskrouter/digest.h"
#include "engine/codec/text/enums.h"
#include "engine/codec/text/time_text.h"

namespace switchyard::adapters::taskrouter {
namespace {

constexpr std::string_view more_info = "https://www.twilio.com/docs/errors/";

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return text;
}

bool names_tag(std::string_view list, std::string_view etag) {
  while (!list.empty()) {
    const std::size_t comma = std::min(list.find(','), list.size());
    std::string_view tag = trimmed(list.substr(0, comma));
    if (tag.substr(0, 2) == "W/") tag.remove_prefix(2);
    if (tag == "*" || tag == etag) return true;
    list.remove_prefix(std::min(comma + 1, list.size()));
  }
  return false;
}

}  // namespace

ApiError bad_request(std::string message) {
  return {400, 20001, std::move(message)};
}
ApiError unauthorized() {
  return {401, 20003, "Authenticate"};
}
ApiError forbidden(std::string message) {
  return {403, 20403, std::move(message)};
}
ApiError not_found(std::string_view path) {
  return {404, 20404, "The requested resource " + std::string(path) + " was not found"};
}
ApiError method_not_allowed(std::string_view method) {
  return {405, 20004, "Method not allowed: " + std::string(method)};
}
ApiError precondition_failed() {
  return {412, 20412, "The If-Match header does not match the resource's current ETag"};
}
ApiError too_many_requests(std::int64_t retry_after) {
  return {429, 20429, "Too Many Requests", retry_after};
}
ApiError unavailable(std::string message) {
  return {503, 20503, std::move(message), 1};
}

http::Response json_response(unsigned status, const Json& body) {
  // Texts of the request may stand in it, and those need not be UTF-8.
  return json_response(status, body.dump(-1, ' ', false, Json::error_handler_t::replace));
}

http::Response json_response(unsigned status, std::string body) {
  return {status, {{"Content-Type", "application/json; charset=utf-8"}}, std::move(body)};
}

http::Response no_content() {
  return {204, {}, {}};
}

http::Response to_response(const ApiError& error) {
  Json body;
  body["code"] = error.code;
  body["message"] = error.message;
  body["more_info"] = std::string(more_info) + std::to_string(error.code);
  body["status"] = error.status;
  http::Response response = json_response(error.status, body);
  if (error.retry_after > 0) response.headers.emplace_back("Retry-After", std::to_string(error.retry_after));
  if (error.status == 401) response.headers.emplace_back("WWW-Authenticate", "Basic realm=\"Twilio API\"");
  return response;
}

std::string date_text(Time time) {
  constexpr std::int64_t second = 1'000'000;
  const std::int64_t over = ((time.microseconds % second) + second) % second;
  return codec::to_rfc3339(Time{time.microseconds - over});
}

std::string etag_of(const Json& body) {
  return etag_of(body.dump(-1, ' ', false, Json::error_handler_t::replace));
}

std::string etag_of(const std::string& text) {
  constexpr std::string_view digits = "0123456789abcdef";
  const auto digest = sha256(text);
  std::string tag = "\"";
  for (std::size_t i = 0; i < 16; ++i) tag += {digits[digest[i] >> 4U], digits[digest[i] & 15U]};
  return tag + '"';
}

std::optional<ApiError> check_if_match(const http::Headers& headers, std::string_view etag) {
  const auto wanted = http::find_header(headers, "If-Match");
  if (!wanted || names_tag(*wanted, etag)) return std::nullopt;
  return precondition_failed();
}

std::optional<CommandRefused> refusal_in(const Outcome& outcome) {
  for (const AppliedTurn& turn : outcome.turns) {
    for (const Event& event : turn.output.events) {
      if (const auto* refused = std::get_if<CommandRefused>(&event)) return *refused;
    }
  }
  return std::nullopt;
}

ApiError refused(const CommandRefused& refusal) {
  std::string words(codec::enum_text(refusal.reason));
  std::replace(words.begin(), words.end(), '_', ' ');
  return bad_request("The request cannot be done: " + words);
}

}  // namespace switchyard::adapters::taskrouter
