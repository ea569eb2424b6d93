// A certificate that signs itself, for TLS between two ends of one test.
#pragma once

#include <string>

namespace switchyard::adapters::http {

// Two PEM files, gone with the value.
class TestCertificate {
 public:
  // For `names` as of OpenSSL's subjectAltName: "IP:127.0.0.1,DNS:localhost".
  explicit TestCertificate(const std::string& names);
  ~TestCertificate();
  TestCertificate(const TestCertificate&) = delete;
  TestCertificate& operator=(const TestCertificate&) = delete;

  const std::string& certificate_file() const { return certificate_; }
  const std::string& key_file() const { return key_; }

 private:
  std::string certificate_;
  std::string key_;
};

}  // namespace switchyard::adapters::http
