// Every address is looked at as IPv6, that of IPv4 as a mapped one: one table for both.
#include "adapters/http/allowed_addresses.h"

#include <algorithm>
#include <charconv>
#include <optional>

#include "adapters/http/url.h"

namespace switchyard::adapters::http {
namespace {

using net::ip::address_v4;
using net::ip::address_v6;
using net::ip::network_v6;

address_v6 as_v6(const net::ip::address& address) {
  if (address.is_v6()) return address.to_v6();
  return net::ip::make_address_v6(net::ip::v4_mapped, address.to_v4());
}

// "10.0.0.0/8" or "fe80::/10"; nothing when it is neither.
std::optional<network_v6> read_block(std::string_view text) {
  const std::size_t slash = text.find('/');
  if (slash == std::string_view::npos) return std::nullopt;
  error_code problem;
  const auto address = net::ip::make_address(std::string(text.substr(0, slash)), problem);
  const std::string_view digits = text.substr(slash + 1);
  unsigned length = 0;
  const auto [end, bad] = std::from_chars(digits.data(), digits.data() + digits.size(), length);
  const unsigned longest = address.is_v4() ? 32 : 128;
  if (problem || bad != std::errc() || end != digits.data() + digits.size() || length > longest)
    return std::nullopt;
  const unsigned bits = length + (address.is_v4() ? 96 : 0);
  return network_v6(as_v6(address), static_cast<unsigned short>(bits)).canonical();
}

bool holds(const network_v6& block, const address_v6& address) {
  return network_v6(address, block.prefix_length()).canonical().address() == block.address();
}

const std::vector<network_v6>& special_blocks() {
  static const std::vector<network_v6> blocks = [] {
    std::vector<network_v6> made;
    for (const std::string_view text :
         {"0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12",
          "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15",
          "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4"}) {
      made.push_back(*read_block(text));
    }
    return made;
  }();
  return blocks;
}

bool is_public_v4(const address_v6& mapped) {
  const auto& blocks = special_blocks();
  return std::none_of(blocks.begin(), blocks.end(), [&](const auto& block) { return holds(block, mapped); });
}

address_v6 mapped_from(const address_v6::bytes_type& bytes, std::size_t at) {
  return as_v6(address_v4({bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]}));
}

bool is_public_v6(const address_v6& address) {
  const auto bytes = address.to_bytes();
  static const network_v6 global = *read_block("2000::/3");  // the only unicast that IANA has given out
  static const network_v6 nat64 = *read_block("64:ff9b::/96");
  static const network_v6 six_to_four = *read_block("2002::/16");
  static const network_v6 protocol = *read_block("2001::/23");  // Teredo and other special purposes
  static const network_v6 documentation = *read_block("2001:db8::/32");
  static const network_v6 more_documentation = *read_block("3fff::/20");
  if (holds(nat64, address)) return is_public_v4(mapped_from(bytes, 12));
  if (holds(six_to_four, address)) return is_public_v4(mapped_from(bytes, 2));
  return holds(global, address) && !holds(protocol, address) && !holds(documentation, address) &&
         !holds(more_documentation, address);
}

// "a.example." is "a.example": the dot says that no domain is to be added to the name.
std::string_view without_root(std::string_view host) {
  if (host.ends_with('.')) host.remove_suffix(1);
  return host;
}

// ".", "a..b": no resolver should be asked what it makes of that.
bool has_empty_label(std::string_view host) {
  return host.empty() || host.front() == '.' || host.back() == '.' || host.find("..") != host.npos;
}

// "7", "0x7f": a host whose last part is one is no name (WHATWG URL, "ends in a number").
bool ends_in_number(std::string_view host) {
  const std::string_view last = host.substr(host.rfind('.') + 1);
  return last.starts_with("0x") || (!last.empty() && last.find_first_not_of("0123456789") == last.npos);
}

// The addresses that the host is whoever resolves it; none of a name.
std::vector<net::ip::address> addresses_of(std::string_view host) {
  if (host == "localhost" || host.ends_with(".localhost"))  // RFC 6761
    return {address_v4::loopback(), address_v6::loopback()};
  error_code problem;
  const auto address = net::ip::make_address(std::string(host), problem);
  return problem ? std::vector<net::ip::address>() : std::vector{address};
}

}  // namespace

bool is_public(const net::ip::address& address) {
  const address_v6 v6 = as_v6(address);
  return v6.is_v4_mapped() ? is_public_v4(v6) : is_public_v6(v6);
}

tl::expected<AllowedAddresses, std::string> AllowedAddresses::parse(const std::vector<std::string>& entries) {
  AllowedAddresses allowed;
  std::string problems;
  for (const std::string& entry : entries) {
    if (const auto block = read_block(entry)) {
      allowed.blocks_.push_back(*block);
      continue;
    }
    const auto url = parse_url("http://" + entry);
    const bool names_port = url && (entry.ends_with(":" + std::to_string(url->port)));
    const bool names_host = names_port && !has_empty_label(without_root(url->host));
    if (names_host && url->target == "/" && entry.find_first_of("/?#") == std::string::npos) {
      allowed.hosts_.emplace_back(without_root(url->host), url->port);
    } else {
      problems += (problems.empty() ? "" : "; ") + entry + ": neither host:port nor a block like 10.0.0.0/8";
    }
  }
  if (!problems.empty()) return tl::unexpected(problems);
  return allowed;
}

bool AllowedAddresses::allows(std::string_view host, std::uint16_t port,
                              const net::ip::address& address) const {
  if (is_public(address)) return true;
  const address_v6 v6 = as_v6(address);
  const std::string_view name = without_root(host);
  return std::any_of(hosts_.begin(), hosts_.end(),
                     [&](const auto& entry) { return entry.first == name && entry.second == port; }) ||
         std::any_of(blocks_.begin(), blocks_.end(), [&](const auto& block) { return holds(block, v6); });
}

std::optional<std::string> AllowedAddresses::refuses(std::string_view text) const {
  const auto url = parse_url(text);
  if (!url) return "must be an http or https URL";
  const std::string_view host = without_root(url->host);
  if (has_empty_label(host)) return "has a host with an empty part between its dots";
  const auto addresses = addresses_of(host);
  if (addresses.empty() && ends_in_number(host))
    return "has a number in the place of its host that is no address";
  const bool good = std::any_of(addresses.begin(), addresses.end(),
                                [&](const auto& address) { return allows(host, url->port, address); });
  if (addresses.empty() || good) return std::nullopt;
  return "leads to " + url->host + ", which is no public address and not among those that are allowed";
}

}  // namespace switchyard::adapters::http
