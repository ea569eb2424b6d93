// Requests as the carrier and sources of leads post them.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "adapters/http/message.h"
#include "adapters/signatures/twilio.h"

namespace switchyard::adapters {

inline const std::string public_url = "https://sy.example.com";
inline const std::string carrier_token = "12345";

inline http::Fields message_form(const std::string& sid = "SM1") {
  return {{"MessageSid", sid},  {"SmsSid", sid},           {"AccountSid", "AC1"},
          {"From", "+4917011"}, {"To", "+4930100"},        {"Body", "Hello ü"},
          {"NumMedia", "0"},    {"SmsStatus", "received"}, {"ApiVersion", "2010-04-01"}};
}

inline http::Fields call_form(const std::string& sid = "CA1", const std::string& status = "ringing") {
  return {{"CallSid", sid},       {"AccountSid", "AC1"},       {"From", "+4917022"},
          {"To", "+4930100"},     {"CallStatus", status},      {"Direction", "inbound"},
          {"FromCity", "Berlin"}, {"ApiVersion", "2010-04-01"}};
}

// The form with one field changed, added, or (empty) taken away.
inline http::Fields with(http::Fields form, const std::string& name, const std::string& value) {
  std::erase_if(form, [&](const auto& field) { return field.first == name; });
  if (!value.empty()) form.emplace_back(name, value);
  return form;
}

inline http::Request plain_post(const std::string& target, std::string body, const std::string& type) {
  http::Request request;
  request.method = "POST";
  request.target = target;
  request.path = target.substr(0, target.find('?'));
  request.headers = {{"Content-Type", type}};
  request.body = std::move(body);
  return request;
}

inline http::Request signed_post(const std::string& target, const http::Fields& form,
                                 const std::string& token = carrier_token) {
  auto request =
      plain_post(target, http::write_form(form), "application/x-www-form-urlencoded; charset=UTF-8");
  if (const std::size_t query = target.find('?'); query != std::string::npos)
    request.query = http::read_form(target.substr(query + 1)).value_or(http::Fields{});
  request.headers.emplace_back("X-Twilio-Signature",
                               sign_twilio_form(signatures::twilio_key(token), public_url + target, form));
  return request;
}

}  // namespace switchyard::adapters
