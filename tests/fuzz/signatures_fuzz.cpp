// Any header as a signature: it is good only when it is the one that our key makes.
#include <cstdint>
#include <string>
#include <vector>

#include "adapters/signatures/twilio.h"
#include "adapters/signatures/webhook.h"
#include "engine/base/check.h"

namespace {

using namespace switchyard;
using namespace switchyard::adapters;
using namespace switchyard::adapters::signatures;

constexpr Time now{1'767'225'600'000'000};

void check_base64(const std::string& text) {
  SY_CHECK(from_base64(to_base64(text)) == text);
  if (const auto bytes = from_base64(text)) SY_CHECK(to_base64(*bytes) == text);
}

void check_twilio(const std::string& url, const std::string& signature) {
  const http::Fields form = {{"a", url}, {"b", "2"}};
  std::vector<HmacKey> keys;
  keys.push_back(twilio_key("token"));
  SY_CHECK(check_twilio_form(keys, url, form, sign_twilio_form(keys.front(), url, form)) == Verdict::good);
  SY_CHECK(check_twilio_form(keys, url, form, signature) != Verdict::good);
  SY_CHECK(check_twilio_url(keys, url, signature) != Verdict::good);
  const std::string with_hash = with_body_hash(url, signature);
  SY_CHECK(check_twilio_body(keys, url, signature, signature) != Verdict::good);
  const bool has_another = url.find("bodySHA256") != std::string::npos;
  SY_CHECK(has_another || check_twilio_body(keys, with_hash, signature,
                                            sign_twilio_url(keys.front(), with_hash)) == Verdict::good);
}

void check_webhook(const std::string& timestamp, const std::string& signature) {
  std::vector<HmacKey> keys;
  keys.push_back(*standard_webhooks_key("whsec_b3RoZXI="));
  const http::Headers headers = {
      {"webhook-id", "1"}, {"webhook-timestamp", timestamp}, {"webhook-signature", signature}};
  SY_CHECK(check_standard_webhook(keys, headers, "body", now) != Verdict::good);
  SY_CHECK(check_hub(keys, signature, "body") != Verdict::good);
  SY_CHECK(check_bearer({"a secret that nobody guesses"}, {{"Authorization", signature}}) != Verdict::good);
  static_cast<void>(standard_webhooks_key(signature));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(reinterpret_cast<const char*>(data), size);
  const std::size_t middle = text.find('\n');
  const std::string first = text.substr(0, middle);
  const std::string second = middle == std::string::npos ? "" : text.substr(middle + 1);
  check_base64(text);
  check_twilio(first, second);
  check_webhook(first, second);
  return 0;
}
