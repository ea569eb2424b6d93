// OpenSSL computes; this file turns bytes into text and back.
#include "adapters/signatures/hmac.h"

#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/params.h>

#include <array>

#include "engine/base/check.h"

namespace switchyard::adapters::signatures {
namespace {

constexpr std::string_view base64_letters =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

const unsigned char* bytes_of(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

std::string to_hex(std::string_view bytes) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string text;
  for (const char byte : bytes) {
    text += digits[static_cast<unsigned char>(byte) >> 4U];
    text += digits[static_cast<unsigned char>(byte) & 15U];
  }
  return text;
}

// Begins anew with the context's key.
std::string sign_with(EVP_MAC_CTX& context, std::string_view text) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  std::size_t length = 0;
  const bool ok = EVP_MAC_init(&context, nullptr, 0, nullptr) == 1 &&
                  EVP_MAC_update(&context, bytes_of(text), text.size()) == 1 &&
                  EVP_MAC_final(&context, digest.data(), &length, digest.size()) == 1;
  SY_CHECK(ok);  // fails only when the library has no memory
  return {reinterpret_cast<const char*>(digest.data()), length};
}

// Four letters from up to three bytes.
void append_group(std::string& text, std::string_view bytes) {
  std::uint32_t group = 0;
  for (std::size_t i = 0; i < 3; ++i)
    group = group << 8U | (i < bytes.size() ? static_cast<unsigned char>(bytes[i]) : 0U);
  for (std::size_t i = 0; i < 4; ++i)
    text += i <= bytes.size() ? base64_letters[group >> (18U - 6U * i) & 63U] : '=';
}

// Up to three bytes from four letters; false when they are none, or have bits that no byte uses.
bool read_group(std::string_view letters, std::string& bytes) {
  const std::size_t padding = letters[3] != '=' ? 0 : letters[2] != '=' ? 1 : 2;
  std::uint32_t group = 0;
  for (std::size_t i = 0; i < 4; ++i) {
    const std::size_t value = i < 4 - padding ? base64_letters.find(letters[i]) : 0;
    if (value == std::string_view::npos) return false;
    group = group << 6U | static_cast<std::uint32_t>(value);
  }
  if ((group & ((1U << (8U * padding)) - 1U)) != 0) return false;
  for (std::size_t i = 0; i < 3 - padding; ++i) bytes += static_cast<char>(group >> (16U - 8U * i) & 255U);
  return true;
}

}  // namespace

void HmacKey::Free::operator()(EVP_MAC_CTX* context) const {
  EVP_MAC_CTX_free(context);
}

HmacKey::HmacKey(Digest digest, std::string_view key) {
  std::string name = digest == Digest::sha1 ? "SHA1" : "SHA256";
  EVP_MAC* algorithm = EVP_MAC_fetch(nullptr, "HMAC", nullptr);
  keyed_->context.reset(EVP_MAC_CTX_new(algorithm));
  EVP_MAC_free(algorithm);
  const std::array<OSSL_PARAM, 2> parameters{
      OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, name.data(), name.size()),
      OSSL_PARAM_construct_end()};
  const std::string_view not_null = key.empty() ? std::string_view("") : key;
  const int ok = EVP_MAC_init(keyed_->context.get(), bytes_of(not_null), not_null.size(), parameters.data());
  SY_CHECK(ok == 1);  // fails only when the library has no memory
  keyed_->spare.reset(EVP_MAC_CTX_dup(keyed_->context.get()));
}

std::string HmacKey::sign(std::string_view text) const {
  const std::unique_lock lock(keyed_->in_use, std::try_to_lock);
  if (lock.owns_lock()) return sign_with(*keyed_->context, text);
  const std::unique_ptr<EVP_MAC_CTX, Free> copy(EVP_MAC_CTX_dup(keyed_->spare.get()));
  SY_CHECK(copy != nullptr);  // as above
  return sign_with(*copy, text);
}

std::string HmacKey::sign_base64(std::string_view text) const {
  return to_base64(sign(text));
}

std::string HmacKey::sign_hex(std::string_view text) const {
  return to_hex(sign(text));
}

bool is_same_secret(std::string_view a, std::string_view b) {
  return a.size() == b.size() && CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0;
}

std::string to_base64(std::string_view bytes) {
  std::string text;
  text.reserve((bytes.size() + 2) / 3 * 4);
  for (std::size_t at = 0; at < bytes.size(); at += 3) append_group(text, bytes.substr(at, 3));
  return text;
}

std::optional<std::string> from_base64(std::string_view text) {
  if (text.size() % 4 != 0) return std::nullopt;
  std::string bytes;
  for (std::size_t at = 0; at < text.size(); at += 4) {
    const std::string_view letters = text.substr(at, 4);
    const bool is_last = at + 4 == text.size();
    if (!is_last && letters.back() == '=') return std::nullopt;
    if (!read_group(letters, bytes)) return std::nullopt;
  }
  return bytes;
}

}  // namespace switchyard::adapters::signatures
