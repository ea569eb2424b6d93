// A form on its way to somebody who checks that it is ours.
#pragma once

#include <string>
#include <string_view>

#include "adapters/http/outgoing.h"

namespace switchyard::adapters::callbacks {

// POST, signed as Twilio does; `key` goes along as Idempotency-Key, so that a repetition can be known.
http::OutgoingRequest signed_form(const std::string& url, const http::Fields& form,
                                  std::string_view auth_token, std::string_view key, Duration timeout);

}  // namespace switchyard::adapters::callbacks
