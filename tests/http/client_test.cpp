// The client against our own server and against servers that misbehave.
#include "adapters/http/client.h"

#include <gtest/gtest.h>

#include <future>
#include <thread>

#include "adapters/http/allowed_addresses.h"
#include "adapters/http/server.h"
#include "adapters/http/url.h"
#include "tests/http/certificate.h"

namespace switchyard::adapters::http {
namespace {

using std::chrono::milliseconds;
using Kind = ClientError::Kind;

ClientOptions allowing_loopback() {
  ClientOptions options;
  options.allowed = {"127.0.0.0/8"};
  return options;
}

std::unique_ptr<Client> make_client(ClientOptions options = allowing_loopback()) {
  auto client = Client::start(std::move(options));
  EXPECT_TRUE(client) << (client ? "" : client.error());
  return client ? std::move(*client) : nullptr;
}

ClientRequest request(std::string method, std::string url, Headers headers = {}, std::string body = {},
                      milliseconds timeout = milliseconds(5000)) {
  return {std::move(method), std::move(url), std::move(headers), std::move(body), timeout};
}

Client::Result ask(Client& client, ClientRequest request) {
  std::promise<Client::Result> answered;
  client.send(std::move(request), [&](Client::Result result) { answered.set_value(std::move(result)); });
  return answered.get_future().get();
}

std::string url_of(const Server& server, const std::string& path = "/") {
  return "http://127.0.0.1:" + std::to_string(server.port()) + path;
}

void echo(Request request, Respond respond) {
  const auto header = find_header(request.headers, "X-Key");
  respond(
      {202,
       {{"X-Kept", "yes"}},
       request.method + " " + request.target + " " + std::string(header.value_or("-")) + " " + request.body});
}

// Takes connections one by one and does to each what the test says.
class OddServer {
 public:
  explicit OddServer(std::function<void(tcp::socket&)> act) : act_(std::move(act)) {
    acceptor_.open(tcp::v4());
    acceptor_.bind({net::ip::address_v4::loopback(), 0});
    acceptor_.listen();
    port_ = acceptor_.local_endpoint().port();
    thread_ = std::thread([this] {
      while (!stopped_) {
        error_code problem;
        tcp::socket socket(context_);
        acceptor_.accept(socket, problem);
        if (!problem && !stopped_) act_(socket);
      }
    });
  }
  ~OddServer() {
    stopped_ = true;
    error_code ignored;
    tcp::socket(context_).connect({net::ip::address_v4::loopback(), port_}, ignored);
    thread_.join();
  }
  std::string url() const { return "http://127.0.0.1:" + std::to_string(port_) + "/"; }

 private:
  std::function<void(tcp::socket&)> act_;
  net::io_context context_;
  tcp::acceptor acceptor_{context_};
  std::uint16_t port_ = 0;
  std::atomic<bool> stopped_{false};
  std::thread thread_;
};

void read_request(tcp::socket& socket) {
  std::string bytes;
  std::array<char, 1024> piece;
  error_code problem;
  while (!problem && bytes.find("\r\n\r\n") == std::string::npos)
    bytes.append(piece.data(), socket.read_some(net::buffer(piece), problem));
}

void say(tcp::socket& socket, std::string_view bytes) {
  error_code ignored;
  net::write(socket, net::buffer(bytes.data(), bytes.size()), ignored);
}

TEST(HttpClient, sends_a_request_and_gives_the_answer) {
  const auto server = *Server::start({}, echo);
  const auto client = make_client();
  const auto result = ask(*client, request("POST", url_of(*server, "/a?b=c#d"), {{"X-Key", "k"}}, "body"));
  ASSERT_TRUE(result) << result.error().text;
  EXPECT_EQ(result->status, 202u);
  EXPECT_EQ(result->body, "POST /a?b=c k body");
  EXPECT_EQ(find_header(result->headers, "x-kept"), "yes");
  EXPECT_EQ(ask(*client, request("HEAD", url_of(*server)))->body, "");
}

TEST(HttpClient, connections_are_kept_and_limited) {
  const auto server = *Server::start({}, echo);
  const auto client = make_client();
  for (int i = 0; i < 5; ++i) ASSERT_TRUE(ask(*client, request("GET", url_of(*server))));
  EXPECT_EQ(server->counts().accepted, 1u);
  std::vector<std::future<Client::Result>> results;
  for (int i = 0; i < 100; ++i) {
    auto promise = std::make_shared<std::promise<Client::Result>>();
    results.push_back(promise->get_future());
    client->send(request("GET", url_of(*server)),
                 [promise](Client::Result result) { promise->set_value(std::move(result)); });
  }
  for (auto& result : results) EXPECT_TRUE(result.get());
  EXPECT_LE(server->counts().accepted, 16u);
}

TEST(HttpClient, a_kept_connection_that_the_server_closed_is_no_failure) {
  ServerOptions options;
  options.limits.idle_time = milliseconds(60);
  const auto server = *Server::start(options, echo);
  const auto client = make_client();
  for (int i = 0; i < 3; ++i) {
    EXPECT_TRUE(ask(*client, request("POST", url_of(*server), {}, "x"))) << i;
    while (server->counts().open > 0) std::this_thread::yield();
  }
  EXPECT_EQ(server->counts().accepted, 3u);
}

TEST(HttpClient, too_many_waiting_for_one_host_are_refused) {
  std::promise<Respond> asked;
  const auto server =
      *Server::start({}, [&](Request, Respond respond) { asked.set_value(std::move(respond)); });
  ClientOptions options = allowing_loopback();
  options.in_flight = 1;
  options.waiting = 1;
  const auto client = make_client(options);
  std::promise<Client::Result> first;
  client->send(request("GET", url_of(*server)),
               [&](Client::Result result) { first.set_value(std::move(result)); });
  const Respond respond = asked.get_future().get();
  std::promise<Client::Result> second;
  client->send(request("GET", url_of(*server), {}, "", milliseconds(50)),
               [&](Client::Result result) { second.set_value(std::move(result)); });
  EXPECT_EQ(ask(*client, request("GET", url_of(*server))).error().kind, Kind::overloaded);
  EXPECT_EQ(second.get_future().get().error().kind, Kind::timed_out) << "the time in line counts";
  respond({200, {}, "done"});
  EXPECT_EQ(first.get_future().get()->body, "done");
}

TEST(HttpClient, servers_that_misbehave_give_an_error_each_of_its_kind) {
  const struct {
    std::string answer;  // empty: none, until the client has gone
    std::optional<Kind> kind;
  } rows[] = {
      {"", Kind::timed_out},
      {"HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc", Kind::unreachable},
      {"HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n", Kind::bad_response},
      {"HTTP/1.1 200 OK\r\nX: " + std::string(20'000, 'x'), Kind::bad_response},
      {"SSH-2.0-OpenSSH_9.2\r\n\r\n", Kind::bad_response},
      {"HTTP/1.1 103 Early Hints\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", std::nullopt},
      {"HTTP/1.1 301 Moved\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n", std::nullopt},
      {"HTTP/1.0 200 OK\r\n\r\nuntil the end", std::nullopt},
  };
  ClientOptions options = allowing_loopback();
  options.response_bytes = 1000;
  for (const auto& row : rows) {
    OddServer server([&](tcp::socket& socket) {
      read_request(socket);
      say(socket, row.answer);
      if (row.answer.empty()) read_request(socket);
    });
    const auto client = make_client(options);
    const auto result = ask(*client, request("GET", server.url(), {}, "", milliseconds(300)));
    EXPECT_EQ(result ? std::nullopt : std::optional(result.error().kind), row.kind)
        << row.answer.substr(0, 40);
  }
}

TEST(HttpClient, nobody_there_and_what_cannot_be_sent) {
  const auto client = make_client();
  std::string nobody;
  {
    const auto server = *Server::start({}, echo);
    nobody = url_of(*server);
  }
  EXPECT_EQ(ask(*client, request("GET", nobody)).error().kind, Kind::unreachable);
  EXPECT_EQ(ask(*client, request("GET", "ftp://127.0.0.1/")).error().kind, Kind::bad_request);
  EXPECT_EQ(ask(*client, request("GET", nobody, {{"X", "a\r\nY: b"}})).error().kind, Kind::bad_request);
  EXPECT_EQ(ask(*client, request("GET", nobody, {{"X Y", "a"}})).error().kind, Kind::bad_request);
  EXPECT_EQ(ask(*client, request("GE T", nobody)).error().kind, Kind::bad_request);
}

TEST(HttpClient, who_still_waits_when_it_ends_is_told) {
  auto held = std::make_shared<std::vector<Respond>>();
  const auto silent =
      *Server::start({}, [held](Request, Respond respond) { held->push_back(std::move(respond)); });
  auto client = make_client();
  std::atomic<int> stopped{0};
  for (int i = 0; i < 40; ++i) {
    client->send(request("GET", url_of(*silent)), [&](Client::Result result) {
      if (!result && result.error().kind == Kind::stopped) ++stopped;
    });
  }
  client.reset();
  EXPECT_EQ(stopped, 40);
}

TEST(HttpClient, tls_is_verified_by_authority_and_name) {
  const TestCertificate good("IP:127.0.0.1");
  const TestCertificate other_name("DNS:example.com");
  const struct {
    const TestCertificate& certificate;
    bool trusted;
    bool works;
  } rows[] = {{good, true, true}, {good, false, false}, {other_name, true, false}};
  for (const auto& row : rows) {
    ServerOptions served;
    served.certificate_file = row.certificate.certificate_file();
    served.key_file = row.certificate.key_file();
    const auto server = *Server::start(served, [](Request request, Respond respond) {
      respond({200, {}, (request.encrypted ? "encrypted" : "plain") + request.body});
    });
    ClientOptions options = allowing_loopback();
    if (row.trusted) options.ca_file = row.certificate.certificate_file();
    const auto client = make_client(options);
    const std::string url = "https://127.0.0.1:" + std::to_string(server->port()) + "/";
    for (int i = 0; i < 2; ++i) {
      const auto result = ask(*client, request("POST", url, {}, std::string(100'000, 'x')));
      if (row.works) {
        ASSERT_TRUE(result) << result.error().text;
        EXPECT_EQ(result->body, "encrypted" + std::string(100'000, 'x'));
      } else {
        EXPECT_EQ(result.error().kind, Kind::bad_certificate);
      }
    }
    EXPECT_EQ(ask(*client, request("GET", url_of(*server))).error().kind, Kind::unreachable)
        << "plain to a TLS port";
  }
}

TEST(HttpClient, own_networks_are_not_called_unless_they_are_allowed) {
  const auto server = *Server::start({}, echo);
  const std::string port = std::to_string(server->port());
  const auto client = make_client({});
  for (const char* host : {"127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]", "2130706433", "0x7f.1",
                           "0.0.0.0", "10.0.0.1", "169.254.169.254", "[fd00::1]", "[fe80::1]"}) {
    const auto result = ask(*client, request("GET", std::string("http://") + host + ":" + port + "/"));
    ASSERT_FALSE(result) << host;
    EXPECT_EQ(result.error().kind, Kind::forbidden_address) << host << result.error().text;
  }
  ClientOptions by_name;
  by_name.allowed = {"localhost:" + port};
  const auto local = make_client(by_name);
  EXPECT_TRUE(ask(*local, request("GET", "http://LOCALHOST:" + port + "/")));
  EXPECT_EQ(ask(*local, request("GET", url_of(*server))).error().kind, Kind::forbidden_address)
      << "the name was allowed";
  EXPECT_EQ(server->counts().accepted, 1u);
}

// Two texts, then silence until it is closed; or a refusal.
ServerOptions two_texts(std::shared_ptr<Sink>& sink) {
  ServerOptions options;
  options.streams = {
      {"/stream", StreamPath::Kind::events,
       [&sink](const Request& asked, std::shared_ptr<Sink> given) -> std::variant<Response, Conversation> {
         if (find_header(asked.headers, "X-Key")) return Response{410, {}, "gone"};
         sink = given;
         given->send("data: one\n\n");
         given->send("data: two\n\n");
         return Conversation{};
       }}};
  return options;
}

TEST(Client, hands_over_an_answer_that_goes_on_piece_by_piece) {
  std::shared_ptr<Sink> sink;
  auto server = Server::start(two_texts(sink), echo);
  ASSERT_TRUE(server) << server.error();
  auto client = make_client();
  std::string heard;
  ClientRequest stream = request("GET", url_of(**server, "/stream"));
  stream.on_piece = [&](std::string_view piece) {
    heard += piece;
    if (heard.ends_with("two\n\n")) sink->close();
    return true;
  };
  const auto ended = ask(*client, std::move(stream));
  ASSERT_TRUE(ended) << ended.error().text;
  EXPECT_EQ(ended->status, 200u);
  EXPECT_EQ(ended->body, "");
  EXPECT_EQ(heard, "data: one\n\ndata: two\n\n");
}

TEST(Client, stops_when_no_more_is_wanted) {
  std::shared_ptr<Sink> sink;
  auto server = Server::start(two_texts(sink), echo);
  ASSERT_TRUE(server) << server.error();
  auto client = make_client();
  ClientRequest stream = request("GET", url_of(**server, "/stream"));
  stream.on_piece = [](std::string_view) { return false; };
  const auto ended = ask(*client, std::move(stream));
  ASSERT_FALSE(ended);
  EXPECT_EQ(ended.error().kind, Kind::stopped);
}

TEST(Client, gives_up_a_stream_that_is_still_for_too_long) {
  std::shared_ptr<Sink> sink;
  auto server = Server::start(two_texts(sink), echo);
  ASSERT_TRUE(server) << server.error();
  auto client = make_client();
  ClientRequest stream = request("GET", url_of(**server, "/stream"), {}, {}, milliseconds(200));
  stream.on_piece = [](std::string_view) { return true; };
  const auto ended = ask(*client, std::move(stream));
  ASSERT_FALSE(ended);
  EXPECT_EQ(ended.error().kind, Kind::timed_out);
}

TEST(Client, keeps_the_body_of_a_stream_that_is_refused) {
  std::shared_ptr<Sink> sink;
  auto server = Server::start(two_texts(sink), echo);
  ASSERT_TRUE(server) << server.error();
  auto client = make_client();
  ClientRequest stream = request("GET", url_of(**server, "/stream"), {{"X-Key", "1"}});
  bool heard = false;
  stream.on_piece = [&](std::string_view) { return heard = true; };
  const auto ended = ask(*client, std::move(stream));
  ASSERT_TRUE(ended) << ended.error().text;
  EXPECT_EQ(ended->status, 410u);
  EXPECT_EQ(ended->body, "gone");
  EXPECT_FALSE(heard);
}

}  // namespace
}  // namespace switchyard::adapters::http
