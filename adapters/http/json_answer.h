// Answers for operators in JSON. Those of TaskRouter's API have a form of their own, webhooks make theirs by
// hand.
#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "adapters/http/message.h"

namespace switchyard::adapters::http {

// Bytes of `body` that are not UTF-8 come as U+FFFD.
Response json_answer(unsigned status, const nlohmann::ordered_json& body);
// {"status", "message"}: why a request was not done.
Response json_refusal(unsigned status, std::string message);

}  // namespace switchyard::adapters::http
