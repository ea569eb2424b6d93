// Each kind is a header, a text that was signed, and a comparison that takes the same time for every wrong
// answer.
#include "adapters/signatures/webhook.h"

#include <algorithm>
#include <charconv>
#include <cstdint>

namespace switchyard::adapters::signatures {
namespace {

constexpr std::string_view secret_prefix = "whsec_";
constexpr std::string_view version = "v1,";
constexpr std::string_view hub_prefix = "sha256=";
constexpr std::string_view bearer_prefix = "bearer ";

char lower(char letter) {
  return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
}

bool begins_with_any_case(std::string_view text, std::string_view small) {
  return text.size() >= small.size() &&
         std::equal(small.begin(), small.end(), text.begin(), [](char a, char b) { return a == lower(b); });
}

std::string signed_text(std::string_view id, std::string_view timestamp, std::string_view body) {
  std::string text;
  text.reserve(id.size() + timestamp.size() + body.size() + 2);
  text += id;
  (text += '.') += timestamp;
  (text += '.') += body;
  return text;
}

// Unix seconds, digits only.
std::optional<Time> read_timestamp(std::string_view text) {
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  const bool whole = error == std::errc{} && end == text.data() + text.size();
  if (!whole || number < 0 || number > latest_time.microseconds / 1'000'000) return std::nullopt;
  return Time{} + seconds(number);
}

// Whether the list of signatures, separated by spaces, has this one.
bool holds(std::string_view list, std::string_view signature) {
  bool found = false;
  while (!list.empty()) {
    const std::string_view entry = list.substr(0, list.find(' '));
    list.remove_prefix(std::min(entry.size() + 1, list.size()));
    found |= is_same_secret(entry, signature);
  }
  return found;
}

Verdict check_time(Time at, Time now) {
  if (at + signature_tolerance < now) return Verdict::too_old;
  return now + signature_tolerance < at ? Verdict::too_new : Verdict::good;
}

}  // namespace

std::optional<HmacKey> standard_webhooks_key(std::string_view secret) {
  if (secret.starts_with(secret_prefix)) secret.remove_prefix(secret_prefix.size());
  const auto bytes = from_base64(secret);
  if (!bytes || bytes->empty()) return std::nullopt;
  return HmacKey(Digest::sha256, *bytes);
}

std::string sign_standard_webhook(const HmacKey& key, std::string_view id, Time at, std::string_view body) {
  const std::string timestamp = std::to_string(at.microseconds / 1'000'000);
  return std::string(version) + key.sign_base64(signed_text(id, timestamp, body));
}

Verdict check_standard_webhook(const std::vector<HmacKey>& keys, const http::Headers& headers,
                               std::string_view body, Time now) {
  const auto id = http::find_header(headers, "webhook-id");
  const auto timestamp = http::find_header(headers, "webhook-timestamp");
  const auto list = http::find_header(headers, "webhook-signature");
  if (!id || !timestamp || !list) return Verdict::missing;
  const auto at = read_timestamp(*timestamp);
  if (!at || id->empty() || list->find(version) == std::string_view::npos) return Verdict::malformed;
  if (const Verdict of_time = check_time(*at, now); of_time != Verdict::good) return of_time;
  const std::string text = signed_text(*id, *timestamp, body);
  bool found = false;
  for (const HmacKey& key : keys) found |= holds(*list, std::string(version) + key.sign_base64(text));
  return found ? Verdict::good : Verdict::wrong;
}

std::string sign_hub(const HmacKey& key, std::string_view body) {
  return std::string(hub_prefix) + key.sign_hex(body);
}

Verdict check_hub(const std::vector<HmacKey>& keys, std::optional<std::string_view> header,
                  std::string_view body) {
  if (!header) return Verdict::missing;
  if (!header->starts_with(hub_prefix) || header->size() != hub_prefix.size() + 64) return Verdict::malformed;
  std::string given(*header);
  std::transform(given.begin(), given.end(), given.begin(), lower);
  bool found = false;
  for (const HmacKey& key : keys) found |= is_same_secret(sign_hub(key, body), given);
  return found ? Verdict::good : Verdict::wrong;
}

Verdict check_bearer(const std::vector<std::string>& tokens, const http::Headers& headers) {
  const auto header = http::find_header(headers, "Authorization");
  if (!header) return Verdict::missing;
  if (!begins_with_any_case(*header, bearer_prefix)) return Verdict::malformed;
  const std::string_view given = header->substr(bearer_prefix.size());
  if (given.empty()) return Verdict::malformed;
  bool found = false;
  for (const std::string& token : tokens) found |= is_same_secret(token, given);
  return found ? Verdict::good : Verdict::wrong;
}

}  // namespace switchyard::adapters::signatures
