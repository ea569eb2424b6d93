// Any bytes as requests over a connection: the same requests however they are cut, none with two ends, and
// no header of theirs that becomes two of ours.
#include <algorithm>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/agents/tokens.h"
#include "adapters/http/allowed_addresses.h"
#include "adapters/http/request_parser.h"
#include "adapters/http/response_head.h"
#include "adapters/http/url.h"
#include "adapters/taskrouter/account.h"
#include "engine/base/check.h"

namespace {

using namespace switchyard;
using namespace switchyard::adapters;

// What a connection gives: requests, until it ends or is refused.
struct Reading {
  std::vector<http::Request> requests;
  unsigned refused = 0;
  bool operator==(const Reading& other) const {
    return refused == other.refused &&
           std::equal(requests.begin(), requests.end(), other.requests.begin(), other.requests.end(),
                      [](const http::Request& a, const http::Request& b) {
                        return a.method == b.method && a.target == b.target && a.path == b.path &&
                               a.query == b.query && a.headers == b.headers && a.body == b.body;
                      });
  }
};

std::unique_ptr<http::RequestParser> new_parser_for(const http::LargerBody& none) {
  http::Limits limits;
  limits.header_bytes = std::size_t{64} << 10;
  limits.body_bytes = std::size_t{16} << 10;
  return std::make_unique<http::RequestParser>(limits, none, http::Request{});
}

// As a connection does it: what is not used yet stays before what comes.
Reading read(std::string_view bytes, std::size_t piece) {
  Reading reading;
  std::string waiting;
  const http::LargerBody none;
  auto parser = new_parser_for(none);
  while (!bytes.empty()) {
    const std::string_view next = bytes.substr(0, std::min(piece, bytes.size()));
    bytes.remove_prefix(next.size());
    waiting += next;
    bool goes_on = true;
    while (goes_on && !waiting.empty()) {
      http::error_code problem;
      waiting.erase(0, parser->put(http::net::buffer(waiting), problem));
      goes_on = parser->is_done();
      if (problem && problem != http::beast::http::error::need_more) {
        reading.refused = http::status_of(problem);
        return reading;
      }
      if (!goes_on) break;
      reading.requests.push_back(parser->take());
      parser = new_parser_for(none);
    }
  }
  return reading;
}

std::size_t count_of(const http::Headers& headers, std::string_view name) {
  return static_cast<std::size_t>(std::count_if(headers.begin(), headers.end(), [&](const auto& header) {
    return http::find_header({header}, name).has_value();
  }));
}

void check_request(const http::Request& request) {
  SY_CHECK(request.path.find('\0') == std::string::npos);
  SY_CHECK(count_of(request.headers, "Host") <= 1);
  SY_CHECK(count_of(request.headers, "Transfer-Encoding") == 0 ||
           count_of(request.headers, "Content-Length") == 0);
  for (const auto& [name, value] : request.headers) {
    SY_CHECK((name + value).find_first_of(std::string_view("\r\n\0", 3)) == std::string::npos);
  }
  http::Response echo{200, request.headers, {}};
  std::string head;
  http::append_head(head, echo, {request.body.size(), true});
  const auto lines = static_cast<std::size_t>(std::count(head.begin(), head.end(), '\n'));
  SY_CHECK(lines == request.headers.size() + 4);  // status, date, length, the empty one
}

// Nobody comes in by chance, and reading who it is never fails otherwise.
void check_credentials(const http::Request& request) {
  static const taskrouter::Accounts accounts(
      std::vector<taskrouter::Credential>{{"AC1", "a secret that nobody guesses", "AC1", {}}});
  SY_CHECK(!accounts.authenticate(request.headers));
  static const agents::AgentTokens tokens = [] {
    agents::AgentTokens made;
    made.add({"desk", "ann"}, "another that nobody guesses");
    return made;
  }();
  SY_CHECK(tokens.find(agents::bearer_token(request)) == nullptr);
}

void check_texts(const std::string& text) {
  if (const auto form = http::read_form(text)) SY_CHECK(http::read_form(http::write_form(*form)) == form);
  SY_CHECK(http::percent_decode(http::percent_encode(text)) == text);
  if (const auto url = http::parse_url(text)) {
    const std::string again = (url->encrypted ? "https://" : "http://") + url->authority() + url->target;
    const auto same = http::parse_url(again);
    SY_CHECK(same && same->host == url->host && same->port == url->port && same->target == url->target);
    // A name that another program reads as a private address must not pass for a public one here.
    http::error_code no_address;
    const auto address = http::net::ip::make_address(url->host, no_address);
    if (!no_address && !http::is_public(address)) {
      const auto allowed = http::AllowedAddresses::parse({});
      SY_CHECK(allowed && !allowed->allows(url->host, url->port, address));
    }
  }
  static_cast<void>(http::AllowedAddresses::parse({text}));
}

}  // namespace

// The first byte says how large the pieces are in which it comes the second time.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string text(reinterpret_cast<const char*>(data + 1), size - 1);
  // What comes piece by piece may be judged only when its end is there, so there is one.
  const std::string ended = text + "\r\n\r\n";
  const Reading whole = read(ended, ended.size());
  SY_CHECK(whole == read(ended, std::size_t{1} + data[0] % 64));
  for (const http::Request& request : whole.requests) {
    check_request(request);
    check_credentials(request);
  }
  check_texts(text);
  return 0;
}
