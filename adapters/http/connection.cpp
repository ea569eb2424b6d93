// The life of a connection: handshake, requests in their order, and an end that lets the client read why.
#include "adapters/http/connection.h"

#include <sys/socket.h>

#include <array>
#include <optional>

#include "adapters/http/request_parser.h"
#include "adapters/http/response_head.h"
#include "adapters/http/stream_sessions.h"

namespace switchyard::adapters::http {
namespace {

constexpr std::size_t read_size = 8 * 1024;
constexpr std::size_t kept_memory = 64 * 1024;  // what a connection keeps for the next request, at most
constexpr std::size_t copied_body = 16 * 1024;  // up to here one send of a copy is cheaper than two pieces
constexpr std::chrono::seconds linger_time{2};
constexpr std::string_view go_on = "HTTP/1.1 100 Continue\r\n\r\n";

Response refusal_of(unsigned status) {
  switch (status) {
    case 408:
      return plain_answer(status, "the request came too slowly");
    case 413:
      return plain_answer(status, "the body is too large");
    case 431:
      return plain_answer(status, "the header is too large");
    default:
      return plain_answer(status, "this is no HTTP request");
  }
}

const StreamPath* find_stream(const ServerOptions& options, const Request& request) {
  for (const StreamPath& stream : options.streams) {
    if (stream.path == request.path) return &stream;
  }
  return nullptr;
}

bool asks_for_web_socket(const Request& request) {
  const auto upgrade = find_header(request.headers, "Upgrade");
  return upgrade && beast::iequals(beast::string_view(upgrade->data(), upgrade->size()), "websocket") &&
         request.method == "GET";
}

template <class Stream>
class Connection final : public Session {
 public:
  template <class... Arguments>
  Connection(Loop& loop, std::string peer, Arguments&&... arguments)
      : loop_(loop), peer_(std::move(peer)), stream_(std::forward<Arguments>(arguments)...) {}

  void start() override {
    if constexpr (is_tls) {
      enter(Stage::handshake, limits().header_time);
      stream_.async_handshake(net::ssl::stream_base::server, [self = self()](error_code problem) {
        if (problem) return self->abort();
        self->next_request();
      });
    } else {
      next_request();
    }
  }

  void answer(std::uint64_t request, Response&& response) override {
    if (stage_ == Stage::answering && request == request_) write(std::move(response));
  }

  void sweep(Moment now) override {
    if (now < deadline_ || stage_ == Stage::closed) return;
    switch (stage_) {
      case Stage::header:
      case Stage::body:
        too_slow_ = true;  // the read comes back canceled, and the client is told
        deadline_ = now + limits().write_time;
        return cancel_read();
      case Stage::answering:
        ++loop_.state().late;
        keep_alive_ = false;
        return write(plain_answer(503, "no answer in time"));
      default:
        return abort();
    }
  }

  void drain() override {
    if (stage_ == Stage::idle || stage_ == Stage::handshake) abort();
  }

  void abort() override {
    if (stage_ == Stage::closed) return;
    if (stage_ == Stage::writing) drop_what_waits(socket());
    stage_ = Stage::closed;
    error_code ignored;
    socket().close(ignored);
    loop_.remove(*this);
  }

 private:
  static constexpr bool is_tls = std::is_same_v<Stream, TlsSocket>;
  enum class Stage { handshake, idle, header, body, answering, writing, closing, closed };

  std::shared_ptr<Connection> self() { return std::static_pointer_cast<Connection>(shared_from_this()); }
  const Limits& limits() const { return loop_.limits(); }
  auto& socket() { return beast::get_lowest_layer(stream_); }

  void enter(Stage stage, std::chrono::milliseconds time) {
    stage_ = stage;
    deadline_ = Clock::now() + time;
  }

  void cancel_read() {
    error_code ignored;
    socket().cancel(ignored);
  }

  void next_request() {
    if (buffer_.capacity() > kept_memory && buffer_.size() == 0) buffer_ = {};
    if (out_.capacity() > kept_memory) out_ = {};
    Request from;
    from.peer = peer_;
    from.encrypted = is_tls;
    parser_.emplace(limits(), loop_.state().options.larger_body, std::move(from));
    if (buffer_.size() > 0) {
      enter(Stage::header, limits().header_time);
      // Not from inside: many requests in one piece would stand on each other on the stack.
      net::post(loop_.context(), [kept = self()] { kept->parse_what_is_there(); });
      return;
    }
    if (loop_.draining()) return abort();
    enter(Stage::idle, limits().idle_time);
    read();
  }

  void parse_what_is_there() {
    if (stage_ == Stage::header) parse();
  }

  void read() {
    stream_.async_read_some(
        buffer_.prepare(read_size),
        [self = self()](error_code problem, std::size_t size) { self->on_read(problem, size); });
  }

  void on_read(error_code problem, std::size_t size) {
    if (stage_ == Stage::closed) return;
    if (too_slow_) return refuse(408);
    if (problem) return abort();
    buffer_.commit(size);
    if (stage_ == Stage::idle) enter(Stage::header, limits().header_time);
    parse();
  }

  void parse() {
    error_code problem;
    buffer_.consume(parser_->put(buffer_.data(), problem));
    if (problem && problem != beast::http::error::need_more) return refuse(status_of(problem));
    if (parser_->is_done()) return dispatch();
    if (stage_ == Stage::header && parser_->is_header_done()) {
      enter(Stage::body, limits().body_time);
      if (parser_->expects_continue() && buffer_.size() == 0) return say_go_on();
    }
    read();
  }

  void say_go_on() {
    net::async_write(stream_, net::buffer(go_on.data(), go_on.size()),
                     [self = self()](error_code problem, std::size_t) {
                       if (problem) return self->abort();
                       self->read();
                     });
  }

  void refuse(unsigned status) {
    ++loop_.state().refused;
    keep_alive_ = false;
    is_head_ = false;
    write(refusal_of(status));
  }

  void dispatch() {
    ++loop_.state().requests;
    keep_alive_ = parser_->keep_alive();
    is_head_ = parser_->is_head();
    Request request = parser_->take();
    ++request_;
    enter(Stage::answering, limits().answer_time);
    if (const auto wait = loop_.state().addresses.take(peer_, Clock::now())) return too_many(*wait);
    try {
      hand_on(std::move(request));
    } catch (const std::exception& fault) {
      const auto& told = loop_.state().options.handler_threw;
      if (told) told(fault.what());
      if (stage_ == Stage::answering) write(plain_answer(500, "the request was not answered"));
    }
  }

  void hand_on(Request request) {
    if (const StreamPath* stream = find_stream(loop_.state().options, request))
      return open(*stream, std::move(request));
    loop_.state().handler(std::move(request), make_respond(loop_.mailbox(), weak_from_this(), request_));
  }

  void too_many(std::chrono::seconds wait) {
    ++loop_.state().limited;
    Response response = plain_answer(429, "too many requests of this address");
    response.headers.emplace_back("Retry-After", std::to_string(wait.count()));
    write(std::move(response));
  }

  void open(const StreamPath& path, Request request) {
    const bool web_socket = path.kind == StreamPath::Kind::web_socket;
    if (web_socket && !asks_for_web_socket(request)) {
      Response response = plain_answer(426, "this path is for WebSockets");
      response.headers.emplace_back("Upgrade", "websocket");
      return write(std::move(response));
    }
    if (!web_socket && request.method != "GET") return write(plain_answer(405, "only GET"));
    auto queue = std::make_shared<StreamQueue>(loop_.mailbox(), limits().stream_queue);
    auto decided = path.open(request, queue);
    if (auto* refused = std::get_if<Response>(&decided)) {
      queue->end();
      return write(std::move(*refused));
    }
    OpenedStream opened{std::move(request), std::move(queue), std::move(std::get<Conversation>(decided))};
    const auto kept = self();
    stage_ = Stage::closed;
    loop_.replace(*this, web_socket ? make_web_socket(loop_, std::move(stream_), std::move(opened))
                                    : make_event_stream(loop_, std::move(stream_), std::move(opened)));
  }

  void write(Response response) {
    enter(Stage::writing, limits().write_time);
    if (loop_.draining()) keep_alive_ = false;
    out_.clear();
    append_head(out_, response, {response.body.size(), keep_alive_});
    const bool with_body =
        !is_head_ && response.status >= 200 && response.status != 204 && response.status != 304;
    body_.clear();
    if (with_body && response.body.size() <= copied_body) {
      out_ += response.body;
    } else if (with_body) {
      body_ = std::move(response.body);
    }
    if constexpr (!is_tls) {
      if (body_.empty() && write_at_once()) return on_written({});
    }
    net::async_write(stream_, std::array{net::buffer(out_), net::buffer(body_)},
                     [self = self()](error_code problem, std::size_t) { self->on_written(problem); });
  }

  // Most answers have room in the socket's buffer: then nothing has to be waited for. False: what is left in
  // out_ is still to be written.
  bool write_at_once() {
    const ssize_t sent =
        ::send(socket().native_handle(), out_.data(), out_.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
    if (sent > 0) out_.erase(0, static_cast<std::size_t>(sent));
    return out_.empty();
  }

  void on_written(error_code problem) {
    if (stage_ == Stage::closed) return;
    if (problem) return abort();
    if (keep_alive_) return next_request();
    enter(Stage::closing, linger_time);
    if constexpr (is_tls) {
      stream_.async_shutdown([self = self()](error_code) { self->abort(); });
    } else {
      error_code ignored;
      socket().shutdown(tcp::socket::shutdown_send, ignored);
      discard();
    }
  }

  // Closing while bytes of the client are unread would reset the connection, and it might never see the
  // answer.
  void discard() {
    buffer_.clear();
    stream_.async_read_some(buffer_.prepare(read_size), [self = self()](error_code problem, std::size_t) {
      if (problem) return self->abort();
      self->discard();
    });
  }

  Loop& loop_;
  std::string peer_;
  Stream stream_;
  beast::flat_buffer buffer_;
  std::optional<RequestParser> parser_;
  std::string out_;
  std::string body_;
  std::uint64_t request_ = 0;
  Stage stage_ = Stage::idle;
  Moment deadline_{};
  bool keep_alive_ = false;
  bool is_head_ = false;
  bool too_slow_ = false;
};

}  // namespace

std::shared_ptr<Session> make_connection(Loop& loop, Socket socket, std::string peer) {
  return std::make_shared<Connection<Socket>>(loop, std::move(peer), std::move(socket));
}

std::shared_ptr<Session> make_connection(Loop& loop, Socket socket, std::string peer,
                                         net::ssl::context& certificate) {
  return std::make_shared<Connection<TlsSocket>>(loop, std::move(peer), std::move(socket), certificate);
}

}  // namespace switchyard::adapters::http
