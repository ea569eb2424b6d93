// Keyed digests and their texts: what every signature of a webhook is made of.
#pragma once

#include <openssl/types.h>

#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

namespace switchyard::adapters::signatures {

enum class Digest : std::uint8_t { sha1, sha256 };

// A key that is ready to sign: what a key costs to set up is paid once. Its functions may be called on any
// thread, also at the same time.
class HmacKey {
 public:
  HmacKey(Digest digest, std::string_view key);

  // HMAC (RFC 2104) of the text, as bytes: 20 of SHA-1, 32 of SHA-256. O(text).
  std::string sign(std::string_view text) const;
  std::string sign_base64(std::string_view text) const;  // RFC 4648 with padding
  std::string sign_hex(std::string_view text) const;     // lower case

 private:
  struct Free {
    void operator()(EVP_MAC_CTX* context) const;
  };
  // One thread signs with the context that is there; who comes at the same time makes a copy, which costs
  // more than the signature.
  struct Keyed {
    std::mutex in_use;
    std::unique_ptr<EVP_MAC_CTX, Free> context;
    std::unique_ptr<EVP_MAC_CTX, Free> spare;  // never changes
  };
  std::unique_ptr<Keyed> keyed_ = std::make_unique<Keyed>();
};

// Whether two texts are equal, in a time that depends on their lengths alone.
bool is_same_secret(std::string_view a, std::string_view b);

std::string to_base64(std::string_view bytes);
// Nothing when it is not base64 of RFC 4648 with its padding.
std::optional<std::string> from_base64(std::string_view text);

}  // namespace switchyard::adapters::signatures
