// Signatures against what their inventors publish, and each way in which one can be wrong.
#include <gtest/gtest.h>

#include "adapters/signatures/twilio.h"
#include "adapters/signatures/webhook.h"

namespace switchyard::adapters::signatures {
namespace {

// The example of Twilio's security documentation, and the vectors of the tests of its PHP library.
const http::Fields twilio_form = {{"CallSid", "CA1234567890ABCDE"},
                                  {"Caller", "+14158675309"},
                                  {"Digits", "1234"},
                                  {"From", "+14158675309"},
                                  {"To", "+18005551212"}};
const std::string twilio_url = "https://mycompany.com/myapp.php?foo=1&bar=2";
const std::string twilio_good = "RSOYDt4T1cUTdK1PDd93/VVr8B8=";
const std::string twilio_body = R"({"property": "value", "boolean": true})";
const std::string twilio_body_url =
    twilio_url + "&bodySHA256=0a1ff7634d9ab3b95db5c9a2dfe9416e41502b283a80c7cf19632632f96e6620";

std::vector<HmacKey> twilio_keys(std::vector<std::string> tokens = {"12345"}) {
  std::vector<HmacKey> keys;
  for (const auto& token : tokens) keys.push_back(twilio_key(token));
  return keys;
}

TEST(Base64, goes_both_ways_and_refuses_what_is_none) {
  for (const std::string text : {"", "f", "fo", "foo", "foob", "fooba", "foobar"})
    EXPECT_EQ(from_base64(to_base64(text)), text);
  EXPECT_EQ(to_base64("fooba"), "Zm9vYmE=");  // RFC 4648, section 10
  EXPECT_EQ(to_base64("foob"), "Zm9vYg==");
  for (const char* text : {"Zg", "Zg=", "Z===", "Zg==Zg==", "Zm9v!A==", "Zh==", "Zm9=", "===="})
    EXPECT_FALSE(from_base64(text)) << text;
}

TEST(Hmac, gives_the_digests_of_rfc_2202_and_4231) {
  EXPECT_EQ(HmacKey(Digest::sha1, "Jefe").sign_hex("what do ya want for nothing?"),
            "effcdf6ae5eb2fa2d27416d5f184df9c259a7c79");
  EXPECT_EQ(HmacKey(Digest::sha256, "Jefe").sign_hex("what do ya want for nothing?"),
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
  EXPECT_EQ(HmacKey(Digest::sha256, "").sign_hex(""),
            "b613679a0814d9ec772f95d778c35fc5ff1697c493715653c6c712144292c5ad");
  EXPECT_EQ(HmacKey(Digest::sha256, std::string(131, '\xaa'))
                .sign_hex("Test Using Larger Than Block-Size Key - Hash Key First"),
            "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
}

TEST(TwilioSignature, of_the_documented_examples) {
  EXPECT_EQ(sign_twilio_form(twilio_key("12345"), twilio_url, twilio_form), twilio_good);
  EXPECT_EQ(check_twilio_form(twilio_keys(), twilio_url, twilio_form, twilio_good), Verdict::good);
  const http::Fields repeated = {
      {"Sid", "CA123"}, {"SidAccount", "AC123"}, {"Digits", "5678"}, {"Digits", "1234"}, {"Digits", "1234"}};
  EXPECT_EQ(sign_twilio_form(twilio_key("12345"), twilio_url, repeated), "IK+Dwps556ElfBT0I3Rgjkr1wJU=");
  EXPECT_EQ(with_body_hash(twilio_url, twilio_body), twilio_body_url);
  EXPECT_EQ(sign_twilio_url(twilio_key("12345"), twilio_body_url), "a9nBmqA0ju/hNViExpshrM61xv4=");
  EXPECT_EQ(check_twilio_body(twilio_keys(), twilio_body_url, twilio_body, "a9nBmqA0ju/hNViExpshrM61xv4="),
            Verdict::good);
}

TEST(TwilioSignature, with_and_without_the_port) {
  struct Case {
    std::string url, signature;
  };
  const std::vector<Case> cases = {
      {"https://mycompany.com:1234/myapp.php?foo=1&bar=2", twilio_good},               // signed without
      {twilio_url, "kvajT1Ptam85bY51eRf/AJRuM3w="},                                    // signed with :443
      {"http://mycompany.com/myapp.php?foo=1&bar=2", "0ZXoZLH/DfblKGATFgpif+LLRf4="},  // with :80
      {"http://mycompany.com:1234/myapp.php?foo=1&bar=2", "Zmvh+3yNM1Phv2jhDCwEM3q5ebU="},  // as it is
      {"https://user:pass@mycompany.com/myapp.php?foo=1&bar=2", "CukzLTc1tT5dXEDIHm/tKBanW10="},
      {"https://user@mycompany.com/myapp.php?foo=1&bar=2", "2YRLlVAflCqxaNicjMpJcSTgzSs="},
      {"https://user:pass@mycompany.com/myapp.php?foo=1&bar=2", "ZQFR1PTIZXF2MXB8ZnKCvnnA+rI="},
  };
  for (const auto& [url, signature] : cases)
    EXPECT_EQ(check_twilio_form(twilio_keys(), url, twilio_form, signature), Verdict::good) << url;
  const std::string v6 = sign_twilio_url(twilio_key("12345"), "https://[::1]:443/a?b=c:d");
  EXPECT_EQ(check_twilio_url(twilio_keys(), "https://[::1]/a?b=c:d", v6), Verdict::good);
}

TEST(TwilioSignature, each_way_to_be_wrong) {
  auto changed = twilio_form;
  changed[2].second = "9999";
  auto more = twilio_form;
  more.emplace_back("Extra", "1");
  EXPECT_EQ(check_twilio_form(twilio_keys(), twilio_url, changed, twilio_good), Verdict::wrong);
  EXPECT_EQ(check_twilio_form(twilio_keys(), twilio_url, more, twilio_good), Verdict::wrong);
  EXPECT_EQ(check_twilio_form(twilio_keys(), twilio_url + "&x=1", twilio_form, twilio_good), Verdict::wrong);
  EXPECT_EQ(check_twilio_form(twilio_keys({"other"}), twilio_url, twilio_form, twilio_good), Verdict::wrong);
  EXPECT_EQ(check_twilio_form({}, twilio_url, twilio_form, twilio_good), Verdict::wrong);
  EXPECT_EQ(check_twilio_form(twilio_keys(), twilio_url, twilio_form, ""), Verdict::missing);
  EXPECT_EQ(check_twilio_form(twilio_keys(), twilio_url, twilio_form, "FAIL"), Verdict::malformed);
  EXPECT_EQ(check_twilio_form(twilio_keys(), "no url", twilio_form, twilio_good), Verdict::wrong);
  EXPECT_EQ(check_twilio_form(twilio_keys({"old", "12345"}), twilio_url, twilio_form, twilio_good),
            Verdict::good);
}

TEST(TwilioSignature, a_body_needs_its_hash_in_the_url) {
  const auto good = "a9nBmqA0ju/hNViExpshrM61xv4=";
  EXPECT_EQ(check_twilio_body(twilio_keys(), twilio_body_url, twilio_body + " ", good), Verdict::wrong);
  const std::string without = sign_twilio_url(twilio_key("12345"), twilio_url);
  EXPECT_EQ(check_twilio_body(twilio_keys(), twilio_url, twilio_body, without), Verdict::wrong);
  const std::string other =
      twilio_url + "&xbodySHA256=" + twilio_body_url.substr(twilio_body_url.size() - 64);
  EXPECT_EQ(check_twilio_body(twilio_keys(), other, twilio_body, sign_twilio_url(twilio_key("12345"), other)),
            Verdict::wrong);
  EXPECT_EQ(check_twilio_body(twilio_keys(), twilio_body_url, twilio_body, ""), Verdict::missing);
}

// The vector of the reference libraries of Standard Webhooks.
const std::string standard_secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
const std::string standard_body = R"({"test": 2432232314})";
const std::string standard_good = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";
constexpr Time standard_time{1'614'265'330'000'000};

http::Headers standard_headers(const std::string& signatures, const std::string& at = "1614265330") {
  return {{"Webhook-Id", "msg_p5jXN8AQM9LWM0D4loKWxJek"},
          {"Webhook-Timestamp", at},
          {"Webhook-Signature", signatures}};
}

Verdict check_standard(const http::Headers& headers, const std::string& body = standard_body,
                       Time now = standard_time, const std::string& secret = standard_secret) {
  std::vector<HmacKey> keys;
  keys.push_back(*standard_webhooks_key("whsec_b3RoZXI="));
  keys.push_back(*standard_webhooks_key(secret));
  return check_standard_webhook(keys, headers, body, now);
}

TEST(StandardWebhooks, of_the_reference_vector) {
  EXPECT_EQ(sign_standard_webhook(*standard_webhooks_key(standard_secret), "msg_p5jXN8AQM9LWM0D4loKWxJek",
                                  standard_time, standard_body),
            standard_good);
  EXPECT_EQ(check_standard(standard_headers(standard_good)), Verdict::good);
  EXPECT_EQ(check_standard(standard_headers("v1a,abc v1,AAAA " + standard_good + " v2,x")), Verdict::good);
  EXPECT_EQ(check_standard(standard_headers(standard_good), standard_body, standard_time,
                           standard_secret.substr(6)),
            Verdict::good);
}

TEST(StandardWebhooks, each_way_to_be_wrong) {
  const auto good = standard_headers(standard_good);
  EXPECT_EQ(check_standard(good, standard_body + " "), Verdict::wrong);
  EXPECT_EQ(check_standard(good, standard_body, standard_time, "whsec_AAAA"), Verdict::wrong);
  EXPECT_EQ(check_standard(good, standard_body, standard_time + minutes(5)), Verdict::good);
  EXPECT_EQ(check_standard(good, standard_body, standard_time + minutes(5) + seconds(1)), Verdict::too_old);
  EXPECT_EQ(check_standard(good, standard_body, standard_time - minutes(5)), Verdict::good);
  EXPECT_EQ(check_standard(good, standard_body, standard_time - minutes(5) - seconds(1)), Verdict::too_new);
  EXPECT_EQ(check_standard(standard_headers(standard_good, "1614265331")), Verdict::wrong);
  for (const char* at :
       {"", "-1", "x", "1614265330.5", " 1614265330", "99999999999999999999", "99999999999999"})
    EXPECT_EQ(check_standard(standard_headers(standard_good, at)), Verdict::malformed) << at;
  EXPECT_EQ(check_standard(standard_headers(standard_good.substr(3))), Verdict::malformed);
  EXPECT_EQ(check_standard(standard_headers("v1a," + standard_good.substr(3))), Verdict::malformed);
  for (std::size_t left_out = 0; left_out < 3; ++left_out) {
    auto headers = good;
    headers.erase(headers.begin() + static_cast<std::ptrdiff_t>(left_out));
    EXPECT_EQ(check_standard(headers), Verdict::missing) << left_out;
  }
  for (const char* secret : {"", "whsec_", "whsec_!", "whsec_AAA"})
    EXPECT_FALSE(standard_webhooks_key(secret)) << secret;
}

TEST(HubSignature, of_githubs_documented_example_and_each_way_to_be_wrong) {
  std::vector<HmacKey> keys;
  keys.emplace_back(Digest::sha256, "It's a Secret to Everybody");
  const std::string body = "Hello, World!";
  const std::string good = "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17";
  EXPECT_EQ(sign_hub(keys.front(), body), good);
  EXPECT_EQ(check_hub(keys, good, body), Verdict::good);
  EXPECT_EQ(check_hub(keys, "sha256=" + std::string(good.substr(7, 63)) + "8", body), Verdict::wrong);
  EXPECT_EQ(check_hub(keys, good, body + "!"), Verdict::wrong);
  EXPECT_EQ(check_hub({}, good, body), Verdict::wrong);
  EXPECT_EQ(check_hub(keys, std::nullopt, body), Verdict::missing);
  EXPECT_EQ(check_hub(keys, good.substr(7), body), Verdict::malformed);
  EXPECT_EQ(check_hub(keys, "sha1=" + good.substr(7), body), Verdict::malformed);
  EXPECT_EQ(check_hub(keys, good + "0", body), Verdict::malformed);
}

TEST(BearerToken, is_one_of_ours_or_not) {
  const std::vector<std::string> tokens = {"old", "mF_9.B5f-4.1JqM"};
  const auto check = [&](const char* header) { return check_bearer(tokens, {{"authorization", header}}); };
  EXPECT_EQ(check("Bearer mF_9.B5f-4.1JqM"), Verdict::good);
  EXPECT_EQ(check("bearer old"), Verdict::good);
  EXPECT_EQ(check("Bearer mF_9.B5f-4.1Jq"), Verdict::wrong);
  EXPECT_EQ(check("Bearer mF_9.B5f-4.1JqN"), Verdict::wrong);
  EXPECT_EQ(check("Bearer "), Verdict::malformed);
  EXPECT_EQ(check("Basic b2xk"), Verdict::malformed);
  EXPECT_EQ(check_bearer(tokens, {}), Verdict::missing);
}

TEST(SameSecret, compares_all_of_it) {
  EXPECT_TRUE(is_same_secret("", ""));
  EXPECT_TRUE(is_same_secret("abc", "abc"));
  EXPECT_FALSE(is_same_secret("abc", "abd"));
  EXPECT_FALSE(is_same_secret("abc", "ab"));
}

}  // namespace
}  // namespace switchyard::adapters::signatures
