// Each step starts the next; whatever goes wrong ends in fail(), and nothing happens after the end.
#include "adapters/http/exchange.h"

#include <array>
#include <limits>

#include "adapters/http/response_head.h"

#include <boost/asio/ssl/error.hpp>
#include <boost/asio/ssl/host_name_verification.hpp>
#include <boost/beast/http/read.hpp>

namespace switchyard::adapters::http {
namespace {

using Kind = ClientError::Kind;

bool is_token(std::string_view text) {
  constexpr std::string_view marks = "!#$%&'*+-.^_`|~";
  for (const char letter : text) {
    const bool plain = (letter >= '0' && letter <= '9') || (letter >= 'a' && letter <= 'z') ||
                       (letter >= 'A' && letter <= 'Z') || marks.find(letter) != std::string_view::npos;
    if (!plain) return false;
  }
  return !text.empty();
}

bool is_one_line(std::string_view text) {
  return text.find_first_of(std::string_view("\r\n\0", 3)) == std::string_view::npos;
}

bool can_be_sent(const ClientRequest& request) {
  if (!is_token(request.method)) return false;
  for (const auto& [name, value] : request.headers) {
    if (!is_token(name) || !is_one_line(value)) return false;
  }
  return true;
}

bool is_kept_open_end(error_code problem) {
  return problem == beast::http::error::end_of_stream || problem == net::error::connection_reset ||
         problem == net::error::broken_pipe || problem == net::ssl::error::stream_truncated ||
         problem == net::error::eof;
}

}  // namespace

Exchange::Exchange(const ClientWorld& world, ClientRequest request, Client::Done done)
    : world_(world),
      request_(std::move(request)),
      done_(std::move(done)),
      timer_(world.context),
      resolver_(world.context) {}

bool Exchange::prepare() {
  auto url = parse_url(request_.url);
  if (!url || !can_be_sent(request_)) {
    fail(Kind::bad_request, url ? "a header or the method has letters that may not be there" : url.error());
    return false;
  }
  url_ = std::move(*url);
  head_ = request_.method + " " + url_.target + " HTTP/1.1\r\n";
  append_header(head_, "Host", url_.authority());
  append_header(head_, "User-Agent", world_.options.user_agent);
  for (const auto& [name, value] : request_.headers) append_header(head_, name, value);
  const bool bodiless = request_.method == "GET" || request_.method == "HEAD";
  if (!bodiless || !request_.body.empty())
    append_header(head_, "Content-Length", std::to_string(request_.body.size()));
  head_ += "\r\n";
  return true;
}

void Exchange::begin(Ended ended) {
  ended_ = std::move(ended);
  arm_timer();
}

void Exchange::arm_timer() {
  timer_.expires_after(request_.timeout);
  timer_.async_wait([weak = weak_from_this()](error_code canceled) {
    const auto self = weak.lock();
    if (self && !canceled) self->fail(Kind::timed_out, "no answer in time");
  });
}

void Exchange::run(std::unique_ptr<Wire> kept) {
  if (!done_) return;
  wire_ = std::move(kept);
  if (wire_) return write();
  resolve();
}

void Exchange::resolve() {
  error_code no_address;
  const auto literal = net::ip::make_address(url_.host, no_address);
  if (!no_address) {
    const tcp::endpoint endpoint(literal, url_.port);
    return on_resolved({}, tcp::resolver::results_type::create(endpoint, url_.host, ""));
  }
  resolver_.async_resolve(url_.host, std::to_string(url_.port), tcp::resolver::numeric_service,
                          [self = shared_from_this()](error_code problem, const auto& found) {
                            self->on_resolved(problem, found);
                          });
}

void Exchange::on_resolved(error_code problem, const tcp::resolver::results_type& found) {
  if (!done_) return;
  if (problem) return fail(Kind::unreachable, url_.host + ": " + problem.message());
  endpoints_.clear();
  next_endpoint_ = 0;
  for (const auto& entry : found) {
    const tcp::endpoint endpoint = entry.endpoint();
    if (world_.allowed.allows(url_.host, endpoint.port(), endpoint.address())) endpoints_.push_back(endpoint);
  }
  if (endpoints_.empty())
    return fail(Kind::forbidden_address,
                url_.host + ": not a public address, and not allowed by the configuration");
  connect();
}

void Exchange::connect() {
  const tcp::endpoint endpoint = endpoints_[next_endpoint_++];
  Socket socket(world_.context.get_executor());
  wire_ = url_.encrypted ? std::make_unique<Wire>(Wire{TlsSocket(std::move(socket), world_.trust), {}, false})
                         : std::make_unique<Wire>(Wire{std::move(socket), {}, false});
  wire_->socket().async_connect(endpoint, [self = shared_from_this()](error_code problem) {
    if (!self->done_) return;
    if (!problem) return self->on_connected();
    if (self->next_endpoint_ < self->endpoints_.size()) return self->connect();
    self->fail(Kind::unreachable, self->url_.authority() + ": " + problem.message());
  });
}

void Exchange::on_connected() {
  error_code ignored;
  wire_->socket().set_option(tcp::no_delay(true), ignored);
  if (url_.encrypted) return handshake();
  write();
}

void Exchange::handshake() {
  auto& tls = std::get<TlsSocket>(wire_->stream);
  error_code problem;
  error_code no_address;
  net::ip::make_address(url_.host, no_address);
  if (no_address) SSL_set_tlsext_host_name(tls.native_handle(), url_.host.c_str());  // RFC 6066: names only
  tls.set_verify_mode(net::ssl::verify_peer, problem);
  tls.set_verify_callback(net::ssl::host_name_verification(url_.host), problem);
  if (problem) return fail(Kind::bad_certificate, problem.message());
  tls.async_handshake(net::ssl::stream_base::client, [self = shared_from_this()](error_code failed) {
    if (!self->done_) return;
    if (failed) return self->fail(Kind::bad_certificate, self->url_.authority() + ": " + failed.message());
    self->write();
  });
}

void Exchange::write() {
  const std::array pieces{net::buffer(head_), net::buffer(request_.body)};
  std::visit(
      [&](auto& stream) {
        net::async_write(stream, pieces, [self = shared_from_this()](error_code problem, std::size_t) {
          if (!self->done_) return;
          // A server may answer and close before it has read everything: then the answer counts.
          if (problem && self->again(problem)) return;
          self->parser_.emplace();
          self->read();
        });
      },
      wire_->stream);
}

void Exchange::read() {
  parser_->header_limit(static_cast<std::uint32_t>(world_.options.header_bytes));
  parser_->body_limit(world_.options.response_bytes);
  parser_->skip(request_.method == "HEAD");
  if (request_.on_piece) {
    // Not boost::none: Beast 1.74 takes each Content-Length for more than that.
    parser_->body_limit(std::numeric_limits<std::uint64_t>::max());
    return read_piece();
  }
  std::visit(
      [&](auto& stream) {
        beast::http::async_read(
            stream, wire_->unread, *parser_,
            [self = shared_from_this()](error_code problem, std::size_t) { self->on_read(problem); });
      },
      wire_->stream);
}

void Exchange::read_piece() {
  std::visit(
      [&](auto& stream) {
        beast::http::async_read_some(
            stream, wire_->unread, *parser_,
            [self = shared_from_this()](error_code problem, std::size_t) { self->on_piece(problem); });
      },
      wire_->stream);
}

void Exchange::on_piece(error_code problem) {
  if (!done_) return;
  if (problem) return on_read(problem);
  if (!hand_over_piece()) return fail(Kind::stopped, "no more is wanted");
  if (parser_->is_done()) return on_read({});
  if (parser_->get().body().size() > world_.options.response_bytes)
    return fail(Kind::bad_response, "the answer is too large");
  read_piece();
}

// What has come of the body of a good answer; of another the body is kept, as that of any answer.
bool Exchange::hand_over_piece() {
  if (!parser_->is_header_done() || parser_->get().result_int() != 200) return true;
  arm_timer();
  std::string& body = parser_->get().body();
  const bool wanted = body.empty() || request_.on_piece(body);
  body.clear();
  return wanted;
}

bool Exchange::again(error_code problem) {
  if (!wire_->used || !is_kept_open_end(problem)) return false;
  wire_.reset();
  resolve();
  return true;
}

void Exchange::on_read(error_code problem) {
  if (!done_) return;
  if (problem && !parser_->got_some() && again(problem)) return;
  if (problem == beast::http::error::body_limit || problem == beast::http::error::header_limit)
    return fail(Kind::bad_response, "the answer is too large");
  if (problem.category() == beast::http::make_error_code(beast::http::error::bad_version).category() &&
      problem != beast::http::error::end_of_stream && problem != beast::http::error::partial_message)
    return fail(Kind::bad_response, problem.message());
  if (problem) return fail(Kind::unreachable, url_.authority() + ": " + problem.message());
  const unsigned status = parser_->get().result_int();
  if (status >= 100 && status < 200 && status != 101) {  // the real answer is still to come
    parser_.emplace();
    return read();
  }
  succeed();
}

void Exchange::succeed() {
  auto message = parser_->release();
  const bool kept = message.keep_alive() && wire_->unread.size() == 0 && message.result_int() != 101;
  Response response;
  response.status = message.result_int();
  for (const auto& field : message) {
    response.headers.emplace_back(std::string(field.name_string()), std::string(field.value()));
  }
  response.body = std::move(message.body());
  wire_->used = true;
  end(std::move(response), kept ? std::move(wire_) : nullptr);
}

void Exchange::fail(Kind kind, std::string text) {
  if (done_) end(tl::unexpected(ClientError{kind, std::move(text)}), nullptr);
}

void Exchange::end(Client::Result result, std::unique_ptr<Wire> kept) {
  const auto self = shared_from_this();
  const auto done = std::exchange(done_, nullptr);
  timer_.cancel();
  resolver_.cancel();
  if (wire_) {
    error_code ignored;
    wire_->socket().close(ignored);  // the wire itself stays until its last handler has come back
  }
  if (const auto ended = std::exchange(ended_, nullptr)) ended(self, std::move(kept));
  done(std::move(result));
}

}  // namespace switchyard::adapters::http
