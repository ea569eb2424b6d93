// Listens, shares connections out among the threads, and ends them in good order.
#include "adapters/http/server.h"

#include <array>

#include "adapters/http/connection.h"
#include "adapters/http/loop.h"
#include "adapters/http/net.h"

namespace switchyard::adapters::http {
namespace {

constexpr std::string_view full =
    "HTTP/1.1 503 Service Unavailable\r\nContent-Type: text/plain; charset=utf-8\r\nRetry-After: 1\r\n"
    "Content-Length: 21\r\nConnection: close\r\n\r\ntoo many connections\n";
constexpr std::chrono::milliseconds rest_after_failure{100};
constexpr std::chrono::seconds rest_after_complaint{10};

using Certificate = std::shared_ptr<net::ssl::context>;

tl::expected<Certificate, std::string> load_certificate(const ServerOptions& options) {
  if (options.certificate_file.empty() && options.key_file.empty()) return Certificate{};
  auto context = std::make_shared<net::ssl::context>(net::ssl::context::tls_server);
  error_code problem;
  context->set_options(net::ssl::context::default_workarounds | net::ssl::context::no_tlsv1 |
                           net::ssl::context::no_tlsv1_1 | net::ssl::context::no_compression,
                       problem);
  context->use_certificate_chain_file(options.certificate_file, problem);
  if (problem) return tl::unexpected(options.certificate_file + ": " + problem.message());
  context->use_private_key_file(options.key_file, net::ssl::context::pem, problem);
  if (problem) return tl::unexpected(options.key_file + ": " + problem.message());
  return context;
}

std::string text_of(const tcp::endpoint& peer) {
  const auto address = peer.address();
  if (address.is_v6() && address.to_v6().is_v4_mapped())
    return net::ip::make_address_v4(net::ip::v4_mapped, address.to_v6()).to_string();
  return address.to_string();
}

void turn_away(Socket& socket, bool encrypted) {
  error_code ignored;
  socket.non_blocking(true, ignored);
  if (!encrypted) socket.write_some(net::buffer(full.data(), full.size()), ignored);
  socket.shutdown(tcp::socket::shutdown_both, ignored);
}

}  // namespace

struct Server::Parts {
  std::shared_ptr<ServerState> state;
  std::vector<std::unique_ptr<Loop>> loops;
  std::optional<Acceptor> acceptor;
  std::optional<net::steady_timer> rest;
  std::uint16_t port = 0;
  std::mutex mutex;
  Certificate certificate;  // null: plain
  std::size_t next_loop = 0;
  bool stopped = false;
  std::uint64_t not_accepted = 0;  // times, since it was told
  Moment silent_until{};

  Certificate current_certificate() {
    const std::lock_guard lock(mutex);
    return certificate;
  }

  std::optional<std::string> listen();
  void accept();
  void complain(const std::string& why);
  void take(Loop& loop, Socket socket);
};

std::optional<std::string> Server::Parts::listen() {
  const ServerOptions& options = state->options;
  error_code problem;
  const auto address = net::ip::make_address(options.address, problem);
  if (problem) return options.address + ": no IP address";
  const tcp::endpoint place(address, options.port);
  acceptor.emplace(loops.front()->context().get_executor());
  const auto done = [&] { return !problem; };
  const bool listening = (acceptor->open(place.protocol(), problem), done()) &&
                         (acceptor->set_option(net::socket_base::reuse_address(true), problem), done()) &&
                         (acceptor->bind(place, problem), done()) &&
                         (acceptor->listen(net::socket_base::max_listen_connections, problem), done());
  if (!listening) return options.address + ":" + std::to_string(options.port) + ": " + problem.message();
  port = acceptor->local_endpoint().port();
  rest.emplace(loops.front()->context());
  return std::nullopt;
}

void Server::Parts::accept() {
  Loop& loop = *loops[next_loop++ % loops.size()];
  acceptor->async_accept(loop.context().get_executor(), [this, &loop](error_code problem, Socket socket) {
    if (problem == net::error::operation_aborted || !acceptor->is_open()) return;
    if (!problem) {
      take(loop, std::move(socket));
      return accept();
    }
    complain(problem.message());
    // No descriptor left, most likely: trying at once again would only burn the processor.
    rest->expires_after(rest_after_failure);
    rest->async_wait([this](error_code canceled) {
      if (!canceled && acceptor->is_open()) accept();
    });
  });
}

void Server::Parts::complain(const std::string& why) {
  ++not_accepted;
  const Moment now = Clock::now();
  if (now < silent_until || !state->options.cannot_accept) return;
  silent_until = now + rest_after_complaint;
  state->options.cannot_accept(std::exchange(not_accepted, 0), why);
}

void Server::Parts::take(Loop& loop, Socket socket) {
  const Certificate tls = current_certificate();
  if (state->open >= state->options.limits.connections) {
    ++state->turned_away;
    return turn_away(socket, tls != nullptr);
  }
  error_code problem;
  const auto peer = socket.remote_endpoint(problem);
  if (problem) return;
  socket.set_option(tcp::no_delay(true), problem);
  ++state->accepted;
  auto session = tls ? make_connection(loop, std::move(socket), text_of(peer), *tls)
                     : make_connection(loop, std::move(socket), text_of(peer));
  net::dispatch(loop.context(),
                [&loop, session = std::move(session)]() mutable { loop.add(std::move(session)); });
}

tl::expected<std::unique_ptr<Server>, std::string> Server::start(ServerOptions options, Handler handler) {
  auto certificate = load_certificate(options);
  if (!certificate) return tl::unexpected(certificate.error());
  auto parts = std::make_unique<Parts>();
  parts->certificate = std::move(*certificate);
  parts->state = std::make_shared<ServerState>(std::move(options), std::move(handler));
  const unsigned threads = std::max(1u, parts->state->options.threads);
  for (unsigned i = 0; i < threads; ++i) parts->loops.push_back(std::make_unique<Loop>(parts->state));
  if (auto problem = parts->listen()) return tl::unexpected(std::move(*problem));
  parts->accept();
  for (const auto& loop : parts->loops) loop->run();
  return std::unique_ptr<Server>(new Server(std::move(parts)));
}

Server::Server(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}

Server::~Server() {
  stop(std::chrono::milliseconds(0));
}

std::uint16_t Server::port() const {
  return parts_->port;
}

ServerCounts Server::counts() const {
  const ServerState& state = *parts_->state;
  return {state.open,    state.accepted, state.turned_away, state.requests,
          state.refused, state.limited,  state.late};
}

tl::expected<std::function<void()>, std::string> Server::read_certificate() const {
  auto certificate = load_certificate(parts_->state->options);
  if (!certificate) return tl::unexpected(certificate.error());
  return [parts = parts_.get(), read = *std::move(certificate)] {
    const std::lock_guard lock(parts->mutex);
    parts->certificate = read;
  };
}

void Server::limit_addresses(Rate rate) {
  parts_->state->addresses.change(rate);
}

void Server::stop(std::chrono::milliseconds grace) {
  if (std::exchange(parts_->stopped, true)) return;
  const Moment latest = Clock::now() + grace;
  net::post(parts_->loops.front()->context(), [this] {
    error_code ignored;
    parts_->acceptor->close(ignored);
    parts_->rest->cancel();
  });
  for (const auto& loop : parts_->loops) loop->stop(latest);
  for (const auto& loop : parts_->loops) loop->join();
}

}  // namespace switchyard::adapters::http
