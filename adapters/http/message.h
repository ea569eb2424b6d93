// One HTTP request and its response as plain values, so that whoever answers needs no server to be tested.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace switchyard::adapters::http {

// Names are compared without regard to case.
using Headers = std::vector<std::pair<std::string, std::string>>;

struct Request {
  std::string method;                                      // as it came: "GET", "POST", "DELETE"
  std::string target;                                      // path and query as they came, for signatures
  std::string path;                                        // of the target, percent-decoded
  std::vector<std::pair<std::string, std::string>> query;  // decoded, in order
  Headers headers;
  std::string body;
  std::string peer;  // the client's address, without port
  bool encrypted = false;
};

struct Response {
  unsigned status = 200;
  Headers headers;  // Content-Length and Date are the server's
  std::string body;
};

// Answers one request, once; at once or later, on any thread. Copies share the one answer.
using Respond = std::function<void(Response)>;
using Handler = std::function<void(Request, Respond)>;

// The first header of that name; nothing when there is none.
std::optional<std::string_view> find_header(const Headers& headers, std::string_view name);

// The first value of a decoded query or form; nothing when there is none.
using Fields = std::vector<std::pair<std::string, std::string>>;
std::optional<std::string_view> find_field(const Fields& fields, std::string_view name);

// application/x-www-form-urlencoded, in order, repeated keys kept. Nothing when an escape is broken.
std::optional<Fields> read_form(std::string_view body);
std::string write_form(const Fields& fields);

// Percent-encoding of RFC 3986: everything but unreserved characters.
std::string percent_encode(std::string_view text);
std::optional<std::string> percent_decode(std::string_view text);

}  // namespace switchyard::adapters::http
