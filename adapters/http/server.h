// The HTTP/1.1 server: connections, limits and time-outs, so that a handler sees whole requests only.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <tl/expected.hpp>
#include <vector>

#include "adapters/http/message.h"
#include "adapters/http/rate_limit.h"
#include "adapters/http/stream.h"

namespace switchyard::adapters::http {

// What a client may ask for. In brackets what it is told beyond that.
struct Limits {
  std::size_t header_bytes = 16 * 1024;    // request line and headers [431]
  std::size_t body_bytes = 1024 * 1024;    // [413]
  std::size_t connections = 10'000;        // at once [503, closed]
  Rate requests_of_address;                // [429 with Retry-After]; no limit by itself: behind a proxy all
                                           // clients have one address
  std::size_t message_bytes = 64 * 1024;   // of a WebSocket [close 1009]
  std::size_t stream_queue = 1024 * 1024;  // bytes that wait for one slow reader of a stream [cut off]
  std::chrono::milliseconds header_time{10'000};  // from a request's first byte to its last header [408]
  std::chrono::milliseconds body_time{30'000};    // from there to its end [408]
  std::chrono::milliseconds answer_time{60'000};  // that the handler has [503]
  std::chrono::milliseconds write_time{30'000};   // for a response to be taken [cut off]
  std::chrono::milliseconds idle_time{75'000};    // between requests [closed]
  std::chrono::milliseconds ping_time{30'000};    // an event stream hears a comment, a WebSocket a ping, when
                                                  // it was still for so long; no pong in as long [cut off]
};

// How many bytes the body of a request may have whose header is read and whose body is larger than
// Limits::body_bytes, or of unknown length. On one of the server's threads; must be quick.
using LargerBody = std::function<std::size_t(const Request& head)>;

struct ServerOptions {
  std::string address = "127.0.0.1";
  std::uint16_t port = 0;        // 0: any that is free, see Server::port
  std::string certificate_file;  // PEM, the whole chain; with key_file: TLS 1.2 or later, else plain
  std::string key_file;
  unsigned threads = 1;
  Limits limits;
  LargerBody larger_body = {};  // empty: none
  std::vector<StreamPath> streams;
  // Told on a thread of the server, at most once in 10 s, that connections could not be taken, and why.
  std::function<void(std::uint64_t times, const std::string& why)> cannot_accept;
  // Told on a thread of the server that the handler threw; the client is told 500.
  std::function<void(const std::string& why)> handler_threw = {};
};

// Since the start, but for `open`.
struct ServerCounts {
  std::uint64_t open = 0;         // connections now
  std::uint64_t accepted = 0;     // connections
  std::uint64_t turned_away = 0;  // connections beyond the limit
  std::uint64_t requests = 0;     // that came whole
  std::uint64_t refused = 0;      // requests that no handler saw: malformed, too large, too slow
  std::uint64_t limited = 0;      // whole requests that no handler saw: too many of the address
  std::uint64_t late = 0;         // that a handler saw and did not answer in time
};

// Answers on `threads` threads of its own. Requests of one connection are handed on one after another, also
// when they come in one piece. A handler that throws gives 500, one that forgets its Respond too.
class Server {
 public:
  // Listens from now on; or why it cannot: the address, the certificate or the key, as text.
  static tl::expected<std::unique_ptr<Server>, std::string> start(ServerOptions options, Handler handler);
  ~Server();  // stop() without grace
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  std::uint16_t port() const;
  ServerCounts counts() const;
  // Reads certificate and key again, from where they were at the start. What is given puts them to work, for
  // connections from then on; it must be called before the server goes.
  tl::expected<std::function<void()>, std::string> read_certificate() const;
  // Limits::requests_of_address from now on. Any thread.
  void limit_addresses(Rate rate);

  // Takes no more connections, answers what is under way, and closes; what is not answered within `grace` is
  // cut off. Streams are closed at once. Returns when all threads have ended; the second call does nothing.
  void stop(std::chrono::milliseconds grace);

 private:
  struct Parts;
  explicit Server(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

}  // namespace switchyard::adapters::http
