// Who is taken for an operator when no token was agreed upon.
#include "adapters/operations/local_request.h"

#include <gtest/gtest.h>

namespace switchyard::adapters::operations {
namespace {

struct Asked {
  const char* who;
  const char* peer;
  http::Headers headers;
  bool here;
};

TEST(LocalRequest, is_of_this_machine_and_passed_on_by_nobody) {
  const Asked table[] = {
      {"a shell", "127.0.0.1", {{"Host", "127.0.0.1:8080"}}, true},
      {"a shell, by name", "::1", {{"host", "localhost"}}, true},
      {"a shell, by IPv6", "::1", {{"Host", "[::1]:8080"}}, true},
      {"a very old client", "127.0.0.1", {}, true},
      {"another machine", "203.0.113.9", {{"Host", "127.0.0.1"}}, false},
      {"a machine that is called like it", "127.evil.example", {{"Host", "localhost"}}, false},
      {"a page of another site",
       "127.0.0.1",
       {{"Host", "localhost"}, {"Origin", "http://evil.example"}},
       false},
      {"a name that points to us", "127.0.0.1", {{"Host", "evil.example:8080"}}, false},
      {"a name that begins like us", "127.0.0.1", {{"Host", "127.0.0.1.evil.example"}}, false},
      {"a proxy", "127.0.0.1", {{"Host", "localhost"}, {"x-forwarded-for", "203.0.113.9"}}, false},
      {"a proxy of RFC 7239", "127.0.0.1", {{"Host", "localhost"}, {"Forwarded", "for=203.0.113.9"}}, false},
      {"a proxy that says its name", "127.0.0.1", {{"Host", "localhost"}, {"Via", "1.1 proxy"}}, false},
  };
  for (const Asked& asked : table) {
    http::Request request;
    request.peer = asked.peer;
    request.headers = asked.headers;
    EXPECT_EQ(is_asked_here(request), asked.here) << asked.who;
  }
}

}  // namespace
}  // namespace switchyard::adapters::operations
