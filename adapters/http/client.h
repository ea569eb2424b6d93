// The HTTP/1.1 client: webhooks and a carrier's REST go out here, and nowhere else.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "adapters/http/message.h"

namespace switchyard::adapters::http {

struct ClientRequest {
  std::string method = "GET";
  std::string url;  // http or https; see parse_url
  Headers headers;  // Host, Content-Length and User-Agent are the client's
  std::string body;
  std::chrono::milliseconds timeout{5'000};  // for everything: waiting in line, name, connection, answer
  // An answer with status 200 that goes on, such as an event stream: each piece of its body as it comes, on
  // the client's thread; false: no more is wanted. Then the timeout is for each piece, any length is taken,
  // and the response at the end has no body.
  std::function<bool(std::string_view)> on_piece = nullptr;
};

struct ClientError {
  enum class Kind : std::uint8_t {
    bad_request,        // the URL or a header cannot be sent
    forbidden_address,  // it leads to a machine that is not public and not allowed
    unreachable,        // no such name, no connection, or it broke
    bad_certificate,
    timed_out,
    bad_response,  // no HTTP, or more bytes than allowed
    overloaded,    // too many wait for that host already
    stopped,
  };
  Kind kind = Kind::unreachable;
  std::string text;
};

struct ClientOptions {
  std::vector<std::string> allowed;  // beside public addresses: see AllowedAddresses
  std::string ca_file;               // PEM; whom to trust beside what the system trusts
  std::size_t in_flight = 16;        // to one host at once; more wait in line
  std::size_t waiting = 10'000;      // in line for one host, at most
  std::size_t response_bytes = 1024 * 1024;
  std::size_t header_bytes = 16 * 1024;
  std::chrono::milliseconds idle_time{15'000};  // a connection is kept so long for the next request
  std::string user_agent = "switchyard";
};

// Sends on one thread of its own. Certificates are verified, names are resolved and their addresses checked
// before a connection is made to one of just these addresses, redirects are returned, not followed. A request
// over a kept connection is sent a second time when that connection ends before the first byte of an answer:
// so give it an idempotency key where it matters.
class Client {
 public:
  using Result = tl::expected<Response, ClientError>;
  using Done = std::function<void(Result)>;

  // Or what is wrong with the options.
  static tl::expected<std::unique_ptr<Client>, std::string> start(ClientOptions options);
  ~Client();  // what is under way is told `stopped`
  Client(const Client&) = delete;
  Client& operator=(const Client&) = delete;

  // What it would refuse to ask, as far as that is known before; see JudgeUrl. Any thread.
  std::optional<std::string> refuses(std::string_view url) const;

  // Any thread. `done` is called once, on the client's thread, and must be quick.
  void send(ClientRequest request, Done done);

 private:
  class Parts;
  explicit Client(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

}  // namespace switchyard::adapters::http
