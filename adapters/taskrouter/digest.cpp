// OpenSSL's algorithm is fetched once a process, its working space made once a thread.
#include "adapters/taskrouter/digest.h"

#include <openssl/evp.h>

#include <memory>

#include "engine/base/check.h"

namespace switchyard::adapters::taskrouter {
namespace {

struct Free {
  void operator()(EVP_MD* algorithm) const { EVP_MD_free(algorithm); }
  void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
};

const EVP_MD* algorithm() {
  static const std::unique_ptr<EVP_MD, Free> fetched(EVP_MD_fetch(nullptr, "SHA256", nullptr));
  return fetched.get();
}

}  // namespace

std::array<unsigned char, 32> sha256(std::string_view text) {
  thread_local const std::unique_ptr<EVP_MD_CTX, Free> context(EVP_MD_CTX_new());
  std::array<unsigned char, 32> digest{};
  const bool ok = EVP_DigestInit_ex2(context.get(), algorithm(), nullptr) == 1 &&
                  EVP_DigestUpdate(context.get(), text.data(), text.size()) == 1 &&
                  EVP_DigestFinal_ex(context.get(), digest.data(), nullptr) == 1;
  SY_CHECK(ok);  // fails only when the library has no memory
  return digest;
}

}  // namespace switchyard::adapters::taskrouter
