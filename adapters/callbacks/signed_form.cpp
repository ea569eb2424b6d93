// One place makes the requests of events and of offers, so that both are signed in the same way.
#include "adapters/callbacks/signed_form.h"

#include "adapters/signatures/twilio.h"

namespace switchyard::adapters::callbacks {

http::OutgoingRequest signed_form(const std::string& url, const http::Fields& form,
                                  std::string_view auth_token, std::string_view key, Duration timeout) {
  http::OutgoingRequest request;
  request.url = url;
  request.body = http::write_form(form);
  request.timeout = timeout;
  request.headers = {
      {"Content-Type", "application/x-www-form-urlencoded; charset=UTF-8"},
      {"Idempotency-Key", std::string(key)},
      {std::string(signatures::twilio_header),
       signatures::sign_twilio_form(signatures::twilio_key(auth_token), url, form)},
  };
  return request;
}

}  // namespace switchyard::adapters::callbacks
