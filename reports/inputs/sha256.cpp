// OpenSSL computes the digest; this file turns it into text.
#include "reports/inputs/sha256.h"

#include <openssl/evp.h>

#include <array>

#include "engine/base/check.h"

namespace switchyard::reports {

std::string sha256_hex(std::string_view bytes) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned length = 0;
  const int ok = EVP_Digest(bytes.data(), bytes.size(), digest.data(), &length, EVP_sha256(), nullptr);
  SY_CHECK(ok == 1 && length == 32);  // fails only when the library has no memory
  constexpr std::string_view digits = "0123456789abcdef";
  std::string text;
  for (unsigned i = 0; i < length; ++i) {
    text += digits[digest[i] >> 4U];
    text += digits[digest[i] & 15U];
  }
  return text;
}

}  // namespace switchyard::reports
