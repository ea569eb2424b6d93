// X-Twilio-Signature, both ways: whether a request is Twilio's, and what we send as Twilio does.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "adapters/http/message.h"
#include "adapters/signatures/hmac.h"
#include "adapters/signatures/verdict.h"

namespace switchyard::adapters::signatures {

inline constexpr std::string_view twilio_header = "X-Twilio-Signature";

// Auth tokens are keys of HMAC-SHA1; several while one replaces another.
HmacKey twilio_key(std::string_view auth_token);

// Of a form that is posted to the URL: its fields sorted by name and value, each once, are appended to the
// URL. O(n log n).
std::string sign_twilio_form(const HmacKey& key, std::string_view url, const http::Fields& form);
// Of a request whose fields stand in the URL: GET, or a body whose hash the URL carries.
std::string sign_twilio_url(const HmacKey& key, std::string_view url);

// The URL with the query field bodySHA256 that the signature of such a body needs.
std::string with_body_hash(std::string_view url, std::string_view body);

// `url`: scheme, host, path and query as the sender had them. Also good when the sender signed it with the
// standard port added, or without the port that it has. `signature`: the header, empty when there is none.
Verdict check_twilio_form(const std::vector<HmacKey>& keys, std::string_view url, const http::Fields& form,
                          std::string_view signature);
// Of a body that is no form: the URL must carry its hash.
Verdict check_twilio_body(const std::vector<HmacKey>& keys, std::string_view url, std::string_view body,
                          std::string_view signature);
Verdict check_twilio_url(const std::vector<HmacKey>& keys, std::string_view url, std::string_view signature);

}  // namespace switchyard::adapters::signatures
