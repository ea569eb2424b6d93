// From the form of an incoming message or call to the command that it becomes.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "adapters/http/message.h"
#include "adapters/webhooks/answers.h"
#include "adapters/webhooks/arrival.h"

namespace switchyard::adapters::webhooks {

// A number beyond the sender's reach is one that nobody has, in both.
//
// MessageSid is the key, and all messages of one number to the tenant are one thread. The attributes: from,
// to, body, message_sid, account_sid, and media (url, content_type) when there is some.
Taken<Arrival> read_message(const http::Fields& form, const Directory& directory, const Reach& reach);

// The key is call_key(CallSid); no thread. The attributes: the form's fields in snake_case, without the
// status.
Taken<Arrival> read_call(const http::Fields& form, const Directory& directory, const Reach& reach);

// The key of a call's arrival: its SID, and the status in which a call arrives.
std::string call_key(std::string_view call_sid);

// Whether a call of that CallStatus is over.
bool is_over(std::string_view call_status);

// "FromCity" -> "from_city"; "SipDomainSid" -> "sip_domain_sid".
std::string snake_case(std::string_view name);

}  // namespace switchyard::adapters::webhooks
