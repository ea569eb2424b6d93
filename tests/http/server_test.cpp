// The server over loopback, as clients of every kind see it.
#include "adapters/http/server.h"

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <future>
#include <thread>

#include "tests/http/raw_client.h"

namespace switchyard::adapters::http {
namespace {

using std::chrono::milliseconds;

// Says what it was asked, so that a test sees what the handler saw.
void echo(Request request, Respond respond) {
  std::string said = request.method + " " + request.path;
  for (const auto& [name, value] : request.query) said += " " + name + "=" + value;
  if (!request.body.empty()) said += " [" + request.body + "]";
  respond({200, {}, said});
}

std::unique_ptr<Server> serve(ServerOptions options = {}, Handler handler = echo) {
  auto server = Server::start(std::move(options), std::move(handler));
  EXPECT_TRUE(server) << (server ? "" : server.error());
  return server ? std::move(*server) : nullptr;
}

ServerOptions with_limits(const std::function<void(Limits&)>& change) {
  ServerOptions options;
  change(options.limits);
  return options;
}

std::string status_of_response(const std::string& response) {
  return response.substr(0, 12);
}
std::string body_of(const std::string& response) {
  return response.substr(response.find("\r\n\r\n") + 4);
}

constexpr const char* plain_get = "GET /a HTTP/1.1\r\nHost: h\r\n\r\n";

TEST(Server, answers_one_request_after_another_on_one_connection) {
  const auto server = serve();
  RawClient client(server->port());
  for (const char* path : {"/a", "/b%20c?x=1&y=%2B"}) {
    client.send(std::string("GET ") + path + " HTTP/1.1\r\nHost: h\r\n\r\n");
    const std::string response = client.read_response();
    EXPECT_EQ(status_of_response(response), "HTTP/1.1 200");
    EXPECT_EQ(body_of(response), path == std::string("/a") ? "GET /a" : "GET /b c x=1 y=+");
    EXPECT_NE(response.find("\r\nDate: "), std::string::npos);
  }
  EXPECT_EQ(server->counts().requests, 2u);
  EXPECT_EQ(server->counts().accepted, 1u);
}

// The client's socket is made before the limit, so that only the server lacks a descriptor.
TEST(Server, tells_once_that_it_cannot_take_connections) {
  if (SWITCHYARD_SANITIZED)
    GTEST_SKIP() << "clang's sanitizer looks at memory through pipes, of which there are none";
  std::promise<std::string> told;
  std::atomic<int> times = 0;
  ServerOptions options;
  options.cannot_accept = [&](std::uint64_t, const std::string& why) {
    if (++times == 1) told.set_value(why);
  };
  const auto server = serve(std::move(options));
  const int client = socket(AF_INET, SOCK_STREAM, 0);
  ASSERT_GE(client, 0);
  rlimit before{};
  ASSERT_EQ(getrlimit(RLIMIT_NOFILE, &before), 0);
  const rlimit none{static_cast<rlim_t>(client) + 1, before.rlim_max};
  ASSERT_EQ(setrlimit(RLIMIT_NOFILE, &none), 0);
  sockaddr_in place{};
  place.sin_family = AF_INET;
  place.sin_port = htons(server->port());
  place.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  EXPECT_EQ(connect(client, reinterpret_cast<const sockaddr*>(&place), sizeof place), 0);
  auto why = told.get_future();
  EXPECT_EQ(why.wait_for(std::chrono::seconds(5)), std::future_status::ready);
  std::this_thread::sleep_for(milliseconds(350));  // it has failed again since
  EXPECT_EQ(setrlimit(RLIMIT_NOFILE, &before), 0);
  EXPECT_EQ(times, 1);
  close(client);
  RawClient other(server->port());
  other.send(plain_get);
  EXPECT_EQ(status_of_response(other.read_response()), "HTTP/1.1 200");
}

TEST(Server, requests_that_come_in_one_piece_are_answered_in_their_order) {
  const auto server = serve();
  RawClient client(server->port());
  std::string bytes;
  for (int i = 0; i < 50; ++i)
    bytes += "POST /" + std::to_string(i) + " HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\n\r\nok";
  client.send(bytes);
  for (int i = 0; i < 50; ++i)
    EXPECT_EQ(body_of(client.read_response()), "POST /" + std::to_string(i) + " [ok]");
}

TEST(Server, a_request_may_come_byte_by_byte_and_its_body_in_chunks) {
  const auto server = serve();
  RawClient client(server->port());
  const std::string bytes =
      "POST /c HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n"
      "3\r\nabc\r\n5;x=y\r\ndefgh\r\n0\r\nX-Trailer: t\r\n\r\n";
  for (const char letter : bytes) ASSERT_TRUE(client.send({&letter, 1}));
  EXPECT_EQ(body_of(client.read_response()), "POST /c [abcdefgh]");
}

TEST(Server, head_has_the_length_but_no_body) {
  const auto server = serve();
  RawClient client(server->port());
  client.send("HEAD /abc HTTP/1.1\r\nHost: h\r\n\r\n");
  const std::string head = client.read_until("\r\n\r\n");
  EXPECT_NE(head.find("Content-Length: 9\r\n"), std::string::npos) << head;
  client.send(plain_get);
  EXPECT_EQ(client.read_response().substr(0, 12), "HTTP/1.1 200") << "nothing of a body came between";
}

TEST(Server, who_waits_for_a_100_is_told_to_go_on_or_that_it_is_too_much) {
  const auto server = serve(with_limits([](Limits& limits) { limits.body_bytes = 10; }));
  const std::string head = "POST /e HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\nContent-Length: ";
  RawClient client(server->port());
  client.send(head + "5\r\n\r\n");
  EXPECT_EQ(client.read_until("\r\n\r\n"), "HTTP/1.1 100 Continue\r\n\r\n");
  client.send("hello");
  EXPECT_EQ(body_of(client.read_response()), "POST /e [hello]");
  client.send(head + "11\r\n\r\n");
  EXPECT_EQ(status_of_response(client.read_response()), "HTTP/1.1 413");
}

TEST(Server, the_connection_ends_where_the_client_wants_it) {
  const auto server = serve();
  for (const char* request :
       {"GET / HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n", "GET / HTTP/1.0\r\n\r\n"}) {
    RawClient client(server->port());
    client.send(request);
    const std::string response = client.read_response();
    EXPECT_NE(response.find("Connection: close\r\n"), std::string::npos) << request;
    EXPECT_TRUE(client.is_closed_by_server()) << request;
  }
}

TEST(Server, what_is_no_request_gets_400_and_the_connection_ends) {
  const auto server = serve();
  const std::string get = "GET / HTTP/1.1\r\n";
  const std::string host = "Host: h\r\n";
  const std::string rows[] = {
      "garbage\r\n\r\n",
      std::string("\0\1\2\3\r\n\r\n", 8),
      "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n",
      "GET / HTTP/2.0\r\n\r\n",
      "GET  / HTTP/1.1\r\nHost: h\r\n\r\n",
      "GET / HTTP/1.1\nHost: h\n\n",
      "GET noslash HTTP/1.1\r\nHost: h\r\n\r\n",
      "GET /%zz HTTP/1.1\r\nHost: h\r\n\r\n",
      "GET /%00 HTTP/1.1\r\nHost: h\r\n\r\n",
      "GET /?a=%2 HTTP/1.1\r\nHost: h\r\n\r\n",
      get + "\r\n",
      get + host + "Host: other\r\n\r\n",
      get + host + "Bad Name: x\r\n\r\n",
      get + host + "No-Colon\r\n\r\n",
      get + host + "Content-Length: -1\r\n\r\n",
      get + host + "Content-Length: 1\r\nContent-Length: 2\r\n\r\n",
      get + host + "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
      get + host + "Transfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\n0\r\n\r\n",
      get + host + "Transfer-Encoding: gzip\r\n\r\n",
      get + host + "Transfer-Encoding: chunked\r\n\r\nxyz\r\n",
  };
  for (const std::string& row : rows) {
    RawClient client(server->port());
    client.send(row);
    const std::string response = client.read_all();
    EXPECT_EQ(status_of_response(response), "HTTP/1.1 400") << row;
  }
  EXPECT_EQ(server->counts().requests, 0u);
  EXPECT_EQ(server->counts().refused, std::size(rows));
}

TEST(Server, what_is_too_large_is_told_so_although_the_client_is_still_sending) {
  const auto server = serve(with_limits([](Limits& limits) {
    limits.header_bytes = 512;
    limits.body_bytes = 1000;
  }));
  const std::string get = "GET / HTTP/1.1\r\nHost: h\r\n";
  const std::string post = "POST / HTTP/1.1\r\nHost: h\r\n";
  const struct {
    std::string bytes, status;
  } rows[] = {
      {get + "X: " + std::string(600, 'x') + "\r\n\r\n", "HTTP/1.1 431"},
      {"GET /" + std::string(100'000, 'x') + " HTTP/1.1\r\n", "HTTP/1.1 431"},
      {post + "Content-Length: 1001\r\n\r\n" + std::string(1001, 'x'), "HTTP/1.1 413"},
      {post + "Content-Length: 1000\r\n\r\n" + std::string(1000, 'x'), "HTTP/1.1 200"},
      {post + "Content-Length: 99999999999999\r\n\r\n", "HTTP/1.1 413"},
      {post + "Transfer-Encoding: chunked\r\n\r\n3e9\r\n" + std::string(1001, 'x') + "\r\n0\r\n\r\n",
       "HTTP/1.1 413"},
  };
  for (const auto& row : rows) {
    RawClient client(server->port());
    client.send(row.bytes);
    EXPECT_EQ(status_of_response(client.read_response()), row.status) << row.bytes.substr(0, 60);
  }
}

TEST(Server, takes_a_larger_body_of_whom_it_is_told_to) {
  ServerOptions options = with_limits([](Limits& limits) { limits.body_bytes = 1000; });
  options.larger_body = [](const Request& head) -> std::size_t {
    const bool known = find_header(head.headers, "X-Known") && head.peer == "127.0.0.1";
    return head.path == "/large" && known ? 2000 : 0;
  };
  const auto server = serve(std::move(options));
  const std::string known = " HTTP/1.1\r\nHost: h\r\nX-Known: 1\r\n";
  const std::string stranger = " HTTP/1.1\r\nHost: h\r\n";
  // The length comes before what tells who it is.
  const std::string length_first = " HTTP/1.1\r\nHost: h\r\nContent-Length: 2000\r\nX-Known: 1\r\n\r\n";
  const auto chunked = [](const char* size, std::size_t bytes) {
    return "Transfer-Encoding: chunked\r\n\r\n" + std::string(size) + "\r\n" + std::string(bytes, 'x') +
           "\r\n0\r\n\r\n";
  };
  const auto sized = [](std::size_t bytes) {
    return "Content-Length: " + std::to_string(bytes) + "\r\n\r\n" + std::string(bytes, 'x');
  };
  const struct {
    std::string bytes, status;
  } rows[] = {
      {"POST /large" + known + sized(2000), "HTTP/1.1 200"},
      {"POST /large" + known + sized(2001), "HTTP/1.1 413"},
      {"POST /large" + length_first + std::string(2000, 'x'), "HTTP/1.1 200"},
      {"POST /large" + known + chunked("7d0", 2000), "HTTP/1.1 200"},
      {"POST /large" + known + chunked("7d1", 2001), "HTTP/1.1 413"},
      {"POST /large" + stranger + sized(1000), "HTTP/1.1 200"},
      {"POST /large" + stranger + sized(1001), "HTTP/1.1 413"},
      {"POST /large" + stranger + chunked("3e9", 1001), "HTTP/1.1 413"},
      {"POST /other" + known + sized(1001), "HTTP/1.1 413"},
  };
  for (const auto& row : rows) {
    RawClient client(server->port());
    client.send(row.bytes);
    EXPECT_EQ(status_of_response(client.read_response()), row.status) << row.bytes.substr(0, 90);
  }
}

TEST(Server, slow_clients_are_told_and_silent_ones_are_closed) {
  const auto server = serve(with_limits(
      [](Limits& limits) { limits.header_time = limits.body_time = limits.idle_time = milliseconds(100); }));
  RawClient silent(server->port());
  RawClient slow_header(server->port());
  RawClient slow_body(server->port());
  slow_header.send("GET / HT");
  slow_body.send("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 9\r\n\r\nabc");
  EXPECT_EQ(status_of_response(slow_header.read_all()), "HTTP/1.1 408");
  EXPECT_EQ(status_of_response(slow_body.read_all()), "HTTP/1.1 408");
  EXPECT_EQ(silent.read_all(), "");
  EXPECT_TRUE(silent.is_closed_by_server());
}

TEST(Server, a_client_that_takes_no_answer_is_cut_off) {
  const std::string large(32 * 1024 * 1024, 'x');
  const auto server = serve(with_limits([](Limits& limits) { limits.write_time = milliseconds(100); }),
                            [&](Request, Respond respond) {
                              respond({200, {}, large});
                            });
  RawClient client(server->port());
  client.shrink_receive_buffer();
  client.send(plain_get);
  while (server->counts().open == 0) std::this_thread::yield();
  while (server->counts().open > 0) std::this_thread::yield();
  EXPECT_LT(client.read_all().size(), large.size());
}

TEST(Server, connections_beyond_the_limit_are_turned_away) {
  const auto server = serve(with_limits([](Limits& limits) { limits.connections = 1; }));
  RawClient first(server->port());
  first.send(plain_get);
  first.read_response();
  RawClient second(server->port());
  EXPECT_EQ(status_of_response(second.read_all()), "HTTP/1.1 503");
  EXPECT_EQ(server->counts().turned_away, 1u);
}

TEST(Server, an_address_that_asks_too_often_waits) {
  const auto server = serve(with_limits([](Limits& limits) { limits.requests_of_address = {0.5, 2}; }));
  RawClient client(server->port());
  for (const char* status : {"HTTP/1.1 200", "HTTP/1.1 200", "HTTP/1.1 429"}) {
    client.send(plain_get);
    const std::string response = client.read_response();
    EXPECT_EQ(status_of_response(response), status);
    const bool waits = response.find("\r\nRetry-After: 2\r\n") != std::string::npos;
    EXPECT_EQ(waits, status == std::string("HTTP/1.1 429")) << response;
  }
  EXPECT_EQ(server->counts().requests, 3u);
  EXPECT_EQ(server->counts().limited, 1u);
  EXPECT_EQ(server->counts().refused, 0u);
}

TEST(Server, answers_may_come_later_from_another_thread_and_only_the_first_counts) {
  std::promise<Respond> asked;
  const auto server = serve({}, [&](Request, Respond respond) { asked.set_value(std::move(respond)); });
  RawClient client(server->port());
  client.send(plain_get);
  Respond respond = asked.get_future().get();
  std::thread([respond] { respond({201, {{"X-A", "b"}}, "first"}); }).join();
  respond({500, {}, "second"});
  const std::string response = client.read_response();
  EXPECT_EQ(status_of_response(response), "HTTP/1.1 201");
  EXPECT_NE(response.find("\r\nX-A: b\r\n"), std::string::npos);
  EXPECT_EQ(body_of(response), "first");
}

TEST(Server, a_handler_that_throws_forgets_or_sleeps_gives_5xx) {
  std::vector<Respond> kept;
  const auto server = serve(with_limits([](Limits& limits) { limits.answer_time = milliseconds(100); }),
                            [&](Request request, Respond respond) {
                              if (request.path == "/throws") throw std::runtime_error("no");
                              if (request.path == "/sleeps") kept.push_back(std::move(respond));
                            });
  for (const auto& [path, status] :
       {std::pair{"/throws", "HTTP/1.1 500"}, {"/forgets", "HTTP/1.1 500"}, {"/sleeps", "HTTP/1.1 503"}}) {
    RawClient client(server->port());
    client.send(std::string("GET ") + path + " HTTP/1.1\r\nHost: h\r\n\r\n");
    EXPECT_EQ(status_of_response(client.read_response()), status) << path;
  }
}

TEST(Server, no_header_of_a_response_can_begin_another) {
  const auto server = serve({}, [](Request, Respond respond) {
    respond({200, {{"X-A", "1\r\nSet-Cookie: evil=1"}}, ""});
  });
  RawClient client(server->port());
  client.send(plain_get);
  EXPECT_NE(client.read_response().find("\r\nX-A: 1Set-Cookie: evil=1\r\n"), std::string::npos);
}

TEST(Server, a_stop_answers_what_is_under_way_and_closes_the_rest) {
  std::promise<Respond> asked;
  const auto server = serve({}, [&](Request, Respond respond) { asked.set_value(std::move(respond)); });
  RawClient idle(server->port());
  RawClient busy(server->port());
  busy.send(plain_get);
  const Respond respond = asked.get_future().get();
  std::thread stopping([&] { server->stop(std::chrono::seconds(5)); });
  EXPECT_EQ(idle.read_all(), "");
  respond({200, {}, "in time"});
  const std::string response = busy.read_all();
  EXPECT_EQ(body_of(response), "in time");
  EXPECT_NE(response.find("Connection: close\r\n"), std::string::npos);
  stopping.join();
  EXPECT_EQ(server->counts().open, 0u);
  EXPECT_THROW(RawClient(server->port()), std::exception) << "nobody listens any more";
}

TEST(Server, a_stop_does_not_wait_longer_than_its_grace) {
  std::promise<Respond> asked;
  auto server = serve({}, [&](Request, Respond respond) { asked.set_value(std::move(respond)); });
  RawClient busy(server->port());
  busy.send(plain_get);
  const Respond respond = asked.get_future().get();
  server->stop(milliseconds(50));
  EXPECT_EQ(busy.read_all(), "");
  server.reset();
  respond({200, {}, "too late: nobody is there to take it"});
}

TEST(Server, several_threads_share_the_connections) {
  ServerOptions options;
  options.threads = 3;
  const auto server = serve(options);
  std::vector<std::thread> clients;
  for (int c = 0; c < 6; ++c) {
    clients.emplace_back([&] {
      RawClient client(server->port());
      for (int i = 0; i < 100; ++i) {
        client.send(plain_get);
        EXPECT_EQ(body_of(client.read_response()), "GET /a");
      }
    });
  }
  for (auto& client : clients) client.join();
  EXPECT_EQ(server->counts().requests, 600u);
}

TEST(Server, says_why_it_cannot_listen) {
  const auto server = serve();
  ServerOptions taken;
  taken.port = server->port();
  EXPECT_NE(Server::start(taken, echo).error().find("in use"), std::string::npos);
  ServerOptions nowhere;
  nowhere.address = "nowhere";
  EXPECT_EQ(Server::start(nowhere, echo).error(), "nowhere: no IP address");
  ServerOptions without_key;
  without_key.certificate_file = "/no/such.pem";
  EXPECT_NE(Server::start(without_key, echo).error().find("/no/such.pem: "), std::string::npos);
}

}  // namespace
}  // namespace switchyard::adapters::http
