// Addresses of the outside world as the configuration writes them.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

namespace switchyard::adapters::http {

struct Url {
  bool encrypted = false;  // https
  std::string host;        // lower case; of an IPv6 address without brackets
  std::uint16_t port = 80;
  std::string target;  // path and query as they stand there, at least "/"

  // As a Host header names it: brackets around IPv6, no port where it is the scheme's own.
  std::string authority() const;
};

// An absolute http or https URL (RFC 3986) without user or password; a fragment is left out. Or what is
// wrong.
tl::expected<Url, std::string> parse_url(std::string_view text);

}  // namespace switchyard::adapters::http
