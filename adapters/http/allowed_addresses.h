// Which machines we may call: an address somebody else named must not lead into our own network.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <utility>
#include <vector>

#include "adapters/http/net.h"

#include <boost/asio/ip/address.hpp>
#include <boost/asio/ip/network_v6.hpp>

namespace switchyard::adapters::http {

// An address of the open internet: not private, loopback, link-local, shared (CGNAT), multicast, reserved,
// documentation, unspecified or broadcast; nor one of these as IPv6 carries them (mapped, NAT64, 6to4).
// The lists are IANA's special-purpose registries (RFC 6890).
bool is_public(const net::ip::address& address);

// What is allowed although it is not public.
class AllowedAddresses {
 public:
  // "host:port" (a name or an address; "[::1]:8080"), or a block: "10.1.0.0/16", "fd00::/8". All problems.
  static tl::expected<AllowedAddresses, std::string> parse(const std::vector<std::string>& entries);

  // May a connection to `address`, found under the name `host`, be made? `host` is lower case; a dot at its
  // end changes nothing.
  bool allows(std::string_view host, std::uint16_t port, const net::ip::address& address) const;

  // See JudgeUrl: no URL, a host that is an address which must not be called, localhost, a number that
  // some resolvers take for an address, or a name with an empty part. A dot at its end hides nothing. Where
  // another name leads is known only when it is resolved.
  std::optional<std::string> refuses(std::string_view url) const;

 private:
  std::vector<std::pair<std::string, std::uint16_t>> hosts_;
  std::vector<net::ip::network_v6> blocks_;  // those of IPv4 as mapped addresses
};

}  // namespace switchyard::adapters::http
