// Who sent a webhook, in the ways that others than Twilio say it: Standard Webhooks, a digest of the body,
// a token.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/http/message.h"
#include "adapters/signatures/hmac.h"
#include "adapters/signatures/verdict.h"
#include "engine/base/time.h"

namespace switchyard::adapters::signatures {

// How far a signature's time may be from ours.
inline constexpr Duration signature_tolerance = minutes(5);

// Standard Webhooks 1.0.0, symmetric: secrets are `whsec_` (may be left out) and base64. Nothing when it is
// no such secret, or is empty.
std::optional<HmacKey> standard_webhooks_key(std::string_view secret);

// `v1,` and the signature of one key.
std::string sign_standard_webhook(const HmacKey& key, std::string_view id, Time at, std::string_view body);

// webhook-id, webhook-timestamp and webhook-signature, whose list may hold signatures of several keys and
// versions: one of ours is enough.
Verdict check_standard_webhook(const std::vector<HmacKey>& keys, const http::Headers& headers,
                               std::string_view body, Time now);

// `sha256=` and the HMAC-SHA256 of the body in hexadecimal, as X-Hub-Signature-256 has it.
std::string sign_hub(const HmacKey& key, std::string_view body);
Verdict check_hub(const std::vector<HmacKey>& keys, std::optional<std::string_view> header,
                  std::string_view body);

// `Authorization: Bearer TOKEN` (RFC 6750), one of the tokens.
Verdict check_bearer(const std::vector<std::string>& tokens, const http::Headers& headers);

}  // namespace switchyard::adapters::signatures
