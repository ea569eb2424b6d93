// Keys on P-256, because they are made in a moment.
#include "tests/http/certificate.h"

#include <gtest/gtest.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

#include <atomic>
#include <cstdio>
#include <filesystem>

namespace switchyard::adapters::http {
namespace {

std::string new_file_name(const std::string& ending) {
  static std::atomic<int> number{0};
  const auto name = testing::UnitTest::GetInstance()->current_test_info()->name();
  return (std::filesystem::temp_directory_path() /
          ("switchyard-" + std::string(name) + "-" +
           std::to_string(testing::UnitTest::GetInstance()->random_seed()) + "-" + std::to_string(++number) +
           ending))
      .string();
}

X509* sign_itself(EVP_PKEY* key, const std::string& names) {
  X509* certificate = X509_new();
  X509_set_version(certificate, 2);
  ASN1_INTEGER_set(X509_get_serialNumber(certificate), 1);
  X509_gmtime_adj(X509_getm_notBefore(certificate), -3600);
  X509_gmtime_adj(X509_getm_notAfter(certificate), 3600);
  X509_set_pubkey(certificate, key);
  X509_NAME* name = X509_get_subject_name(certificate);
  X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC, reinterpret_cast<const unsigned char*>("test"), -1, -1,
                             0);
  X509_set_issuer_name(certificate, name);
  X509_EXTENSION* extension = X509V3_EXT_conf_nid(nullptr, nullptr, NID_subject_alt_name, names.c_str());
  X509_add_ext(certificate, extension, -1);
  X509_EXTENSION_free(extension);
  X509_sign(certificate, key, EVP_sha256());
  return certificate;
}

}  // namespace

TestCertificate::TestCertificate(const std::string& names)
    : certificate_(new_file_name(".pem")), key_(new_file_name(".key")) {
  EVP_PKEY* key = EVP_EC_gen("P-256");
  X509* certificate = sign_itself(key, names);
  std::FILE* file = std::fopen(certificate_.c_str(), "w");
  PEM_write_X509(file, certificate);
  std::fclose(file);
  file = std::fopen(key_.c_str(), "w");
  PEM_write_PrivateKey(file, key, nullptr, nullptr, 0, nullptr, nullptr);
  std::fclose(file);
  X509_free(certificate);
  EVP_PKEY_free(key);
}

TestCertificate::~TestCertificate() {
  std::filesystem::remove(certificate_);
  std::filesystem::remove(key_);
}

}  // namespace switchyard::adapters::http
