// What a sender is answered, and the one form in which it is told what was wrong.
#pragma once

#include <chrono>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

#include "adapters/http/message.h"
#include "adapters/webhooks/counts.h"

namespace switchyard::adapters::webhooks {

// Why a webhook is not taken.
struct Failure {
  Result result = Result::bad_form;
  std::string message;  // one sentence for whoever sent it
  unsigned status = 400;
  std::chrono::seconds retry_after{2};  // told with 429 and 503
};

template <class T>
using Taken = tl::expected<T, Failure>;
tl::unexpected<Failure> fail(Result result, unsigned status, std::string message);

// {"error": word, "message": text, "status": number}; 429 and 503 with Retry-After.
http::Response answer_failure(const Failure& failure);
// 200 with a TwiML document around the verbs.
http::Response answer_twiml(std::string_view verbs = {});

}  // namespace switchyard::adapters::webhooks
