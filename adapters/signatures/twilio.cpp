// The signed text is the URL with the sorted form behind it; senders and proxies differ about the port.
#include "adapters/signatures/twilio.h"

#include <algorithm>
#include <array>
#include <optional>

#include "reports/inputs/sha256.h"

namespace switchyard::adapters::signatures {
namespace {

constexpr std::string_view hash_field = "bodySHA256";

std::string sorted_text(const http::Fields& form) {
  std::vector<const http::Fields::value_type*> sorted;
  sorted.reserve(form.size());
  std::size_t size = 0;
  for (const auto& field : form) {
    sorted.push_back(&field);
    size += field.first.size() + field.second.size();
  }
  std::sort(sorted.begin(), sorted.end(), [](const auto* a, const auto* b) { return *a < *b; });
  const auto end =
      std::unique(sorted.begin(), sorted.end(), [](const auto* a, const auto* b) { return *a == *b; });
  std::string text;
  text.reserve(size);
  for (auto field = sorted.begin(); field != end; ++field) (text += (*field)->first) += (*field)->second;
  return text;
}

// Where the port of a URL stands: [begin, end) with its colon, empty when it has none.
struct PortPlace {
  std::size_t begin = 0;
  std::size_t end = 0;
};

std::optional<PortPlace> find_port(std::string_view url) {
  const std::size_t scheme = url.find("://");
  if (scheme == std::string_view::npos) return std::nullopt;
  const std::size_t begin = scheme + 3;
  const std::size_t end = std::min(url.find_first_of("/?#", begin), url.size());
  const std::size_t user = url.substr(begin, end - begin).rfind('@');
  const std::size_t host = user == std::string_view::npos ? begin : begin + user + 1;
  const std::size_t bracket = url.substr(host, end - host).find(']');  // of an IPv6 address
  const std::size_t from = bracket == std::string_view::npos ? host : host + bracket;
  const std::size_t colon = url.substr(from, end - from).find(':');
  return PortPlace{colon == std::string_view::npos ? end : from + colon, end};
}

// The same address, the other way about its port. Nothing when that is no URL.
std::optional<std::string> with_port_changed(std::string_view url) {
  const auto port = find_port(url);
  if (!port) return std::nullopt;
  const bool has_port = port->begin != port->end;
  const std::string_view standard = url.starts_with("https:") ? ":443" : ":80";
  std::string changed(url.substr(0, port->begin));
  if (!has_port) changed += standard;
  return changed += url.substr(port->end);
}

bool is_signed(const std::vector<HmacKey>& keys, const std::string& text, std::string_view signature) {
  bool found = false;
  for (const HmacKey& key : keys) found |= is_same_secret(key.sign_base64(text), signature);
  return found;
}

Verdict check(const std::vector<HmacKey>& keys, std::string_view url, const std::string& rest,
              std::string_view signature) {
  if (signature.empty()) return Verdict::missing;
  if (signature.size() != 28) return Verdict::malformed;  // base64 of 20 bytes
  if (is_signed(keys, std::string(url) + rest, signature)) return Verdict::good;
  const auto changed = with_port_changed(url);
  return changed && is_signed(keys, *changed + rest, signature) ? Verdict::good : Verdict::wrong;
}

// The value of the query field that carries the hash; empty when there is none.
std::string_view body_hash_of(std::string_view url) {
  std::string_view query = url.substr(std::min(url.find('?'), url.size()));
  while (!query.empty()) {
    query.remove_prefix(1);  // ? or &
    const std::string_view field = query.substr(0, query.find('&'));
    if (field.starts_with(hash_field) && field.substr(hash_field.size(), 1) == "=")
      return field.substr(hash_field.size() + 1);
    query.remove_prefix(field.size());
  }
  return {};
}

}  // namespace

HmacKey twilio_key(std::string_view auth_token) {
  return HmacKey(Digest::sha1, auth_token);
}

std::string sign_twilio_form(const HmacKey& key, std::string_view url, const http::Fields& form) {
  return key.sign_base64(std::string(url) + sorted_text(form));
}

std::string sign_twilio_url(const HmacKey& key, std::string_view url) {
  return key.sign_base64(url);
}

std::string with_body_hash(std::string_view url, std::string_view body) {
  std::string text(url);
  text += url.find('?') == std::string_view::npos ? '?' : '&';
  return (text += hash_field) += "=" + reports::sha256_hex(body);
}

Verdict check_twilio_form(const std::vector<HmacKey>& keys, std::string_view url, const http::Fields& form,
                          std::string_view signature) {
  return check(keys, url, sorted_text(form), signature);
}

Verdict check_twilio_body(const std::vector<HmacKey>& keys, std::string_view url, std::string_view body,
                          std::string_view signature) {
  if (const Verdict of_url = check_twilio_url(keys, url, signature); of_url != Verdict::good) return of_url;
  return is_same_secret(reports::sha256_hex(body), body_hash_of(url)) ? Verdict::good : Verdict::wrong;
}

Verdict check_twilio_url(const std::vector<HmacKey>& keys, std::string_view url, std::string_view signature) {
  return check(keys, url, {}, signature);
}

}  // namespace switchyard::adapters::signatures
