// A response without an end: what is queued goes out in chunks, and a comment when nothing did for a while.
#include <array>
#include <charconv>

#include "adapters/http/response_head.h"
#include "adapters/http/stream_sessions.h"

namespace switchyard::adapters::http {
namespace {

void append_chunk(std::string& out, const std::vector<std::string>& texts) {
  std::size_t size = 0;
  for (const std::string& text : texts) size += text.size();
  if (size == 0) return;  // a chunk of no bytes would be the last
  std::array<char, 16> digits;
  out.append(digits.data(), std::to_chars(digits.begin(), digits.end(), size, 16).ptr);
  out += "\r\n";
  for (const std::string& text : texts) out += text;
  out += "\r\n";
}

template <class Stream>
class EventStream final : public Session {
 public:
  EventStream(Loop& loop, Stream stream, OpenedStream opened)
      : loop_(loop),
        stream_(std::move(stream)),
        queue_(std::move(opened.queue)),
        conversation_(std::move(opened.conversation)) {}

  void start() override {
    Response head;
    head.headers = {
        {"Content-Type", "text/event-stream"}, {"Cache-Control", "no-store"}, {"X-Accel-Buffering", "no"}};
    append_head(out_, head, {std::nullopt, false});
    queue_->attach(weak_from_this());
    write();
    listen();
  }

  void wake() override {
    if (closed_) return;
    if (queue_->is_overrun()) return cut_off();
    if (!writing_) write_waiting();
  }

  void sweep(Moment now) override {
    if (closed_) return;
    if (writing_) {
      if (now >= wrote_ + loop_.limits().write_time) cut_off();
    } else if (now >= wrote_ + loop_.limits().ping_time) {
      append_chunk(out_, {":\n\n"});
      write();
    }
  }

  void drain() override { queue_->close(); }

  void abort() override {
    if (closed_) return;
    closed_ = true;
    const auto kept = shared_from_this();
    error_code ignored;
    beast::get_lowest_layer(stream_).close(ignored);
    queue_->end();
    if (conversation_.closed) conversation_.closed();
    conversation_ = {};
    loop_.remove(*this);
  }

 private:
  std::shared_ptr<EventStream> self() { return std::static_pointer_cast<EventStream>(shared_from_this()); }

  void cut_off() {
    drop_what_waits(beast::get_lowest_layer(stream_));
    abort();
  }

  void write_waiting() {
    const auto state = queue_->take(batch_);
    if (state == StreamQueue::State::overrun || state == StreamQueue::State::ended) return cut_off();
    append_chunk(out_, batch_);
    if (state == StreamQueue::State::closing) {
      out_ += "0\r\n\r\n";
      last_ = true;
    }
    if (!out_.empty()) return write();
    if (conversation_.drained) conversation_.drained();
  }

  void write() {
    writing_ = true;
    wrote_ = Clock::now();
    net::async_write(stream_, net::buffer(out_), [self = self()](error_code problem, std::size_t) {
      self->writing_ = false;
      self->out_.clear();
      if (self->closed_) return;
      if (problem || self->last_) return self->abort();
      self->write_waiting();
    });
  }

  // Only to learn that the client has gone.
  void listen() {
    stream_.async_read_some(net::buffer(unread_), [self = self()](error_code problem, std::size_t) {
      if (self->closed_) return;
      if (problem) return self->abort();
      self->listen();
    });
  }

  Loop& loop_;
  Stream stream_;
  std::shared_ptr<StreamQueue> queue_;
  Conversation conversation_;
  std::vector<std::string> batch_;
  std::string out_;
  std::array<char, 512> unread_{};
  Moment wrote_{};
  bool writing_ = false;
  bool last_ = false;
  bool closed_ = false;
};

}  // namespace

std::shared_ptr<Session> make_event_stream(Loop& loop, Socket stream, OpenedStream opened) {
  return std::make_shared<EventStream<Socket>>(loop, std::move(stream), std::move(opened));
}

std::shared_ptr<Session> make_event_stream(Loop& loop, TlsSocket stream, OpenedStream opened) {
  return std::make_shared<EventStream<TlsSocket>>(loop, std::move(stream), std::move(opened));
}

}  // namespace switchyard::adapters::http
