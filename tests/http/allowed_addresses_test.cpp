// Whom the client refuses to call, and what a URL is.
#include "adapters/http/allowed_addresses.h"

#include <gtest/gtest.h>

#include <string>

#include "adapters/http/url.h"

namespace switchyard::adapters::http {
namespace {

TEST(AllowedAddresses, only_the_open_internet_is_public) {
  const struct {
    const char* address;
    bool is_public;
  } rows[] = {
      {"8.8.8.8", true},
      {"0.0.0.0", false},
      {"0.1.2.3", false},
      {"9.255.255.255", true},
      {"10.0.0.0", false},
      {"10.255.255.255", false},
      {"11.0.0.0", true},
      {"100.63.255.255", true},
      {"100.64.0.0", false},
      {"100.127.255.255", false},
      {"100.128.0.0", true},
      {"127.0.0.1", false},
      {"127.255.255.255", false},
      {"169.254.169.254", false},
      {"172.15.255.255", true},
      {"172.16.0.0", false},
      {"172.31.255.255", false},
      {"172.32.0.0", true},
      {"192.0.0.1", false},
      {"192.0.2.1", false},
      {"192.167.255.255", true},
      {"192.168.0.0", false},
      {"192.169.0.0", true},
      {"198.17.255.255", true},
      {"198.18.0.0", false},
      {"198.19.255.255", false},
      {"198.51.100.1", false},
      {"203.0.113.1", false},
      {"223.255.255.255", true},
      {"224.0.0.1", false},
      {"239.1.1.1", false},
      {"240.0.0.1", false},
      {"255.255.255.255", false},
      {"2606:4700::1111", true},
      {"::", false},
      {"::1", false},
      {"::ffff:8.8.8.8", true},
      {"::ffff:10.0.0.1", false},
      {"::ffff:127.0.0.1", false},
      {"::7f00:1", false},
      {"64:ff9b::808:808", true},
      {"64:ff9b::a00:1", false},
      {"2002:a00:1::", false},
      {"2002:808:808::", true},
      {"2001::1", false},
      {"2001:db8::1", false},
      {"fc00::1", false},
      {"fd12::1", false},
      {"fe80::1", false},
      {"fec0::1", false},
      {"ff02::1", false},
      {"3fff::1", false},
      {"100::1", false},
      {"64:ff9b:1::1", false},
  };
  for (const auto& row : rows)
    EXPECT_EQ(is_public(net::ip::make_address(row.address)), row.is_public) << row.address;
}

TEST(AllowedAddresses, urls_are_refused_by_what_they_say) {
  const auto allowed = AllowedAddresses::parse({"10.1.0.0/16", "relay.localhost:8080", "192.168.1.1:81"});
  ASSERT_TRUE(allowed) << allowed.error();
  for (const char* good :
       {"https://a.example", "http://8.8.8.8/x", "http://10.1.2.3/", "http://192.168.1.1:81/x",
        "http://relay.localhost:8080", "http://relay.localhost.:8080", "http://a.example./",
        "https://[2606:4700::1111]/", "http://a1.example2/", "http://x.0y/"})
    EXPECT_EQ(allowed->refuses(good), std::nullopt) << good;
  const struct {
    const char* url;
    const char* problem;
  } rows[] = {
      {"http://10.2.0.1/x",
       "leads to 10.2.0.1, which is no public address and not among those that are allowed"},
      {"http://192.168.1.1:82/", "leads to 192.168.1.1, "},
      {"http://169.254.169.254/latest", "leads to 169.254.169.254, "},
      {"http://[::1]:8080/", "leads to ::1, "},
      {"http://[::ffff:7f00:1]/", "leads to ::ffff:7f00:1, "},
      {"http://LocalHost/", "leads to localhost, "},
      {"http://relay.localhost/", "leads to relay.localhost, "},
      {"http://2130706433/", "has a number in the place of its host"},
      {"http://0x7f000001/", "has a number in the place of its host"},
      {"http://127.1/", "has a number in the place of its host"},
      {"http://127.0.0.1./", "leads to 127.0.0.1., "},
      {"http://127.1./", "has a number in the place of its host"},
      {"http://localhost./", "leads to localhost., "},
      {"http://a.localhost.:81/", "leads to a.localhost., "},
      {"http://./", "has a host with an empty part"},
      {"http://../", "has a host with an empty part"},
      {"http://a..b/", "has a host with an empty part"},
      {"http://.a.example/", "has a host with an empty part"},
      {"http://localhost../", "has a host with an empty part"},
      {"http://0177.0.0.1/", "has a number in the place of its host"},
      {"file:///etc/passwd", "must be an http or https URL"},
      {"http://user@8.8.8.8/", "must be an http or https URL"},
  };
  for (const auto& row : rows)
    EXPECT_TRUE(allowed->refuses(row.url).value_or("").starts_with(row.problem))
        << row.url << ": " << allowed->refuses(row.url).value_or("nothing");
}

TEST(AllowedAddresses, exceptions_are_hosts_with_their_port_or_blocks) {
  const auto allowed =
      AllowedAddresses::parse({"10.1.0.0/16", "fd00:1::/32", "Relay.local:8080", "[::1]:81"});
  ASSERT_TRUE(allowed) << allowed.error();
  const struct {
    const char* host;
    std::uint16_t port;
    const char* address;
    bool allowed;
  } rows[] = {
      {"x", 80, "10.1.255.1", true},
      {"x", 80, "10.2.0.1", false},
      {"x", 80, "::ffff:10.1.0.1", true},
      {"x", 80, "fd00:1::9", true},
      {"x", 80, "fd00:2::9", false},
      {"relay.local", 8080, "192.168.1.1", true},
      {"relay.local.", 8080, "192.168.1.1", true},
      {"relay.local", 8081, "192.168.1.1", false},
      {"other.local", 8080, "192.168.1.1", false},
      {"::1", 81, "::1", true},
      {"::1", 82, "::1", false},
      {"x", 80, "1.1.1.1", true},
  };
  for (const auto& row : rows)
    EXPECT_EQ(allowed->allows(row.host, row.port, net::ip::make_address(row.address)), row.allowed)
        << row.host << " " << row.address;
  for (const char* bad : {"10.0.0.0/33", "10.0.0.0/", "/8", "relay.local", "relay.local:0", "http://x:80",
                          "x:80/path", "10.0.0.0/x", ".:80", "a..b:80", ""})
    EXPECT_FALSE(AllowedAddresses::parse({bad})) << bad;
}

TEST(Url, parts_are_read_and_oddities_refused) {
  const struct {
    const char* text;
    const char* parts;  // empty: refused
  } rows[] = {
      {"http://example.com", "0 example.com 80 / example.com"},
      {"HTTPS://Example.COM/a?b=c#d", "1 example.com 443 /a?b=c example.com"},
      {"https://example.com:8443?x", "1 example.com 8443 /?x example.com:8443"},
      {"http://[2001:db8::1]:8080/", "0 2001:db8::1 8080 / [2001:db8::1]:8080"},
      {"http://example.com:443/", "0 example.com 443 / example.com:443"},
      {"ftp://example.com/", ""},
      {"example.com", ""},
      {"http://", ""},
      {"http:///path", ""},
      {"http://user@example.com/", ""},
      {"http://example.com:0/", ""},
      {"http://example.com:65536/", ""},
      {"http://example.com:80x/", ""},
      {"http://example.com/a b", ""},
      {"http://example.com\\@evil/", ""},
      {"http://[::1/", ""},
      {"http://exa%6dple.com/", ""},
      {"http://example.com/\r\nX: y", ""},
  };
  for (const auto& row : rows) {
    const auto url = parse_url(row.text);
    const std::string parts = url ? std::to_string(url->encrypted) + " " + url->host + " " +
                                        std::to_string(url->port) + " " + url->target + " " + url->authority()
                                  : "";
    EXPECT_EQ(parts, row.parts) << row.text;
  }
}

}  // namespace
}  // namespace switchyard::adapters::http
