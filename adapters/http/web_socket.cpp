// A WebSocket: text messages both ways, pings when it is quiet, an end for who reads too slowly.
#include <optional>

#include "adapters/http/stream_sessions.h"

#include <boost/beast/http/empty_body.hpp>
#include <boost/beast/http/message.hpp>
#include <boost/beast/websocket/ssl.hpp>
#include <boost/beast/websocket/stream.hpp>

namespace switchyard::adapters::http {
namespace {

namespace websocket = beast::websocket;
using UpgradeRequest = beast::http::request<beast::http::empty_body>;

UpgradeRequest upgrade_of(const Request& request) {
  UpgradeRequest upgrade{beast::http::verb::get, request.target, 11};
  for (const auto& [name, value] : request.headers) upgrade.insert(name, value);
  return upgrade;
}

template <class Stream>
class WebSocket final : public Session {
 public:
  WebSocket(Loop& loop, Stream stream, OpenedStream opened)
      : loop_(loop),
        socket_(std::move(stream)),
        upgrade_(upgrade_of(opened.request)),
        queue_(std::move(opened.queue)),
        conversation_(std::move(opened.conversation)) {}

  void start() override {
    const Limits& limits = loop_.limits();
    // Beast pings after half of the idle time-out.
    socket_.set_option(websocket::stream_base::timeout{limits.header_time, 2 * limits.ping_time, true});
    socket_.read_message_max(limits.message_bytes);
    socket_.text(true);
    queue_->attach(weak_from_this());
    writing_ = true;
    wrote_ = Clock::now();
    socket_.async_accept(upgrade_, [self = self()](error_code problem) {
      self->writing_ = false;
      if (self->closed_) return;
      if (problem) return self->abort();
      self->read();
      self->write_next();
    });
  }

  void wake() override {
    if (closed_) return;
    if (queue_->is_overrun()) return cut_off();
    if (!writing_) write_next();
  }

  void sweep(Moment now) override {
    if (!closed_ && writing_ && now >= wrote_ + loop_.limits().write_time) cut_off();
  }

  void drain() override { queue_->close(); }

  void abort() override {
    if (closed_) return;
    closed_ = true;
    const auto kept = shared_from_this();
    error_code ignored;
    beast::get_lowest_layer(socket_).close(ignored);
    queue_->end();
    if (conversation_.closed) conversation_.closed();
    conversation_ = {};
    loop_.remove(*this);
  }

 private:
  std::shared_ptr<WebSocket> self() { return std::static_pointer_cast<WebSocket>(shared_from_this()); }

  void cut_off() {
    drop_what_waits(beast::get_lowest_layer(socket_));
    abort();
  }

  void read() {
    socket_.async_read(message_, [self = self()](error_code problem, std::size_t) {
      if (self->closed_) return;
      if (problem) return self->abort();
      self->take_message();
    });
  }

  void take_message() {
    if (!socket_.got_text()) return close(websocket::close_code::unknown_data);
    const auto bytes = message_.data();
    if (conversation_.received)
      conversation_.received({static_cast<const char*>(bytes.data()), bytes.size()});
    message_.consume(bytes.size());
    read();
  }

  // One message at a time, as they were queued.
  void write_next() {
    if (next_ == batch_.size()) {
      next_ = 0;
      const auto state = queue_->take(batch_);
      if (state == StreamQueue::State::overrun || state == StreamQueue::State::ended) return cut_off();
      if (batch_.empty() && state == StreamQueue::State::closing)
        return close(websocket::close_code::going_away);
      if (batch_.empty()) return;
    }
    writing_ = true;
    wrote_ = Clock::now();
    socket_.async_write(net::buffer(batch_[next_++]), [self = self()](error_code problem, std::size_t) {
      self->writing_ = false;
      if (self->closed_) return;
      if (problem) return self->abort();
      self->write_next();
    });
  }

  void close(websocket::close_code code) {
    writing_ = true;
    wrote_ = Clock::now();
    socket_.async_close(code, [self = self()](error_code) { self->abort(); });
  }

  Loop& loop_;
  websocket::stream<Stream, false> socket_;
  UpgradeRequest upgrade_;
  std::shared_ptr<StreamQueue> queue_;
  Conversation conversation_;
  beast::flat_buffer message_;
  std::vector<std::string> batch_;
  std::size_t next_ = 0;
  Moment wrote_{};
  bool writing_ = false;
  bool closed_ = false;
};

}  // namespace

std::shared_ptr<Session> make_web_socket(Loop& loop, Socket stream, OpenedStream opened) {
  return std::make_shared<WebSocket<Socket>>(loop, std::move(stream), std::move(opened));
}

std::shared_ptr<Session> make_web_socket(Loop& loop, TlsSocket stream, OpenedStream opened) {
  return std::make_shared<WebSocket<TlsSocket>>(loop, std::move(stream), std::move(opened));
}

}  // namespace switchyard::adapters::http
