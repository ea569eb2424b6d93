// Basic authentication (RFC 7617), compared by digests in constant time.
#include "adapters/taskrouter/account.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>

#include <algorithm>

#include "adapters/taskrouter/digest.h"

namespace switchyard::adapters::taskrouter {
namespace {

constexpr std::size_t longest_header = 4096;

// Nothing when it is not base64 with its padding.
std::optional<std::string> decode_base64(std::string_view text) {
  if (text.empty() || text.size() % 4 != 0 || text.size() > longest_header) return std::nullopt;
  std::string bytes(text.size() / 4 * 3, '\0');
  const int size =
      EVP_DecodeBlock(reinterpret_cast<unsigned char*>(bytes.data()),
                      reinterpret_cast<const unsigned char*>(text.data()), static_cast<int>(text.size()));
  if (size < 0) return std::nullopt;
  const auto padding = static_cast<std::size_t>(std::count(text.end() - 2, text.end(), '='));
  bytes.resize(static_cast<std::size_t>(size) - padding);
  return bytes;
}

// "user:secret" as it was sent.
std::optional<std::string> user_and_secret(const http::Headers& headers) {
  const auto header = http::find_header(headers, "Authorization");
  if (!header || header->size() < 6) return std::nullopt;
  std::string scheme(header->substr(0, 6));
  for (char& c : scheme) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return scheme == "basic " ? decode_base64(header->substr(6)) : std::nullopt;
}

}  // namespace

Accounts::Accounts(const std::vector<Credential>& credentials) {
  for (const Credential& credential : credentials) {
    if (credential.secret.empty()) continue;
    entries_.push_back(
        {sha256(credential.user + ":" + credential.secret), {credential.account, credential.tenant}});
  }
}

std::optional<Caller> Accounts::authenticate(const http::Headers& headers) const {
  const auto sent = user_and_secret(headers);
  if (!sent) return std::nullopt;
  const Digest digest = sha256(*sent);
  const Entry* found = nullptr;
  for (const Entry& entry : entries_) {
    if (CRYPTO_memcmp(entry.user_and_secret.data(), digest.data(), digest.size()) == 0) found = &entry;
  }
  return found != nullptr ? std::optional(found->caller) : std::nullopt;
}

}  // namespace switchyard::adapters::taskrouter
