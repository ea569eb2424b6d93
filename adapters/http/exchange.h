// One request of the client on its way: name, connection, handshake, request, answer.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <variant>

#include "adapters/http/allowed_addresses.h"
#include "adapters/http/client.h"
#include "adapters/http/net.h"
#include "adapters/http/url.h"

#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>

namespace switchyard::adapters::http {

// A connection to somebody else's server, with or without TLS.
struct Wire {
  std::variant<Socket, TlsSocket> stream;
  beast::flat_buffer unread;
  bool used = false;  // something was asked over it before

  Socket& socket() {
    auto* tls = std::get_if<TlsSocket>(&stream);
    return tls ? beast::get_lowest_layer(*tls) : std::get<Socket>(stream);
  }
};

// What all requests of a client share; used on its thread only.
struct ClientWorld {
  net::io_context& context;
  net::ssl::context& trust;
  const ClientOptions& options;
  const AllowedAddresses& allowed;
};

class Exchange : public std::enable_shared_from_this<Exchange> {
 public:
  // How it ended: the result, and the connection where it can be used again.
  using Ended = std::function<void(const std::shared_ptr<Exchange>&, std::unique_ptr<Wire>)>;

  Exchange(const ClientWorld& world, ClientRequest request, Client::Done done);

  const Url& url() const { return url_; }
  // Reads the URL and writes the head; false: it has failed and is told so.
  bool prepare();
  // The time-out runs from now on. `ended` is called once, also when it fails before run().
  void begin(Ended ended);
  // Sends it over a kept connection, or over a new one.
  void run(std::unique_ptr<Wire> kept);
  void fail(ClientError::Kind kind, std::string text);

 private:
  using Parser = beast::http::response_parser<beast::http::string_body>;

  void resolve();
  void on_resolved(error_code problem, const tcp::resolver::results_type& found);
  void connect();
  void on_connected();
  void handshake();
  void write();
  void read();
  void on_read(error_code problem);
  void read_piece();
  void on_piece(error_code problem);
  bool hand_over_piece();
  void arm_timer();
  void succeed();
  void end(Client::Result result, std::unique_ptr<Wire> kept);
  // Where a kept connection turns out to have been closed meanwhile: once more over a new one.
  bool again(error_code problem);

  ClientWorld world_;
  ClientRequest request_;
  Client::Done done_;
  Ended ended_;
  Url url_;
  std::string head_;
  net::steady_timer timer_;
  tcp::resolver resolver_;
  std::vector<tcp::endpoint> endpoints_;
  std::size_t next_endpoint_ = 0;
  std::unique_ptr<Wire> wire_;
  std::optional<Parser> parser_;
};

}  // namespace switchyard::adapters::http
