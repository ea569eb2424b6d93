// Event streams and WebSockets: what goes through, who is refused, and how slow or gone clients end.
#include "adapters/http/stream.h"

#include <gtest/gtest.h>

#include <future>
#include <thread>

#include "adapters/http/server.h"
#include "tests/http/certificate.h"
#include "tests/http/raw_client.h"

#include <boost/beast/core/buffers_to_string.hpp>
#include <boost/beast/websocket/ssl.hpp>
#include <boost/beast/websocket/stream.hpp>

namespace switchyard::adapters::http {
namespace {

using std::chrono::milliseconds;
namespace websocket = beast::websocket;

void not_found(Request, Respond respond) {
  respond({404, {}, ""});
}

// A server with one stream at /s, and what was told of it.
struct StreamWorld {
  explicit StreamWorld(StreamPath::Kind kind, ServerOptions options = {}) {
    options.streams.push_back({"/s", kind, [this](const Request& request, std::shared_ptr<Sink> sink) {
                                 return open(request, std::move(sink));
                               }});
    server = *Server::start(std::move(options), not_found);
  }

  std::variant<Response, Conversation> open(const Request& request, std::shared_ptr<Sink> sink) {
    if (find_field(request.query, "token") != "t") return Response{401, {}, "no"};
    sink->send(kind_first);
    opened.set_value(sink);
    Conversation conversation;
    conversation.received = [sink](std::string_view text) { sink->send("got " + std::string(text)); };
    conversation.closed = [this] { closed.set_value(); };
    return conversation;
  }

  std::string kind_first = "data: first\n\n";
  std::promise<std::shared_ptr<Sink>> opened;
  std::promise<void> closed;
  std::unique_ptr<Server> server;
};

constexpr const char* get_stream = "GET /s?token=t HTTP/1.1\r\nHost: h\r\n\r\n";

TEST(EventStream, what_is_sent_comes_in_chunks_from_the_first_on) {
  StreamWorld world(StreamPath::Kind::events);
  RawClient client(world.server->port());
  client.send(get_stream);
  const std::string head = client.read_until("\r\n\r\n");
  EXPECT_NE(head.find("Content-Type: text/event-stream\r\n"), std::string::npos) << head;
  EXPECT_NE(head.find("Transfer-Encoding: chunked\r\n"), std::string::npos) << head;
  EXPECT_EQ(client.read_until("first\n\n\r\n"), "d\r\ndata: first\n\n\r\n");
  const auto sink = world.opened.get_future().get();
  std::thread([&] { EXPECT_TRUE(sink->send("data: 2\n\n")); }).join();
  EXPECT_EQ(client.read_until("2\n\n\r\n"), "9\r\ndata: 2\n\n\r\n");
  sink->close();
  EXPECT_EQ(client.read_all(), "0\r\n\r\n");
  world.closed.get_future().get();
  EXPECT_FALSE(sink->send("late"));
}

TEST(EventStream, refusals_and_other_methods_are_answers_like_all) {
  StreamWorld world(StreamPath::Kind::events);
  RawClient client(world.server->port());
  for (const auto& [request, status] : {std::pair{"GET /s HTTP/1.1\r\nHost: h\r\n\r\n", "HTTP/1.1 401"},
                                        {"DELETE /s?token=t HTTP/1.1\r\nHost: h\r\n\r\n", "HTTP/1.1 405"},
                                        {"GET /other HTTP/1.1\r\nHost: h\r\n\r\n", "HTTP/1.1 404"}}) {
    client.send(request);
    EXPECT_EQ(client.read_response().substr(0, 12), status) << request;
  }
}

TEST(EventStream, a_client_that_goes_is_noticed_without_sending) {
  StreamWorld world(StreamPath::Kind::events);
  {
    RawClient client(world.server->port());
    client.send(get_stream);
    client.read_until("first");
  }
  world.closed.get_future().get();
  EXPECT_FALSE(world.opened.get_future().get()->send("x"));
}

TEST(EventStream, a_client_that_does_not_read_is_cut_off_when_its_queue_is_full) {
  ServerOptions options;
  options.limits.stream_queue = 100'000;
  StreamWorld world(StreamPath::Kind::events, options);
  RawClient client(world.server->port());
  client.shrink_receive_buffer();
  client.send(get_stream);
  const auto sink = world.opened.get_future().get();
  const std::string text(10'000, 'x');
  int sent = 0;
  while (sent < 100'000 && sink->send(text)) ++sent;
  EXPECT_GE(sent, 9);  // what the stream began with stands in the queue too
  EXPECT_LT(sent, 100'000);
  world.closed.get_future().get();
}

TEST(EventStream, a_quiet_stream_says_that_it_is_there) {
  ServerOptions options;
  options.limits.ping_time = milliseconds(20);
  StreamWorld world(StreamPath::Kind::events, options);
  RawClient client(world.server->port());
  client.send(get_stream);
  client.read_until("first\n\n\r\n");
  EXPECT_EQ(client.read_until(":\n\n\r\n"), "3\r\n:\n\n\r\n");
}

TEST(EventStream, a_stop_ends_it_in_good_order) {
  StreamWorld world(StreamPath::Kind::events);
  RawClient client(world.server->port());
  client.send(get_stream);
  client.read_until("first\n\n\r\n");
  world.server->stop(milliseconds(1000));
  EXPECT_EQ(client.read_all(), "0\r\n\r\n");
  world.closed.get_future().get();
}

template <class Stream>
std::string read_message(websocket::stream<Stream>& socket) {
  beast::flat_buffer buffer;
  error_code problem;
  socket.read(buffer, problem);
  return problem ? "closed: " + std::to_string(socket.reason().code)
                 : beast::buffers_to_string(buffer.data());
}

class SocketClient {
 public:
  explicit SocketClient(std::uint16_t port) {
    beast::get_lowest_layer(socket).connect({net::ip::address_v4::loopback(), port});
  }
  net::io_context context;
  websocket::stream<tcp::socket> socket{context};
};

TEST(WebSocket, messages_go_both_ways) {
  StreamWorld world(StreamPath::Kind::web_socket);
  SocketClient client(world.server->port());
  client.socket.handshake("h", "/s?token=t");
  EXPECT_EQ(read_message(client.socket), "data: first\n\n");
  for (const char* text : {"a", "", "\xC3\xBC"}) {
    client.socket.write(net::buffer(std::string(text)));
    EXPECT_EQ(read_message(client.socket), std::string("got ") + text);
  }
  const auto sink = world.opened.get_future().get();
  for (int i = 0; i < 100; ++i) EXPECT_TRUE(sink->send(std::to_string(i)));
  for (int i = 0; i < 100; ++i) EXPECT_EQ(read_message(client.socket), std::to_string(i));
  sink->close();
  EXPECT_EQ(read_message(client.socket), "closed: 1001");
  world.closed.get_future().get();
}

TEST(WebSocket, works_over_tls) {
  const TestCertificate certificate("IP:127.0.0.1");
  ServerOptions options;
  options.certificate_file = certificate.certificate_file();
  options.key_file = certificate.key_file();
  StreamWorld world(StreamPath::Kind::web_socket, options);
  net::io_context context;
  net::ssl::context trust(net::ssl::context::tls_client);
  trust.load_verify_file(certificate.certificate_file());
  websocket::stream<net::ssl::stream<tcp::socket>> socket(context, trust);
  beast::get_lowest_layer(socket).connect({net::ip::address_v4::loopback(), world.server->port()});
  socket.next_layer().handshake(net::ssl::stream_base::client);
  socket.handshake("h", "/s?token=t");
  EXPECT_EQ(read_message(socket), "data: first\n\n");
  socket.write(net::buffer(std::string("hello")));
  EXPECT_EQ(read_message(socket), "got hello");
}

TEST(WebSocket, refusals_are_answers_of_http) {
  StreamWorld world(StreamPath::Kind::web_socket);
  RawClient without_token(world.server->port());
  without_token.send(
      "GET /s HTTP/1.1\r\nHost: h\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
      "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n");
  EXPECT_EQ(without_token.read_response().substr(0, 12), "HTTP/1.1 401");
  RawClient plain(world.server->port());
  plain.send(get_stream);
  EXPECT_EQ(plain.read_response().substr(0, 12), "HTTP/1.1 426");
  RawClient broken(world.server->port());
  broken.send("GET /s?token=t HTTP/1.1\r\nHost: h\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n");
  EXPECT_EQ(broken.read_all().substr(0, 12), "HTTP/1.1 400") << "no version, no key";
}

TEST(WebSocket, what_may_not_be_sent_ends_it_with_its_code) {
  {
    StreamWorld world(StreamPath::Kind::web_socket);
    SocketClient client(world.server->port());
    client.socket.handshake("h", "/s?token=t");
    read_message(client.socket);
    client.socket.binary(true);
    client.socket.write(net::buffer(std::string("bytes")));
    EXPECT_EQ(read_message(client.socket), "closed: 1003");
    world.closed.get_future().get();
  }
  ServerOptions options;
  options.limits.message_bytes = 10;
  StreamWorld world(StreamPath::Kind::web_socket, options);
  SocketClient client(world.server->port());
  client.socket.handshake("h", "/s?token=t");
  read_message(client.socket);
  client.socket.write(net::buffer(std::string(11, 'x')));
  EXPECT_EQ(read_message(client.socket), "closed: 1009");
  world.closed.get_future().get();
}

TEST(WebSocket, slow_and_silent_clients_are_cut_off) {
  ServerOptions options;
  options.limits.stream_queue = 100'000;
  options.limits.ping_time = milliseconds(50);
  {
    StreamWorld world(StreamPath::Kind::web_socket, options);
    SocketClient silent(world.server->port());
    silent.socket.handshake("h", "/s?token=t");
    world.closed.get_future().get();  // a client that does not read answers no ping
  }
  options.limits.ping_time = std::chrono::seconds(30);
  StreamWorld world(StreamPath::Kind::web_socket, options);
  SocketClient slow(world.server->port());
  slow.socket.handshake("h", "/s?token=t");
  const auto sink = world.opened.get_future().get();
  const std::string text(10'000, 'x');
  int sent = 0;
  while (sent < 100'000 && sink->send(text)) ++sent;
  EXPECT_LT(sent, 100'000);
  world.closed.get_future().get();
}

}  // namespace
}  // namespace switchyard::adapters::http
