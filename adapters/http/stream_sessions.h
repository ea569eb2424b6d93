// Connections that were HTTP and are now a stream of events or a WebSocket.
#pragma once

#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "adapters/http/loop.h"
#include "adapters/http/net.h"
#include "adapters/http/stream.h"

namespace switchyard::adapters::http {

// The queue of a stream: filled on any thread, emptied by the session.
class StreamQueue final : public Sink {
 public:
  StreamQueue(std::shared_ptr<Mailbox> mailbox, std::size_t limit)
      : mailbox_(std::move(mailbox)), limit_(limit) {}

  bool send(std::string text) override;
  void close() override;

  // From now on the session is woken when something is there.
  void attach(std::weak_ptr<Session> session);
  // Nobody takes anything any more.
  void end();

  enum class State { open, closing, overrun, ended };
  // What waits, in order; `out` is cleared before.
  State take(std::vector<std::string>& out);
  // The client reads too slowly: it is cut off, also in the middle of a write.
  bool is_overrun();

 private:
  std::shared_ptr<Mailbox> mailbox_;
  std::size_t limit_;
  std::mutex mutex_;
  State state_ = State::open;
  std::weak_ptr<Session> session_;
  std::vector<std::string> waiting_;
  std::size_t bytes_ = 0;
};

// What was agreed on when the stream was opened.
struct OpenedStream {
  Request request;
  std::shared_ptr<StreamQueue> queue;
  Conversation conversation;
};

std::shared_ptr<Session> make_event_stream(Loop& loop, Socket stream, OpenedStream opened);
std::shared_ptr<Session> make_event_stream(Loop& loop, TlsSocket stream, OpenedStream opened);
std::shared_ptr<Session> make_web_socket(Loop& loop, Socket stream, OpenedStream opened);
std::shared_ptr<Session> make_web_socket(Loop& loop, TlsSocket stream, OpenedStream opened);

}  // namespace switchyard::adapters::http
